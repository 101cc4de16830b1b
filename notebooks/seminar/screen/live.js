// What each box brings along: it fetches the module that draws all boxes, which the page keeps once.

const loaded = globalThis[Symbol.for('seminar')] ??= new Map();

function load(drawing) {
  const source = drawing.get('source');
  if (!loaded.has(source)) {
    const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    loaded.set(source, import(address).finally(() => URL.revokeObjectURL(address)));
    document.head.append(Object.assign(document.createElement('style'), { textContent: drawing.get('style') }));
  }
  return loaded.get(source);
}

async function render(context) {
  const drawing = await context.model.widget_manager.get_model(context.model.get('drawing'));
  return (await load(drawing)).render({ ...context, drawing });
}

export default { render };

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

// anywidget waits two seconds for a box to start. On a busy computer that is too short, and from then on nothing that
// Python says reaches the box. Such a box listens for itself, and asks for all that it has missed.
async function listen(model) {
  const itself = await model.widget_manager.get_model(model.get('itself'));
  try {
    await itself._handle_comm_msg({ content: { data: { method: 'none' } } });
  } catch {
    const heard = Object.getPrototypeOf(Object.getPrototypeOf(itself))._handle_comm_msg;
    itself.comm.on_msg((message) => heard.call(itself, message));
    itself.comm.send({ method: 'request_state' }, {});
  }
}

async function render(context) {
  await listen(context.model);
  const drawing = await context.model.widget_manager.get_model(context.model.get('drawing'));
  return (await load(drawing)).render({ ...context, drawing });
}

export default { render };

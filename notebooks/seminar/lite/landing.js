// Leads to the cell that the address of a live page names; JupyterLite opens the page and forgets the rest.

const landing = location.hash;

const until = (found) => new Promise((done) => {
  const look = () => (found() ? done(found()) : setTimeout(look, 100));
  look();
});

if (landing.startsWith('#cell-id=')) {
  until(() => window.jupyterapp?.shell?.currentWidget?.context).then(async (context) => {
    const panel = window.jupyterapp.shell.currentWidget;
    await Promise.all([context.ready, panel.revealed]);
    // What stands above still grows while it is drawn, so this lands again until the reader does something.
    const grows = new ResizeObserver(() => panel.setFragment(landing));
    panel.node.querySelectorAll('.jp-WindowedPanel-viewport, .jp-WindowedPanel-inner').forEach((node) => grows.observe(node));
    for (const done of ['keydown', 'pointerdown', 'wheel']) {
      window.addEventListener(done, () => grows.disconnect(), { capture: true, once: true });
    }
  });
}

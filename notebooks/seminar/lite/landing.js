// Leads to the cell that the address of a live page names; JupyterLite opens the page and forgets the rest.
(async () => {
  const cell = location.hash;
  if (!cell.startsWith('#cell-id=')) return;
  const opened = () => window.jupyterapp?.shell?.currentWidget;
  while (!opened()?.context) await new Promise((done) => setTimeout(done, 100));
  const panel = opened();
  await Promise.all([panel.context.ready, panel.revealed]);
  // What stands above still grows while it is drawn, so this lands again until the reader does something.
  const grows = new ResizeObserver(() => panel.setFragment(cell));
  for (const node of panel.node.querySelectorAll('.jp-WindowedPanel-viewport, .jp-WindowedPanel-inner')) grows.observe(node);
  for (const done of ['keydown', 'pointerdown', 'wheel']) {
    window.addEventListener(done, () => grows.disconnect(), { capture: true, once: true });
  }
})();

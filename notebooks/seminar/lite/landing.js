// JupyterLite opens the page that an address names, and then forgets the address.
(() => {
  const opened = () => window.jupyterapp?.shell?.currentWidget;
  const until = async (there) => {
    while (!there()) await new Promise((done) => setTimeout(done, 100));
  };

  // Leads to the cell that the address names.
  const land = async (cell) => {
    await until(() => opened()?.context);
    const panel = opened();
    await Promise.all([panel.context.ready, panel.revealed]);
    // What stands above still grows while it is drawn, so this lands again until the reader does something.
    const grows = new ResizeObserver(() => panel.setFragment(cell));
    for (const node of panel.node.querySelectorAll('.jp-WindowedPanel-viewport, .jp-WindowedPanel-inner')) {
      grows.observe(node);
    }
    for (const done of ['keydown', 'pointerdown', 'wheel']) {
      window.addEventListener(done, () => grows.disconnect(), { capture: true, once: true });
    }
  };

  // Names the page that one sees, so that it is there after a reload and in a bookmark.
  const name = () => {
    const path = opened()?.context?.path;
    if (path) history.replaceState(history.state, '', `?path=${encodeURI(path)}`);
  };

  const push = history.pushState.bind(history);
  history.pushState = (...address) => {
    push(...address);
    name();
  };
  until(() => window.jupyterapp?.shell).then(() => window.jupyterapp.shell.currentChanged.connect(name));
  if (location.hash.startsWith('#cell-id=')) land(location.hash);
})();

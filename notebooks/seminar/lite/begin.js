// Where a notebook is opened, its kernel begins now (ahead.js), and is there when JupyterLite asks for the first one.
(() => {
  const opens = new URLSearchParams(location.search).get('path') ?? '';
  if (!opens.endsWith('.ipynb') || self.crossOriginIsolated) return; // a page by itself has a worker of another kind
  const { Worker } = self;
  const address = new URL('../extensions/@jupyterlite/pyodide-kernel-extension/static/ahead.js', location.href);
  const begun = new Worker(address);
  self.Worker = class extends Worker {
    constructor(url, options) {
      const itIsTheKernel = String(url).startsWith(new URL('.', address).href);
      if (itIsTheKernel) {
        self.Worker = Worker; // a kernel that is started again begins as any other
        return begun;
      }
      super(url, options);
    }
  };
})();

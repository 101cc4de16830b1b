// What JupyterLite starts Pyodide with; it runs in the kernel's worker, and paths are as seen from there.

if (self.ahead) {
  self.loadPyodide = () => self.ahead; // this worker began before it was asked (ahead.js)
} else {
  importScripts('../../../../fresh.js', '../../../../static/pyodide/pyodide.js');
  const start = self.loadPyodide;
  // Between Pyodide and the kernel JupyterLite puts the folder of the page to the end of where Python looks for modules:
  // each look into it asks the browser's store, and the kernel imports a hundred.
  self.loadPyodide = async (options) => {
    const python = await start(options);
    python.runPython('import sys; sys.path.append(sys.path.pop(0))');
    return python;
  };
}

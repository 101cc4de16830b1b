// What JupyterLite starts Pyodide with. Between Pyodide and the kernel it puts the folder of the page to the end of
// where Python looks for modules: each look into it asks the browser's store, and the kernel imports a hundred.

importScripts('../../../../static/pyodide/pyodide.js'); // as seen from the kernel's worker, in which this runs

const start = self.loadPyodide;
self.loadPyodide = async (options) => {
  const python = await start(options);
  python.runPython('import sys; sys.path.append(sys.path.pop(0))');
  return python;
};

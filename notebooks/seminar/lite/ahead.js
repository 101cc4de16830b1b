// The kernel's worker, with Python started by itself: JupyterLite asks for it when it has drawn the page, and until then
// half of the computer would wait. It stands beside JupyterLite's own worker, whose part it takes.

importScripts('KERNEL', '../../../../static/pyodide/start.js');

self.ahead = (async () => {
  const settings = await (await fetch('../../../../jupyter-lite.json')).json();
  const { loadPyodideOptions } = settings['jupyter-config-data'].litePluginSettings['@jupyterlite/pyodide-kernel-extension:kernel'];
  const indexURL = new URL('../../../../static/pyodide/', self.location).href;
  const python = await self.loadPyodide({ indexURL, ...loadPyodideOptions });
  python.runPython('import pyodide_kernel, seminar.activities, seminar.course.questions, seminar.course.readiness');
  return python;
})();

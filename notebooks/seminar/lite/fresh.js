// Many hosts do not say how long a file may be kept, and a browser may then show last month's for days. So what a newer
// site changes under the same name is asked for anew; where nothing has changed, the answer is short. Runs in a page and
// in the kernel's worker.
{
  const changes = /\/(files|api)\/|\/(jupyter-lite|pyodide-lock)\.json|\/seminar-[^/]+\.whl/;
  const ask = self.fetch;
  self.fetch = async (what, options) => {
    if (!changes.test(what.url ?? what)) return ask(what, options);
    try {
      return await ask(what, { ...options, cache: 'no-cache' });
    } catch {
      return ask(what, { ...options, cache: 'force-cache' }); // offline: what this browser has
    }
  };
}

// Run by Node with the folder of the runtime: Pyodide compiles what the pages import, with the very Python of a browser.

import { pathToFileURL } from 'node:url';

const [folder, lock, library] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: folder, packages: ['seminar'] });
python.mountNodeFS('/runtime', folder);
const compiling = python.pyimport('seminar.lite.compiling');
compiling.compile_all(python.pyimport('pathlib').Path('/runtime'), lock, library);

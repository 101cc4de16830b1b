// Run by Node with the folder of the runtime: Pyodide compiles what the pages import, with the very Python of a browser.

import { pathToFileURL } from 'node:url';

const [folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: folder, packages: ['seminar'] });
python.mountNodeFS('/runtime', folder);
python.pyimport('seminar.lite.compiling').compile_all(python.pyimport('pathlib').Path('/runtime'));

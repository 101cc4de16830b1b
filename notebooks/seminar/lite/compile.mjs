// Run by Node with the folder of the runtime: Pyodide compiles what the pages import, with the very Python of a browser.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const { packages } = JSON.parse(readFileSync(`${folder}/pyodide-lock.json`));
const python = await loadPyodide({ indexURL: folder, packages: Object.keys(packages) });
python.mountNodeFS('/runtime', folder);
python.pyimport('seminar.lite.compiling').compile_all(python.pyimport('pathlib').Path('/runtime'));

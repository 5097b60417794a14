/* Compiles given.zip to made.zip with the Python of the release that lies beside this file. */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const here = `${dirname(fileURLToPath(import.meta.url))}/`;
const { loadPyodide } = await import(`${here}pyodide.mjs`);
const python = await loadPyodide({ indexURL: here });
python.runPython(readFileSync(`${here}compiling.py`, "utf8"));
const given = python.toPy(new Uint8Array(readFileSync(`${here}given.zip`)));
const made = python.globals.get("compiled_zip")(given.tobytes());
writeFileSync(`${here}made.zip`, made.toJs());

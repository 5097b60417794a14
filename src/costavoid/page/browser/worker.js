/* Runs costavoid in Pyodide, which stands above in this file. Nothing is fetched: what Pyodide asks
for is handed to it, and anything else is refused. */
const INDEX = "https://in-this-page.invalid/";
const held = {};
const unpacked = new Set();
let python = null, respond = null, known = {};

self.fetch = async (address) => {
  const name = String(address.url ?? address).split("/").pop();
  const found = held[name];
  delete held[name];
  if (!found) throw new Error(`${name} is not in this page.`);
  const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
  return new Response(found, { headers: { "content-type": type } });
};
const unzipped = (bytes) =>
  new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));

const SETUP = `
import importlib, json, sys, warnings
warnings.simplefilter("ignore")
sys.dont_write_bytecode = True
sys.pycache_prefix = None

def unzipped(archive):
    import lzma
    return lzma.decompress(archive.to_bytes())

def missing(error):
    """The module that an error is about, whether it was raised or led to another."""
    while error is not None:
        if isinstance(error, ModuleNotFoundError):
            return error.name.split(".")[0]
        error = error.__cause__ or error.__context__
    return ""

def ask(text, told):
    from costavoid.base.errors import CostavoidError
    from costavoid.page.respond import respond
    try:
        return json.dumps({"response": respond(json.loads(text), lambda done, of: told(done, of))})
    except Exception as error:
        name = missing(error)
        if not name and not isinstance(error, CostavoidError):
            raise
        return json.dumps({"missing": name, "failed": str(error)})
`;

/* The bytes of the next pack that the page hands over. */
let arrived = null;
const coming = () => new Promise((done, stop) => { arrived = { done, stop }; });

/* The files of a tar are put where Python looks for packages; none is copied. */
const unpack = (tar) => {
  const text = new TextDecoder(), made = new Set();
  const word = (at, length) => text.decode(tar.subarray(at, at + length)).replace(/\0.*$/s, "");
  for (let at = 0; tar[at]; ) {
    const parts = [python._api.sitePackages, word(at + 345, 155), word(at, 100)];
    const path = parts.filter(Boolean).join("/"), size = parseInt(word(at + 124, 12), 8);
    const folder = path.slice(0, path.lastIndexOf("/")), content = at + 512;
    if (!made.has(folder)) python.FS.mkdirTree(folder);
    made.add(folder);
    python.FS.writeFile(path, tar.subarray(content, content + size), { canOwn: true });
    at = content + Math.ceil(size / 512) * 512;
  }
  python.runPython("importlib.invalidate_caches()");
};
const unpackXz = (archive) => {
  const held = python.globals.get("unzipped")(archive);
  const tar = held.toJs();
  held.destroy();
  unpack(tar);
};

const start = async ({ wasm, stdlib, modules }) => {
  const core = coming();
  known = modules;
  held["pyodide.asm.wasm"] = unzipped(wasm);
  held["python_stdlib.zip"] = stdlib;
  python = await loadPyodide({
    indexURL: INDEX, lockFileContents: LOCK, createPyodideModule: _createPyodideModule,
    env: { HOME: "/home/page", PYTHONDONTWRITEBYTECODE: "1" },
  });
  python.runPython(SETUP);
  unpack(await core);
  python.runPython("import costavoid.page.respond");
  respond = python.globals.get("ask");
  self.postMessage({ started: true });
};

/* A pack that is missing is sent for, and the question is asked again: nothing was kept of it. */
const ask = async (text) => {
  for (;;) {
    const told = (done, of) => self.postMessage({ progress: [done, of] });
    const { response, missing, failed } = JSON.parse(respond(text, told));
    if (response) return self.postMessage({ response });
    const pack = Object.keys(known).find((name) => known[name].includes(missing));
    if (!pack || unpacked.has(pack)) return self.postMessage({ failed });
    const bytes = coming();
    self.postMessage({ pack });
    unpackXz(await bytes);
    unpacked.add(pack);
  }
};

self.onmessage = async ({ data }) => {
  try {
    if (data.start) await start(data.start);
    else if (data.ask) await ask(data.ask);
    else if (data.pack) arrived.done(data.pack);
    else if (data.packMissing) arrived.stop(new InPlainWords(data.packMissing));
  } catch (error) {
    failed(error);
  }
};
class InPlainWords extends Error {}
const failed = (error) => {
  if (error instanceof InPlainWords) return self.postMessage({ failed: error.message });
  console.error(error);
  const last = String(error.message ?? error).trim().split("\n").pop();
  if (!respond || /fatally failed|out of memory/i.test(last)) {
    return self.postMessage({ stopped: last });
  }
  return self.postMessage({ failed: `Python could not do that: ${last}` });
};

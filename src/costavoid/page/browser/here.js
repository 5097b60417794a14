"use strict";
/* Python inside this page: a worker runs it, so that the page stays quick. */
window.costavoid = (() => {
  const facts = JSON.parse(document.documentElement.dataset.facts);
  const STOPPED = "Python has stopped in this page. Load the page again: the address holds your case.";
  const NO_DOCUMENTS = "This page was made without what documents need; use the case file with "
    + "Python, or a page made with documents.";
  let worker = null, waiting = null, said = () => {};
  const queue = [];

  /* Base64 as bytes; the text is let go, as it is large. */
  const embedded = (name) => {
    const holder = document.getElementById(`embedded-${name}`);
    const text = holder.textContent;
    holder.remove();
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    const plain = atob(text), bytes = new Uint8Array(plain.length);
    for (let i = 0; i < plain.length; i += 1) bytes[i] = plain.charCodeAt(i);
    return bytes;
  };
  const fetched = async (name) => {
    const answer = await fetch(name);
    if (!answer.ok) throw new Error(`${name} could not be had (${answer.status}).`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const part = async (name) => (facts.worker ? fetched(name) : embedded(name));

  const unzipped = (bytes) =>
    new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
  const begun = async () => {
    if (facts.worker) return new Worker(facts.worker);
    const text = await unzipped(embedded("worker.js.gz")).blob();
    return new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  };
  const send = (message, bytes = []) => worker.postMessage(message, bytes.map((one) => one.buffer));

  const heard = async ({ data }) => {
    if (data.progress) waiting?.progress(...data.progress);
    else if (data.pack) await load(data.pack);
    else if (data.started) waiting?.done();
    else if (data.failed) waiting?.failed(new Error(data.failed));
    else if (data.response) waiting?.done(JSON.parse(data.response));
  };
  const load = async (name) => {
    if (!facts.packs.includes(name)) {
      send({ packMissing: NO_DOCUMENTS });
      return;
    }
    said(`${facts.says[name]}…`);
    const bytes = await part(name);
    send({ pack: name, bytes }, [bytes]);
  };
  const ended = (error) => {
    console.error(error.message ?? error);
    const failed = new Error(STOPPED);
    failed.cause = error;
    waiting?.failed(failed);
    for (const one of queue.splice(0)) one.failed(failed);
  };

  const next = () => {
    if (waiting || queue.length === 0) return;
    waiting = queue.shift();
    const over = (then) => (what) => { waiting = null; then(what); next(); };
    [waiting.done, waiting.failed] = [over(waiting.done), over(waiting.failed)];
    waiting.begin();
  };
  const asked = (begin, progress = () => {}) => new Promise((done, failed) => {
    queue.push({ begin, progress, done, failed });
    next();
  });

  return {
    start: (onStatus) => {
      said = onStatus;
      said("Starting Python, which is in this page…");
      return asked(async () => {
        try {
          worker = await begun();
          worker.onmessage = heard;
          worker.onerror = ended;
          const names = ["pyodide.asm.wasm.gz", "python_stdlib.zip", "core"];
          const [wasm, stdlib, zipped] = await Promise.all(names.map(part));
          const core = new Uint8Array(await unzipped(zipped).arrayBuffer());
          send({ start: { wasm, stdlib, core, modules: facts.modules } }, [wasm, stdlib, core]);
        } catch (error) {
          ended(error);
        }
      });
    },
    ask: (request, onProgress) => asked(() => send({ ask: JSON.stringify(request) }), onProgress),
  };
})();

"use strict";
/* Python inside this page: a worker runs it, so that the page stays quick. */
window.costavoid = (() => {
  const facts = JSON.parse(document.documentElement.dataset.facts);
  const STOPPED = "Python has stopped in this page. Load the page again: the address holds your case.";
  const NO_DOCUMENTS = "This page was made without what documents need; use the case file with "
    + "Python, or a page made with documents.";
  let worker = null, waiting = null, said = () => {}, stopped = null;
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
    const answer = await fetch(name).catch(() => ({ ok: false, status: "no connection" }));
    if (!answer.ok) {
      throw new Error(`A part of this page could not be had: ${name} (${answer.status}).`);
    }
    return new Uint8Array(await answer.arrayBuffer());
  };
  /* What is asked for late may not be read yet. */
  const read = (id) => new Promise((done) => {
    if (document.getElementById(id) || document.readyState !== "loading") done();
    else document.addEventListener("DOMContentLoaded", done, { once: true });
  });
  const part = async (name) => {
    if (facts.hosted) return fetched(`${name}.bin`);
    await read(`embedded-${name}.bin`);
    return embedded(`${name}.bin`);
  };

  const unzipped = (bytes) =>
    new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
  /* Of a blob, so that it runs under the policy of this page. */
  const begun = async () => {
    const text = await unzipped(await part("worker")).text();
    return new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  };
  const send = (message, bytes = []) => worker.postMessage(message, bytes.map((one) => one.buffer));

  const heard = async ({ data }) => {
    if (data.progress) waiting?.progress(...data.progress);
    else if (data.pack) await load(data.pack);
    else if (data.started) waiting?.done();
    else if (data.stopped) ended(new Error(data.stopped));
    else if (data.failed) waiting?.failed(new Error(data.failed));
    else if (data.response) waiting?.done(data.response);
  };
  const load = async (name) => {
    try {
      if (!facts.packs.includes(name)) throw new Error(NO_DOCUMENTS);
      said(`${facts.says[name]}…`);
      const bytes = await part(name);
      send({ pack: bytes }, [bytes]);
    } catch (error) {
      send({ packMissing: error.message });
    }
  };
  const ended = (error) => {
    console.error(error.message ?? error);
    stopped = new Error(STOPPED);
    stopped.cause = error;
    waiting?.failed(stopped);
  };

  const next = () => {
    if (waiting || queue.length === 0) return;
    waiting = queue.shift();
    const over = (then) => (what) => { waiting = null; then(what); next(); };
    [waiting.done, waiting.failed] = [over(waiting.done), over(waiting.failed)];
    if (stopped) waiting.failed(stopped);
    else waiting.begin();
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
          const [wasm, stdlib] = [await part("pyodide"), await part("stdlib")];
          send({ start: { wasm, stdlib, modules: facts.modules } }, [wasm, stdlib]);
          const core = new Uint8Array(await unzipped(await part("core")).arrayBuffer());
          send({ pack: core }, [core]);
        } catch (error) {
          ended(error);
        }
      });
    },
    ask: (request, onProgress) => asked(() => send({ ask: JSON.stringify(request) }), onProgress),
  };
})();

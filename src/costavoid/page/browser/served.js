"use strict";
/* Python behind this page: the costavoid app on this machine. */
window.costavoid = (() => {
  const STOPPED = "The program behind this page has stopped: start it again with costavoid app.";
  let before = Promise.resolve();

  /* The answer comes a line at a time: how far it is, then what came of it. */
  const asked = async (request, onProgress) => {
    let answer;
    try {
      answer = await fetch("ask", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(request),
      });
    } catch {
      throw new Error(STOPPED);
    }
    if (!answer.ok) throw new Error((await answer.text()).trim());
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "", last = null;
    for (;;) {
      const { value, done } = await reader.read().catch(() => ({ done: true }));
      text += value ?? "";
      const lines = text.split("\n");
      text = lines.pop();
      for (const line of lines) {
        last = JSON.parse(line);
        if (last.progress) onProgress?.(...last.progress);
      }
      if (done) break;
    }
    if (last?.error) throw new Error(last.error);
    if (!last?.response) throw new Error(STOPPED);
    return last.response;
  };
  return {
    start: async () => {},
    ask: (request, onProgress) => {
      const mine = before.then(() => asked(request, onProgress));
      before = mine.catch(() => {});
      return mine;
    },
  };
})();

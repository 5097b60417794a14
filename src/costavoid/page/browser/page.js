"use strict";
/* Carries what is typed to Python and shows what comes back. Nothing is worked out here. */
(() => {
  const page = document.getElementById("page");
  const status = document.getElementById("status");
  const said = document.getElementById("said");
  const WAIT = 200; /* milliseconds after the last key */
  let ready = false, asking = false, next = null, timer = 0;

  const find = (id) => document.getElementById(id);
  const busy = (text) => {
    status.textContent = text;
    status.classList.toggle("busy", ready ? asking : true);
  };
  /* Nothing is read out twice. */
  const announce = (text) => { if (text && said.textContent !== text) said.textContent = text; };

  const state = () => {
    const form = find("form");
    return form ? new URLSearchParams(new FormData(form)).toString() : page.dataset.state;
  };

  /* ---- what comes back is put in the place of what is there, box by box */

  const show = (response, wasTyped) => {
    const focused = document.activeElement && document.activeElement.id;
    Idiomorph.morph(page, response.html, {
      morphStyle: "innerHTML",
      ignoreActiveValue: wasTyped,
      callbacks: {
        /* What a person has opened stays open. */
        beforeAttributeUpdated: (name, node, change) =>
          !(name === "open" && node.nodeName === "DETAILS"),
      },
    });
    for (const box of page.querySelectorAll("input[type=text], input[type=range]")) {
      if (box === document.activeElement && wasTyped) continue;
      if (box.hasAttribute("value")) box.value = box.getAttribute("value");
    }
    for (const box of page.querySelectorAll("select")) {
      const chosen = [...box.options].findIndex((one) => one.hasAttribute("selected"));
      if (chosen >= 0 && box !== document.activeElement) box.selectedIndex = chosen;
    }
    if (focused && !document.activeElement?.id) find(focused)?.focus();
    cues();
    history.replaceState(null, "", `#${response.state}`);
    page.dataset.state = response.state;
    const verdict = page.querySelector(".bar");
    announce(response.said || (verdict ? verdict.textContent : ""));
  };

  /* A table that is wider than its place says so. */
  const cues = () => {
    for (const cue of page.querySelectorAll(".cue")) {
      const place = cue.nextElementSibling;
      cue.hidden = place.scrollWidth <= place.clientWidth + 1;
    }
  };

  const save = (file) => {
    const held = Uint8Array.from(atob(file.base64), (one) => one.charCodeAt(0));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([held], { type: file.type }));
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  const progress = (done, of) => {
    const bar = find("progress");
    if (!bar) return;
    bar.hidden = false;
    bar.max = of;
    bar.value = done;
  };

  /* ---- one question at a time; of those that wait, only the last is asked */

  const root = document.documentElement;
  const ask = async (request, wasTyped = false) => {
    root.dataset.idle = "no";
    if (!ready || asking) {
      next = [request, wasTyped];
      return;
    }
    asking = true;
    page.classList.add("stale");
    busy(request.want && request.want !== "page" ? "Working…" : "Working out the answer…");
    try {
      const response = await window.costavoid.ask({ state: state(), ...request }, progress);
      const overtaken = next !== null && next[1];
      if (!overtaken) show(response, wasTyped);
      if (response.file) save(response.file);
      busy("Ready.");
    } catch (error) {
      status.textContent = error.message;
      announce(error.message);
    } finally {
      asking = false;
      page.classList.remove("stale");
      status.classList.remove("busy");
      const bar = find("progress");
      if (bar) bar.hidden = true;
    }
    if (next) {
      const [waiting, typed] = next;
      next = null;
      ask(waiting, typed);
    } else if (!timer) {
      root.dataset.idle = "yes";
    }
  };
  const stopWaiting = () => {
    clearTimeout(timer);
    timer = 0;
  };
  const typed = () => {
    root.dataset.idle = "no";
    stopWaiting();
    timer = setTimeout(() => { timer = 0; ask({}, true); }, WAIT);
  };

  /* ---- what a person does */

  page.addEventListener("input", (event) => {
    const box = event.target;
    if (box.id === "slide") slid(box);
    if (box.id !== "keep-name" && box.id !== "open") typed();
  });
  const slid = (slide) => {
    const text = JSON.parse(slide.dataset.texts)[slide.value];
    find("slide-said").textContent = text;
    slide.setAttribute("aria-valuetext", text);
    const box = find(slide.dataset.for);
    if (box) box.value = JSON.parse(slide.dataset.values)[slide.value];
  };
  page.addEventListener("change", (event) => {
    if (event.target.id === "open") open(event.target.files[0]);
  });
  page.addEventListener("submit", (event) => event.preventDefault());
  page.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.id === "keep-name") find("do-keep").click();
  });
  page.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-to]");
    if (link) {
      event.preventDefault();
      (find(link.dataset.to) || find(`part-${link.dataset.to}`))?.focus();
      return;
    }
    const button = event.target.closest("button");
    if (!button) return;
    stopWaiting();
    if (button.dataset.want) {
      const draws = find("settings.draws");
      if (button.dataset.want === "draws" && draws) draws.name = "settings.draws";
      ask({ want: button.dataset.want });
    } else if (button.dataset.do) {
      const with_ = button.dataset.with ? find(button.dataset.with) : null;
      ask({ do: button.dataset.do + (with_ ? with_.value : "") });
    }
  });

  const MOST = 1000000;
  const open = async (file) => {
    if (!file) return;
    root.dataset.idle = "no";
    if (file.size > MOST) {
      root.dataset.idle = "yes";
      busy(`${file.name} is too large for a case file, which is a page or two.`);
      announce(status.textContent);
      return;
    }
    ask({ want: "open", file: await file.text() });
  };
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      document.body.classList.add("dropping");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      document.body.classList.remove("dropping");
    });
  }
  document.addEventListener("drop", (event) => open(event.dataTransfer.files[0]));

  /* An address that holds a case is opened; so is one that is put in later. */
  const fromAddress = () => {
    const held = location.hash.slice(1);
    if (held.includes("=") && held !== page.dataset.state) ask({ state: held });
  };
  window.addEventListener("hashchange", fromAddress);
  window.addEventListener("resize", cues);
  cues();

  busy("Starting…");
  window.costavoid.start(busy).then(() => {
    ready = true;
    busy("Ready.");
    if (location.hash.includes("=")) fromAddress();
    else if (next) { const [waiting, was] = next; next = null; ask(waiting, was); }
    else ask({}, true);
  }, (error) => {
    status.textContent = error.message;
    status.classList.remove("busy");
    announce(error.message);
  });
})();

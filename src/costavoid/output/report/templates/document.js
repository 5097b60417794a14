"use strict";
/* The sliders of the first page: what they move is worked out here as costavoid works it out. */
(() => {
  const find = (id) => document.getElementById(id);
  const sum = (list) => list.reduce((total, one) => total + one, 0);
  const toDate = (list) => list.map((_, i) => sum(list.slice(0, i + 1)));

  /* A table that is wider than its place says so. */
  const cues = () => {
    for (const cue of document.querySelectorAll(".cue")) {
      const place = cue.nextElementSibling;
      cue.hidden = place.scrollWidth <= place.clientWidth + 1;
    }
  };
  cues();
  window.addEventListener("resize", cues);

  const form = find("sliders");
  if (!form) return;
  const data = JSON.parse(form.dataset.numbers);
  const words = data.words;
  const inputs = data.moves.map((move) => find(`move-${move.name}`));
  const summary = find("summary");
  const table = summary.querySelector("table");
  const figure = summary.querySelector("figure");
  const verdict = summary.querySelector(".verdict");
  const caption = figure.querySelector("figcaption");
  const drawn = [...figure.querySelectorAll("svg")];
  const still = { verdict: verdict.textContent, title: caption.textContent };
  const places = () => inputs.map((input) => Number(input.value));

  /* To the nearest whole number, a half to the even one; what adding up leaves is not a half. */
  const whole = (x) => {
    const below = Math.floor(x), over = x - below;
    if (over !== 0.5) return over < 0.5 ? below : below + 1;
    return below % 2 === 0 ? below : below + 1;
  };
  const rounded = (x) => whole(whole(x * 1e6) / 1e6);

  /* Pounds by year of each sum, with every slider somewhere. */
  const pounds = (at) => {
    const ways = data.moves.map((move, i) => move.ways[at[i]]);
    const found = {};
    for (const [name, terms] of Object.entries(data.terms)) {
      found[name] = data.years.map((_, year) =>
        sum(terms.map(([of, by]) => of.reduce((part, i) => part * ways[i], by[year]))));
    }
    return found;
  };

  /* The table: rounded to date, so that it adds up. */
  const budget = (exact) => {
    const largest = Math.max(...Object.values(exact).flat().map(Math.abs));
    const unit = largest >= data.small ? data.thousand : 1;
    const row = (years) => {
      const columns = data.columns.map(([from, to]) => sum(years.slice(from, to)));
      const ends = toDate(columns).map((one) => rounded(one / unit));
      return ends.map((one, i) => one - (i ? ends[i - 1] : 0));
    };
    const rows = Object.fromEntries(Object.entries(exact).map(([name, by]) => [name, row(by)]));
    rows.net = rows.delivery.map((one, i) => one + rows.released[i]);
    rows.cumulative = toDate(rows.net);
    return { unit, rows };
  };

  /* The first year from which the savings to date cover the costs to date, to the end. */
  const payback = (exact) => {
    const least = 1e-5;
    const first = exact.delivery.findIndex((one) => Math.abs(one) > least);
    const net = toDate(exact.delivery.map((one, i) => one + exact.released[i]));
    const short = net.findLastIndex((one) => one < -least);
    if (first < 0 || short === net.length - 1) return "";
    return data.years[Math.max(first, short + 1)];
  };

  const grouped = (n) => String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  const said = (amount, unit) => {
    const sign = amount < 0 ? "\u2212\u2060" : "", size = Math.abs(amount) * unit;
    if (size < 1e6) return `${sign}£${grouped(size)}`;
    const [ones, parts] = (size / 1e6).toFixed(3).split(".");
    return `${sign}£${grouped(ones)}${`.${parts}`.replace(/\.?0+$/, "")} million`;
  };

  const situation = (of) => {
    const way = of.released > 0 ? "" : of.released < 0 ? "_more" : "_none";
    if (!words.delivery) return `gross${way}`;
    if (of.spent <= 0) return `paid_by_others${way}`;
    if (of.year) return "pays_back";
    if (of.released === of.spent) return "level";
    return { "": "does_not_pay", _more: "costs_more", _none: "costs" }[way];
  };

  /* The verdict's sentences and the chart's title, from the same words as costavoid's own. */
  const sentences = (exact, made) => {
    const total = (name) => sum(made.rows[name]);
    const of = { spent: -total("delivery"), released: total("released"), year: payback(exact) };
    const amounts = {
      spent: of.spent, released: of.released, added: -of.released, down: of.spent - of.released,
      avoided: total("avoided"), worth: total("present_value"), loss: -total("present_value"),
    };
    const plain = { year: of.year, last: words.last, by: words.by, who: words.who };
    const fill = (text) => text.replace(/\{(\w+)\}/g, (_, name) =>
      name in plain ? plain[name] : said(amounts[name], made.unit));
    const council = fill(words.council[situation(of)]);
    const first = council.charAt(0).toUpperCase() + council.slice(1);
    const better = words.all[amounts.worth > 0 ? 0 : amounts.worth < 0 ? 1 : 2];
    const money = `${words.before ? words.before + council : first} ${fill(better)}`;
    return {
      title: fill(words.titles[situation(of)]), money, verdict: `${words.evidence} ${money}`,
    };
  };

  const cell = (amount) => (amount < 0 ? `(${grouped(-amount)})` : grouped(amount));
  const ORDER = ["delivery", "released", "net", "cumulative", "avoided", "others", "present_value"];
  const fillTable = (made) => {
    const [subject, head] = data.units[made.unit];
    table.caption.textContent = subject;
    table.parentElement.setAttribute("aria-label", subject);
    table.tHead.rows[0].cells[0].textContent = head;
    ORDER.forEach((name, i) => {
      const amounts = made.rows[name];
      const total = name === "cumulative" ? "" : cell(sum(amounts));
      [...amounts.map(cell), total].forEach((text, column) => {
        table.tBodies[0].rows[i].cells[column + 1].textContent = text;
      });
    });
  };

  /* ---- the chart: bars of cash by year, and the net to date over them */

  const node = (name, attributes, text = "") => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    return made;
  };
  const live = node("svg", { class: "live", role: "img", hidden: "" });
  figure.append(live);
  const short = (amount) => {
    const size = Number(Math.abs(amount).toPrecision(2)), sign = amount < 0 ? "\u2212" : "";
    if (Math.abs(amount) < 0.5) return "£0";
    for (const [scale, name] of [[1e9, "bn"], [1e6, "m"], [1e3, "k"]]) {
      if (size >= scale) return `${sign}£${Number((size / scale).toPrecision(12))}${name}`;
    }
    return `${sign}£${Math.round(size)}`;
  };
  /* Where each bar starts and ends: what is of one side is put on the last. */
  const stacked = (values) => {
    const ends = [0, 0];
    return values.map((one) => {
      const side = one < 0 ? 1 : 0, from = ends[side];
      ends[side] += one;
      return [from, ends[side]];
    });
  };
  const draw = (exact, title) => {
    const net = toDate(exact.delivery.map((one, i) => one + exact.released[i]));
    const bars = net.map((_, i) => stacked([exact.released[i], exact.delivery[i]]));
    const all = [0, ...bars.flat(2), ...net];
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const wide = Math.max(280, Math.min(figure.clientWidth, 800)), tall = 290;
    const edge = { left: 52, right: 12, top: 64, foot: 24 };
    const span = high - low || 1, count = net.length;
    const y = (one) => edge.top + (high - one) / span * (tall - edge.top - edge.foot);
    const step = (wide - edge.left - edge.right) / count, x = (i) => edge.left + (i + 0.5) * step;
    const parts = [];
    const text = (at, foot, words, anchor = "middle") => parts.push(node("text", {
      x: at, y: foot, "font-size": 12, "text-anchor": anchor, class: "f-ink" }, words));
    const line = (from, to, height, look) => parts.push(node("path", {
      d: `M${from} ${height}H${to}`, class: look, "stroke-width": 1 }));
    for (const one of new Set([high, low, 0])) {
      if (one && Math.abs(y(one) - y(0)) < 12) continue;
      line(edge.left, wide - edge.right, y(one), one ? "s-faint" : "s-ink");
      text(edge.left - 4, y(one) + 4, short(one), "end");
    }
    bars.forEach((both, i) => both.forEach(([from, to], which) => parts.push(node("rect", {
      x: x(i) - step * 0.35, width: step * 0.7, y: Math.min(y(from), y(to)),
      height: Math.abs(y(from) - y(to)),
      class: which || to < from ? "f-spent" : "f-saved" }))));
    const path = net.map((one, i) => `${i ? "L" : "M"}${x(i)} ${y(one)}`).join("");
    for (const [look, width] of [["s-paper", 5], ["s-ink", 2]]) {
      parts.push(node("path", { d: path, fill: "none", class: look, "stroke-width": width }));
    }
    const every = Math.ceil(60 / step);
    net.forEach((one, i) => {
      parts.push(node("circle", { cx: x(i), cy: y(one), r: 3, class: "f-ink" }));
      if (i % every === 0) text(x(i), tall - 6, data.years[i]);
    });
    let [from, row] = [4, 5];
    for (const [look, name] of [["f-saved", "Cash-releasing saving"], ["f-spent", "Delivery cost"],
      ["f-ink", `Cumulative net cash: ${short(net.at(-1))}`]]) {
      const room = 28 + 6.6 * name.length;
      if (from + room > wide) [from, row] = [4, row + 17];
      parts.push(node("rect", { x: from, y: row, width: 10, height: 10, class: look }));
      text(from + 14, row + 9, name, "start");
      from += room;
    }
    live.setAttribute("viewBox", `0 0 ${wide} ${tall}`);
    live.setAttribute("aria-label", `${title}. Cumulative net cash: ${
      net.map((one, i) => `${data.years[i]} ${short(one)}`).join(", ")}.`);
    live.replaceChildren(...parts);
  };

  /* ---- marks, and what is said of the values */

  const shown = (slot, at) => {
    slot.hidden = at === null;
    if (at !== null) slot.style.left = `calc(0.6rem + ${at} * (100% - 1.2rem))`;
  };
  const mark = (move, at) => {
    const slots = find(`move-${move.name}`).parentElement.querySelectorAll(".mark");
    shown(slots[1], move.here / (move.ways.length - 1));
    const band = slots[0];
    band.hidden = move.interval.length < 2;
    if (!band.hidden) {
      const [from, to] = move.interval.map((one) => one / (move.ways.length - 1));
      band.style.left = `calc(0.6rem + ${from} * (100% - 1.2rem))`;
      band.style.width = `calc(${to - from} * (100% - 1.2rem))`;
    }
    if (move.name === "effect" && data.evens) even(move, at, slots[2]);
  };
  /* Where the effect breaks even, the other sliders as they are: between which of its places. */
  const even = (move, at, slot) => {
    const nets = move.ways.map((_, place) => {
      const sums = pounds([place, ...at.slice(1)]);
      return data.evens === "council cash"
        ? sum(sums.delivery) + sum(sums.released) : sum(sums.present_value);
    });
    const i = nets.findIndex((one, k) => k && (one >= 0) !== (nets[k - 1] >= 0));
    const part = i < 0 ? null : i - 1 + nets[i - 1] / (nets[i - 1] - nets[i]);
    shown(slot, part === null ? null : part / (nets.length - 1));
    const whose = data.evens === "council cash" ? "the council's cash" : "all payers together";
    find("breaks-even").textContent = i < 0
      ? `For ${whose} it breaks even nowhere on this slider.`
      : `For ${whose} it breaks even between ${move.texts[i - 1]} and ${move.texts[i]}.`;
  };

  const yours = find("yours");
  /* Nothing is read out twice. */
  const put = (place, text) => { if (place.textContent !== text) place.textContent = text; };
  const FOLLOW = "Only the verdict, the first table and its chart follow them.";
  const update = () => {
    const at = places();
    const exact = pounds(at), made = budget(exact), text = sentences(exact, made);
    const changed = data.moves.flatMap((move, i) => at[i] === move.here ? []
      : [`${move.label}: ${move.texts[at[i]]} (in the document ${move.texts[move.here]})`]);
    const own = changed.length > 0;
    fillTable(made);
    put(verdict, own ? text.verdict : still.verdict);
    put(form.querySelector(".echo"), text.money);
    put(caption, own ? text.title : still.title);
    if (own) draw(exact, text.title);
    drawn.forEach((one) => one.toggleAttribute("hidden", own));
    live.toggleAttribute("hidden", !own);
    document.body.classList.toggle("own", own);
    yours.hidden = !own;
    put(yours, own ? `Your values, not the document's. ${changed.join("; ")}. ${FOLLOW}` : "");
    data.moves.forEach((move, i) => {
      inputs[i].setAttribute("aria-valuetext", move.texts[at[i]]);
      find(`value-${move.name}`).textContent = move.texts[at[i]];
      mark(move, at);
    });
  };
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(update));
  window.addEventListener("resize", update);
  form.hidden = false;
  update();
})();

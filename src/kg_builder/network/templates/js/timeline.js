// The timeline: an axis, the articles on it, and what happened, in lanes. Dragging over the articles keeps those of that time.
(() => {
"use strict";
const LANES = ["campaigns", "meetings", "posts"], MOST_ROWS = 14, MOST_OPEN = 200, ROW = 25, SIGN = 15, LEAST = 3 * kg.DAY, TOP = 24, TICKS = 46, MOST_UNDATED = 40;
const place = document.getElementById("view-timeline"), opened = new Set(); // lanes shown in all their rows
let found = null, all = null, at = null, drawn = "", width = 0, chart = null, tell = null, last = null;

const x = (time) => (time - at.from) / (at.to - at.from) * width;
const back = (px) => at.from + px / width * (at.to - at.from);
function whole() {
  const spans = [...found.events, ...found.articles].map((each) => each.span);
  if (!spans.length) return null;
  const from = Math.min(...spans.map((span) => span.from)), to = Math.max(...spans.map((span) => span.to));
  const pad = Math.max((to - from) * .04, to - from < 120 * kg.DAY ? 30 * kg.DAY : 0);
  return { from: from - pad, to: to + pad };
}
// Zooms around a time; never past the whole, never under three days.
function zoom(factor, middle = (at.from + at.to) / 2) {
  const length = Math.min(all.to - all.from, Math.max(LEAST, (at.to - at.from) * factor)), from = middle - (middle - at.from) * length / (at.to - at.from);
  at = held(from, length);
  draw();
}
const held = (from, length) => { const start = Math.min(all.to - length, Math.max(all.from, from)); return { from: start, to: start + length }; };
const pan = (part) => { at = held(at.from + part * (at.to - at.from), at.to - at.from); draw(); };
// As fine as the window shows: days, months or years.
const grain = () => { const years = (at.to - at.from) / kg.DAY / 365; return years > 30 ? "year" : years > 4 ? "month" : "day"; };
const keep = (from, to) => kg.set({ from: kg.isoOf(from, grain()), to: kg.isoOf(to, grain()) });

function tools() {
  const { from, to } = kg.state, button = (key, action, sign = null) => kg.element("button", { type: "button", "data-do": key, title: kg.t(`time.${key}`), "aria-label": sign ? kg.t(`time.${key}`) : null, onclick: action }, sign ?? kg.t(`time.${key}`));
  return kg.element("div", { class: "time-tools", role: "group", "aria-label": kg.t("view.timeline") },
    kg.element("span", { class: "segments" }, button("earlier", () => pan(-.5), "←"), button("later", () => pan(.5), "→"), button("closer", () => zoom(.5), "+"), button("wider", () => zoom(2), "−"), button("whole", () => { at = { ...all }; draw(); })),
    button("keep", () => keep(Math.max(at.from, all.from), at.to - 1)),
    from || to ? kg.element("span", { class: "kept" }, kg.t("time.kept", from || "…", to || "…"), kg.element("button", { type: "button", onclick: () => kg.set({ from: "", to: "" }) }, kg.t("time.clear"))) : null);
}
function ground(height) {
  const line = (time, strong) => kg.element("line", { x1: x(time), x2: x(time), y1: TOP - 4, y2: height, class: strong ? "strong" : null });
  const marks = kg.timeAxis(at.from, at.to, Math.max(2, width / 78)), { from, to } = kg.state, on = [kg.dateSpan(from)?.from ?? at.from, kg.dateSpan(to)?.to ?? at.to].map((time) => Math.max(-2, Math.min(width + 2, x(time))));
  return kg.element("svg", { width, height, class: "time-ground", "aria-hidden": "true" },
    from || to ? kg.element("rect", { x: on[0], y: 0, width: Math.max(2, on[1] - on[0]), height, class: "brushed" }) : null,
    marks.flatMap((mark) => [line(mark.time, mark.strong), x(mark.time) > width - 7 * mark.label.length - 8 ? null : kg.element("text", { x: x(mark.time) + 4, y: 15, class: mark.strong ? "strong" : null }, mark.label)]),
    kg.element("rect", { x: 0, y: TOP, width, height: TICKS, class: "brush" }));
}
// Articles near one another are one tick, as high as they are many.
function ticks() {
  const bins = new Map(), step = 7;
  for (const each of found.articles) {
    const left = x(each.span.from), right = x(each.span.to);
    if (right < 0 || left > width) continue;
    const key = Math.floor(Math.max(0, left) / step);
    if (!bins.has(key)) bins.set(key, []);
    bins.get(key).push({ ...each, left, right });
  }
  const most = Math.max(1, ...[...bins.values()].map((bin) => bin.length));
  return [...bins].sort(([a], [b]) => a - b).map(([key, bin]) => {
    const high = 10 + 26 * Math.sqrt(bin.length / most), dates = bin.map((each) => each.article.date).sort(), only = bin.length === 1 ? bin[0] : null;
    const told = only ? kg.t("time.article", kg.dateWords(only.article.date), only.article.title) : kg.t("time.articles", dates[0] === dates.at(-1) ? dates[0] : `${dates[0]} – ${dates.at(-1)}`, bin.length);
    const wide = only ? Math.max(5, Math.min(only.right, width) - Math.max(0, only.left) - 1) : step - 2;
    return kg.element("button", { type: "button", class: ["tick", bin.some((each) => each.on) && "on", wide > 40 && "wide"].filter(Boolean).join(" "), style: `left:${key * step}px;width:${wide}px;height:${high}px;top:${TOP + TICKS - high - 2}px`, "data-articles": bin.map((each) => each.article.i).join(" "), "data-told": told, "aria-label": told,
      onclick: () => (only ? kg.set({ article: kg.state.article === only.article.i ? null : only.article.i }) : kg.set({ from: dates[0], to: dates.at(-1) })) }, wide > 90 ? only.article.title : null);
  });
}
const labelled = (text) => { let px = 0; for (const sign of text) px += sign.codePointAt(0) > 255 ? 13 : 7.2; return Math.min(px, width < 500 ? 170 : 330) + 6; };
// The events of a lane in rows, so that none lies on another: [{ event, row, left, wide, bar, flip }] and how many have no room.
function packed(events) {
  const rows = [], set = [];
  let left = 0;
  for (const event of events) {
    const start = x(event.span.from), end = x(event.span.to);
    if (end < 0 || start > width) continue;
    const seen = Math.max(0, start), bar = event.span.grain === "day" ? 0 : Math.min(end, width) - seen, text = labelled(event.label), sign = Math.max(SIGN, bar);
    const flip = seen + sign + text > width && seen > text, from = flip ? seen - text : seen, wide = Math.min(sign + text, width - from);
    const row = rows.findIndex((until) => until <= from - 6), free = row < 0 ? rows.length : row;
    if (free >= (opened.has(event.lane) ? MOST_OPEN : MOST_ROWS)) { left++; continue; }
    rows[free] = from + wide;
    set.push({ event, row: free, from, wide, bar, flip, over: !flip && sign + text > wide });
  }
  return { set, rows: rows.length, left };
}
const choose = (event) => (event.edge !== undefined ? kg.chooseEdge(event.edge) : kg.choose(event.node));
const spoken = (event) => kg.t("time.event", event.when, event.label) + (event.sure ? "" : kg.t("time.unsure"));
const keys = (event) => ({ "data-node": event.node, "data-edge": event.edge });
const sign = (event) => (kg.data.styles[event.type] ? kg.sign(event.type) : kg.element("i", { class: `move ${event.type}`, "aria-hidden": "true" }, { appointed: "↗", removed: "↘", held: "•" }[event.type]));
function item({ event, row, from, wide, bar, flip, over }, top) {
  return kg.element("button", { type: "button", class: ["event", event.type, flip && "flip", over && bar > SIGN && "over", !event.sure && "unsure"].filter(Boolean).join(" "), ...keys(event), style: `left:${from}px;top:${top + row * ROW}px;width:${wide}px`, "data-told": spoken(event), "aria-label": spoken(event), onclick: () => choose(event) },
    bar > SIGN ? kg.element("i", { class: "stretch", style: `width:${bar}px` }, sign(event)) : sign(event), kg.element("span", {}, event.label));
}
function draw() {
  const had = document.activeElement?.closest?.("#view-timeline [data-told], #view-timeline [data-do]"), where = had && (had.dataset.do ? `[data-do="${had.dataset.do}"]` : had.dataset.node ? `.event[data-node="${had.dataset.node}"]` : had.dataset.edge ? `.event[data-edge="${had.dataset.edge}"]` : had.dataset.articles ? `[data-articles="${had.dataset.articles}"]` : null);
  if (!at) { place.replaceChildren(kg.element("p", { class: "nothing" }, kg.t("time.nothing")), timeless()); mark(); return; }
  const scroll = place.scrollTop;
  let top = TOP + TICKS + 6;
  const parts = [kg.element("h3", { class: "lane", style: `top:${TOP}px` }, kg.t("time.lane.articles"))];
  for (const lane of LANES) {
    const { set, rows, left } = packed(found.events.filter((event) => event.lane === lane));
    if (!found.events.some((event) => event.lane === lane)) continue;
    parts.push(kg.element("h3", { class: "lane", style: `top:${top}px` }, kg.t(`time.lane.${lane}`), set.some(({ event }) => !event.sure) ? kg.element("span", {}, kg.t("time.dotted")) : null, left || (opened.has(lane) && rows > MOST_ROWS) ? kg.element("button", { type: "button", "data-do": lane, "aria-expanded": String(opened.has(lane)), onclick: () => { if (!opened.delete(lane)) opened.add(lane); draw(); } }, left ? kg.t("time.left", left) : kg.t("time.fewer")) : !set.length ? kg.element("span", {}, kg.t("time.elsewhere")) : null));
    parts.push(...set.sort((a, b) => a.event.span.from - b.event.span.from).map((each) => item(each, top + 22)));
    top += 22 + Math.max(1, rows) * ROW + 8;
  }
  chart = kg.element("div", { class: "time-chart", style: `height:${top}px` }, ground(top), ticks(), parts);
  tell = kg.element("p", { class: "time-tell", role: "status" }, kg.t("time.hint"));
  place.replaceChildren(tools(), kg.element("div", { class: "time-frame" }, chart), tell, timeless());
  place.scrollTop = scroll;
  chart.addEventListener("pointerdown", brush);
  chart.addEventListener("wheel", (event) => { if (event.ctrlKey || event.metaKey) { event.preventDefault(); zoom(event.deltaY > 0 ? 1.25 : .8, back(event.offsetX + (event.target.offsetParent === chart ? event.target.offsetLeft : 0))); } }, { passive: false });
  mark();
  if (where) place.querySelector(where)?.focus();
}
// What has no date: phases in their order, the rest by kind.
function timeless() {
  const button = (event, ...more) => kg.element("button", { type: "button", class: "chip", ...keys(event), onclick: () => choose(event) }, sign(event), event.label, ...more);
  const chains = found.chains.map(({ campaign, phases }) => kg.element("div", { class: "chain" }, button({ type: "Campaign", node: campaign.i, label: campaign.name }),
    kg.element("ol", {}, phases.map(({ node, when }) => kg.element("li", {}, button({ type: "Phase", node: node.i, label: node.name }, kg.element("small", {}, when || kg.t("time.undated"))))))));
  const rest = LANES.map((lane) => [lane, found.undated.filter((event) => event.lane === lane)]).filter(([, events]) => events.length).map(([lane, events]) => kg.element("div", { class: "heap" },
    kg.element("h4", {}, kg.t(`time.lane.${lane}`), kg.element("span", { class: "soft" }, ` ${events.length}`)), kg.further(events.map((event) => () => button(event)), MOST_UNDATED, "time.more")));
  return kg.element("div", { class: "timeless" },
    chains.length ? kg.element("section", {}, kg.element("h3", {}, kg.t("time.order")), chains) : null,
    rest.length || found.timeless ? kg.element("section", {}, kg.element("h3", {}, kg.t("time.without")), found.timeless ? kg.element("p", { class: "soft" }, kg.t("time.timeless", found.timeless)) : null, rest) : null);
}
function brush(event) {
  if (event.button || !event.target.closest(".brush, .tick")) return;
  const box = chart.getBoundingClientRect(), start = event.clientX - box.left, shade = kg.element("div", { class: "shade", style: `top:0;height:${TOP + TICKS}px` });
  let end = start;
  const move = (moved) => { end = Math.max(0, Math.min(width, moved.clientX - box.left)); shade.style.left = `${Math.min(start, end)}px`; shade.style.width = `${Math.abs(end - start)}px`; };
  const stop = (given) => {
    removeEventListener("pointermove", move); removeEventListener("pointerup", stop); removeEventListener("pointercancel", stop);
    shade.remove();
    if (given.type !== "pointerup" || Math.abs(end - start) <= 5) return;
    addEventListener("click", swallow, { capture: true, once: true }); // a drag that began on a tick is no click on it
    setTimeout(() => removeEventListener("click", swallow, true));
    keep(back(Math.min(start, end)), back(Math.max(start, end)));
  };
  const swallow = (click) => click.stopPropagation();
  chart.append(shade);
  addEventListener("pointermove", move); addEventListener("pointerup", stop); addEventListener("pointercancel", stop);
}
function mark() {
  const { selected, article } = kg.state, own = kg.articlesOf(selected), ends = selected?.edge !== undefined ? [kg.edges[selected.edge].from, kg.edges[selected.edge].to] : [];
  const near = selected?.node !== undefined ? new Set([selected.node, ...kg.nodes[selected.node].edges.map((edge) => kg.other(edge, selected.node).i)]) : new Set(ends);
  for (const each of place.querySelectorAll("[data-node], [data-edge]")) {
    const node = each.dataset.node === undefined ? null : Number(each.dataset.node), edge = each.dataset.edge === undefined ? null : Number(each.dataset.edge);
    const chosen = (node !== null && node === selected?.node) || (edge !== null && edge === selected?.edge);
    each.classList.toggle("chosen", chosen);
    each.classList.toggle("near", !chosen && ((node !== null && near.has(node)) || (edge !== null && selected?.node !== undefined && [kg.edges[edge].from, kg.edges[edge].to].includes(selected.node))));
  }
  for (const tick of place.querySelectorAll(".tick")) { const list = tick.dataset.articles.split(" ").map(Number); tick.classList.toggle("chosen", list.includes(article) || list.some((i) => own.has(i))); }
}
const told = (event) => { const text = event.target.closest?.("[data-told]")?.dataset.told; if (tell && text) tell.textContent = text; };
place.addEventListener("pointerover", told);
place.addEventListener("focusin", told);
place.addEventListener("keydown", (event) => {
  const action = { "+": () => zoom(.5), "=": () => zoom(.5), "-": () => zoom(2), ArrowLeft: () => pan(-.2), ArrowRight: () => pan(.2) }[event.key];
  if (action && at && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); event.stopPropagation(); action(); }
});
new ResizeObserver(() => { if (kg.state.view === "timeline" && at && Math.abs(place.clientWidth - 28 - width) > 1) { width = place.clientWidth - 28; draw(); } }).observe(place);

kg.view("timeline", { show() {
  const { view, selected, ...rest } = kg.state, key = JSON.stringify([kg.language, rest], (_, each) => (each instanceof Set ? [...each].sort() : each));
  const moved = selected !== last && selected && found?.events.find((event) => (selected.node !== undefined ? event.node === selected.node : event.edge === selected.edge));
  last = selected;
  if (key === drawn && place.firstChild) {
    if (!moved || !at || (moved.span.to > at.from && moved.span.from < at.to)) return mark();
    at = held((moved.span.from + moved.span.to) / 2 - (at.to - at.from) / 2, at.to - at.from); // what was chosen elsewhere comes into the window
    return draw();
  }
  drawn = key; width = place.clientWidth - 28;
  const before = all;
  found = kg.timeEvents();
  all = whole();
  if (!all || !at || !before || all.from !== before.from || all.to !== before.to) at = all && { ...all };
  draw();
} });
})();

// What is being looked at, in one place. A view reads `kg.state`, changes it by `kg.set`, and hears of changes by `kg.on`.
// The address of the page says the same, so that a link restores the view; undo and redo go through what was looked at.
(() => {
"use strict";
const initial = () => ({
  view: "graph", // graph, matrix, timeline, map, table
  selected: null, // { node: i } or { edge: i }
  hidden: new Set(kg.data.folded), // classes that are not drawn
  unfolded: new Set(), // nodes of hidden classes that are drawn all the same
  predicates: new Set(), // those that are not drawn
  region: null, body: null, campaign: null, // place of a node
  article: null, // place of an article
  from: "", to: "", // dates of articles, ISO
  score: 0, // least confidence, 0 to 1
  matrix: "", // who, what, order and choice of the comparison: "Official.Slogan.city.all"; empty is the usual
  focus: null, // { node: i, steps: 1..3 }
  path: null, // { from: i, to: i }
  all: false, // of a large graph, all of it
});
kg.state = initial();
const steps = [kg.state], listeners = []; // what was looked at, in order; `at` is where we are in it
let at = 0;
const MOST = 200;

// on((state, changed) => …): `changed` is a set of the names that changed ("language" and "theme" among them).
kg.on = (listener) => { listeners.push(listener); };
kg.tell = (...changed) => { const set = new Set(changed); for (const listener of listeners) listener(kg.state, set); };

const written = (value) => JSON.stringify(value, (_, each) => (each instanceof Set ? [...each].sort() : each));
const differ = (a, b) => a !== b && written(a) !== written(b);
const differing = (a, b) => Object.keys(a).filter((key) => differ(a[key], b[key]));
const apply = (next, isStep) => {
  const changed = differing(next, kg.state);
  if (!changed.length) return false;
  kg.state = next;
  address(isStep);
  kg.tell(...changed);
  return true;
};
const step = (next) => { steps.length = at + 1; steps.push(next); if (steps.length > MOST) steps.shift(); at = steps.length - 1; };
// set({ selected: { node: 3 } }): what is given changes, the rest stays. `remember: false` makes it part of the step before.
kg.set = (patch, { remember = true } = {}) => {
  const next = { ...kg.state, ...patch };
  if (!differing(next, kg.state).length) return false;
  if (remember) step(next); else steps[at] = next;
  return apply(next, remember);
};
kg.undo = () => { if (kg.canUndo()) apply(steps[--at], true); };
kg.redo = () => { if (kg.canRedo()) apply(steps[++at], true); };
kg.canUndo = () => at > 0;
kg.canRedo = () => at < steps.length - 1;
kg.reset = () => kg.set({ ...initial(), view: kg.state.view });

// Chooses a node, unfolds it where its class is hidden. Views move to it when `state.selected` changes.
kg.choose = (i, more = {}) => {
  const unfolded = kg.state.hidden.has(kg.nodes[i].type) ? new Set([...kg.state.unfolded, i]) : kg.state.unfolded;
  kg.set({ selected: { node: i }, unfolded, ...more });
};
kg.chooseEdge = (i, more = {}) => {
  const unfolded = new Set(kg.state.unfolded);
  for (const end of [kg.edges[i].from, kg.edges[i].to]) if (kg.state.hidden.has(kg.nodes[end].type)) unfolded.add(end);
  kg.set({ selected: { edge: i }, unfolded, ...more });
};

// ---- the address ----
const idOf = (i) => (i === null ? null : kg.nodes[i].id);
const placeOf = (own) => kg.node(own)?.i ?? null;
const list = (set) => [...set].sort().join(",") || null;
// The nodes of hidden classes around a node: its posts and pledges.
kg.own = (i) => [...new Set(kg.nodes[i].edges.map((edge) => kg.other(edge, i)).filter((node) => kg.data.folded.includes(node.type)).map((node) => node.i))];
// Unfolded nodes as [those whose own are all unfolded, the others], so that an address with many of them stays short.
function unfoldedAround(set) {
  const whole = [], held = new Set();
  if (set.size > 1) {
    const around = new Set([...set].flatMap((i) => kg.nodes[i].edges.map((edge) => kg.other(edge, i).i)));
    for (const i of around) {
      const own = kg.own(i);
      if (own.length > 1 && own.every((each) => set.has(each)) && own.some((each) => !held.has(each))) { whole.push(i); for (const each of own) held.add(each); }
    }
  }
  return [whole, [...set].filter((i) => !held.has(i))];
}
// A step is an entry in the browser's history, so that its Back goes to what was seen before. A frame may refuse both.
function address(isStep) {
  const s = kg.state, first = initial(), [around, single] = unfoldedAround(s.unfolded);
  const said = {
    m: s.matrix || null,
    v: s.view === "graph" ? null : s.view, n: s.selected?.node !== undefined ? idOf(s.selected.node) : null, e: s.selected?.edge !== undefined ? kg.edges[s.selected.edge].id : null,
    hide: list(s.hidden) === list(first.hidden) ? null : list(s.hidden) ?? "-", of: around.map(idOf).sort().join(",") || null, open: single.map(idOf).sort().join(",") || null, not: list(s.predicates),
    region: idOf(s.region), body: idOf(s.body), campaign: idOf(s.campaign), article: s.article === null ? null : kg.articles[s.article].id,
    since: s.from || null, until: s.to || null, score: s.score || null, near: s.focus ? `${s.focus.steps}:${idOf(s.focus.node)}` : null,
    path: s.path ? `${idOf(s.path.from)}|${idOf(s.path.to)}` : null, all: s.all ? 1 : null,
  };
  const params = new URLSearchParams(Object.entries(said).filter(([, value]) => value !== null));
  try { history[isStep ? "pushState" : "replaceState"](null, "", `#${params}`); } catch { /* then the address stays */ }
}
// The state that an address says; what it names and the page does not hold is left out.
function readState() {
  const said = new URLSearchParams(location.hash.slice(1)), state = initial();
  const node = (key) => placeOf(said.get(key) ?? "");
  if (["graph", "matrix", "timeline", "map", "table"].includes(said.get("v"))) state.view = said.get("v");
  if (node("n") !== null) state.selected = { node: node("n") };
  else if (kg.edge(said.get("e") ?? "")) state.selected = { edge: kg.edge(said.get("e")).i };
  if (said.has("hide")) state.hidden = new Set(said.get("hide").split(",").filter((kind) => kg.data.types.includes(kind)));
  const places = (key) => (said.get(key) ?? "").split(",").map(placeOf).filter((i) => i !== null);
  state.unfolded = new Set([...places("open"), ...places("of").flatMap(kg.own)]);
  if (said.has("not")) state.predicates = new Set(said.get("not").split(",").filter((each) => kg.data.predicates.includes(each)));
  for (const key of ["region", "body", "campaign"]) state[key] = node(key);
  const article = kg.articles.find((each) => each.id === said.get("article"));
  if (article) state.article = article.i;
  for (const [key, name] of [["from", "since"], ["to", "until"]]) if (/^\d{4}(-\d\d){0,2}$/.test(said.get(name) ?? "")) state[key] = said.get(name);
  if (/^[A-Za-z.]{1,60}$/.test(said.get("m") ?? "")) state.matrix = said.get("m");
  const score = Number(said.get("score"));
  if (score > 0 && score <= 1) state.score = score;
  const near = /^([123]):(.+)$/.exec(said.get("near") ?? "");
  if (near && placeOf(near[2]) !== null) state.focus = { steps: Number(near[1]), node: placeOf(near[2]) };
  const [a, b] = (said.get("path") ?? "").split("|").map(placeOf);
  if (a !== null && b !== null && b !== undefined) state.path = { from: a, to: b };
  state.all = said.get("all") === "1";
  return state;
}
// Goes to what the address says: at the start, at Back and Forward, at a link within the page.
kg.readAddress = () => {
  const next = readState(), same = (i) => i >= 0 && i < steps.length && !differing(next, steps[i]).length;
  if (!document.documentElement.dataset.ready) steps[at] = next;
  else if (same(at - 1)) at -= 1;
  else if (same(at + 1)) at += 1;
  else if (!same(at)) step(next);
  apply(next, false);
};
addEventListener("hashchange", kg.readAddress);
})();

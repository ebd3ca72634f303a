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
const past = [], future = [], listeners = [];
const MOST = 200;

// on((state, changed) => …): `changed` is a set of the names that changed ("language" and "theme" among them).
kg.on = (listener) => { listeners.push(listener); };
kg.tell = (...changed) => { const set = new Set(changed); for (const listener of listeners) listener(kg.state, set); };

const differ = (a, b) => written(a) !== written(b);
const written = (value) => JSON.stringify(value, (_, each) => (each instanceof Set ? [...each].sort() : each));
const apply = (next) => {
  const changed = Object.keys(next).filter((key) => differ(next[key], kg.state[key]));
  if (!changed.length) return false;
  kg.state = next;
  address();
  kg.tell(...changed);
  return true;
};
// set({ selected: { node: 3 } }): what is given changes, the rest stays. `remember: false` keeps it out of undo.
kg.set = (patch, { remember = true } = {}) => {
  const before = kg.state;
  if (remember && Object.keys(patch).some((key) => differ(patch[key], before[key]))) { past.push(before); if (past.length > MOST) past.shift(); future.length = 0; }
  return apply({ ...before, ...patch });
};
kg.undo = () => { if (past.length) { future.push(kg.state); apply(past.pop()); } };
kg.redo = () => { if (future.length) { past.push(kg.state); apply(future.pop()); } };
kg.canUndo = () => past.length > 0;
kg.canRedo = () => future.length > 0;
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
function address() {
  const s = kg.state, first = initial();
  const said = {
    m: s.matrix || null,
    v: s.view === "graph" ? null : s.view, n: s.selected?.node !== undefined ? idOf(s.selected.node) : null, e: s.selected?.edge !== undefined ? kg.edges[s.selected.edge].id : null,
    hide: list(s.hidden) === list(first.hidden) ? null : list(s.hidden) ?? "-", open: [...s.unfolded].map(idOf).sort().join(",") || null, not: list(s.predicates),
    region: idOf(s.region), body: idOf(s.body), campaign: idOf(s.campaign), article: s.article === null ? null : kg.articles[s.article].id,
    since: s.from || null, until: s.to || null, score: s.score || null, near: s.focus ? `${s.focus.steps}:${idOf(s.focus.node)}` : null,
    path: s.path ? `${idOf(s.path.from)}|${idOf(s.path.to)}` : null, all: s.all ? 1 : null,
  };
  const params = new URLSearchParams(Object.entries(said).filter(([, value]) => value !== null));
  history.replaceState(null, "", `#${params}`);
}
// The state that an address says; what it names and the page does not hold is left out.
kg.readAddress = () => {
  const said = new URLSearchParams(location.hash.slice(1)), state = initial();
  const node = (key) => placeOf(said.get(key) ?? "");
  if (["graph", "matrix", "timeline", "map", "table"].includes(said.get("v"))) state.view = said.get("v");
  if (node("n") !== null) state.selected = { node: node("n") };
  else if (kg.edge(said.get("e") ?? "")) state.selected = { edge: kg.edge(said.get("e")).i };
  if (said.has("hide")) state.hidden = new Set(said.get("hide").split(",").filter((kind) => kg.data.types.includes(kind)));
  if (said.has("open")) state.unfolded = new Set(said.get("open").split(",").map(placeOf).filter((i) => i !== null));
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
  apply(state);
};
addEventListener("hashchange", kg.readAddress);
})();

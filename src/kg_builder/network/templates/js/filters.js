// What the state lets through: kg.shown() → { nodes: [node], edges: [edge], has: Set of node places, way: whether it is a path }, made once a state.
// An edge passes by its predicate, confidence, articles, dates and by who stands at its ends; a node passes by its class, and,
// where any filter speaks of statements, only with an edge that passes.
(() => {
"use strict";
const PLACES = ["campaign", "region", "body"];
let last = null, made = null;
kg.shown = () => {
  if (last !== kg.state) { last = kg.state; made = pass(kg.state); }
  return made;
};
// The same of all of a large graph, whatever part of it the drawing opens on: for views with room for the whole.
let whole = null, all = null;
kg.shownWhole = () => {
  if (kg.state.all || !kg.first) return kg.shown();
  if (whole !== kg.state) { whole = kg.state; all = pass({ ...kg.state, all: true }); }
  return all;
};

const narrowed = (s) => s.region !== null || s.body !== null || s.campaign !== null || s.article !== null || Boolean(s.from || s.to) || s.score > 0;
kg.narrowed = () => narrowed(kg.state);

// The edges that pass all filters but those of classes, focus and path: the ground that counts are taken on.
const known = new WeakMap(); // a state is never changed, so what it lets through is known once found
kg.passing = (s = kg.state) => {
  if (!known.has(s)) known.set(s, passing(s));
  return known.get(s);
};
const passing = (s) => {
  const inside = PLACES.filter((key) => s[key] !== null).map((key) => kg.belonging(s[key]));
  return kg.edges.filter((edge) => !s.predicates.has(edge.predicate) && edge.score >= s.score && inside.every((set) => set.has(edge.from) || set.has(edge.to)) && said(edge, s));
};
const said = (edge, s) => (s.article === null && !s.from && !s.to) || edge.evidence.some(([article]) => kg.heard(article, s));
// Whether an article passes the filters of article and dates.
kg.heard = (article, s = kg.state) => {
  const { date } = kg.articles[article];
  return (s.article === null || article === s.article) && (!s.from || (date && date >= s.from.slice(0, date.length))) && (!s.to || (date && date.slice(0, s.to.length) <= s.to));
};

// The nodes that the filters of statements leave: null is all of them.
kg.keptBy = (edges, s = kg.state) => {
  if (!narrowed(s)) return null;
  const kept = new Set(PLACES.map((key) => s[key]).filter((i) => i !== null));
  for (const edge of edges) kept.add(edge.from).add(edge.to);
  return kept;
};

function pass(s) {
  let edges = kg.passing(s);
  const kept = kg.keptBy(edges, s), chosen = ends(s.selected);
  const drawn = ({ i, type }) => (!s.hidden.has(type) || s.unfolded.has(i)) && (kept === null || kept.has(i));
  // What is near a node is shown whole, whether or not a large graph opens on it.
  const first = s.all || s.focus ? null : kg.first;
  let has = new Set();
  const own = s.selected?.node, near = new Set(); // who is chosen outside of what the page opens on is not shown alone
  if (first && own !== undefined && !first.has(own)) for (const edge of kg.nodes[own].edges) near.add(kg.other(edge, own).i);
  for (const node of kg.nodes) if (drawn(node) && (!first || first.has(node.i) || s.unfolded.has(node.i) || near.has(node.i))) has.add(node.i);
  if (s.focus) has = kg.near(s.focus.node, s.focus.steps, edges.filter((edge) => (has.has(edge.from) || edge.from === s.focus.node) && (has.has(edge.to) || edge.to === s.focus.node)));
  for (const i of chosen) has.add(i);
  const way = s.path && kg.shortest(s.path.from, s.path.to, edges);
  if (way) { const steps = new Set(way.edges); has = new Set(way.nodes); edges = edges.filter((edge) => steps.has(edge.i)); }
  edges = edges.filter((edge) => has.has(edge.from) && has.has(edge.to));
  return { nodes: [...has].sort((a, b) => a - b).map((i) => kg.nodes[i]), edges, has, way: Boolean(way) };
}
const ends = (selected) => (selected?.node !== undefined ? [selected.node] : selected?.edge !== undefined ? [kg.edges[selected.edge].from, kg.edges[selected.edge].to] : []);

const around = (edges) => {
  const found = new Map();
  for (const edge of edges) for (const [own, other] of [[edge.from, edge.to], [edge.to, edge.from]]) { if (!found.has(own)) found.set(own, []); found.get(own).push([other, edge.i]); }
  return found;
};
// Nodes at most `steps` edges away.
kg.near = (start, steps, edges = kg.passing()) => {
  const next = around(edges), found = new Set([start]);
  let rim = [start];
  for (let step = 0; step < steps; step++) { const grown = []; for (const at of rim) for (const [other] of next.get(at) ?? []) if (!found.has(other)) { found.add(other); grown.push(other); } rim = grown; }
  return found;
};
// The shortest way between two nodes, whatever the direction of its edges: { nodes, edges } or null.
kg.shortest = (start, goal, edges = kg.passing()) => {
  const next = around(edges), came = new Map([[start, null]]);
  for (let rim = [start]; rim.length && !came.has(goal);) { const grown = []; for (const at of rim) for (const [other, edge] of next.get(at) ?? []) if (!came.has(other)) { came.set(other, [at, edge]); grown.push(other); } rim = grown; }
  if (!came.has(goal)) return null;
  const way = { nodes: [goal], edges: [] };
  for (let at = came.get(goal); at; at = came.get(at[0])) { way.nodes.unshift(at[0]); way.edges.unshift(at[1]); }
  return way;
};
})();

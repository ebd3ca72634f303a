// Exploring from the chosen node: what is near, the way to another, its own posts and pledges, its neighbours one by one.
(() => {
"use strict";
const chosen = () => kg.state.selected?.node ?? null;

// Only what is at most `steps` edges from the chosen node; 0 leaves.
kg.focusOn = (steps) => {
  if (!steps) { if (kg.state.focus) kg.set({ focus: null }); return; }
  const node = chosen() ?? kg.state.focus?.node ?? null;
  if (node === null) kg.notice(kg.t("explore.first")); else kg.set({ focus: { node, steps }, path: null });
};

// ---- the way between two nodes: the first is held until another is chosen ----
kg.pathFrom = null;
const hold = (node) => { kg.pathFrom = node; kg.tell("pathFrom"); };
kg.startPath = () => {
  const node = chosen();
  if (node === null) kg.notice(kg.t("explore.first")); else { hold(node); kg.notice(kg.t("path.choose", kg.nodes[node].name)); }
};
kg.on((state) => {
  const node = chosen();
  if (kg.pathFrom === null || node === null || node === kg.pathFrom) return;
  const path = { from: kg.pathFrom, to: node };
  kg.pathFrom = null;
  kg.set({ path, focus: null }, { remember: false });
  kg.notice(kg.pathSaid(path));
});
// How long the way is, or that there is none, and whether it is the filters that hide it.
kg.pathSaid = ({ from, to }) => {
  const way = kg.shortest(from, to), [a, b] = [kg.nodes[from].name, kg.nodes[to].name];
  if (way) return kg.t("path.is", said(way), way.edges.length);
  const any = kg.shortest(from, to, kg.edges);
  return any ? kg.t("path.filtered", a, b, any.edges.length) : kg.t("path.none", a, b);
};

// The way itself: "丁辉 —承诺→ 总结提升 ←承诺— 陈霖".
const said = ({ nodes, edges }) => edges.reduce((words, i, k) => {
  const { from, predicate } = kg.edges[i], line = from === nodes[k] ? `—${kg.t(predicate)}→` : `←${kg.t(predicate)}—`;
  return `${words} ${line} ${kg.nodes[nodes[k + 1]].name}`;
}, kg.nodes[nodes[0]].name);

// ---- folding ----
// The neighbours of a node that are not drawn: posts and pledges, and of a large graph those it does not open on.
kg.foldedAround = (i) => {
  const { has } = kg.shown();
  return [...new Set(kg.nodes[i].edges.map((edge) => kg.other(edge, i).i))].filter((other) => !has.has(other));
};
kg.unfoldedAround = (i) => [...new Set(kg.nodes[i].edges.map((edge) => kg.other(edge, i).i))].filter((other) => kg.state.unfolded.has(other));
kg.unfold = (i) => kg.set({ unfolded: new Set([...kg.state.unfolded, ...kg.foldedAround(i)]) });
kg.fold = (i) => { const own = new Set(kg.unfoldedAround(i)); kg.set({ unfolded: new Set([...kg.state.unfolded].filter((each) => !own.has(each))) }); };

// ---- neighbours one by one, around the node where it began ----
let round = null;
kg.nextNeighbour = (step) => {
  const node = chosen();
  if (node === null) { kg.notice(kg.t("explore.first")); return; }
  if (round?.nodes[round.at] !== node) {
    const { has } = kg.shown(), around = kg.nodes[node].edges.map((edge) => kg.other(edge, node)).filter((other) => has.has(other.i) && other.i !== node);
    const nodes = [...new Set(around)].sort((a, b) => kg.data.types.indexOf(a.type) - kg.data.types.indexOf(b.type) || a.i - b.i).map((other) => other.i);
    round = { of: node, nodes, at: step > 0 ? -1 : 0 };
  }
  if (!round.nodes.length) { kg.notice(kg.t("explore.alone")); return; }
  round.at = (round.at + step + round.nodes.length) % round.nodes.length;
  kg.choose(round.nodes[round.at]);
  kg.notice(kg.t("explore.neighbour", kg.nodes[round.of].name, round.at + 1, round.nodes.length));
};

// What is near, a way, all of a large graph, or what a filter leaves: the camera takes it in once it is drawn, at the latest when the
// graph is opened. Classes and confidence are tried out by many small changes, which leave the picture where it is.
const EXTENT = ["focus", "path", "all", "campaign", "region", "body", "article", "from", "to"];
let due = false;
kg.on((state, changed) => {
  due ||= document.documentElement.dataset.ready === "true" && EXTENT.some((key) => changed.has(key));
  if (due && state.view === "graph") { due = false; requestAnimationFrame(() => kg.camera?.fit()); }
});

// Leaves the innermost thing one is in: a held path, a path, a focus, what is chosen.
kg.leave = () => {
  if (kg.pathFrom !== null) hold(null);
  else if (kg.state.path) kg.set({ path: null });
  else if (kg.state.focus) kg.set({ focus: null });
  else if (kg.state.selected) kg.set({ selected: null });
};
kg.cancelPath = () => hold(null);
})();

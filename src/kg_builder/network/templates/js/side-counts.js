// How much of each class, predicate and article the other filters leave: what the numbers of the side say.
(() => {
"use strict";
const add = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
const tally = (items, key) => { const map = new Map(); for (const item of items) add(map, key(item)); return map; };
const totals = { types: tally(kg.nodes, (node) => node.type), predicates: tally(kg.edges, (edge) => edge.predicate) };

// The nodes that all filters but those of classes leave, as a test of a node.
const leftBy = (edges, s) => {
  const kept = kg.keptBy(edges, s), near = s.focus && kg.near(s.focus.node, s.focus.steps, edges), first = s.all || s.focus ? null : kg.first;
  return ({ i }) => (!kept || kept.has(i)) && (!near || near.has(i)) && (!first || first.has(i) || s.unfolded.has(i));
};
// counts() → { types, predicates }: each key → [what is left, of how many].
kg.counts = () => {
  const s = kg.state, edges = kg.passing(s), left = leftBy(edges, s);
  const open = s.predicates.size ? kg.passing({ ...s, predicates: new Set() }) : edges, wide = s.predicates.size ? leftBy(open, s) : left;
  const drawn = (node) => (!s.hidden.has(node.type) || s.unfolded.has(node.i)) && wide(node);
  const types = tally(kg.nodes.filter(left), (node) => node.type);
  const predicates = tally(open.filter((edge) => drawn(kg.nodes[edge.from]) && drawn(kg.nodes[edge.to])), (edge) => edge.predicate);
  const both = (some, all) => new Map([...all].map(([key, most]) => [key, [some.get(key) ?? 0, most]]));
  return { types: both(types, totals.types), predicates: both(predicates, totals.predicates) };
};
// How many statements would be left if a campaign, region, body or article were chosen, the other filters as they are.
kg.countWith = (key) => {
  const edges = kg.passing({ ...kg.state, [key]: null });
  if (key === "article") {
    const by = new Map();
    for (const edge of edges) for (const article of new Set(edge.evidence.map(([each]) => each))) add(by, article);
    return (i) => by.get(i) ?? 0;
  }
  return (i) => { const set = kg.belonging(i); return edges.reduce((n, edge) => n + (set.has(edge.from) || set.has(edge.to) ? 1 : 0), 0); };
};
})();

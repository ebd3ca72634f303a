// The data of the page as objects: kg.nodes[i] and kg.edges[i], with what joins them. A node is known by its place `i` in the list.
(() => {
"use strict";
const raw = JSON.parse(document.getElementById("data").textContent);
kg.data = raw;
kg.first = raw.first ? new Set(raw.first) : null; // of a large graph, the places of the nodes that it opens on; kg.state.all shows all
kg.articles = raw.articles.map((article, i) => ({ i, ...article }));
const { id, name, type, x, y, aliases, code, level, point, parts } = raw.nodes;
kg.nodes = id.map((own, i) => ({
  i, id: own, name: name[i], type: raw.types[type[i]], x: x[i], y: y[i], aliases: aliases[i] ?? [], code: code[i] ?? "",
  level: level[i] ?? "", point: point[i] ?? null, parts: parts[i] ?? [], edges: [], dates: [],
}));
const e = raw.edges, former = new Set(e.former);
kg.edges = e.id.map((own, i) => ({
  i, id: own, from: e.from[i], to: e.to[i], predicate: raw.predicates[e.predicate[i]], score: e.score[i] / 1000, proof: e.proof[i], evidence: e.evidence[i],
  former: former.has(i), since: e.since[i] ?? "", until: e.until[i] ?? "", status: e.status[i] ?? "", decided: e.decided[i] ?? [], more: e.more[i] ?? 0,
}));
for (const edge of kg.edges) { kg.nodes[edge.from].edges.push(edge); if (edge.to !== edge.from) kg.nodes[edge.to].edges.push(edge); }
for (const dated of raw.dates) kg.nodes[dated.node].dates.push(dated);
const byId = new Map(kg.nodes.map((node) => [node.id, node]));
const edgeById = new Map(kg.edges.map((edge) => [edge.id, edge]));
kg.node = (own) => byId.get(own) ?? null; // by id
kg.edge = (own) => edgeById.get(own) ?? null;
kg.other = (edge, i) => kg.nodes[edge.from === i ? edge.to : edge.from];

// Offsets count code points; a string of JavaScript counts units of 16 bits. Most texts hold no pairs, so both are the same.
const pairs = /[\ud800-\udbff]/;
const slice = (text, start, end) => (pairs.test(text) ? Array.from(text).slice(start, end).join("") : text.slice(start, end));

// A place of evidence [article, start, end, speaker, passage] as { article, start, end, speaker (node or null), before, quote, after }.
kg.place = ([article, start, end, speaker, passage]) => {
  const [from, text] = kg.articles[article].passages[passage];
  return {
    article: kg.articles[article], start, end, speaker: speaker >= 0 ? kg.nodes[speaker] : null,
    before: slice(text, 0, start - from), quote: slice(text, start - from, end - from), after: slice(text, end - from),
  };
};

// Which campaigns, bodies and regions a node belongs to, as sets of places: what the filters of these names go by.
const up = (start, predicates, upwards = true) => {
  const found = new Set([start]), open = [start];
  while (open.length) {
    const at = open.pop();
    for (const edge of kg.nodes[at].edges) {
      const [own, next] = upwards ? [edge.from, edge.to] : [edge.to, edge.from];
      if (own === at && predicates.includes(edge.predicate) && !found.has(next)) { found.add(next); open.push(next); }
    }
  }
  return found;
};
const below = ["partOf", "locatedIn", "leads", "memberOf"];
// The node and all that stands below it: of a region its parts, their bodies and who leads them; of a campaign its phases, tasks, members.
const known = new Map();
kg.belonging = (i) => {
  if (!known.has(i)) known.set(i, up(i, kg.nodes[i].type === "Campaign" ? ["phaseOf", "taskOf", "launches", "participatesIn"] : below, false));
  return known.get(i);
};
})();

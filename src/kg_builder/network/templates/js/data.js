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

// All that stands below some nodes, as a set of places: what the filters of campaign, region and body go by.
const down = (starts, predicates) => {
  const found = new Set(starts), open = [...starts];
  while (open.length) {
    const at = open.pop();
    for (const { predicate, from, to } of kg.nodes[at].edges) if (to === at && predicates.includes(predicate) && !found.has(from)) { found.add(from); open.push(from); }
  }
  return found;
};
const coded = kg.nodes.filter(({ type, code }) => type === "Region" && code);
// The regions whose codes stand below that of a region: an article that speaks of 杭州市 seldom says that it is in 浙江省.
const inside = ({ type, code }) => {
  if (type !== "Region" || !code.slice(0, 6).endsWith("00")) return [];
  const start = code.slice(0, 6).replace(/(00){1,2}$/, "");
  return coded.filter((node) => node.code.startsWith(start)).map((node) => node.i);
};
// The node and all that stands below it: of a region its parts, their bodies and who leads them; of a campaign its phases, tasks, members.
const known = new Map();
kg.belonging = (i) => {
  if (!known.has(i)) {
    const campaign = kg.nodes[i].type === "Campaign";
    known.set(i, down([i, ...inside(kg.nodes[i])], campaign ? ["phaseOf", "taskOf", "launches", "participatesIn"] : ["partOf", "locatedIn", "leads", "memberOf"]));
  }
  return known.get(i);
};
})();

// GEXF 1.3 of what is shown, with places and colours, for Gephi and networkx.
(() => {
"use strict";
const ATTRIBUTES = { node: ["type", "aliases", "level", "code"], edge: ["predicate", "quote", "speaker", "title", "date", "former"] };
const declared = (kind) => `    <attributes class="${kind}">\n${ATTRIBUTES[kind].map((name) => `      <attribute id="${kind}-${name}" title="${name}" type="string"/>`).join("\n")}\n    </attributes>`;
const values = (kind, given) => `<attvalues>${ATTRIBUTES[kind].map((name, n) => (given[n] ? `<attvalue for="${kind}-${name}" value="${kg.xml(given[n])}"/>` : "")).join("")}</attvalues>`;
const colour = (name) => {
  const [r, g, b] = (kg.colour(name).match(/[\d.]+/g) ?? [0, 0, 0]).map((value) => Math.round(Number(value)));
  return `<viz:color r="${r}" g="${g}" b="${b}" a="1"/>`;
};
const SHAPES = { dot: "disc", square: "square", triangle: "triangle", triangleDown: "triangle", diamond: "diamond" };

function node(each) {
  const style = kg.data.styles[each.type];
  // y grows downwards on a screen and upwards in Gephi
  return `      <node id="${kg.xml(each.id)}" label="${kg.xml(each.name)}">${values("node", [each.type, each.aliases.join("|"), each.level, each.code])}${colour(each.type)}<viz:position x="${each.x.toFixed(1)}" y="${(-each.y).toFixed(1)}" z="0"/><viz:size value="${style.size}"/><viz:shape value="${SHAPES[style.shape] ?? "disc"}"/></node>`;
}
function edge(each) {
  const first = each.evidence.length ? kg.place(each.evidence[0]) : null;
  return `      <edge id="${kg.xml(each.id)}" source="${kg.xml(kg.nodes[each.from].id)}" target="${kg.xml(kg.nodes[each.to].id)}" label="${each.predicate}" weight="${Math.max(each.score, 0.001)}">${values("edge", [each.predicate, first?.quote, first?.speaker?.name, first?.article.title, first?.article.date, each.former && "true"])}</edge>`;
}
kg.gexf = () => {
  const { nodes, edges } = kg.shown();
  return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
  <meta><creator>${kg.xml(`kg-builder ${kg.data.run.version ?? ""}`.trim())}</creator><description>${kg.xml(document.title)}</description></meta>
  <graph defaultedgetype="directed" mode="static">
${declared("node")}
${declared("edge")}
    <nodes>
${nodes.map(node).join("\n")}
    </nodes>
    <edges>
${edges.map(edge).join("\n")}
    </edges>
  </graph>
</gexf>
`;
};
(kg.exports ??= []).push({ key: "export.gexf", run: () => kg.download(kg.gexf(), "application/gexf+xml", "gexf") });
})();

// The drawing of the graph: vis-network on a canvas.
(() => {
"use strict";
const nodes = new vis.DataSet(), edges = new vis.DataSet();
let network = null;
function start() {
  network = new vis.Network(document.getElementById("network"), { nodes, edges }, { physics: false, edges: { smooth: false } });
  network.on("click", (event) => { if (event.nodes.length) kg.choose(event.nodes[0]); else if (event.edges.length) kg.chooseEdge(event.edges[0]); else kg.set({ selected: null }); });
}
kg.view("graph", { show() {
  if (!network) start();
  const shown = kg.shown();
  nodes.clear(); edges.clear();
  nodes.add(shown.nodes.map((n) => ({ id: n.i, label: n.name, x: n.x, y: n.y, shape: kg.data.styles[n.type].shape, size: kg.data.styles[n.type].size, color: kg.colour(n.type), font: { color: kg.colour("ink") } })));
  edges.add(shown.edges.map((e) => ({ id: e.i, from: e.from, to: e.to, arrows: "to", color: kg.colour("edge"), dashes: e.predicate === "invokes" })));
} });
})();

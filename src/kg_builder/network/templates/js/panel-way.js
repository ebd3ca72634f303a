// The way between two nodes, step by step, above the page of what is chosen on it: each step leads to the words that say it.
(() => {
"use strict";
const { element } = kg;
// Of a state with a way: its part of the panel, where what is chosen is on the way; else null.
kg.panelWay = ({ path, selected }) => {
  const way = path && selected && kg.shortest(path.from, path.to);
  if (!way || !(selected.node !== undefined ? way.nodes.includes(selected.node) : way.edges.includes(selected.edge))) return null;
  const step = (i) => {
    const edge = kg.edges[i];
    return element("li", { class: "pair", "aria-current": selected.edge === i ? "step" : null }, kg.nameButton(kg.nodes[edge.from]),
      element("button", { type: "button", class: "verb", title: kg.t("read.relation"), onclick: () => kg.chooseEdge(i) }, kg.t(edge.predicate)), kg.nameButton(kg.nodes[edge.to]));
  };
  return element("section", { class: "part way" }, element("h2", {}, kg.t("read.way"), element("span", { class: "figure" }, String(way.edges.length))), element("ol", {}, way.edges.map(step)));
};
})();

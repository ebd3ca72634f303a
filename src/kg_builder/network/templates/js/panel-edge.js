// The page of a relation: its two ends, and every place that says it.
(() => {
"use strict";
const { element } = kg;
(kg.panelPages ??= {}).edge = (i) => {
  const edge = kg.edges[i], [from, to] = [kg.nodes[edge.from], kg.nodes[edge.to]];
  const figure = edge.score.toFixed(2);
  return [
    kg.panelHead(kg.t("read.relation"), element("h1", { class: "triple" }, kg.nameButton(from), element("span", { class: "verb" }, kg.t(edge.predicate)), kg.nameButton(to)), kg.citeMenu?.({ edge: i })),
    element("p", { class: "marks" }, kg.edgeMarks(edge), element("span", { class: "soft small" }, kg.t("read.score", figure), " · ", kg.t("read.places", edge.evidence.length + edge.more))),
    kg.edgeDecisions(edge),
    kg.quotations(edge.evidence, edge.more),
    edge.evidence.length ? null : element("p", { class: "soft" }, kg.t("read.noWords")),
  ];
};
})();

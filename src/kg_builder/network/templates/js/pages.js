// The other pages of a graph that is too large for one: a list at the foot of the drawing, folded.
(() => {
"use strict";
const pages = kg.data.pages;
if (!pages?.length) return;
const place = kg.element("details", { id: "pages" });
document.getElementById("view-graph").append(place);
const line = ({ name, kind, href, nodes }) => kg.element("li", {}, kg.element("a", { href }, kind === "index" ? kg.t("pages.index") : name), " ", kg.element("small", {}, kg.t("pages.nodes", nodes)));
function fill() {
  place.replaceChildren(
    kg.element("summary", {}, kg.t("pages.all", pages.length)),
    kg.element("p", {}, kg.t("pages.why", kg.nodes.length, kg.data.whole)),
    kg.element("ul", {}, pages.map(line)),
  );
}
kg.on((_, changed) => { if (changed.has("language")) fill(); });
})();

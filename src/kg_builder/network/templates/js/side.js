// The side: legend and filters, open beside the stage where there is room, a drawer over it where there is not.
(() => {
"use strict";
const side = document.getElementById("side"), toggle = document.getElementById("side-toggle"), scrim = document.getElementById("scrim"), narrow = matchMedia("(max-width: 760px)"), wide = matchMedia("(min-width: 1000px)");
const parts = kg.sideParts.sort((a, b) => a.order - b.order);
let open = false, begun = false, waiting = false;

function show(next) {
  open = next;
  side.hidden = !open;
  scrim.hidden = !open || !narrow.matches;
  toggle.setAttribute("aria-expanded", String(open));
  if (open) update();
}
kg.toggleSide = () => { show(!open); if (open && narrow.matches) side.querySelector("button").focus(); };
// Closes the drawer; whether it was one and open.
kg.closeDrawer = () => { const drawer = open && narrow.matches; if (drawer) { show(false); toggle.focus(); } return drawer; };
toggle.addEventListener("click", kg.toggleSide);
scrim.addEventListener("click", kg.closeDrawer);
side.addEventListener("keydown", (event) => { if (event.key === "Escape" && kg.closeDrawer()) event.stopPropagation(); });
for (const width of [narrow, wide]) width.addEventListener("change", () => show(wide.matches));

function build() {
  side.setAttribute("aria-label", kg.t("side"));
  toggle.setAttribute("aria-label", kg.t("side"));
  toggle.title = kg.t("side.title");
  toggle.replaceChildren(kg.icon("filter"), kg.element("span", {}, kg.t("side.short")));
  side.replaceChildren(kg.element("div", { class: "head" }, kg.element("button", { type: "button", id: "reset", onclick: kg.reset, title: kg.t("reset.title") }, kg.t("reset")),
    kg.element("button", { type: "button", id: "side-close", class: "tool", "aria-label": kg.t("close"), onclick: kg.closeDrawer }, kg.icon("close"))), ...parts.flatMap((part) => part.build()));
}
function update() { waiting = false; if (open) for (const part of parts) part.update(kg.state); }
const SEEN = ["hidden", "unfolded", "predicates", "region", "body", "campaign", "article", "from", "to", "score", "focus", "all", "language"];
kg.on((_, changed) => {
  if (changed.has("language") || (changed.has("theme") && kg.edgeStyle)) build();
  if (!begun) { begun = true; show(wide.matches); }
  if (!waiting && (changed.has("theme") || SEEN.some((key) => changed.has(key)))) { waiting = true; queueMicrotask(update); }
});
})();

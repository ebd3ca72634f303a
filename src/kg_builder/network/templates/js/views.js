// The tabs. A view registers by kg.view(name, { show(), hide?() }): `show` draws it from kg.state and kg.shown(), and is called again
// when they change while it is open.
(() => {
"use strict";
const ORDER = ["graph", "matrix", "timeline", "map", "table"];
const views = {};
let open = null, waiting = false;
kg.view = (name, view) => { views[name] = view; };

function tabs() {
  const bar = document.getElementById("views");
  bar.setAttribute("aria-label", kg.t("views"));
  bar.replaceChildren(...ORDER.filter((name) => views[name]).map((name) => kg.element("button", {
    type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `view-${name}`, "aria-selected": String(name === kg.state.view), tabindex: name === kg.state.view ? "0" : "-1",
    onclick: () => kg.set({ view: name }),
  }, kg.t(`view.${name}`))));
}
document.getElementById("views").addEventListener("keydown", (event) => {
  const names = ORDER.filter((name) => views[name]), step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  kg.set({ view: names[(names.indexOf(kg.state.view) + step + names.length) % names.length] });
  document.getElementById(`tab-${kg.state.view}`).focus();
});
function draw() {
  waiting = false;
  if (open !== kg.state.view) {
    views[open]?.hide?.();
    for (const name of ORDER) document.getElementById(`view-${name}`).hidden = name !== kg.state.view;
    open = kg.state.view;
    tabs();
  }
  const { nodes, edges } = kg.shown();
  document.getElementById("counts").textContent = kg.t("counts", nodes.length, edges.length);
  views[open]?.show();
}
// Several changes in one turn are drawn once.
kg.redraw = () => { if (!waiting) { waiting = true; queueMicrotask(draw); } };
kg.on((_, changed) => { if (changed.has("language")) tabs(); kg.redraw(); });
kg.startViews = () => { tabs(); draw(); };
})();

// The panel beside the views: what is chosen, or, with nothing chosen, what the graph holds. kg.panelPages makes its pages:
// node (i) => [elements], edge (i) => [elements], start () => [elements].
(() => {
"use strict";
const panel = document.getElementById("panel");
const NARROWING = ["region", "body", "campaign", "article", "from", "to", "score"]; // the sum of the graph follows these
let drawn = "";
// Buttons that other scripts add to the head of a node's page: { key, run(node) }.
kg.nodeActions ??= [];

function draw(selected, again) {
  const [kind, i] = selected === null ? ["start", null] : selected.node !== undefined ? ["node", selected.node] : ["edge", selected.edge];
  const key = `${kind} ${i} ${kg.language} ${kind === "start" ? JSON.stringify(NARROWING.map((name) => kg.state[name])) : JSON.stringify(kg.state.path)}`;
  if (!again && key === drawn) return;
  drawn = key;
  const inside = panel.contains(document.activeElement);
  const [head, ...page] = kg.panelPages[kind](i);
  panel.replaceChildren(...[head, kg.panelWay(kg.state), page].flat(4).filter(Boolean));
  panel.dataset.kind = kind;
  panel.setAttribute("aria-label", kg.t("read.panel"));
  panel.scrollTop = 0;
  // who came here from a button in the panel reads on at its head, not at the start of the document
  if (inside) { const head = panel.querySelector("h1"); head.tabIndex = -1; head.focus({ preventScroll: true }); }
}
kg.on((state, changed) => { if (["selected", "language", "path", ...NARROWING].some((name) => changed.has(name))) draw(state.selected, changed.has("language")); });

// The head of a page: what it is, its name, what can be done with it.
kg.panelHead = (kicker, title, ...actions) => kg.element("header", { class: "head" },
  kg.element("div", { class: "kicker" }, kicker, kg.element("button", { type: "button", class: "plain close", title: kg.t("read.back"), "aria-label": kg.t("read.back"), onclick: () => { kg.set({ selected: null }); panel.focus(); } }, "✕")),
  title, actions.length ? kg.element("div", { class: "actions" }, actions) : null);

// A part of a page with its heading and how much it holds.
kg.panelPart = (heading, count, ...children) => kg.element("section", { class: "part" },
  kg.element("h2", {}, heading, count === null ? null : kg.element("span", { class: "figure" }, String(count))), children);
})();

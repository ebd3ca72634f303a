// The keys of the page in one table; the help lists what this table holds.
(() => {
"use strict";
const views = { g: "graph", m: "matrix", t: "timeline", k: "map", l: "table" };
const camera = () => (kg.state.view === "graph" ? kg.camera : null); // the other views have their own
const panel = () => document.getElementById("panel").focus();
kg.keys = [
  { keys: ["/"], say: "key.find", run: () => kg.focusFinder() },
  { keys: ["1", "2", "3"], say: "key.near", run: (key) => kg.focusOn(Number(key)) },
  { keys: ["0"], say: "key.all", run: () => kg.focusOn(0) },
  { keys: ["p"], say: "key.path", run: () => kg.startPath() },
  { keys: ["[", "]"], say: "key.neighbour", run: (key) => kg.nextNeighbour(key === "]" ? 1 : -1) },
  { keys: ["Enter"], say: "key.panel", run: panel, ground: true },
  { keys: ["Esc"], say: "key.leave", run: () => { if (!kg.closeDrawer()) kg.leave(); } },
  { keys: ["u", "Ctrl+Z"], say: "key.undo", run: () => kg.undo() },
  { keys: ["r", "Ctrl+Shift+Z", "Ctrl+Y"], say: "key.redo", run: () => kg.redo() },
  { keys: ["f"], say: "key.fit", run: () => camera()?.fit() },
  { keys: ["+", "-"], say: "key.zoom", run: (key) => camera()?.zoom(key === "+" ? 1.3 : 1 / 1.3) },
  { keys: Object.keys(views), say: "key.views", run: (key) => kg.set({ view: views[key] }) },
  { keys: ["s"], say: "key.side", run: () => kg.toggleSide() },
  { keys: ["?"], say: "key.help", run: () => kg.help() },
];
// What views and fields hear of themselves, to be told all the same.
const own = [
  { keys: ["←", "→", "↑", "↓"], say: "key.arrows" },
  { keys: ["Home", "End"], say: "key.ends" },
  { keys: ["Enter"], say: "key.open" },
  { keys: ["mouse.drag"], say: "key.drag" },
  { keys: ["Ctrl", "mouse.wheel"], say: "key.wheel" },
  { keys: ["mouse.double"], say: "key.double" },
];
const table = new Map(kg.keys.flatMap((entry) => entry.keys.map((key) => [key, entry])));
const named = (event) => {
  const key = { Escape: "Esc", "=": "+", "_": "-" }[event.key] ?? event.key;
  if (!event.ctrlKey && !event.metaKey) return key;
  return `Ctrl+${event.shiftKey ? "Shift+" : ""}${key.toUpperCase()}`;
};
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey || event.defaultPrevented || document.getElementById("dialog").open) return;
  if (event.target.closest("input:not([type=range]), select, textarea, [contenteditable]")) return;
  const key = named(event), entry = table.get(key);
  if (!entry || (entry.ground && event.target.closest("button, a, summary, [role=option], [tabindex='0']"))) return;
  event.preventDefault();
  entry.run(key);
});

// ---- the help ----
const dialog = document.getElementById("dialog");
kg.help = () => {
  const row = ({ keys, say }) => kg.element("tr", {}, kg.element("th", { scope: "row" }, ...keys.flatMap((key, k) => [k ? " " : "", kg.element("kbd", {}, key.startsWith("mouse.") ? kg.t(key) : key)])), kg.element("td", {}, kg.t(say)));
  dialog.setAttribute("aria-labelledby", "help-title");
  dialog.replaceChildren(kg.element("form", { method: "dialog" }, kg.element("h2", { id: "help-title" }, kg.t("help.title")), kg.element("button", { class: "tool", "aria-label": kg.t("close"), title: kg.t("close") }, kg.icon("close"))),
    kg.element("p", {}, kg.t("help.mouse")), kg.element("table", {}, kg.element("tbody", {}, ...[...kg.keys, ...own].map(row))),
    kg.element("p", { class: "about" }, kg.t("help.about", kg.data.run.version ?? "", kg.data.run.pack ?? "")));
  dialog.showModal();
};
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
})();

// The search field of the bar.
(() => {
"use strict";
const box = kg.combobox({
  id: "search", label: "find.label", hint: "find.hint",
  options: (text) => kg.find(text).map((found) => kg.suggestion(found)),
  choose: ({ node }, input) => { input.value = node.name; kg.choose(node.i); document.getElementById("panel").focus({ preventScroll: true }); },
});
document.getElementById("finder").append(kg.element("span", { class: "glass", "aria-hidden": "true" }, kg.element("svg", { viewBox: "0 0 16 16" },
  kg.element("path", { d: "M7 2.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6zM10.6 10.6L14 14", fill: "none", stroke: "currentColor", "stroke-width": "1.5", "stroke-linecap": "round" }))), box.box, kg.element("kbd", { "aria-hidden": "true" }, "/"));
kg.focusFinder = () => { box.input.focus(); box.input.select(); };
kg.on((state, changed) => {
  if (changed.has("language")) box.name();
  // The name of what is no longer chosen goes; what is being typed stays.
  if (changed.has("selected") && document.activeElement !== box.input && box.input.value !== kg.nodes[state.selected?.node]?.name) box.input.value = "";
});
})();

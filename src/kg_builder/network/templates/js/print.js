// On paper the graph is lines, not dots of a screen, and light: the picture as SVG stands in for the canvas while it is printed.
(() => {
"use strict";
const root = document.documentElement;
addEventListener("beforeprint", () => {
  if (kg.state.view !== "graph" || !kg.picture) return;
  root.dataset.theme = "light";
  kg.forgetColours();
  const drawn = new DOMParser().parseFromString(kg.svg(kg.picture()), "image/svg+xml").documentElement;
  drawn.id = "on-paper";
  document.getElementById("view-graph").append(drawn);
});
addEventListener("afterprint", () => {
  document.getElementById("on-paper")?.remove();
  root.dataset.theme = kg.theme;
  kg.forgetColours();
});
})();

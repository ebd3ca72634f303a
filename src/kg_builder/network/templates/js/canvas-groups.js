// What stands together (a campaign, a region, a body), as calm rectangles under the drawing, with a title to choose it by.
(() => {
"use strict";
const drawing = kg.drawing ??= {};
const LARGE = 17, SMALL = 11, LEAST = 54; // pixels: of a title's letters, and the width of a box that has one
const MANY = 0.34; // of all places, screens: boxes smaller than that get small titles

let told = null, found = [];
// The groups in which anything is drawn.
drawing.groupsShown = () => {
  if (told === drawing.shown) return found;
  told = drawing.shown;
  const { nodes } = told;
  found = kg.data.groups.filter((group) => nodes.some(({ x, y }) => x >= group.x0 && x <= group.x1 && y >= group.y0 && y <= group.y1));
  return found;
};

// Titles as they are at a scale, in pixels of the graph's origin: { group, text, font, x, y, w, h }. A title stands on the box's
// upper edge; it is cut to the box's width, and left out where that is too narrow or another title is in its way.
let key = "", titles = [];
drawing.titles = (scale) => {
  const now = `${scale} ${drawing.version}`;
  if (now === key) return titles;
  key = now; titles = [];
  const size = (group) => (group.x1 - group.x0) * (group.y1 - group.y0);
  for (const group of [...drawing.groupsShown()].sort((a, b) => size(b) - size(a))) {
    const wide = (group.x1 - group.x0) * scale;
    if (wide < LEAST) continue;
    const pixels = Math.round(Math.min(LARGE, Math.max(SMALL, wide * MANY / 8))), font = `600 ${pixels}px ${drawing.family()}`;
    const text = drawing.cut(group.name, font, wide - 8);
    if (text.length < Math.min(3, group.name.length)) continue;
    const title = { group, text, font, pixels, x: group.x0 * scale + 4, y: group.y0 * scale - pixels - 6, w: drawing.measure(text, font), h: pixels + 4 };
    if (!titles.some((other) => title.x < other.x + other.w && other.x < title.x + title.w && title.y < other.y + other.h && other.y < title.y + title.h)) titles.push(title);
  }
  return titles;
};
// The group whose title is at a place of the graph.
drawing.titleAt = ({ x, y }, scale) => drawing.titles(scale).find((title) => x * scale >= title.x - 3 && x * scale <= title.x + title.w + 3 && y * scale >= title.y - 2 && y * scale <= title.y + title.h + 2)?.group ?? null;

drawing.colourOf = (group) => kg.colour(kg.data.styles[group.kind] ? group.kind : kg.nodes[group.node]?.type ?? "soft");
drawing.paintGroups = (context, scale) => {
  for (const group of drawing.groupsShown()) {
    const colour = drawing.colourOf(group);
    context.beginPath();
    context.roundRect(group.x0, group.y0, group.x1 - group.x0, group.y1 - group.y0, Math.min(18, 10 / scale));
    context.globalAlpha = 0.06; context.fillStyle = colour; context.fill();
    context.globalAlpha = 0.35; context.strokeStyle = colour; context.lineWidth = 1 / scale; context.stroke();
    context.globalAlpha = 1;
  }
};
// In pixels: the origin of the graph is the context's.
drawing.paintTitles = (context, scale) => {
  context.textBaseline = "top"; context.lineJoin = "round"; context.lineWidth = 3.5; context.strokeStyle = kg.colour("paper");
  for (const title of drawing.titles(scale)) {
    context.font = title.font; context.fillStyle = drawing.colourOf(title.group);
    context.globalAlpha = drawing.emphasis && !drawing.emphasis.nodes.has(title.group.node) ? 0.35 : 1;
    context.strokeText(title.text, title.x, title.y + 2); context.fillText(title.text, title.x, title.y + 2);
  }
  context.globalAlpha = 1;
};
})();

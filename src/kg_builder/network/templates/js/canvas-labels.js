// The names in the drawing: of one size at any zoom, the most telling first, none over another or over a node.
// Places are pixels from the graph's origin (graph coordinates times scale), so that panning changes nothing.
(() => {
"use strict";
const drawing = kg.drawing ??= {};
const CELL = 64, GAP = 5, SHORT = 150, LONG = 460, ALL = 1500; // nodes up to which all are thought of, not those alone that vis-network holds
const TIGHT = 0.5; // pixels: Chinese letters do not fill their line
const pen = document.createElement("canvas").getContext("2d");
const widths = new Map();
let family = "";
drawing.family = () => (family ||= getComputedStyle(document.body).fontFamily);
drawing.measure = (text, font) => {
  const key = font + text;
  let width = widths.get(key);
  if (width === undefined) { pen.font = font; width = pen.measureText(text).width; if (widths.size > 50_000) widths.clear(); widths.set(key, width); }
  return width;
};
const cuts = new Map();
// A name, cut with … to a width in pixels.
drawing.cut = (text, font, width) => {
  if (drawing.measure(text, font) <= width) return text;
  const key = `${font}${Math.round(width)} ${text}`;
  if (cuts.has(key)) return cuts.get(key);
  const letters = Array.from(text);
  let low = 0, high = letters.length;
  while (low < high) { const middle = (low + high + 1) >> 1; if (drawing.measure(`${letters.slice(0, middle).join("")}…`, font) <= width) low = middle; else high = middle - 1; }
  const made = low ? `${letters.slice(0, low).join("")}…` : "";
  if (cuts.size > 20_000) cuts.clear();
  cuts.set(key, made);
  return made;
};

const FONTS = { Campaign: [700, 14.5], Official: [600, 13], Bureau: [500, 12] };
const MOVING = new Set(["Campaign", "Official"]); // whose names go elsewhere where there is no room to the right
const fontOf = (node, strong) => { const [weight, pixels] = FONTS[node.type] ?? [400, 12]; return [`${strong ? 700 : weight} ${pixels}px ${drawing.family()}`, pixels]; };
const crossing = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

// Boxes by the squares they touch.
const board = () => {
  const squares = new Map();
  const over = function* (box) { for (let column = Math.floor(box.x / CELL); column <= Math.floor((box.x + box.w) / CELL); column++) for (let row = Math.floor(box.y / CELL); row <= Math.floor((box.y + box.h) / CELL); row++) yield column * 1_000_003 + row; };
  return {
    add(box) { for (const key of over(box)) { const held = squares.get(key); if (held) held.push(box); else squares.set(key, [box]); } },
    free(box) { for (const key of over(box)) for (const other of squares.get(key) ?? []) if (other.owner !== box.owner && crossing(box, other)) return false; return true; },
  };
};

let key = "", placed = [];
// The labels at a scale: { i, text, font, x, y, w, h }.
drawing.placeLabels = (scale) => {
  const now = `${scale} ${drawing.version}`;
  if (now === key) return placed;
  key = now; placed = [];
  const taken = board(), chosen = drawing.emphasis, ranked = order(chosen), step = drawing.step(scale);
  for (const node of ranked) { const r = drawing.size(node, step) * scale; taken.add({ owner: node.i, x: node.x * scale - r, y: node.y * scale - r, w: 2 * r, h: 2 * r }); }
  const entitled = new Set(drawing.titles(scale).map(({ group }) => group.node));
  for (const title of drawing.titles(scale)) taken.add({ owner: -1, x: title.x, y: title.y, w: title.w, h: title.h });
  for (const node of ranked) {
    if (entitled.has(node.i) && !chosen?.nodes.has(node.i)) continue; // its group says its name
    const label = fitted(node, scale, step, taken, chosen);
    if (label) { taken.add(label); placed.push(label); }
  }
  return placed;
};
const order = (chosen) => {
  const ranked = drawing.ranked.length <= ALL ? [...drawing.ranked] : drawing.ranked.filter((node) => drawing.live.has(node.i));
  if (!chosen) return ranked;
  const rank = (node) => (chosen.centre.has(node.i) ? 0 : chosen.nodes.has(node.i) ? 1 : 2);
  return ranked.sort((a, b) => rank(a) - rank(b)); // the sort is stable
};
function fitted(node, scale, step, taken, chosen) {
  const centre = Boolean(chosen?.centre.has(node.i)), near = Boolean(chosen?.nodes.has(node.i)), moving = MOVING.has(node.type) || near;
  const [font, pixels] = fontOf(node, centre), r = drawing.size(node, step) * scale, x = node.x * scale, y = node.y * scale, h = pixels - TIGHT;
  const most = centre ? LONG : near || node.type === "Campaign" ? SHORT * 1.5 : SHORT;
  let first = null;
  // whole, then shorter where there is less room
  for (const wide of moving ? [most] : [most, 100, 66]) {
    const text = drawing.cut(node.name, font, wide), w = drawing.measure(text, font);
    const at = (left, top) => ({ owner: node.i, i: node.i, text, font, pixels, x: left, y: top, w, h });
    for (const [left, top] of moving ? spots(x, y, r, w, h) : [[x + r + GAP, y - h / 2]]) { const label = at(left, top); first ??= label; if (taken.free(label)) return label; }
    if (w < 66) break;
  }
  return centre ? first : null;
}
// Where a name may stand, the best first: to the right, below, to the left, above, aslant.
function spots(x, y, r, w, h) {
  const slant = r * 0.7 + 3, left = x - r - GAP - w;
  return [[x + r + GAP, y - h / 2], [x - w / 2, y + r + 2], [left, y - h / 2], [x - w / 2, y - r - 2 - h], [x + slant, y - slant - h], [x + slant, y + slant], [x - slant - w, y - slant - h], [x - slant - w, y + slant]];
}

// The label of the node under the pointer, whole and over the others.
const hovered = (scale) => {
  const node = drawing.hover === null ? null : kg.nodes[drawing.hover];
  if (!node) return null;
  const [font, pixels] = fontOf(node, true), text = drawing.cut(node.name, font, LONG), h = pixels + 3;
  return { i: node.i, text, font, pixels, x: node.x * scale + drawing.size(node, drawing.step(scale)) * scale + GAP, y: node.y * scale - h / 2, w: drawing.measure(text, font), h };
};
// Those that are drawn at a scale in a window (graph coordinates).
drawing.labelsIn = (scale, seen) => {
  const over = hovered(scale);
  const inside = drawing.placeLabels(scale).filter((label) => (!seen || (label.x < seen.right * scale && label.x + label.w > seen.left * scale && label.y < seen.bottom * scale && label.y + label.h > seen.top * scale)) && !(over && (label.i === over.i || crossing(label, over))));
  return over ? [...inside, over] : inside;
};
// In pixels: the origin of the graph is the context's.
drawing.paintLabels = (context, scale, seen) => {
  const chosen = drawing.emphasis, ink = kg.colour("ink"), soft = kg.colour("soft");
  context.textBaseline = "middle"; context.lineJoin = "round"; context.lineWidth = 3; context.strokeStyle = kg.colour("paper");
  for (const label of drawing.labelsIn(scale, seen)) {
    const faint = chosen && !chosen.nodes.has(label.i) && label.i !== drawing.hover;
    context.globalAlpha = faint ? 0.3 : 1;
    context.font = label.font; context.fillStyle = FONTS[kg.nodes[label.i].type] || chosen?.nodes.has(label.i) ? ink : soft;
    // what is chosen is named longer than there may be room for: it ends where the window ends
    const room = seen.right * scale - 6 - label.x, long = chosen?.nodes.has(label.i) && label.w > room && room > 40;
    const text = long ? drawing.cut(label.text, label.font, room) : label.text;
    if (!faint) context.strokeText(text, label.x, label.y + label.h / 2);
    context.fillText(text, label.x, label.y + label.h / 2);
  }
  context.globalAlpha = 1;
};
drawing.labelAt = ({ x, y }, scale) => drawing.labelsIn(scale, null).find((label) => x * scale >= label.x && x * scale <= label.x + label.w && y * scale >= label.y && y * scale <= label.y + label.h)?.i ?? null;

// The labels on the screen, in pixels of the drawing's corner.
kg.labels = () => {
  const seen = drawing.window(), { scale } = seen;
  return drawing.labelsIn(scale, seen).map(({ i, text, x, y, w, h }) => ({ i, text, x: x - seen.left * scale, y: y - seen.top * scale, w, h }));
};
})();

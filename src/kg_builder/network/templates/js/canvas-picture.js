// What is drawn, as data and as a picture: kg.picture() in graph coordinates for SVG, kg.canvasPNG(scale) a canvas.
(() => {
"use strict";
const drawing = kg.drawing ??= {};
const LARGEST = 8192; // pixels of a side
const BASE = 0.36; // of a letter's height: from its middle to its base line
const short = (n) => Math.round(n * 100) / 100;

// An edge as an SVG path that ends at the rim of the node it points to; straight where vis-network does not hold it.
function path(edge, held, step) {
  const a = kg.nodes[edge.from], b = kg.nodes[edge.to];
  if (a === b) return `M${a.x} ${a.y}m-8 -8a8 8 0 1 1 .1 0`;
  const points = [a, ...(held ? drawing.vias(edge) : []), b], rim = drawing.size(b, step) + 2;
  let low = 0, high = 1;
  for (let round = 0; round < 12; round++) { const t = (low + high) / 2, p = first(points, t).at(-1); if (Math.hypot(p.x - b.x, p.y - b.y) > rim) low = t; else high = t; }
  const [start, ...rest] = first(points, low);
  return `M${start.x} ${start.y}${"-LQC"[rest.length]}${rest.map(({ x, y }) => `${short(x)} ${short(y)}`).join(" ")}`;
}
// The points of the part of a Bézier curve up to t (de Casteljau).
function first(points, t) {
  const made = [points[0]];
  for (let row = points; row.length > 1;) { row = row.slice(1).map((p, i) => ({ x: row[i].x + (p.x - row[i].x) * t, y: row[i].y + (p.y - row[i].y) * t })); made.push(row[0]); }
  return made;
}

// { nodes: [{ i, x, y, shape, size, colour, d, label, lx, ly, fontSize, weight }], edges: [{ i, d, width, dashes, colour, arrow }],
//   groups: [{ x0, y0, x1, y1, d, colour, label, lx, ly, fontSize }], box: { x, y, width, height }, scale }. lx, ly: the middle of
// a node's label, the left end of a group's, on its base line. A node without a label on the screen has "" for one.
// Sizes are in graph coordinates as of the zoom now.
kg.picture = () => {
  const { scale } = drawing.window(), step = drawing.step(scale), grow = drawing.grow(step), labels = new Map(drawing.placeLabels(scale).map((label) => [label.i, label]));
  const held = new Set(drawing.lines.map((edge) => edge.i));
  const nodes = drawing.shown.nodes.map((node) => {
    const { shape } = kg.data.styles[node.type], size = drawing.size(node, step), label = labels.get(node.i);
    return {
      i: node.i, x: node.x, y: node.y, shape, size: short(size), colour: kg.colour(node.type), d: drawing.outline(shape, node.x, node.y, size), label: label?.text ?? "",
      lx: label ? short((label.x + label.w / 2) / scale) : node.x, ly: label ? short((label.y + label.h / 2 + label.pixels * BASE) / scale) : node.y, fontSize: label ? short(label.pixels / scale) : 0, weight: label ? Number.parseInt(label.font, 10) : 400,
    };
  });
  const edges = drawing.shown.edges.map((edge) => {
    const { width, dashes, colour, arrow } = kg.edgeStyle(edge.predicate, edge.former);
    return { i: edge.i, d: path(edge, held.has(edge.i), step), width: short(width * grow), dashes: dashes && dashes.map((each) => short(each * grow)), colour, arrow: short(arrow * grow) };
  });
  const titles = new Map(drawing.titles(scale).map((title) => [title.group, title]));
  const groups = drawing.groupsShown().map((group) => {
    const { x0, y0, x1, y1 } = group, title = titles.get(group);
    return {
      x0, y0, x1, y1, d: `M${x0} ${y0}H${x1}V${y1}H${x0}z`, colour: drawing.colourOf(group), label: title?.text ?? "",
      lx: title ? short(title.x / scale) : x0, ly: title ? short((title.y + 2 + title.pixels * 0.9) / scale) : y0, fontSize: title ? short(title.pixels / scale) : 0,
    };
  });
  return { nodes, edges, groups, box: around(nodes, labels, titles, scale), scale };
};
function around(nodes, labels, titles, scale) {
  const box = { ...drawing.box() }, pad = 24;
  for (const { x, y, w, h } of [...labels.values(), ...titles.values()]) {
    box.left = Math.min(box.left, x / scale); box.top = Math.min(box.top, y / scale); box.right = Math.max(box.right, (x + w) / scale); box.bottom = Math.max(box.bottom, (y + h) / scale);
  }
  return { x: short(box.left - pad), y: short(box.top - pad), width: short(box.right - box.left + 2 * pad), height: short(box.bottom - box.top + 2 * pad) };
}

// The whole picture on a canvas, `times` as large as on the screen now.
kg.canvasPNG = (times = 2) => {
  const picture = kg.picture(), { box } = picture, canvas = document.createElement("canvas");
  const zoom = Math.min(picture.scale * times, LARGEST / box.width, LARGEST / box.height), pen = canvas.getContext("2d");
  canvas.width = Math.max(1, Math.round(box.width * zoom)); canvas.height = Math.max(1, Math.round(box.height * zoom));
  pen.fillStyle = kg.colour("paper"); pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.setTransform(zoom, 0, 0, zoom, -box.x * zoom, -box.y * zoom);
  for (const group of picture.groups) {
    pen.beginPath(); pen.roundRect(group.x0, group.y0, group.x1 - group.x0, group.y1 - group.y0, 12);
    pen.globalAlpha = 0.06; pen.fillStyle = group.colour; pen.fill(); pen.globalAlpha = 0.35; pen.strokeStyle = group.colour; pen.lineWidth = 1; pen.stroke(); pen.globalAlpha = 1;
  }
  for (const edge of picture.edges) stroke(pen, edge);
  pen.strokeStyle = kg.colour("paper"); pen.lineWidth = 2;
  for (const node of picture.nodes) { const shape = new Path2D(node.d); pen.fillStyle = node.colour; pen.fill(shape); pen.stroke(shape); }
  written(pen, picture);
  return canvas;
};
function stroke(pen, edge) {
  pen.strokeStyle = pen.fillStyle = edge.colour; pen.lineWidth = edge.width; pen.setLineDash(edge.dashes || []);
  pen.stroke(new Path2D(edge.d));
  pen.setLineDash([]);
  const [bx, by, x, y] = edge.d.split(/[MLQC ]/).slice(-4).map(Number), angle = Math.atan2(y - by, x - bx), a = edge.arrow;
  if (Number.isNaN(angle)) return;
  pen.beginPath(); pen.moveTo(x, y);
  for (const side of [0.38, -0.38]) pen.lineTo(x - a * Math.cos(angle + side), y - a * Math.sin(angle + side));
  pen.fill();
}
function written(pen, { nodes, groups, scale }) {
  pen.lineJoin = "round"; pen.lineWidth = 3 / scale; pen.strokeStyle = kg.colour("paper");
  for (const { label, lx, ly, fontSize, colour } of groups) if (label) { pen.font = `600 ${fontSize}px ${drawing.family()}`; pen.fillStyle = colour; pen.strokeText(label, lx, ly); pen.fillText(label, lx, ly); }
  pen.textAlign = "center"; pen.fillStyle = kg.colour("ink");
  for (const { label, lx, ly, fontSize, weight } of nodes) if (label) { pen.font = `${weight} ${fontSize}px ${drawing.family()}`; pen.strokeText(label, lx, ly); pen.fillText(label, lx, ly); }
}
})();

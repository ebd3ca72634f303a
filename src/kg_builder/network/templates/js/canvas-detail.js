// Large graphs in two levels of detail. vis-network holds the most telling nodes of the window; all others are a backdrop,
// painted by ourselves into a picture somewhat larger than the window, which panning only shifts.
(() => {
"use strict";
const drawing = kg.drawing ??= {};
const NODES = 600, EDGES = 1000; // up to which all is held
const LIVE = 320, LINES = 320, NEAR = 250; // held of more: nodes, edges, neighbours of what is chosen
const MARGIN = 0.45, BATCH = 400, CURVED = 1800, DASHED = 400; // edges up to which those of the backdrop are drawn like the others
drawing.large = () => drawing.shown.nodes.length > NODES || drawing.shown.edges.length > EDGES;

// Sets drawing.live (nodes) and drawing.lines (edges): what vis-network is to hold for the window as it is.
drawing.chooseLive = () => {
  const { nodes, edges } = drawing.shown;
  if (!drawing.large()) { drawing.live = new Set(nodes.map((node) => node.i)); drawing.lines = edges; return; }
  const seen = drawing.window(0.1), live = new Set();
  if (drawing.emphasis) { for (const i of drawing.emphasis.centre) live.add(i); for (const i of drawing.emphasis.nodes) { if (live.size > NEAR) break; live.add(i); } }
  for (const { i, x, y } of drawing.ranked) {
    if (live.size >= LIVE) break;
    if (x > seen.left && x < seen.right && y > seen.top && y < seen.bottom) live.add(i);
  }
  const among = edges.filter((edge) => live.has(edge.from) && live.has(edge.to));
  const first = (edge) => (drawing.emphasis?.edges.has(edge.i) ? 2 : edge.predicate === "leads" || edge.predicate === "nextPhase" ? 1 : 0);
  drawing.live = live;
  drawing.lines = among.length <= LINES ? among : among.sort((a, b) => first(b) - first(a)).slice(0, LINES);
};

// ---- the backdrop ----
let picture = null, covered = null, painted = "", waiting = 0;
const ratio = () => drawing.network.canvas.pixelRatio ?? devicePixelRatio ?? 1;
function paint() {
  const area = drawing.window(2 * MARGIN), { scale } = area, dots = ratio();
  picture ??= document.createElement("canvas");
  const width = Math.ceil((area.right - area.left) * scale * dots), height = Math.ceil((area.bottom - area.top) * scale * dots);
  if (picture.width !== width || picture.height !== height) { picture.width = width; picture.height = height; }
  const pen = picture.getContext("2d");
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.setTransform(scale * dots, 0, 0, scale * dots, -area.left * scale * dots, -area.top * scale * dots);
  hairlines(pen, area);
  marks(pen, area);
  covered = area; painted = `${drawing.version}`;
}
function hairlines(pen, area) {
  const held = new Set(drawing.lines.map((edge) => edge.i)), inside = ({ x, y }) => x > area.left && x < area.right && y > area.top && y < area.bottom;
  const drawn = drawing.shown.edges.filter((edge) => !held.has(edge.i) && (inside(kg.nodes[edge.from]) || inside(kg.nodes[edge.to])));
  const kinds = new Map(), alike = drawn.length <= CURVED;
  for (const edge of drawn) { const kind = alike ? `${edge.predicate} ${edge.former}` : ""; if (kinds.has(kind)) kinds.get(kind).push(edge); else kinds.set(kind, [edge]); }
  for (const edges of kinds.values()) {
    const { width, dashes, colour } = kg.edgeStyle(edges[0].predicate, edges[0].former), grow = drawing.grow(drawing.step(area.scale));
    pen.strokeStyle = alike ? colour : kg.colour("edge"); pen.lineWidth = alike ? width * grow : 0.8 / area.scale; pen.setLineDash(alike && dashes && drawn.length <= DASHED ? dashes.map((each) => each * grow) : []);
    pen.globalAlpha = alike ? 0.8 : Math.min(0.5, Math.max(0.1, 1500 / drawn.length));
    for (let start = 0; start < edges.length; start += BATCH) {
      pen.beginPath();
      for (const edge of edges.slice(start, start + BATCH)) trace(pen, edge, alike);
      pen.stroke();
    }
  }
  pen.setLineDash([]); pen.globalAlpha = 1;
}
function trace(pen, edge, alike) {
  const a = kg.nodes[edge.from], b = kg.nodes[edge.to];
  pen.moveTo(a.x, a.y);
  if (!alike) { pen.lineTo(b.x, b.y); return; }
  const [one, two] = drawing.vias(edge);
  if (two) pen.bezierCurveTo(one.x, one.y, two.x, two.y, b.x, b.y); else pen.quadraticCurveTo(one.x, one.y, b.x, b.y);
}
function marks(pen, area) {
  const kinds = new Map();
  for (const node of drawing.shown.nodes) {
    if (node.x < area.left || node.x > area.right || node.y < area.top || node.y > area.bottom || drawing.live.has(node.i)) continue;
    if (!kinds.has(node.type)) kinds.set(node.type, []);
    kinds.get(node.type).push(node);
  }
  const few = [...kinds.values()].reduce((sum, { length }) => sum + length, 0) < 1500;
  pen.globalAlpha = few ? 1 : 0.75; // few look like those that vis-network draws
  for (const [type, nodes] of kinds) {
    const { shape, size } = kg.data.styles[type], r = few ? drawing.size(nodes[0], drawing.step(area.scale)) : Math.max(size * 0.9, 1.6 / area.scale), tiny = r * area.scale < 3;
    pen.fillStyle = kg.colour(type);
    if (tiny) for (const { x, y } of nodes) pen.fillRect(x - r, y - r, 2 * r, 2 * r);
    else for (const { x, y } of nodes) pen.fill(new Path2D(drawing.outline(shape, x, y, r)));
  }
  pen.globalAlpha = 1;
}
drawing.paintBackdrop = (context) => {
  if (!drawing.large()) { picture = covered = null; return; }
  if (!covered || painted !== `${drawing.version}`) paint();
  context.drawImage(picture, covered.left, covered.top, covered.right - covered.left, covered.bottom - covered.top);
  const seen = drawing.window(0.1);
  if (!waiting && seen.scale === covered.scale && (seen.left < covered.left || seen.right > covered.right || seen.top < covered.top || seen.bottom > covered.bottom)) {
    waiting = setTimeout(() => { waiting = 0; covered = null; drawing.network.redraw(); }, 0);
  }
};
// After a zoom the backdrop, stretched until now, is painted anew.
drawing.sharpen = () => { if (covered && covered.scale !== drawing.network.getScale()) { covered = null; drawing.network.redraw(); } };

// ---- what is at a place ----
const SQUARE = 120;
let grid = null, gridOf = null;
drawing.nodeAt = ({ x, y }, scale) => {
  if (gridOf !== drawing.shown) {
    gridOf = drawing.shown; grid = new Map();
    for (const node of gridOf.nodes) { const key = `${Math.floor(node.x / SQUARE)} ${Math.floor(node.y / SQUARE)}`; if (grid.has(key)) grid.get(key).push(node); else grid.set(key, [node]); }
  }
  const step = drawing.step(scale), least = 7 / scale, reach = Math.max(20, 7 / scale, 5 / step);
  let best = null, score = Infinity;
  for (let column = Math.floor((x - reach) / SQUARE); column <= Math.floor((x + reach) / SQUARE); column++) for (let row = Math.floor((y - reach) / SQUARE); row <= Math.floor((y + reach) / SQUARE); row++) for (const node of grid.get(`${column} ${row}`) ?? []) {
    const far = Math.hypot(node.x - x, node.y - y) - (drawing.live.has(node.i) ? 4 / scale : 0);
    if (far < Math.max(drawing.size(node, step), least) && far < score) { best = node.i; score = far; }
  }
  return best;
};
// The edge that passes within a few pixels of a place.
drawing.edgeAt = (at, scale) => {
  const reach = 5 / scale;
  let best = null, score = reach;
  for (const edge of drawing.shown.edges) {
    const points = [kg.nodes[edge.from], ...drawing.vias(edge), kg.nodes[edge.to]], xs = points.map((p) => p.x), ys = points.map((p) => p.y);
    if (at.x < Math.min(...xs) - reach || at.x > Math.max(...xs) + reach || at.y < Math.min(...ys) - reach || at.y > Math.max(...ys) + reach) continue;
    const far = drawing.distance(at, points);
    if (far < score) { best = edge.i; score = far; }
  }
  return best;
};
})();

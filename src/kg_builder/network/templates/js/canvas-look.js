// How nodes and edges look in the drawing, in the legend and in what is exported: shapes, strokes and curves.
(() => {
"use strict";
const drawing = kg.drawing ??= {};

// Predicate -> width in pixels, dashes (false: none), name of a colour, length of the arrow's head in pixels.
const STROKES = {
  leads: [2.4, false, "Official", 9], holdsPost: [1, false, "Post", 6],
  commitsTo: [1.3, false, "Task", 7], invokes: [1.3, [6, 4], "Slogan", 7],
  launches: [1.8, false, "Campaign", 8], participatesIn: [1.1, false, "Campaign", 6],
  locatedIn: [0.9, false, "edge", 5], partOf: [0.9, false, "edge", 5], memberOf: [0.9, false, "edge", 5],
  phaseOf: [0.9, false, "edge", 5], taskOf: [0.9, false, "edge", 5],
  nextPhase: [2.4, false, "Phase", 14], occursOn: [0.9, false, "edge", 5],
  appointedTo: [1.5, false, "good", 8], removedFrom: [1.5, [8, 3, 2, 3], "bad", 8],
};
const FORMER = [1.5, 4];
const PLAIN = [1, false, "edge", 6];

// edgeStyle("leads") → { width, dashes, colour, arrow }; of a relation that has ended, dotted.
kg.edgeStyle = (predicate, former = false) => {
  const [width, dashes, colour, arrow] = STROKES[predicate] ?? PLAIN;
  return { width, dashes: former ? FORMER : dashes, colour: kg.colour(colour), arrow };
};

// How much a node of a class tells, before its number of relations does: who is drawn, and labelled, first.
const TELLING = { Campaign: 90, Official: 70, Bureau: 50, Phase: 45, Task: 40, Region: 35, Meeting: 30, Slogan: 25, Goal: 20, Post: 10, Commitment: 0 };
drawing.telling = (node, degree) => (TELLING[node.type] ?? 0) + 14 * Math.log2(1 + degree);

const LEAST = { Campaign: 6.5, Official: 3.6, Bureau: 2.8 }; // pixels: half the width of a mark, however far away
const CLOSE = 1.3;
// Far away and close by, marks and lines keep their size on the screen, so that zooming in makes room; in steps, so that few zooms
// change what vis-network holds.
drawing.step = (scale) => (scale >= 0.75 && scale <= CLOSE ? 1 : 2 ** (Math.round(Math.log2(scale) * 2) / 2));
drawing.size = (node, step) => Math.max(kg.data.styles[node.type].size * (node.type === "Campaign" ? 1.2 : 1) * Math.min(1, CLOSE / step), (LEAST[node.type] ?? 2.3) / step);
drawing.grow = (step) => (0.8 / Math.min(step, 0.8)) ** 0.6 * Math.min(1, CLOSE / step);

drawing.nodeLook = (node, step) => {
  const colour = kg.colour(node.type);
  return {
    id: node.i, x: node.x, y: node.y, shape: kg.data.styles[node.type].shape, size: drawing.size(node, step),
    borderWidth: node.type === "Official" ? 2.5 : 1.2, color: { background: colour, border: kg.colour("paper") },
  };
};
drawing.edgeLook = (edge, step) => {
  const { width, dashes, colour, arrow } = kg.edgeStyle(edge.predicate, edge.former), bend = drawing.bends.get(edge.i) ?? 0, grow = drawing.grow(step);
  // vis-network makes a head 15 × scaleFactor + 3 × width long
  return {
    id: edge.i, from: edge.from, to: edge.to, width: width * grow, dashes: dashes && dashes.map((each) => each * grow), color: { color: colour, inherit: false, opacity: width < 2 ? 0.75 : 1 },
    arrows: { to: { enabled: true, scaleFactor: Math.max(1, arrow - 3 * width) * grow / 15 } },
    smooth: drawing.flat(edge) ? { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: EASE } : { enabled: bend !== 0, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) },
  };
};

// An edge alone between two columns leaves and arrives level; all others bend.
const EASE = 0.45, LEVEL = 60;
const level = (a, b) => Math.abs(a.x - b.x) > Math.max(LEVEL, Math.abs(a.y - b.y) * 0.3);
drawing.flat = (edge) => !drawing.bends.has(edge.i) && level(kg.nodes[edge.from], kg.nodes[edge.to]);

// Edge -> how far it bends to the right of its way (to the left below 0). One alone in a column bends out of it, to the
// same side whichever way it points; where several join a pair, each goes its own way; of the rest nothing is said.
drawing.bent = (edges) => {
  const pairs = new Map(), bends = new Map();
  for (const edge of edges) {
    const key = edge.from < edge.to ? edge.from * kg.nodes.length + edge.to : edge.to * kg.nodes.length + edge.from;
    const joined = pairs.get(key);
    if (joined) joined.push(edge); else pairs.set(key, [edge]);
  }
  for (const joined of pairs.values()) joined.forEach((edge, n) => {
    const a = kg.nodes[edge.from], b = kg.nodes[edge.to], forward = a.x < b.x || (a.x === b.x && edge.from < edge.to) ? 1 : -1;
    if (joined.length === 1) { if (!level(a, b)) bends.set(edge.i, 0.2 * forward); } else bends.set(edge.i, (n - (joined.length - 1) / 2) * Math.min(0.3, 1 / joined.length) * forward);
  });
  return bends;
};
// The inner points of an edge's curve, as vis-network sets them: one, or two for a level one.
drawing.vias = (edge) => {
  const a = kg.nodes[edge.from], b = kg.nodes[edge.to], across = b.x - a.x, up = a.y - b.y;
  if (drawing.flat(edge)) return [{ x: a.x + EASE * across, y: a.y }, { x: b.x - EASE * across, y: b.y }];
  const bend = drawing.bends.get(edge.i) ?? 0, reach = (0.5 * Math.abs(bend) + 0.5) * Math.hypot(across, up), angle = Math.atan2(up, across) + (0.5 * bend + 0.5) * Math.PI;
  return [{ x: a.x + reach * Math.sin(angle), y: a.y + reach * Math.cos(angle) }];
};

// The point of a Bézier curve at t, and how far a place is from it (by straight pieces).
const on = (points, t) => { let row = points; while (row.length > 1) row = row.slice(1).map((p, i) => ({ x: row[i].x + (p.x - row[i].x) * t, y: row[i].y + (p.y - row[i].y) * t })); return row[0]; };
drawing.distance = (at, points) => {
  let least = Infinity, last = points[0];
  for (let n = 1; n <= PIECES; n++) {
    const next = on(points, n / PIECES), x = next.x - last.x, y = next.y - last.y;
    const t = Math.max(0, Math.min(1, ((at.x - last.x) * x + (at.y - last.y) * y) / (x * x + y * y || 1)));
    least = Math.min(least, Math.hypot(at.x - last.x - t * x, at.y - last.y - t * y));
    last = next;
  }
  return least;
};
const PIECES = 20;

const ring = (n, at) => Array.from({ length: n }, (_, i) => at(i));
const around = (x, y, r, angle) => [x + r * Math.cos(angle), y + r * Math.sin(angle)];
const corners = {
  square: (x, y, r) => [[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]],
  diamond: (x, y, r) => [[x, y - r], [x + r, y], [x, y + r], [x - r, y]],
  triangle: (x, y, r) => ring(3, (i) => around(x, y + 0.3 * r, 1.22 * r, (i / 3) * 2 * Math.PI - Math.PI / 2)),
  triangleDown: (x, y, r) => ring(3, (i) => around(x, y - 0.3 * r, 1.22 * r, (i / 3) * 2 * Math.PI + Math.PI / 2)),
  hexagon: (x, y, r) => ring(6, (i) => around(x, y, r, (i / 6) * 2 * Math.PI)),
  star: (x, y, r) => ring(10, (i) => around(x, y + 0.1 * r, (i % 2 ? 0.5 : 1.06) * r, (i / 10) * 2 * Math.PI - Math.PI / 2)),
};
const short = (n) => Math.round(n * 100) / 100;
// A shape as an SVG path, around a place, r being half its width.
drawing.outline = (shape, x, y, r) => {
  const points = corners[shape]?.(x, y, r);
  if (points) return `M${points.map(([px, py]) => `${short(px)} ${short(py)}`).join("L")}z`;
  return `M${short(x - r)} ${short(y)}a${short(r)} ${short(r)} 0 1 0 ${short(2 * r)} 0a${short(r)} ${short(r)} 0 1 0 ${short(-2 * r)} 0z`;
};
})();

// What the map shows: regions with their weight, and where names go so that none lies on another.
(() => {
"use strict";
const LEVELS = ["country", "province", "city", "county", "township"];
kg.mapLevels = LEVELS;
const levelOf = (node) => (LEVELS.includes(node.level) ? node.level : "other");

// { placed: [{ node, level, weight, lon, lat }], beside: [the same without a point] }: how much is said of a region, its bodies and its people.
kg.mapPlaces = () => {
  const passing = new Set(kg.passing()), placed = [], beside = [];
  for (const node of kg.shownWhole().nodes) {
    if (node.type !== "Region") continue;
    const about = new Set();
    for (const i of kg.belonging(node.i)) for (const edge of kg.nodes[i].edges) if (passing.has(edge)) about.add(edge);
    const each = { node, level: levelOf(node), weight: [...about].reduce((sum, edge) => sum + kg.quotesOf(edge), 0) };
    if (node.point) placed.push({ ...each, lon: node.point[0], lat: node.point[1] }); else beside.push(each);
  }
  const heavier = (a, b) => b.weight - a.weight || a.node.i - b.node.i;
  return { placed: placed.sort(heavier), beside: beside.sort(heavier) };
};
// Who leads, then the bodies, of a region: what its list shows.
kg.peopleOf = (region) => {
  const shown = kg.passing(), ends = new Set(shown.flatMap((edge) => [edge.from, edge.to])), nodes = [...kg.belonging(region)].map((i) => kg.nodes[i]).filter((node) => ends.has(node.i));
  const leaders = nodes.filter((node) => node.type === "Official"), bodies = nodes.filter((node) => node.type === "Bureau");
  const busy = (a, b) => b.edges.length - a.edges.length || a.i - b.i;
  return [...leaders.sort(busy), ...bodies.sort(busy)];
};

// Degrees to units of one degree of latitude, north up; a degree of longitude is drawn as it is at 36° north.
const NARROW = Math.cos(36 * Math.PI / 180);
kg.mapProject = (lon, lat) => [lon * NARROW, -lat];
kg.mapUnproject = (x, y) => [x / NARROW, -y];
const CHINA = { x: 73 * NARROW, y: -54, width: 63 * NARROW, height: 51 };
// The window that holds the given points (all of China where there are none), in the shape of the drawing.
kg.mapFitted = (points, ratio) => {
  let box = CHINA;
  if (points.length) {
    const xs = points.map(([x]) => x), ys = points.map(([, y]) => y), pad = Math.max(.6, .14 * Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)));
    box = { x: Math.min(...xs) - pad, y: Math.min(...ys) - pad, width: Math.max(...xs) - Math.min(...xs) + 2 * pad, height: Math.max(...ys) - Math.min(...ys) + 2 * pad };
  }
  const width = Math.max(box.width, box.height * ratio), height = width / ratio;
  return { x: box.x - (width - box.width) / 2, y: box.y - (height - box.height) / 2, width, height };
};
// Places labels: right, left, above, below of their point, the first that is free; without room none.
kg.mapLabels = (points, size, taken = []) => {
  const boxes = [...taken], free = (box) => box[0] >= 2 && box[1] >= 2 && box[2] <= size.width - 2 && box[3] <= size.height - 2 && boxes.every((other) => box[2] <= other[0] || box[0] >= other[2] || box[3] <= other[1] || box[1] >= other[3]);
  for (const point of points) if (point.solid !== false) boxes.push([point.x - point.r * .7, point.y - point.r * .7, point.x + point.r * .7, point.y + point.r * .7]);
  return points.map((point) => {
    let wide = 4;
    for (const sign of point.text) wide += sign.codePointAt(0) > 255 ? point.font : point.font * .58;
    const half = point.font * .65, gap = point.r + 3;
    const tries = [["start", gap, 0], ["end", -gap, 0], ["middle", 0, -gap - half], ["middle", 0, gap + half]];
    for (const [anchor, dx, dy] of tries) {
      const left = point.x + dx - (anchor === "start" ? 0 : anchor === "end" ? wide : wide / 2), box = [left, point.y + dy - half, left + wide, point.y + dy + half];
      const own = boxes.findIndex((other) => other[0] === point.x - point.r * .7 && other[1] === point.y - point.r * .7), held = own >= 0 ? boxes.splice(own, 1) : [];
      const fits = free(box);
      boxes.push(...held);
      if (fits) { boxes.push(box); return { ...point, label: { anchor, x: point.x + dx, y: point.y + dy } }; }
    }
    return { ...point, label: null };
  });
};
kg.mapLabelBoxes = (made) => made.filter((point) => point.label).map(({ label, font, text }) => { const wide = Array.from(text).length * font + 4, left = label.x - (label.anchor === "start" ? 0 : label.anchor === "end" ? wide : wide / 2); return [left, label.y - font * .65, left + wide, label.y + font * .65]; });
})();

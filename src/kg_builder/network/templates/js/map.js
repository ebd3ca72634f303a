// The map: regions as points on a graticule, with the seats of the provinces for orientation. It shows positions and no borders.
(() => {
"use strict";
const place = document.getElementById("view-map"), LEAST = .25, MOST = 110; // degrees across the window
const PEOPLE = 30;
let found = null, at = null, size = { width: 0, height: 0 }, drawn = "", frame = null, lines = true, last = null;

const px = ([x, y]) => [(x - at.x) / at.width * size.width, (y - at.y) / at.height * size.height];
const radius = (weight) => 5 + (found.placed.length > 15 || size.width < 500 ? 9 : 14) * Math.sqrt(weight / Math.max(1, found.placed[0]?.weight ?? 1));
const fit = (points = found.placed) => { at = kg.mapFitted(points.map(({ lon, lat }) => kg.mapProject(lon, lat)), size.width / size.height); };
function zoom(factor, x = size.width / 2, y = size.height / 2) {
  const width = Math.min(MOST, Math.max(LEAST, at.width * factor)), part = width / at.width, height = at.height * part;
  at = { x: at.x + (at.width - width) * x / size.width, y: at.y + (at.height - height) * y / size.height, width, height };
  draw();
}
const pan = (dx, dy) => { at = { ...at, x: at.x + dx * at.width, y: at.y + dy * at.height }; draw(); };

function graticule() {
  const step = [.1, .25, .5, 1, 2, 5, 10, 20].find((each) => at.width / each <= Math.min(12, size.width / 70)) ?? 20, [west, north] = kg.mapUnproject(at.x, at.y), [east, south] = kg.mapUnproject(at.x + at.width, at.y + at.height), made = [];
  const degrees = (value, plus, minus) => `${Number(Math.abs(value).toFixed(2))}°${value < 0 ? minus : plus}`;
  for (let lon = Math.ceil(west / step) * step; lon <= east; lon += step) { const [x] = px(kg.mapProject(lon, 0)); made.push(kg.element("line", { x1: x, x2: x, y1: 0, y2: size.height }), kg.element("text", { x: x + 3, y: size.height - 5 }, degrees(lon, "E", "W"))); }
  for (let lat = Math.ceil(south / step) * step; lat <= north; lat += step) { const [, y] = px(kg.mapProject(0, lat)); made.push(kg.element("line", { x1: 0, x2: size.width, y1: y, y2: y }), kg.element("text", { x: 4, y: y - 3 }, degrees(lat, "N", "S"))); }
  return kg.element("g", { class: "graticule", "aria-hidden": "true" }, made);
}
const inside = ({ x, y }) => x > -30 && y > -30 && x < size.width + 30 && y < size.height + 30;
const label = ({ label: where, text }) => (where ? kg.element("text", { x: where.x, y: where.y, "text-anchor": where.anchor, "dominant-baseline": "central" }, text) : null);
function seats(points) {
  const taken = [...kg.mapLabelBoxes(points), ...points.map((point) => [point.x - point.r, point.y - point.r, point.x + point.r, point.y + point.r])];
  const small = kg.mapSeats.map(([zh, en, lon, lat]) => { const [x, y] = px(kg.mapProject(lon, lat)); return { x, y, r: 2, font: 11, text: kg.language === "zh" ? zh : en, solid: false }; }).filter((seat) => inside(seat) && !points.some((point) => Math.hypot(point.x - seat.x, point.y - seat.y) < point.r));
  return kg.element("g", { class: "seats", "aria-hidden": "true" }, kg.mapLabels(small, size, taken).flatMap((point) => [kg.element("circle", { cx: point.x, cy: point.y, r: 2 }), label(point)]));
}
const told = ({ node, level, weight }) => kg.t("map.place", node.name, kg.t(`map.level.${level}`), weight);
function regions() {
  const near = chosen(), points = found.placed.map((each) => { const [x, y] = px(kg.mapProject(each.lon, each.lat)); return { ...each, x, y, r: radius(each.weight), font: 13, text: each.node.name }; }).filter(inside);
  const first = [...points.filter((point) => near.has(point.node.i)), ...points.filter((point) => !near.has(point.node.i))], made = kg.mapLabels(first, size);
  const drawing = [...made].sort((a, b) => b.r - a.r || a.node.i - b.node.i).map((point) => kg.element("g", { class: `place ${point.level}${near.has(point.node.i) ? " chosen" : ""}`, role: "button", tabindex: "0", "aria-label": told(point), "aria-pressed": String(kg.state.selected?.node === point.node.i), "data-node": point.node.i },
    kg.element("title", {}, told(point)), kg.element("circle", { cx: point.x, cy: point.y, r: point.r }), label(point)));
  return { drawing, made };
}
// Regions that what is chosen stands in: itself, or the nearest region of an official, a body or the ends of a statement.
function chosen() {
  const { selected } = kg.state, ends = !selected ? [] : selected.node !== undefined ? [selected.node] : [kg.edges[selected.edge].from, kg.edges[selected.edge].to];
  return new Set(ends.map((i) => (["Region", "Official", "Bureau"].includes(kg.nodes[i].type) ? kg.regionOf(i)?.i : undefined)).filter((i) => i !== undefined));
}
// The people and bodies of the chosen region, beside the map, each with a line from its point.
function list() {
  const [region] = [...chosen()].map((i) => kg.nodes[i]);
  if (!region) return null;
  const people = kg.peopleOf(region.i);
  const own = found.placed.find(({ node }) => node.i === region.i), left = own && px(kg.mapProject(own.lon, own.lat))[0] > size.width - 300;
  return kg.element("section", { class: left ? "map-list left" : "map-list", "data-region": region.i }, kg.element("h3", {}, kg.t("map.people", region.name)),
    kg.element("label", {}, kg.element("input", { type: "checkbox", checked: lines, onchange: (event) => { lines = event.target.checked; draw(); } }), kg.t("map.lines")),
    people.length ? kg.element("ul", {}, people.slice(0, PEOPLE).map((node) => kg.element("li", {}, kg.element("button", { type: "button", "data-person": node.i, class: kg.state.selected?.node === node.i ? "chosen" : null, onclick: () => kg.choose(node.i) }, kg.sign(node.type), node.name)))) : kg.element("p", {}, kg.t("map.nobody")),
    people.length > PEOPLE ? kg.element("p", {}, kg.t("map.more", people.length - PEOPLE)) : null);
}
function threads(svg) {
  const card = frame.querySelector(".map-list"), own = card && found.placed.find(({ node }) => node.i === Number(card.dataset.region));
  if (!own || !lines) return;
  const [x, y] = px(kg.mapProject(own.lon, own.lat)), box = frame.getBoundingClientRect(), edge = card.getBoundingClientRect();
  if (edge.top > box.top + size.height - 4) return; // the list stands below the map: no line could be followed
  const made = [...card.querySelectorAll("li button")].map((button) => button.getBoundingClientRect()).filter((each) => each.bottom <= edge.bottom && each.top >= edge.top).map((each) => {
    const left = card.classList.contains("left"), tx = (left ? edge.right : edge.left) - box.left, ty = each.top + each.height / 2 - box.top, bend = tx + (left ? 1 : -1) * Math.max(40, Math.abs(x - tx) / 2);
    return kg.element("path", { d: `M${x} ${y}C${bend} ${y} ${bend} ${ty} ${tx} ${ty}` });
  });
  svg.querySelector(".threads").append(...made);
}
function legend() {
  const levels = kg.mapLevels.concat("other").filter((level) => found.placed.some((each) => each.level === level));
  return kg.element("p", { class: "map-legend" }, levels.map((level) => kg.element("span", {}, kg.element("i", { class: `place-key ${level}`, "aria-hidden": "true" }), kg.t(`map.level.${level}`))), kg.element("span", {}, kg.t("map.size")), kg.element("span", {}, kg.t("map.note")));
}
function tools() {
  const button = (key, sign, action) => kg.element("button", { type: "button", "data-do": key, title: kg.t(`map.${key}`), "aria-label": kg.t(`map.${key}`), onclick: action }, sign);
  return kg.element("div", { class: "map-tools", role: "group", "aria-label": kg.t("view.map") }, button("closer", "+", () => zoom(.6)), button("wider", "−", () => zoom(1 / .6)), button("fit", kg.t("map.fit"), () => { fit(); draw(); }), button("country", kg.t("map.country"), () => { fit([]); draw(); }));
}
function draw() {
  const held = document.activeElement?.closest?.("#view-map [data-node], #view-map [data-person]"), where = held && (held.dataset.node ? `[data-node="${held.dataset.node}"]` : `[data-person="${held.dataset.person}"]`);
  const { drawing, made } = regions();
  const svg = kg.element("svg", { viewBox: `0 0 ${size.width} ${size.height}`, width: size.width, height: size.height, role: "group", "aria-label": kg.t("map.label"), class: "map" },
    graticule(), seats(made), kg.element("g", { class: "threads", "aria-hidden": "true" }), drawing);
  frame.querySelector("svg.map")?.remove();
  frame.querySelector(".map-list")?.remove();
  const card = list();
  frame.prepend(svg);
  if (card) frame.append(card);
  threads(svg);
  if (where) place.querySelector(where)?.focus({ preventScroll: true });
}
// A region chosen elsewhere comes into the window.
function come() {
  const near = chosen(), own = found.placed.find(({ node }) => near.has(node.i)), where = own && kg.mapProject(own.lon, own.lat);
  if (!where) return;
  const [x, y] = px(where);
  if (x < 0 || y < 0 || x > size.width || y > size.height) at = { ...at, x: where[0] - at.width / 2, y: where[1] - at.height / 2 };
}
function build() {
  const beside = found.beside.length ? kg.element("section", { class: "map-beside" }, kg.element("h3", {}, kg.t("map.beside")), found.beside.map((each) => kg.element("button", { type: "button", class: "chip", "data-node": each.node.i, title: told(each), onclick: () => kg.choose(each.node.i) }, each.node.name, kg.element("small", {}, String(each.weight))))) : null;
  if (!found.placed.length) { frame = null; return place.replaceChildren(kg.element("p", { class: "nothing" }, kg.t(found.beside.length ? "map.nowhere" : "map.nothing")), ...[beside].filter(Boolean)); }
  frame = kg.element("div", { class: "map-frame" }, tools());
  place.replaceChildren(legend(), frame, ...[beside].filter(Boolean));
  measure();
  if (!at) fit();
  kg.mapMoves(frame, { zoom, pan: (dx, dy) => pan(dx / size.width, dy / size.height), choose: (i) => kg.choose(i) });
  draw();
}
function measure() {
  const box = frame.getBoundingClientRect(), width = Math.max(200, box.width), height = Math.max(200, box.height);
  if (at && size.width && (size.width !== width || size.height !== height)) { const middle = at.y + at.height / 2; at.height = at.width * height / width; at.y = middle - at.height / 2; }
  size = { width, height };
}
new ResizeObserver(() => { if (frame && kg.state.view === "map" && frame.clientWidth) { measure(); draw(); } }).observe(place);
kg.on((_, changed) => { if (changed.has("theme") && frame && kg.state.view === "map") draw(); });
kg.view("map", { show() {
  const { view, selected, ...rest } = kg.state, key = JSON.stringify([kg.language, rest], (_, each) => (each instanceof Set ? [...each].sort() : each));
  if (key !== drawn || !place.firstChild) {
    const before = found?.placed.map(({ node }) => node.i).sort().join();
    drawn = key; found = kg.mapPlaces();
    if (before !== found.placed.map(({ node }) => node.i).sort().join()) at = null;
    return build();
  }
  if (frame && selected !== last) come();
  last = selected;
  if (frame) draw();
  for (const chip of place.querySelectorAll(".map-beside .chip")) chip.classList.toggle("chosen", Number(chip.dataset.node) === kg.state.selected?.node);
} });
})();

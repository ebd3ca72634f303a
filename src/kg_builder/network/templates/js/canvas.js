// The drawing of the graph: vis-network draws nodes and edges at the places the page came with; names, groups and what lies
// behind are painted by the files canvas-*.js.
(() => {
"use strict";
const drawing = kg.drawing ??= {};
Object.assign(drawing, { network: null, shown: null, ranked: [], live: new Set(), lines: [], bends: new Map(), emphasis: null, hover: null, version: 0 });
const nodes = new vis.DataSet(), edges = new vis.DataSet(), held = { nodes: new Map(), edges: new Map() };
const place = document.getElementById("network");
const OPTIONS = {
  physics: false, layout: { improvedLayout: false }, nodes: { chosen: false, font: { size: 0 } },
  edges: { chosen: false, arrowStrikethrough: false, hoverWidth: 0, selectionWidth: 0, font: { size: 0 } },
  interaction: { dragNodes: false, selectable: false, hover: false, tooltipDelay: 1e9, keyboard: { enabled: true, bindToWindow: false, autoFocus: false, speed: { x: 12, y: 12, zoom: 0.03 } } },
};
const VEIL = 0.78;
let settling = 0, seenBefore = "", ownChoice = false, fitted = false;

function start() {
  drawing.network = new vis.Network(place, { nodes, edges }, OPTIONS);
  drawing.network.on("click", clicked);
  drawing.network.on("doubleClick", ({ pointer }) => { const at = found(pointer); if (at.node !== undefined) kg.camera.focus(at.node); });
  drawing.network.on("zoom", drawing.bound);
  drawing.network.on("beforeDrawing", (context) => { const { scale } = drawing.window(); drawing.paintGroups(context, scale); drawing.paintBackdrop(context); });
  drawing.network.on("afterDrawing", (context) => { emphasise(context); onScreen(context); watch(); });
  const frame = place.querySelector(".vis-network");
  frame.setAttribute("role", "application");
  drawing.speak = () => frame.setAttribute("aria-label", kg.t("canvas.label"));
  drawing.speak();
}

// ---- what vis-network holds ----
// Makes a data set hold what is wanted, touching only what differs.
function diff(set, now, wanted) {
  const gone = [...now.keys()].filter((id) => !wanted.has(id)), fresh = [];
  for (const [id, item] of wanted) { const said = JSON.stringify(item); if (now.get(id) !== said) { fresh.push(item); now.set(id, said); } }
  for (const id of gone) now.delete(id);
  if (gone.length) set.remove(gone);
  if (fresh.length) set.update(fresh);
}
function hold() {
  drawing.chooseLive();
  const step = drawing.step(drawing.network.getScale());
  const lines = new Map(drawing.lines.map((edge) => [edge.i, drawing.edgeLook(edge, step)]));
  const marks = new Map([...drawing.live].map((i) => [i, drawing.nodeLook(kg.nodes[i], step)]));
  drawing.version++;
  // edges go before their nodes and come after them
  diff(edges, held.edges, new Map([...lines].filter(([id]) => held.edges.has(id))));
  diff(nodes, held.nodes, marks);
  diff(edges, held.edges, lines);
  drawing.network.redraw();
}
function rank({ nodes: all, edges: said }) {
  const degree = new Map();
  for (const edge of said) for (const i of [edge.from, edge.to]) degree.set(i, (degree.get(i) ?? 0) + 1);
  const weight = new Map(all.map((node) => [node.i, drawing.telling(node, degree.get(node.i) ?? 0)]));
  return [...all].sort((a, b) => weight.get(b.i) - weight.get(a.i) || a.i - b.i);
}

// ---- what is chosen ----
function chosen({ selected }) {
  if (!selected) return null;
  if (selected.edge !== undefined) { const { from, to, i } = kg.edges[selected.edge]; return { centre: new Set([from, to]), nodes: new Set([from, to]), edges: new Set([i]) }; }
  const own = selected.node, lines = drawing.shown.edges.filter((edge) => drawing.shown.way || edge.from === own || edge.to === own); // a way is seen whole
  return { centre: new Set([own]), nodes: new Set([own, ...lines.flatMap((edge) => [edge.from, edge.to])]), edges: new Set(lines.map((edge) => edge.i)) };
}
// A veil over all, and what is chosen drawn once more above it: nothing that vis-network holds needs to change.
function emphasise(context) {
  if (!drawing.emphasis) return;
  const seen = drawing.window(0.05), { body } = drawing.network;
  context.globalAlpha = VEIL; context.fillStyle = kg.colour("paper");
  context.fillRect(seen.left, seen.top, seen.right - seen.left, seen.bottom - seen.top);
  context.globalAlpha = 1;
  for (const i of drawing.emphasis.edges) { const line = body.edges[i]; if (line?.connected) { line.draw(context); line.drawArrows(context); } }
  for (const i of drawing.emphasis.nodes) body.nodes[i]?.draw(context);
  context.strokeStyle = kg.colour("accent"); context.lineWidth = 2.5 / seen.scale;
  if (kg.state.selected?.node === undefined) return;
  const { x, y } = kg.nodes[kg.state.selected.node];
  context.beginPath();
  context.arc(x, y, drawing.size(kg.nodes[kg.state.selected.node], drawing.step(seen.scale)) * 1.15 + 4 / seen.scale, 0, 2 * Math.PI);
  context.stroke();
}
function onScreen(context) {
  const seen = drawing.window(), dots = drawing.network.canvas.pixelRatio ?? 1;
  context.save();
  context.setTransform(dots, 0, 0, dots, -seen.left * seen.scale * dots, -seen.top * seen.scale * dots);
  drawing.paintTitles(context, seen.scale);
  drawing.paintLabels(context, seen.scale, seen);
  context.restore();
}
// Once the window rests, what is held is chosen for it.
function watch() {
  const { x, y, scale } = kg.camera.state(), now = `${x} ${y} ${scale}`;
  if (now === seenBefore) return;
  const step = drawing.step(scale);
  seenBefore = now;
  clearTimeout(settling);
  settling = setTimeout(settle, 160, step);
}
function settle(step) {
  clearTimeout(settling);
  if (pressed) { settling = setTimeout(settle, 160, step); return; }
  if (drawing.large() || step !== drawing.heldStep) { drawing.heldStep = step; hold(); }
  drawing.sharpen();
}

// ---- the pointer ----
function found(pointer) {
  const scale = drawing.network.getScale(), at = pointer.canvas ?? drawing.network.DOMtoCanvas(pointer.DOM);
  const node = drawing.nodeAt(at, scale) ?? drawing.labelAt(at, scale);
  if (node !== null) return { node };
  const group = drawing.titleAt(at, scale);
  if (group) return { group };
  const edge = drawing.edgeAt(at, scale);
  return edge === null ? {} : { edge };
}
function clicked({ pointer }) {
  const at = found(pointer);
  ownChoice = true;
  if (at.node !== undefined) kg.choose(at.node);
  else if (at.group) { if (at.group.node !== null && at.group.node !== undefined && at.group.node >= 0) kg.choose(at.group.node); }
  else if (at.edge !== undefined) kg.chooseEdge(at.edge);
  else kg.set({ selected: null });
  queueMicrotask(() => queueMicrotask(() => { ownChoice = false; }));
}
const tip = kg.element("div", { id: "canvas-tip", role: "tooltip", hidden: true });
place.after(tip);
let pointed = null, pressed = false;
place.addEventListener("pointerdown", () => { pressed = true; });
for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => { pressed = false; });
function point() {
  const event = pointed;
  pointed = null;
  if (!event || !drawing.network) return;
  const box = place.getBoundingClientRect(), DOM = { x: event.clientX - box.left, y: event.clientY - box.top };
  const at = event.buttons ? {} : found({ DOM });
  place.style.cursor = event.buttons ? "grabbing" : at.node !== undefined || at.edge !== undefined || at.group ? "pointer" : "";
  const over = at.node ?? null;
  tip.hidden = over === null && at.edge === undefined;
  if (over !== null) tip.replaceChildren(kg.element("b", {}, kg.nodes[over].name), " ", kg.element("span", {}, kg.t(kg.nodes[over].type)));
  else if (at.edge !== undefined) { const edge = kg.edges[at.edge]; tip.replaceChildren(kg.element("b", {}, kg.nodes[edge.from].name), kg.element("span", {}, ` ${kg.t(edge.predicate)} `), kg.element("b", {}, kg.nodes[edge.to].name)); }
  if (!tip.hidden) { tip.style.left = `${Math.max(4, Math.min(DOM.x + 14, box.width - tip.offsetWidth - 6))}px`; tip.style.top = `${DOM.y + 22 + tip.offsetHeight > box.height ? DOM.y - tip.offsetHeight - 10 : DOM.y + 22}px`; }
  if (over !== drawing.hover) { drawing.hover = over; drawing.network.redraw(); }
}
place.addEventListener("pointermove", (event) => { if (event.pointerType === "touch") return; if (!pointed) requestAnimationFrame(point); pointed = event; });
place.addEventListener("pointerleave", () => { tip.hidden = true; if (drawing.hover !== null) { drawing.hover = null; drawing.network?.redraw(); } });

// ---- the view ----
let last = null, told = null;
function show() {
  const first = !drawing.network;
  if (first) start();
  const { state } = kg, shown = kg.shown();
  if (shown !== drawing.shown) { drawing.shown = shown; drawing.ranked = rank(shown); drawing.bends = drawing.bent(shown.edges); }
  drawing.emphasis = chosen(state);
  if (!fitted && place.clientWidth) { fitted = true; if (!drawing.large()) drawing.chooseLive(); kg.camera.open(); }
  drawing.heldStep = drawing.step(drawing.network.getScale());
  hold();
  const key = JSON.stringify(state.selected);
  if (key !== last && state.selected && !ownChoice) kg.camera.reveal(middle(state.selected), { animate: !first });
  last = key;
}
const middle = ({ node, edge }) => {
  if (node !== undefined) return kg.nodes[node];
  const a = kg.nodes[kg.edges[edge].from], b = kg.nodes[kg.edges[edge].to];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
};
kg.view("graph", { show, hide() { tip.hidden = true; } });
kg.on((_, changed) => { if (changed.has("theme")) drawing.version++; if (changed.has("language") && drawing.network) drawing.speak(); });
})();

// Where the drawing is looked at from: kg.camera.fit(), focus(i), reveal(i), zoom(factor), state().
(() => {
"use strict";
const drawing = kg.drawing ??= {};
const LEAST = 0.02, MOST = 5, CLOSE = 0.9;
const NARROW = 560, READABLE = 0.7, LEGIBLE = 0.3;
const FAR = 110; // pixels that names may claim of each side
const PAD = 18; // pixels between what is shown and the edge of the window
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const space = () => { const { clientWidth, clientHeight } = document.getElementById("network"); return { width: Math.max(1, clientWidth), height: Math.max(1, clientHeight) }; };
const move = (position, scale, animate) => {
  drawing.network.moveTo({ position, scale: Math.min(MOST, Math.max(LEAST, scale)), animation: animate && !calm.matches ? { duration: 260, easingFunction: "easeInOutQuad" } : false });
};

// The box in graph coordinates around nodes and the groups they stand in.
drawing.box = (nodes = drawing.shown.nodes, groups = drawing.groupsShown()) => {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of nodes) { left = Math.min(left, x); top = Math.min(top, y); right = Math.max(right, x); bottom = Math.max(bottom, y); }
  for (const { x0, y0, x1, y1 } of groups) { left = Math.min(left, x0); top = Math.min(top, y0); right = Math.max(right, x1); bottom = Math.max(bottom, y1); }
  return left > right ? { left: -100, top: -100, right: 100, bottom: 100 } : { left, top, right, bottom };
};
// What of the graph is on the screen now, in graph coordinates.
drawing.window = (margin = 0) => {
  const { width, height } = space(), scale = drawing.network.getScale(), { x, y } = drawing.network.getViewPosition();
  const half = width / 2 / scale * (1 + margin), high = height / 2 / scale * (1 + margin);
  return { left: x - half, top: y - high, right: x + half, bottom: y + high, scale, width, height };
};

kg.camera = {
  // All that is shown, names and titles too: how much room they take is known once the scale is.
  fit({ animate = true } = {}) {
    const { width, height } = space(), box = drawing.box();
    let edge = { left: 40, top: 40, right: 90, bottom: 40 }, scale = 1;
    for (let round = 0; round < 3; round++) {
      scale = Math.min(MOST, Math.max(LEAST, Math.min((width - edge.left - edge.right) / (box.right - box.left + 1), (height - edge.top - edge.bottom) / (box.bottom - box.top + 1), 1.5)));
      if (!drawing.live.size || width < 500) continue;
      edge = { left: PAD, top: PAD, right: PAD, bottom: PAD };
      for (const { x, y, w, h } of [...drawing.placeLabels(scale), ...drawing.titles(scale)]) {
        edge.left = Math.max(edge.left, Math.min(FAR, PAD + box.left * scale - x)); edge.right = Math.max(edge.right, Math.min(FAR, PAD + x + w - box.right * scale));
        edge.top = Math.max(edge.top, PAD + box.top * scale - y); edge.bottom = Math.max(edge.bottom, PAD + y + h - box.bottom * scale);
      }
    }
    move({ x: (box.left + box.right) / 2 + (edge.right - edge.left) / 2 / scale, y: (box.top + box.bottom) / 2 + (edge.bottom - edge.top) / 2 / scale }, scale, animate);
  },
  // The first sight: all of it, or on a narrow screen the upper left of the largest group, who leads what, in a size that can be read.
  open() {
    kg.camera.fit({ animate: false });
    const { width, height, scale } = drawing.window();
    if (width >= NARROW || scale >= READABLE) return;
    const [group] = [...drawing.groupsShown()].sort((a, b) => (b.x1 - b.x0) * (b.y1 - b.y0) - (a.x1 - a.x0) * (a.y1 - a.y0));
    const at = group ? { x: group.x0 + (width / 2 - 6) / READABLE, y: Math.min((group.y0 + group.y1) / 2, group.y0 + (height / 2 - 34) / READABLE) } : drawing.ranked[0];
    if (at) move(at, READABLE, false);
  },
  focus(i, { animate = true } = {}) { const { x, y } = kg.nodes[i]; move({ x, y }, Math.max(CLOSE, drawing.network.getScale()), animate); },
  // Moves to a place only where it cannot be seen, or is too small: who sees the whole keeps it.
  reveal({ x, y }, { animate = true } = {}) {
    const seen = drawing.window(-0.1), large = seen.scale > LEGIBLE;
    if (x > seen.left && x < seen.right && y > seen.top && y < seen.bottom && large) return;
    move({ x, y }, large ? seen.scale : READABLE, animate);
  },
  zoom(factor) { move(drawing.network.getViewPosition(), drawing.network.getScale() * factor, true); },
  state() { return drawing.network ? { ...drawing.network.getViewPosition(), scale: drawing.network.getScale() } : null; },
  set({ x, y, scale }) { move({ x, y }, scale, false); },
};
drawing.bound = () => { const scale = drawing.network.getScale(); if (scale < LEAST || scale > MOST) move(drawing.network.getViewPosition(), scale, false); };
})();

// How the map is moved: wheel, drag, two fingers, keys; and what a click on a point does.
(() => {
"use strict";
const SLACK = 4; // pixels a click may wander

kg.mapMoves = (frame, { zoom, pan, choose }) => {
  const fingers = new Map();
  let travelled = 0;
  const here = (event) => { const box = frame.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  frame.addEventListener("wheel", (event) => { if (event.target.closest("svg.map")) { event.preventDefault(); zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, ...here(event)); } }, { passive: false });
  frame.addEventListener("pointerdown", (event) => {
    if (!event.target.closest("svg.map") || event.button) return;
    fingers.set(event.pointerId, here(event));
    if (fingers.size === 1) travelled = 0;
  });
  const move = (event) => {
    if (!fingers.has(event.pointerId)) return;
    if (!frame.isConnected) return stop(event);
    const before = fingers.get(event.pointerId), now = here(event);
    fingers.set(event.pointerId, now);
    const [dx, dy] = [now[0] - before[0], now[1] - before[1]], other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    travelled += Math.abs(dx) + Math.abs(dy);
    if (other) {
      const was = Math.hypot(before[0] - other[0], before[1] - other[1]), is = Math.hypot(now[0] - other[0], now[1] - other[1]);
      if (was > 10 && is > 10) zoom(was / is, (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    } else if (travelled > SLACK) pan(-dx, -dy);
  };
  const stop = (event) => fingers.delete(event.pointerId);
  frame.ownerDocument.addEventListener("pointermove", move);
  for (const name of ["pointerup", "pointercancel"]) frame.ownerDocument.addEventListener(name, stop);
  const node = (event) => event.target.closest?.("g[data-node]")?.dataset.node;
  frame.addEventListener("click", (event) => { if (node(event) !== undefined && travelled <= SLACK) choose(Number(node(event))); });
  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { width, height } = frame.getBoundingClientRect();
    const action = {
      "+": () => zoom(.7), "=": () => zoom(.7), "-": () => zoom(1 / .7), ArrowLeft: () => pan(-.15 * width, 0), ArrowRight: () => pan(.15 * width, 0), ArrowUp: () => pan(0, -.15 * height), ArrowDown: () => pan(0, .15 * height),
      ...(node(event) === undefined ? {} : { Enter: () => choose(Number(node(event))), " ": () => choose(Number(node(event))) }),
    }[event.key];
    if (action) { event.preventDefault(); event.stopPropagation(); action(); }
  });
};
})();

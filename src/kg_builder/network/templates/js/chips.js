// The line above the stage: what can be done with the chosen node, and each filter that is on, to be taken off again.
(() => {
"use strict";
const place = document.getElementById("chips");
const names = (keys) => keys.map((key) => kg.t(key)).join(kg.t("and"));

// What is seen of classes or predicates, in the fewest words: "only A, B", or "without A", "also B".
const choice = (all, hidden, usual, key) => {
  const seen = all.filter((each) => !hidden.has(each)), off = all.filter((each) => hidden.has(each) && !usual.includes(each)), on = usual.filter((each) => !hidden.has(each));
  if (!off.length && !on.length) return null;
  if (off.length && seen.length <= 3) return kg.t(`chip.only.${key}`, names(seen) || kg.t("chip.nothing"));
  return [off.length ? kg.t(`chip.without.${key}`, names(off)) : "", on.length ? kg.t("chip.also", names(on)) : ""].filter(Boolean).join(" · ");
};
const held = (part, all) => all.filter((each) => part.includes(each));
const types = held([...new Set(kg.nodes.map((node) => node.type))], kg.data.types), predicates = held([...new Set(kg.edges.map((edge) => edge.predicate))], kg.data.predicates);
const usual = held(kg.data.folded, types);
// [key, words, what takes it off] of all that is on.
const active = (s) => {
  const on = [];
  const add = (key, words, off) => { if (words) on.push([key, words, off]); };
  if (kg.pathFrom !== null) add("pathFrom", kg.t("chip.pathFrom", kg.nodes[kg.pathFrom].name), kg.cancelPath);
  if (s.path) add("path", kg.pathSaid(s.path), () => kg.set({ path: null }));
  if (s.focus) add("focus", kg.t("chip.focus", kg.nodes[s.focus.node].name, s.focus.steps), () => kg.set({ focus: null }));
  for (const key of ["campaign", "region", "body"]) if (s[key] !== null) add(key, kg.t(`chip.${key}`, kg.nodes[s[key]].name), () => kg.set({ [key]: null }));
  if (s.article !== null) add("article", kg.t("chip.article", kg.articles[s.article].title), () => kg.set({ article: null }));
  if (s.from || s.to) add("dates", kg.t(s.from && s.to ? "chip.between" : s.from ? "chip.since" : "chip.until", s.from, s.to), () => kg.set({ from: "", to: "" }));
  if (s.score > 0) add("score", kg.t("chip.score", Math.round(s.score * 100)), () => kg.set({ score: 0 }));
  add("types", choice(types, s.hidden, usual, "types"), () => kg.set({ hidden: new Set(kg.data.folded) }));
  add("predicates", choice(predicates, s.predicates, [], "predicates"), () => kg.set({ predicates: new Set() }));
  if (s.unfolded.size) add("unfolded", kg.t("chip.unfolded", s.unfolded.size), () => kg.set({ unfolded: new Set() }));
  return on;
};
const chip = ([key, words, off]) => kg.element("span", { class: "filter", "data-chip": key }, kg.element("span", { class: "words", title: words }, words),
  kg.element("button", { type: "button", "aria-label": kg.t("chip.off", words), title: kg.t("chip.off", words), onclick: off }, "✕"));

const act = (key, words, run, more = {}) => kg.element("button", { type: "button", "data-act": key, onclick: run, ...more }, words);
// The node that is chosen, and what one can do from it.
const forNode = (i) => {
  const node = kg.nodes[i], { focus } = kg.state, folded = kg.foldedAround(i).length, unfolded = kg.unfoldedAround(i).length;
  return kg.element("span", { class: "acts", role: "group", "aria-label": node.name },
    kg.element("span", { class: "what" }, kg.sign(node.type), kg.element("b", { title: node.name }, node.name)),
    kg.element("span", { class: "steps", title: kg.t("act.near.title") }, kg.t("act.near"), [1, 2, 3].map((steps) => {
      const on = focus?.node === i && focus.steps === steps;
      return act(`near-${steps}`, String(steps), () => kg.focusOn(on ? 0 : steps), { "aria-pressed": String(on), "aria-label": kg.t("act.steps", steps) });
    })),
    act("path", kg.t("act.path"), kg.startPath, { "aria-pressed": String(kg.pathFrom === i), title: kg.t("act.path.title") }),
    folded && !kg.state.path ? act("unfold", kg.t("act.unfold", folded), () => kg.unfold(i), { title: kg.t("act.unfold.title") }) : null,
    unfolded ? act("fold", kg.t("act.fold", unfolded), () => kg.fold(i)) : null);
};
const number = (n) => n.toLocaleString("en-US");
// Of a large graph: that this is a part, and the way to all of it.
const extent = () => {
  const said = [];
  if (kg.first && !kg.state.all && !kg.state.focus && !kg.state.path) said.push(kg.element("span", { class: "filter extent", "data-chip": "first" }, kg.element("span", { class: "words" }, kg.t("chip.first", number(kg.first.size), number(kg.nodes.length))),
    act("all", kg.t("act.all"), () => kg.set({ all: true }))));
  if (kg.data.whole > kg.nodes.length) said.push(kg.element("span", { class: "filter extent", "data-chip": "whole" }, kg.element("span", { class: "words", title: kg.t("chip.whole.title") }, kg.t("chip.whole", number(kg.nodes.length), number(kg.data.whole)))));
  return said;
};
function draw() {
  waiting = false;
  const s = kg.state, on = active(s), node = s.selected?.node;
  const parts = [node !== undefined ? forNode(node) : null, ...extent(), ...on.map(chip), on.length > 1 ? act("reset", kg.t("reset"), kg.reset) : null].filter(Boolean);
  const held = document.activeElement?.closest("#chips [data-act]")?.dataset.act;
  place.setAttribute("aria-label", kg.t("chips"));
  place.replaceChildren(...(parts.length ? parts : [kg.element("span", { class: "hint" }, kg.t(matchMedia("(max-width: 760px)").matches ? "chips.hint.touch" : "chips.hint"))]));
  if (held) place.querySelector(`[data-act="${held}"]`)?.focus();
}
let waiting = false;
kg.on(() => { if (!waiting) { waiting = true; queueMicrotask(draw); } });
})();

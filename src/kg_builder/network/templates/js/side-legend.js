// The legend that filters: each class with its sign, each predicate with its line.
(() => {
"use strict";
const rows = new Map(); // "types Official" → { button, count }
const held = (all, total) => all.filter((each) => total.has(each));
const toggle = (key, name) => { const next = new Set(kg.state[key]); if (!next.delete(name)) next.add(name); kg.set({ [key]: next }); };
// Only this one (a double click takes back what its first half did); and back to what is usual where it is the only one already.
const only = (key, name, all) => {
  const next = new Set(all.filter((each) => each !== name)), same = next.size === [...kg.state[key]].filter((each) => all.includes(each)).length && !kg.state[key].has(name);
  kg.set({ [key]: same ? new Set(key === "hidden" ? kg.data.folded : []) : next });
};
const row = (key, name, sign, all, data) => {
  const count = kg.element("span", { class: "count" });
  const button = kg.element("button", { type: "button", class: "entry", ...data, title: kg.t("legend.title"), onclick: ({ detail }) => { if (detail === 2) { kg.undo(); only(key, name, all); } else toggle(key, name); } }, sign, kg.element("span", { class: "name" }, kg.t(name)), count);
  const lone = kg.element("button", { type: "button", class: "only", "aria-label": kg.t("legend.only.long", kg.t(name)), title: kg.t("legend.only.long", kg.t(name)), onclick: () => only(key, name, all) }, kg.t("legend.only"));
  rows.set(`${key} ${name}`, { button, count });
  return kg.element("li", {}, button, lone);
};
// A line as the canvas draws it.
const line = (predicate) => {
  const { width, dashes, colour } = kg.edgeStyle?.(predicate) ?? { width: 1.5, dashes: false, colour: "var(--edge)" };
  return kg.element("svg", { viewBox: "0 0 26 13", class: "line", "aria-hidden": "true" },
    kg.element("path", { d: "M1 6.5h19", stroke: colour, "stroke-width": width, "stroke-dasharray": dashes ? dashes.join(" ") : null, fill: "none" }),
    kg.element("path", { d: "M19 3l6 3.5-6 3.5z", fill: colour }));
};
const section = (title, list) => kg.element("section", {}, kg.element("h2", {}, title), list);

(kg.sideParts ??= []).push({
  order: 1,
  build() {
    const types = held(kg.data.types, kg.counts().types), predicates = held(kg.data.predicates, kg.counts().predicates);
    rows.clear();
    return [
      section(kg.t("side.types"), kg.element("ul", { id: "legend", class: "entries" }, ...types.map((type) => row("hidden", type, kg.sign(type), types, { "data-type": type })))),
      section(kg.t("side.predicates"), kg.element("ul", { id: "relations", class: "entries" }, ...predicates.map((each) => row("predicates", each, line(each), predicates, { "data-predicate": each })))),
    ];
  },
  update(s) {
    const counts = kg.counts();
    for (const [key, off, all] of [["hidden", s.hidden, counts.types], ["predicates", s.predicates, counts.predicates]]) for (const [name, [some, most]] of all) {
      const { button, count } = rows.get(`${key} ${name}`);
      button.setAttribute("aria-pressed", String(!off.has(name)));
      button.classList.toggle("empty", some === 0);
      count.textContent = some === most ? String(most) : kg.t("legend.of", some, most);
    }
  },
});
})();

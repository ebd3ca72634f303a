// The filters by campaign, region, body and article: fields with suggestions, the same as the finder's.
(() => {
"use strict";
const SHOWN = 12;
const TYPES = { campaign: "Campaign", region: "Region", body: "Bureau" };
const fields = new Map();
const many = kg.nodes.reduce((found, node) => found.set(node.type, [...(found.get(node.type) ?? []), node]), new Map());
const byDegree = new Map(Object.entries(TYPES).map(([key, type]) => [key, [...(many.get(type) ?? [])].sort((a, b) => b.edges.length - a.edges.length || a.i - b.i).slice(0, SHOWN)]));

const nodeOptions = (key) => (text) => {
  const asked = kg.state[key] !== null && text === kg.nodes[kg.state[key]].name ? "" : text, count = kg.countWith(key);
  const found = kg.asTyped(asked) ? kg.find(asked, { most: SHOWN, among: (node) => node.type === TYPES[key] }) : byDegree.get(key).map((node) => ({ node }));
  return found.map((each) => { const n = count(each.node.i); return { ...kg.suggestion(each, String(n)), value: each.node.i, none: !n }; });
};
const articleOptions = (text) => {
  const count = kg.countWith("article"), asked = kg.state.article !== null && text === kg.articles[kg.state.article].title ? "" : kg.asTyped(text);
  return kg.articles.filter((each) => kg.asTyped(`${each.title}${each.publisher}${each.date}`).includes(asked)).slice(0, 40).map((each) => ({
    key: each.id, value: each.i, none: !count(each.i), lines: [kg.element("span", { class: "name" }, each.title, kg.element("span", { class: "alias" }, [each.date, each.publisher].filter(Boolean).join(" · "))), kg.element("span", { class: "kind" }, String(count(each.i)))],
  }));
};
const nameOf = (key, i) => (i === null ? "" : key === "article" ? kg.articles[i].title : kg.nodes[i].name);
const field = (key) => {
  const box = kg.combobox({ id: `by-${key}`, label: `side.${key}`, hint: "side.any", options: key === "article" ? articleOptions : nodeOptions(key), choose: ({ value }, input) => { input.value = nameOf(key, value); kg.set({ [key]: value }); input.blur(); } }); // an empty field that is left takes its filter off
  box.input.addEventListener("blur", () => { if (!box.input.value.trim() && kg.state[key] !== null) kg.set({ [key]: null }); box.input.value = nameOf(key, kg.state[key]); });
  box.input.addEventListener("focus", () => box.input.select());
  const off = kg.element("button", { type: "button", class: "off", "aria-label": kg.t("side.clear", kg.t(`side.${key}`)), title: kg.t("side.clear", kg.t(`side.${key}`)), onclick: () => kg.set({ [key]: null }) }, "✕");
  fields.set(key, { box, off });
  return kg.element("div", { class: "field" }, kg.element("label", { for: `by-${key}` }, kg.t(`side.${key}`)), box.box, off);
};
(kg.sideParts ??= []).push({
  order: 2,
  build() {
    fields.clear();
    const keys = [...Object.keys(TYPES).filter((key) => byDegree.get(key).length), ...(kg.articles.length > 1 ? ["article"] : [])];
    return keys.length ? [kg.element("section", {}, kg.element("h2", {}, kg.t("side.where")), ...keys.map(field))] : [];
  },
  update(s) {
    for (const [key, { box, off }] of fields) { if (document.activeElement !== box.input) box.input.value = nameOf(key, s[key]); off.hidden = s[key] === null; }
  },
});
})();

// The filters by date and confidence: two dates, a small histogram of the articles, a slider.
(() => {
"use strict";
const dated = kg.articles.map(({ date }) => date).filter(Boolean).sort();
const LONG = 48; // months; past these the bars are years
const pad = (n) => String(n).padStart(2, "0");
const months = (date) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7) || 1) - 1;
// The bars: [{ from, to, label, n }] by months or years, without a gap.
const bars = () => {
  if (!dated.length || months(dated[0]) === months(dated.at(-1))) return [];
  const yearly = months(dated.at(-1)) - months(dated[0]) > LONG, size = yearly ? 12 : 1, found = [];
  const start = Math.floor(months(dated[0]) / size) * size;
  for (let at = start; at <= months(dated.at(-1)); at += size) {
    const year = Math.floor(at / 12), month = at % 12 + 1, last = yearly ? 12 : month;
    const end = new Date(Date.UTC(year, last, 0)).getUTCDate();
    found.push({ from: `${year}-${pad(month)}-01`, to: `${year}-${pad(last)}-${end}`, label: yearly ? String(year) : `${year}-${pad(month)}`, n: 0 });
  }
  for (const date of dated) found[Math.floor((months(date) - start) / size)].n += 1;
  return found;
};
let parts = null;
const histogram = () => {
  const all = bars(), most = Math.max(1, ...all.map(({ n }) => n));
  if (!all.length) return null;
  const made = all.map((bar) => {
    const title = kg.t("side.bar", bar.label, bar.n);
    const same = () => kg.state.from === bar.from && kg.state.to === bar.to;
    const button = kg.element("button", { type: "button", class: "bar", title, "aria-label": title, disabled: !bar.n, onclick: () => kg.set(same() ? { from: "", to: "" } : { from: bar.from, to: bar.to }) },
      kg.element("span", { style: `height:${bar.n ? Math.max(8, Math.round(100 * bar.n / most)) : 0}%` }));
    return { ...bar, button };
  });
  parts.bars = made;
  return [kg.element("div", { class: "histogram", role: "group", "aria-label": kg.t("side.dates") }, ...made.map(({ button }) => button)),
    kg.element("div", { class: "ends", "aria-hidden": "true" }, kg.element("span", {}, all[0].label), kg.element("span", {}, all.at(-1).label))];
};
const dateField = (key) => {
  const input = kg.element("input", { type: "date", id: `date-${key}`, onchange: () => kg.set({ [key]: input.value }) });
  parts[key] = input;
  return kg.element("div", { class: "field date" }, kg.element("label", { for: input.id }, kg.t(`side.${key}`)), input);
};
const slider = () => {
  let first = true; // a drag is one step of undo
  const input = kg.element("input", { type: "range", id: "score", min: "0", max: "100", step: "5", oninput: () => { kg.set({ score: input.value / 100 }, { remember: first }); first = false; }, onchange: () => { first = true; } });
  parts.score = input; parts.said = kg.element("output", { for: "score" });
  return kg.element("section", {}, kg.element("h2", {}, kg.element("label", { for: "score" }, kg.t("side.score")), parts.said), input);
};
const whole = { from: (date) => (date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date), to: (date) => (date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-${new Date(Date.UTC(date.slice(0, 4), date.slice(5), 0)).getUTCDate()}` : date) };
(kg.sideParts ??= []).push({
  order: 3,
  build() {
    parts = { bars: [] };
    const undated = kg.articles.length - dated.length;
    const dates = new Set(dated).size > 1 ? [kg.element("section", {}, kg.element("h2", {}, kg.t("side.dates")), histogram(), dateField("from"), dateField("to"), undated ? kg.element("p", { class: "soft" }, kg.t("side.undated", undated)) : null)] : [];
    return [...dates, slider()];
  },
  update(s) {
    for (const key of ["from", "to"]) if (parts[key] && document.activeElement !== parts[key]) parts[key].value = s[key] ? whole[key](s[key]) : "";
    for (const { from, to, button } of parts.bars) button.classList.toggle("out", Boolean((s.from && to < s.from) || (s.to && from > whole.to(s.to))));
    parts.score.value = Math.round(s.score * 100);
    parts.said.textContent = s.score ? kg.t("side.least", Math.round(s.score * 100)) : kg.t("side.any");
  },
});
})();

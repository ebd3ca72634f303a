// The page of the panel with nothing chosen: what is in this graph, or in the part that filters leave of it: who leads whom, phases
// and tasks, the formulas of one alone.
(() => {
"use strict";
const LEADERS = 12, CAMPAIGNS = 4, TASKS = 8, SPEAKERS = 8, FORMULAS = 4;
const SERVED = /^https?:$/.test(location.protocol) && location.pathname.endsWith("/graph/"); // among the pages of `serve`
const { element } = kg;
const joined = (buttons) => buttons.map((button) => [button, " "]);

// Whether a node, a relation is in the part that the filters leave.
let inside = () => true, passes = () => true;
function narrow() {
  const edges = kg.narrowed() ? kg.passing() : null, kept = edges && kg.keptBy(edges), said = edges && new Set(edges);
  inside = (node) => !kept || kept.has(node.i);
  passes = (edge) => !said || said.has(edge);
  const heard = edges && new Set(edges.flatMap((edge) => edge.evidence.map(([article]) => article)));
  return kg.articles.filter(({ i }) => !heard || (heard.has(i) && kg.heard(i)));
}
function span(articles) {
  const dates = articles.map((article) => article.date).filter(Boolean).sort();
  if (!dates.length) return "";
  const [first, last] = [dates[0], dates[dates.length - 1]];
  return first === last ? first : `${first} – ${last}`;
}
function head(articles) {
  const counts = kg.data.types.map((type) => [type, kg.nodes.filter((node) => node.type === type && inside(node)).length]).filter(([, count]) => count);
  const [article] = articles, one = articles.length === 1, dates = span(articles);
  return [
    SERVED ? element("p", { class: "small" }, element("a", { href: "../" }, kg.t("start.home"))) : null,
    element("p", { class: "kicker" }, kg.t(one ? "start.one" : "start.many", articles.length), dates && ` · ${dates}`),
    element("h1", {}, kg.narrowed() && kg.state.article === null ? kg.t("start.narrowed") : one ? kg.articleName(article) : kg.t("start.title")),
    kg.data.whole > kg.nodes.length ? element("p", { class: "soft small" }, kg.t("start.part", kg.nodes.length, kg.data.whole)) : null,
    element("ul", { class: "holds" }, counts.map(([type, count]) => element("li", {}, kg.sign(type), `${kg.t(type)} `, element("b", {}, String(count))))),
    element("p", { class: "soft begin" }, kg.t("start.begin")),
  ];
}
function leaders() {
  const edges = kg.gist.leading().filter(passes);
  if (!edges.length) return null;
  return kg.panelPart(kg.t("start.leaders"), edges.length, kg.further(edges.map((edge) => () => element("p", { class: "pair" },
    kg.nameButton(kg.nodes[edge.from]), element("button", { type: "button", class: "verb", title: kg.t("read.relation"), onclick: () => kg.chooseEdge(edge.i) }, kg.t("leads")), kg.nameButton(kg.nodes[edge.to]))), LEADERS, "read.more"));
}
function task(node) {
  const { commits } = kg.gist.stances(node.i);
  return element("li", {}, kg.nameButton(node), commits.length ? element("span", { class: "soft small" }, kg.t(commits.length > 6 ? "start.pledgedMany" : "start.pledged", commits.slice(0, 6).map((each) => each.name).join(kg.t("read.comma")), commits.length)) : null);
}
function campaign(node) {
  const phases = kg.phasesOf(node.i), tasks = kg.gist.tasksOf(node.i);
  return element("div", { class: "campaign" }, element("h3", {}, kg.nameButton(node)),
    phases.length ? [element("h4", {}, kg.t("start.phases")), element("ol", { class: "phases" }, phases.map((phase) => element("li", {}, kg.nameButton(phase))))] : null,
    tasks.length ? [element("h4", {}, kg.t("start.tasks")), kg.further(tasks.map((each) => () => task(each)), TASKS, "read.more", "ul")] : null);
}
function campaigns() {
  const all = kg.gist.campaigns().filter(inside), found = all.filter((node) => kg.phasesOf(node.i).length || kg.gist.tasksOf(node.i).length);
  const others = all.filter((node) => !found.includes(node));
  if (!all.length) return null;
  return kg.panelPart(kg.t("start.campaigns"), all.length, kg.further(found.map((node) => () => campaign(node)), CAMPAIGNS, "read.more"),
    others.length ? element("p", { class: "names" }, joined(others.slice(0, 12).map(kg.nameButton))) : null);
}
function alone() {
  const found = kg.gist.alone().filter(({ official }) => inside(official)).map(({ official, slogans }) => ({ official, slogans: slogans.filter(inside) })).filter(({ slogans }) => slogans.length);
  if (!found.length) return null;
  return kg.panelPart(kg.t("start.alone"), null, element("p", { class: "soft small" }, kg.t("start.aloneHint")), kg.further(found.map(({ official, slogans }) => () => element("div", { class: "alone" },
    element("h3", {}, kg.nameButton(official), element("span", { class: "figure" }, String(slogans.length))),
    element("div", { class: "names" }, kg.further(slogans.map((node) => () => kg.nameButton(node)), FORMULAS, "read.more")))), SPEAKERS, "read.more"));
}
function keep() {
  return kg.exports?.length ? kg.panelPart(kg.t("start.keep"), null, element("div", { class: "actions" }, kg.exports.map((each) => element("button", { type: "button", "data-export": each.key, onclick: () => each.run() }, kg.t(each.key))))) : null;
}
(kg.panelPages ??= {}).start = () => [head(narrow()), leaders(), campaigns(), alone(), keep()];
})();

// The page of a node: who or what it is, what is said of it by kind and direction, each with its words.
(() => {
"use strict";
const FACTS = 12, NAMES = 14;
const { element } = kg;
// The order in which relations are told: [predicate, out of the node?].
const ORDER = [
  ["phaseOf", false], ["taskOf", false], ["leads", true], ["leads", false], ["holdsPost", true], ["holdsPost", false], ["appointedTo", true], ["appointedTo", false], ["removedFrom", true], ["removedFrom", false],
  ["phaseOf", true], ["taskOf", true], ["nextPhase", false], ["nextPhase", true], ["launches", true], ["launches", false], ["participatesIn", true], ["participatesIn", false],
  ["memberOf", true], ["memberOf", false], ["partOf", true], ["partOf", false], ["locatedIn", true], ["locatedIn", false], ["commitsTo", true], ["commitsTo", false], ["invokes", true], ["invokes", false],
];
const STANCES = ["Slogan", "Task", "Phase", "Goal"];

// former, since–until, what analysts decided, confidence.
kg.edgeMarks = (edge) => [
  edge.former ? element("span", { class: "tag" }, kg.t("read.former")) : null,
  edge.since || edge.until ? element("span", { class: "tag" }, `${edge.since}–${edge.until}`) : null,
  edge.status ? element("span", { class: `tag ${edge.status}` }, kg.t(`status.${edge.status}`)) : null,
];
kg.edgeDecisions = (edge) => edge.decided.map((each) => element("p", { class: "soft small decided" }, kg.t("read.correction", each)));

function fact(edge, i, number) {
  const figure = edge.score.toFixed(2);
  return element("div", { class: "fact", "data-edge": edge.id },
    element("p", { class: "end" }, number ? element("span", { class: "ordinal" }, `${number}`) : null, kg.nameButton(kg.other(edge, i)), kg.edgeMarks(edge),
      element("button", { type: "button", class: "plain score", title: kg.t("read.scoreHint", figure), "aria-label": kg.t("read.scoreHint", figure), onclick: () => kg.chooseEdge(edge.i) }, figure)),
    kg.edgeDecisions(edge), kg.quotations(edge.evidence, edge.more));
}
function facts(node, predicate, out) {
  const edges = node.edges.filter((edge) => edge.predicate === predicate && (out ? edge.from : edge.to) === node.i);
  if (predicate === "phaseOf" && !out) {
    const order = kg.phasesOf(node.i).map((phase) => phase.i);
    return edges.sort((a, b) => order.indexOf(a.from) - order.indexOf(b.from));
  }
  const rank = (edge) => kg.data.types.indexOf(kg.other(edge, node.i).type);
  return edges.sort((a, b) => Number(a.former) - Number(b.former) || rank(a) - rank(b) || b.score - a.score || a.i - b.i);
}
function groups(node) {
  const first = STANCES.includes(node.type) ? [["commitsTo", false], ["invokes", false]] : [];
  return [...first, ...ORDER.filter(([predicate, out]) => !first.some((each) => each[0] === predicate && each[1] === out))].map(([predicate, out]) => ({ predicate, out, edges: facts(node, predicate, out) })).filter((group) => group.edges.length);
}
const heading = (group) => kg.t(`${group.out ? "out" : "in"}.${group.predicate}`);
function part(group, node) {
  const ordered = group.predicate === "phaseOf" && !group.out && group.edges.length > 1;
  const made = kg.panelPart(heading(group), group.edges.length, kg.further(group.edges.map((edge, n) => () => fact(edge, node.i, ordered ? n + 1 : 0)), FACTS, "read.more"));
  made.dataset.predicate = `${group.out ? "out" : "in"}.${group.predicate}`;
  return made;
}
// Where there is much to read: its parts as buttons, so that none is missed below the fold.
function contents(parts, found) {
  if (found.length < 3 && found.reduce((sum, group) => sum + group.edges.length, 0) < 6) return null;
  return element("nav", { class: "contents", "aria-label": kg.t("read.contents") }, found.map((group, n) => element("button", { type: "button", class: "plain", onclick: () => {
    parts[n].scrollIntoView({ block: "start" }); const head = parts[n].querySelector("h2"); head.tabIndex = -1; head.focus({ preventScroll: true });
  } }, heading(group), " ", element("span", { class: "figure" }, String(group.edges.length)))));
}
function known(node) {
  const rows = [
    ["read.also", node.aliases.join(kg.t("read.comma"))], ["read.level", node.level && kg.t(`level.${node.level}`)], ["read.code", node.code],
    ["read.point", node.point && `${node.point[1]}, ${node.point[0]}`],
  ].filter(([, value]) => value);
  return rows.length ? element("dl", { class: "known" }, rows.map(([key, value]) => [element("dt", {}, kg.t(key)), element("dd", {}, value)])) : null;
}
const dates = (node) => node.dates.map((dated) => kg.panelPart(`${kg.t("read.date")} ${dated.date.replace("/", " – ")}`, null, kg.quotations(dated.evidence)));
function stances(node) {
  if (!STANCES.includes(node.type) || !kg.gist.speaking().length) return null;
  const found = kg.gist.stances(node.i);
  return element("dl", { class: "stances" }, ["commits", "invokes", "silent"].map((stance) => [
    element("dt", { class: stance }, kg.t(`stance.${stance}`), " ", element("span", { class: "figure" }, String(found[stance].length))),
    element("dd", {}, found[stance].length ? kg.further(found[stance].map((each) => () => kg.nameButton(each)), NAMES, "read.more") : element("span", { class: "soft" }, kg.t("read.nobody"))),
  ]));
}
const members = (node) => (node.parts.length ? kg.panelPart(kg.t("read.parts"), node.parts.length, element("div", { class: "names" }, node.parts.map((i) => kg.nameButton(kg.nodes[i])))) : null);

(kg.panelPages ??= {}).node = (i) => {
  const node = kg.nodes[i], found = groups(node), parts = found.map((group) => part(group, node));
  const actions = kg.nodeActions.map((action) => element("button", { type: "button", onclick: () => action.run(node) }, kg.t(action.key)));
  return [
    kg.panelHead([kg.sign(node.type), kg.t(`one.${node.type}`)], element("h1", {}, element("bdi", {}, node.name)), ...actions, kg.citeMenu?.({ node: i })),
    known(node), stances(node), contents(parts, found), members(node), dates(node), parts,
    found.length || node.dates.length ? null : element("p", { class: "soft" }, kg.t("read.nothing")),
  ];
};
})();

// What the timeline shows, from what passes the filters: campaigns and phases, meetings, appointments and removals, articles.
(() => {
"use strict";
const POSTS = ["appointedTo", "removedFrom", "holdsPost"];
const heard = ([article]) => kg.heard(article);
const campaignOf = (node) => {
  const edge = node.edges.find((each) => each.from === node.i && each.predicate === "phaseOf");
  return edge ? kg.nodes[edge.to] : null;
};
// One event a node: of several dates the one most said comes first, the others are told with it.
function dated(node, lane, label) {
  const dates = node.dates.filter((date) => !date.evidence.length || date.evidence.some(heard)).map((date) => ({ text: date.date, span: kg.dateSpan(date.date), said: date.evidence.length })).filter((date) => date.span).sort((a, b) => b.said - a.said);
  if (!dates.length) return null;
  return { lane, type: node.type, node: node.i, label, span: dates[0].span, when: dates.map((date) => kg.dateWords(date.text)).join(kg.t("time.or")), sure: true };
}
// An appointment: the dates of the statement where it has any, else the earliest article that reports it.
function posted(edge) {
  const who = kg.nodes[edge.from].name, post = kg.nodes[edge.to].name;
  const event = { lane: "posts", type: edge.predicate === "removedFrom" ? "removed" : edge.predicate === "appointedTo" ? "appointed" : "held", edge: edge.i, label: kg.t(`time.${edge.predicate}`, who, post) };
  const start = kg.dateSpan(edge.since), end = kg.dateSpan(edge.until);
  if (start || end) return { ...event, sure: true, span: { from: (start ?? end).from, to: edge.predicate === "holdsPost" && end ? end.to : (start ?? end).to, grain: (start ?? end).grain }, when: edge.until && edge.since !== edge.until ? `${kg.dateWords(edge.since) || "…"} – ${kg.dateWords(edge.until)}` : kg.dateWords(edge.since) + (edge.predicate === "holdsPost" ? " –" : "") };
  if (edge.predicate === "holdsPost") return null; // a post held at an unknown time happens at none
  const reports = edge.evidence.filter(heard).map(([article]) => kg.articles[article].date).filter(Boolean).sort();
  if (!reports.length || !kg.dateSpan(reports[0])) return { ...event, span: null };
  return { ...event, span: kg.dateSpan(reports[0]), when: kg.t("time.reported", reports[0]), sure: false };
}

// { events: [dated, by time], undated: [event without a span], chains: [{ campaign, phases: [{ node, when }] }], articles: [{ article, span, on }], timeless }
kg.timeEvents = () => {
  const shown = kg.shownWhole(), passing = kg.passing(), within = kg.focused(passing), events = [], undated = [], chains = [];
  for (const node of shown.nodes) {
    if (!["Campaign", "Phase", "Meeting"].includes(node.type)) continue;
    const campaign = node.type === "Phase" ? campaignOf(node) : null;
    const event = dated(node, node.type === "Meeting" ? "meetings" : "campaigns", campaign ? `${node.name} · ${campaign.name}` : node.name);
    if (event) events.push(event); else undated.push({ lane: node.type === "Meeting" ? "meetings" : "campaigns", type: node.type, node: node.i, label: node.name, span: null });
    if (node.type !== "Campaign") continue;
    const phases = kg.phasesOf(node.i).map((phase) => phase.i).filter((i) => shown.has.has(i));
    if (phases.length) chains.push({ campaign: node, phases });
  }
  for (const edge of passing) {
    if (!POSTS.includes(edge.predicate) || (within && !(within.has(edge.from) && within.has(edge.to)))) continue;
    const event = posted(edge);
    if (event) (event.span ? events : undated).push(event);
  }
  const when = new Map(events.filter((event) => event.node !== undefined).map((event) => [event.node, event.when]));
  for (const chain of chains) chain.phases = chain.phases.map((i) => ({ node: kg.nodes[i], when: when.get(i) ?? "" }));
  const chained = new Set(chains.flatMap((chain) => [chain.campaign.i, ...chain.phases.map((phase) => phase.node.i)]));
  const saying = new Set(passing.flatMap((edge) => edge.evidence.filter(heard).map(([article]) => article)));
  const articles = kg.articles.map((article) => ({ article, span: kg.dateSpan(article.date), on: saying.has(article.i) }));
  events.sort((a, b) => a.span.from - b.span.from || b.span.to - a.span.to || (a.node ?? a.edge) - (b.node ?? b.edge));
  return { events, undated: undated.filter((event) => !chained.has(event.node)), chains, articles: articles.filter((each) => each.span), timeless: articles.filter((each) => !each.span).length };
};
// The articles that speak of what is chosen.
kg.articlesOf = (selected) => {
  if (!selected) return new Set();
  const edges = selected.edge !== undefined ? [kg.edges[selected.edge]] : kg.nodes[selected.node].edges;
  const dates = selected.node !== undefined ? kg.nodes[selected.node].dates : [];
  return new Set([...edges, ...dates].flatMap((each) => each.evidence.map(([article]) => article)));
};
})();

// Who says what: the rows, columns and cells of the comparison, from the statements that pass the filters.
(() => {
"use strict";
kg.MATRIX = { who: ["Official", "Bureau"], what: ["Slogan", "Task", "Phase", "Goal", "Campaign"], sort: ["city", "name", "count"], only: ["all", "differ", "one"] };
const MOST_ROWS = 200, MOST_COLUMNS = 60;
const STANDING = ["commitsTo", "invokes"];

// The quotes of an edge that the filters of article and dates let through.
kg.quotesOf = (edge, s = kg.state) => {
  if (s.article === null && !s.from && !s.to) return edge.evidence.length + edge.more;
  return edge.evidence.filter(([article]) => kg.heard(article, s)).length;
};
// The nodes that the focus or the path leaves, or null where there is neither.
kg.focused = (edges) => {
  const { focus, path } = kg.state;
  if (focus) return kg.near(focus.node, focus.steps, edges);
  const way = path ? kg.shortest(path.from, path.to, edges) : null;
  return way ? new Set(way.nodes) : null;
};
const to = (i, predicate) => kg.nodes[i].edges.filter((edge) => edge.from === i && edge.predicate === predicate).sort((a, b) => a.former - b.former || b.evidence.length - a.evidence.length).map((edge) => edge.to);
const current = (i, predicate) => kg.nodes[i].edges.filter((edge) => edge.from === i && edge.predicate === predicate && !edge.former).map((edge) => edge.to);
kg.bodiesOf = (i) => current(i, "leads");
kg.leadersOf = (i) => [...new Set(kg.nodes[i].edges.filter((edge) => edge.to === i && edge.predicate === "leads" && !edge.former).map((edge) => edge.from))];
// The region an official or a body stands in: its own, that of the body he leads, that of the body above.
kg.regionOf = (i) => {
  const seen = new Set(), open = [i];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    if (seen.has(at)) continue;
    seen.add(at);
    if (kg.nodes[at].type === "Region") return kg.nodes[at];
    for (const predicate of ["locatedIn", "leads", "memberOf", "partOf"]) open.push(...to(at, predicate));
  }
  return null;
};

const actors = (edge, who) => {
  if (kg.nodes[edge.from].type === who) return [edge.from];
  return who === "Bureau" && kg.nodes[edge.from].type === "Official" ? kg.bodiesOf(edge.from) : [];
};
// Actor → thing → { edges, quotes, pledges }, of all five kinds of things: who says nothing of one kind is a row all the same.
function table(who) {
  const passing = kg.passing(), within = kg.focused(passing), by = new Map();
  for (const edge of passing) {
    if (!STANDING.includes(edge.predicate) || (within && !(within.has(edge.from) && within.has(edge.to)))) continue;
    const quotes = kg.quotesOf(edge);
    for (const actor of quotes ? actors(edge, who) : []) {
      if (!by.has(actor)) by.set(actor, new Map());
      const cells = by.get(actor), cell = cells.get(edge.to) ?? { edges: [], quotes: 0, pledges: false };
      cell.edges.push(edge); cell.quotes += quotes; cell.pledges ||= edge.predicate === "commitsTo";
      cells.set(edge.to, cell);
    }
  }
  for (const cells of by.values()) for (const cell of cells.values()) cell.edges.sort((a, b) => (b.predicate === "commitsTo") - (a.predicate === "commitsTo") || kg.quotesOf(b) - kg.quotesOf(a) || a.i - b.i);
  return by;
}
const byName = (a, b) => a.name.localeCompare(b.name, "zh-Hans-CN") || a.i - b.i;
function ordered(rows, sort) {
  const region = new Map(rows.map((row) => [row, kg.regionOf(row.node.i)]));
  const compare = {
    name: (a, b) => byName(a.node, b.node),
    count: (a, b) => b.uses - a.uses || byName(a.node, b.node),
    city: (a, b) => (region.get(a)?.code || "~").localeCompare(region.get(b)?.code || "~") || byName(region.get(a) ?? a.node, region.get(b) ?? b.node) || byName(a.node, b.node),
  }[sort];
  for (const row of rows) row.region = region.get(row);
  return rows.sort(compare);
}
const campaignOf = (node) => {
  const edge = node.edges.find((each) => each.from === node.i && ["phaseOf", "taskOf"].includes(each.predicate));
  return edge ? kg.nodes[edge.to] : null;
};
function columnsOf(rows, all, what) {
  const used = new Map();
  rows.forEach((row, r) => { for (const [i, cell] of row.cells) if (kg.nodes[i].type === what) { if (!used.has(i)) used.set(i, { node: kg.nodes[i], users: [], quotes: 0, pledged: 0 }); const column = used.get(i); column.users.push(r); column.quotes += cell.quotes; column.pledged += cell.pledges; } });
  for (const column of used.values()) column.total = all.filter((row) => row.cells.has(column.node.i)).length; // rows left out count as well
  const columns = [...used.values()], grouped = what === "Task" || what === "Phase";
  if (grouped) {
    const campaigns = new Set(columns.map((column) => campaignOf(column.node)).filter(Boolean));
    for (const node of kg.nodes) if (node.type === what && !used.has(node.i) && campaigns.has(campaignOf(node))) columns.push({ node, users: [], quotes: 0, pledged: 0, total: 0 });
  }
  const most = (a, b) => b.total - a.total || (a.users[0] ?? 0) - (b.users[0] ?? 0) || b.quotes - a.quotes || a.node.i - b.node.i;
  columns.sort(most);
  const left = Math.max(0, columns.length - MOST_COLUMNS);
  const kept = columns.slice(0, MOST_COLUMNS);
  if (!grouped) return { columns: kept, left };
  const campaigns = [...new Set(kept.map((column) => campaignOf(column.node)))].sort((a, b) => (a === null) - (b === null));
  for (const column of kept) { column.campaign = campaignOf(column.node); column.at = what === "Phase" && column.campaign ? kg.phasesOf(column.campaign.i).indexOf(column.node) : 0; }
  kept.sort((a, b) => campaigns.indexOf(a.campaign) - campaigns.indexOf(b.campaign) || a.at - b.at || most(a, b));
  return { columns: kept, left };
}
const differs = (column, rows) => new Set(rows.map((row) => { const cell = row.cells.get(column.node.i); return cell ? cell.pledges : null; })).size > 1;

// { rows: [{ node, cells, uses, own, region }], columns: [{ node, users, total, quotes, campaign? }], whole, leftRows, leftColumns, hidden }
kg.comparison = ({ who, what, sort, only }) => {
  const all = [...table(who)].map(([i, cells]) => ({ node: kg.nodes[i], cells, uses: [...cells.keys()].filter((thing) => kg.nodes[thing].type === what).length }));
  all.sort((a, b) => b.uses - a.uses || b.cells.size - a.cells.size || a.node.i - b.node.i);
  const rows = ordered(all.slice(0, MOST_ROWS), sort);
  const { columns, left } = columnsOf(rows, all, what);
  rows.forEach((row, r) => { row.own = columns.filter((column) => column.total === 1 && column.users[0] === r).length; });
  const kept = columns.filter((column) => only === "all" || (only === "one" ? column.total === 1 : differs(column, rows)));
  return { rows, columns: kept, whole: all.length, leftRows: Math.max(0, all.length - MOST_ROWS), leftColumns: left, hidden: columns.length - kept.length };
};
})();

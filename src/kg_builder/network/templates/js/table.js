// The list: what is shown as two tables, for reading and for screen readers. A row chooses its node or relation.
(() => {
"use strict";
const ROWS = 500; // made at once; the rest on demand
const { element } = kg;
const place = document.getElementById("view-table");
const collator = new Intl.Collator("zh");
// first article and quotation of a relation
const first = (edge) => (edge.evidence.length ? kg.place(edge.evidence[0]) : null);

const tables = {
  nodes: {
    sort: { by: "relations", down: true }, rows: ROWS,
    columns: { name: (node) => node.name, class: (node) => kg.t(`one.${node.type}`), aliases: (node) => node.aliases.join(kg.t("read.comma")), relations: (node, degrees) => degrees.get(node.i) ?? 0 },
    list: () => kg.shown().nodes, chosen: (node) => kg.state.selected?.node === node.i, choose: (node) => kg.choose(node.i),
  },
  relations: {
    sort: { by: "subject", down: false }, rows: ROWS,
    columns: { subject: (edge) => kg.nodes[edge.from].name, predicate: (edge) => kg.t(edge.predicate), object: (edge) => kg.nodes[edge.to].name, quote: (edge) => first(edge)?.quote ?? "", date: (edge) => first(edge)?.article.date ?? "", confidence: (edge) => edge.score },
    list: () => kg.shown().edges, chosen: (edge) => kg.state.selected?.edge === edge.i, choose: (edge) => kg.chooseEdge(edge.i),
  },
};
const NUMBERS = ["relations", "confidence"];
function degrees() {
  const found = new Map();
  for (const edge of kg.shown().edges) for (const end of new Set([edge.from, edge.to])) found.set(end, (found.get(end) ?? 0) + 1);
  return found;
}
function sorted(table, known) {
  const value = table.columns[table.sort.by], sign = table.sort.down ? -1 : 1;
  const keyed = table.list().map((row) => [value(row, known), row]);
  const compare = typeof keyed[0]?.[0] === "number" ? (a, b) => a[0] - b[0] : (a, b) => collator.compare(a[0], b[0]);
  return keyed.sort((a, b) => sign * compare(a, b) || a[1].i - b[1].i).map(([, row]) => row);
}
const short = (text) => { const letters = Array.from(text); return letters.length > 90 ? `${letters.slice(0, 90).join("")}…` : text; };

function line(table, row, known) {
  const cells = Object.entries(table.columns).map(([name, value], n) => {
    const said = value(row, known);
    if (n === 0) return element("th", { scope: "row" }, element("button", { type: "button", class: "plain row", "data-row": row.id, onclick: (event) => { event.stopPropagation(); table.choose(row); } }, kg.sign(row.type ?? kg.nodes[row.from].type), element("bdi", {}, said)));
    return element("td", { class: NUMBERS.includes(name) ? "n" : name, lang: name === "quote" ? "zh" : null, title: name === "quote" && said.length > 90 ? said : null }, name === "confidence" ? said.toFixed(2) : element("bdi", {}, name === "quote" ? short(said) : String(said)));
  });
  return element("tr", { "aria-selected": table.chosen(row) ? "true" : null, onclick: () => table.choose(row) }, cells);
}
function header(name, table, column) {
  const own = table.sort.by === column;
  return element("th", { scope: "col", class: NUMBERS.includes(column) ? "n" : null, "aria-sort": own ? (table.sort.down ? "descending" : "ascending") : "none" },
    element("button", { type: "button", class: "plain", id: `sort-${name}-${column}`, onclick: () => {
      table.sort = { by: column, down: own ? !table.sort.down : NUMBERS.includes(column) };
      draw();
      document.getElementById(`sort-${name}-${column}`).focus();
    } }, kg.t(`column.${column}`), element("span", { class: "arrow", "aria-hidden": "true" }, own ? (table.sort.down ? "▼" : "▲") : "")));
}
function made(name, known) {
  const table = tables[name], rows = sorted(table, known), shown = rows.slice(0, table.rows);
  const box = element("section", { class: "list", "data-table": name }, element("table", {},
    element("caption", {}, kg.t(`table.${name}`), element("span", { class: "figure" }, String(rows.length))),
    element("thead", {}, element("tr", {}, Object.keys(table.columns).map((column) => header(name, table, column)))),
    element("tbody", {}, shown.map((row) => line(table, row, known)))));
  if (rows.length > shown.length) box.append(element("button", { type: "button", class: "more", onclick: () => { const at = table.rows; table.rows += ROWS; draw(); place.querySelectorAll(`[data-table=${name}] tbody tr`)[at]?.querySelector("button").focus(); } }, kg.t("read.more", rows.length - shown.length)));
  if (!rows.length) box.append(element("p", { class: "soft" }, kg.t("read.nothingShown")));
  return box;
}
// A choice changes no row: only the mark moves. All is made anew when what is shown, the order or the language changes.
let drawn = "";
function show() {
  const { nodes, edges } = kg.shown(), key = [kg.language, nodes.map((node) => node.i), edges.map((edge) => edge.i)].join("|");
  if (key !== drawn) { drawn = key; draw(); return; }
  const chosen = { nodes: kg.nodes[kg.state.selected?.node]?.id, relations: kg.edges[kg.state.selected?.edge]?.id };
  for (const row of place.querySelectorAll("tr[aria-selected]")) row.removeAttribute("aria-selected");
  for (const [name, own] of Object.entries(chosen)) if (own) place.querySelector(`[data-table=${name}] [data-row="${CSS.escape(own)}"]`)?.closest("tr").setAttribute("aria-selected", "true");
}
function draw() {
  const known = degrees(), focused = place.contains(document.activeElement) ? document.activeElement.dataset.row : null, { scrollTop } = place;
  const keep = kg.exports.filter((each) => each.key.startsWith("export.csv"));
  place.replaceChildren(element("div", { class: "lists" },
    element("nav", { class: "actions" }, Object.keys(tables).map((name) => element("button", { type: "button", class: "plain", onclick: () => place.querySelector(`[data-table=${name}]`).scrollIntoView() }, kg.t(`table.${name}`))),
      keep.map((each) => element("button", { type: "button", "data-export": each.key, onclick: () => each.run() }, kg.t(each.key)))),
    Object.keys(tables).map((name) => made(name, known))));
  place.scrollTop = scrollTop;
  if (focused) place.querySelector(`[data-row="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}
// Up and down go from row to row.
place.addEventListener("keydown", (event) => {
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key], row = event.target.closest("tbody tr");
  if (!step || !row) return;
  event.preventDefault();
  row[step]?.querySelector("button").focus();
});
kg.view("table", { show });
kg.on((_, changed) => { if (["hidden", "region", "body", "campaign", "article", "predicates"].some((name) => changed.has(name))) for (const table of Object.values(tables)) table.rows = ROWS; });
})();

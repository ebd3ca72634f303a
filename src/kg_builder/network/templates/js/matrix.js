// The comparison: a table of who (rows) and what (columns). A cell opens the statement with its quotes.
(() => {
"use strict";
const HIGH = 12; // characters of a column's name under each other; two such lines are given, the whole is in its title
const MOST_ALONE = 12; // rows up to which what is only one's own is told in words
const place = document.getElementById("view-matrix");
let drawn = "", found = null, marked = null;

// What is compared, as the state says it: "Official.Slogan.city.all".
const wish = () => {
  const said = (kg.state.matrix || "").split(".");
  return Object.fromEntries(Object.entries(kg.MATRIX).map(([key, values], i) => [key, values.includes(said[i]) ? said[i] : values[0]]));
};
const change = (patch) => kg.set({ matrix: Object.values({ ...wish(), ...patch }).join(".") });
const say = (group, value) => (["who", "what"].includes(group) ? kg.t(value) : kg.t(`matrix.${group}.${value}`));

function tools(asked) {
  const choices = (group) => kg.element("div", { class: "segments", role: "group", "aria-label": kg.t(`matrix.${group}`) },
    kg.element("span", { class: "soft", "aria-hidden": "true" }, kg.t(`matrix.${group}`)),
    kg.MATRIX[group].map((value) => kg.element("button", { type: "button", "data-value": value, "aria-pressed": String(asked[group] === value), onclick: () => { change({ [group]: value }); refocus(group, value); } }, say(group, value))));
  const refocus = (group, value) => queueMicrotask(() => place.querySelector(`[data-group=${group}] [data-value=${value}]`)?.focus());
  return kg.element("div", { class: "matrix-tools" }, Object.keys(kg.MATRIX).map((group) => { const made = choices(group); made.dataset.group = group; return made; }));
}
const legend = () => kg.element("p", { class: "matrix-legend" }, ["pledges", "invokes", "silent"].map((stance) => kg.element("span", {}, kg.element("i", { class: `stance ${stance}`, "aria-hidden": "true" }), kg.t(`matrix.${stance}`))),
  kg.element("span", {}, kg.element("i", { class: "swatch", "aria-hidden": "true" }), kg.t("matrix.lone")), kg.element("span", {}, kg.t("matrix.keys")));

const upright = (name) => {
  const signs = Array.from(name), cut = signs.length > 2 * HIGH ? [...signs.slice(0, 2 * HIGH - 1), "…"] : signs;
  return kg.element("span", { class: "upright" }, [cut.slice(0, HIGH), cut.slice(HIGH)].filter((line) => line.length).map((line) => kg.element("span", {}, line.join(""))));
};
const stanceOf = (cell) => (cell ? (cell.pledges ? "pledges" : "invokes") : "silent");
const chooser = (node, ...children) => kg.element("button", { type: "button", tabindex: "-1", title: node.name, onclick: () => kg.choose(node.i) }, children);

function cellOf(row, column) {
  const cell = row.cells.get(column.node.i), stance = stanceOf(cell), lone = cell && column.total === 1 && found.whole > 1;
  if (!cell) return kg.element("td", { class: "silent", tabindex: "-1", "aria-label": kg.t("matrix.silent") }, "·");
  const told = kg.t("matrix.cell", row.node.name, kg.t(`matrix.${stance}`), column.node.name, cell.quotes) + (lone ? kg.t("matrix.lonely") : "");
  return kg.element("td", { class: lone ? `${stance} lone` : stance, "data-edges": cell.edges.map((edge) => edge.i).join(" ") },
    kg.element("button", { type: "button", tabindex: "-1", title: told, "aria-label": told, onclick: () => open(cell) },
      kg.element("i", { class: `stance ${stance}` }), cell.quotes > 1 ? kg.element("span", { class: "number" }, String(cell.quotes)) : null));
}
// The strongest statement of the cell; once it is open, the next one.
function open(cell) {
  const at = cell.edges.findIndex((edge) => edge.i === kg.state.selected?.edge);
  kg.chooseEdge(cell.edges[(at + 1) % cell.edges.length].i);
}
function rowOf(row, who, columns) {
  const beside = who === "Official" ? kg.bodiesOf(row.node.i) : kg.leadersOf(row.node.i);
  const told = beside.length ? kg.nodes[beside[0]].name : row.region?.name;
  return kg.element("tr", {}, kg.element("th", { scope: "row", "data-node": row.node.i }, kg.element("div", { class: "actor" },
    chooser(row.node, kg.element("b", {}, row.node.name), told ? kg.element("small", {}, told) : null),
    kg.element("span", { class: "tally", title: kg.t("matrix.tally", row.uses, row.own) }, String(row.uses), row.own ? kg.element("em", {}, kg.t("matrix.own", row.own)) : null))),
  columns.map((column) => cellOf(row, column)));
}
function sum(column) {
  const lone = column.total === 1 && found.whole > 1, told = lone && column.users.length ? kg.t("matrix.by", found.rows[column.users[0]].node.name) : kg.t("matrix.used", column.total, found.whole, column.pledged);
  return kg.element("td", { tabindex: "-1", class: lone ? "lone" : null, title: told, "aria-label": `${column.total}. ${told}` },
    kg.element("b", {}, String(column.total)), kg.element("i", { class: "bar", style: `--part:${column.total / Math.max(1, found.whole)}`, "aria-hidden": "true" }));
}
// In words below the table: what each of a few uses that nobody else does.
function alone(rows, columns) {
  const own = rows.map((row, r) => [row, columns.filter((column) => column.total === 1 && column.users[0] === r)]).filter(([, things]) => things.length);
  if (!own.length || found.whole < 2 || rows.length > MOST_ALONE) return null;
  return kg.element("section", { class: "alone" }, kg.element("h3", {}, kg.t("matrix.alone")), kg.element("dl", {}, own.map(([row, things]) => kg.element("div", {}, kg.element("dt", {}, row.node.name),
    kg.element("dd", {}, things.map((column) => { const cell = row.cells.get(column.node.i); return kg.element("button", { type: "button", class: "chip", "data-edge": cell.edges[0].i, onclick: () => open(cell) }, kg.element("i", { class: `stance ${stanceOf(cell)}`, "aria-hidden": "true" }), column.node.name); }))))));
}
function head(columns, asked) {
  const lines = [], groups = [];
  for (const { campaign } of columns) { const last = groups.at(-1); if (last && last.campaign === campaign) last.width++; else groups.push({ campaign, width: 1 }); }
  if (columns.some((column) => column.campaign)) lines.push(kg.element("tr", { class: "over" }, kg.element("td", {}), groups.map(({ campaign, width }) => kg.element("th", { scope: "colgroup", colspan: width, "data-node": campaign?.i }, campaign ? kg.element("button", { type: "button", title: campaign.name, onclick: () => kg.choose(campaign.i) }, campaign.name) : null))));
  lines.push(kg.element("tr", { class: "names" }, kg.element("th", { scope: "col", class: "corner" }, kg.t(asked.who), " × ", kg.t(asked.what)), columns.map((column, c) => kg.element("th", { scope: "col", "data-node": column.node.i },
    chooser(column.node, upright(column.node.name), asked.what === "Phase" && column.campaign ? kg.element("span", { class: "step", "aria-hidden": "true" }, String(column.at + 1)) : null)))));
  lines.push(kg.element("tr", { class: "sums" }, kg.element("th", { scope: "row" }, kg.t("matrix.users", found.whole)), columns.map(sum)));
  return lines;
}
function draw() {
  const asked = wish(), scroll = place.querySelector(".matrix-scroll"), held = scroll ? [scroll.scrollLeft, scroll.scrollTop] : null;
  found = kg.comparison(asked);
  const { rows, columns } = found, notes = [];
  if (found.leftRows) notes.push(kg.t("matrix.left.rows", found.leftRows));
  if (found.leftColumns) notes.push(kg.t("matrix.left.columns", found.leftColumns));
  if (found.hidden) notes.push(kg.t("matrix.hidden", found.hidden));
  const body = rows.length && columns.length
    ? kg.element("div", { class: "matrix-scroll", role: "region", "aria-label": kg.t("view.matrix") }, kg.element("table", { class: "matrix", "data-what": asked.what, style: `--columns:${columns.length}`, onkeydown: move },
      kg.element("caption", { class: "unseen" }, kg.t("matrix.caption", kg.t(asked.who), kg.t(asked.what), rows.length, columns.length)),
      kg.element("colgroup", {}, kg.element("col", { class: "first" })), // in a table of fixed layout the columns need not be measured
      kg.element("thead", {}, head(columns, asked)), kg.element("tbody", {}, rows.map((row) => rowOf(row, asked.who, columns)))), alone(rows, columns))
    : kg.element("p", { class: "nothing" }, kg.t(rows.length ? (found.hidden ? "matrix.none" : "matrix.nothing") : "matrix.nobody", kg.t(asked.what).toLowerCase()));
  place.replaceChildren(tools(asked), legend(), notes.length ? kg.element("p", { class: "matrix-notes" }, notes.join(" ")) : "", body);
  const first = place.querySelector("tbody td");
  if (first) goal(first).tabIndex = 0;
  if (held && place.querySelector(".matrix-scroll")) place.querySelector(".matrix-scroll").scrollTo(...held);
}

const goal = (cell) => cell.querySelector("button") ?? cell;
function move(event) {
  const cell = event.target.closest("th, td"), line = cell?.parentElement;
  const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0], Home: [0, -999], End: [0, 999] }[event.key];
  if (!step || !cell || event.altKey || event.metaKey) return;
  event.preventDefault(); event.stopPropagation();
  const lines = [...event.currentTarget.querySelectorAll("tr:not(.over)")], r = lines.indexOf(line);
  const next = lines[Math.min(lines.length - 1, Math.max(0, r + step[0]))], c = Math.min(next.cells.length - 1, Math.max(0, cell.cellIndex + step[1]));
  for (const was of event.currentTarget.querySelectorAll("[tabindex='0']")) if (!was.closest(".over")) was.tabIndex = -1;
  const aim = goal(next.cells[c]);
  aim.tabIndex = 0;
  aim.focus();
  next.cells[c].scrollIntoView({ block: "nearest", inline: "nearest" });
}

// What is chosen here or elsewhere stands out: a cell, a row, a column; of a region or a body the rows that belong to it.
function mark() {
  const { selected } = kg.state, node = selected?.node !== undefined ? kg.nodes[selected.node] : null;
  const near = node && ["Region", "Bureau", "Campaign"].includes(node.type) ? kg.belonging(node.i) : new Set(node ? [node.i] : selected?.edge !== undefined ? [kg.edges[selected.edge].from, kg.edges[selected.edge].to] : []);
  if (node?.type === "Official" && wish().who === "Bureau") for (const i of kg.bodiesOf(node.i)) near.add(i);
  for (const cell of place.querySelectorAll("td.chosen")) cell.classList.remove("chosen");
  if (selected?.edge !== undefined) place.querySelector(`td[data-edges~="${selected.edge}"]`)?.classList.add("chosen");
  for (const chip of place.querySelectorAll(".alone .chip")) chip.classList.toggle("chosen", Number(chip.dataset.edge) === selected?.edge);
  for (const header of place.querySelectorAll("th[data-node]")) header.classList.toggle("chosen", near.has(Number(header.dataset.node)));
  for (const line of place.querySelectorAll("tbody tr")) line.classList.toggle("chosen", Boolean(node) && line.cells[0].classList.contains("chosen"));
  for (const cell of place.querySelectorAll("td.along")) cell.classList.remove("along");
  const columns = [...place.querySelectorAll(".names th")].map((header, c) => (c && header.classList.contains("chosen") ? c : 0)).filter(Boolean);
  if (node && columns.length) for (const line of place.querySelectorAll("tbody tr, tr.sums")) for (const c of columns) line.cells[c].classList.add("along");
  if (selected !== marked && selected) (place.querySelector("td.chosen, tbody tr.chosen th, .names th.chosen"))?.scrollIntoView({ block: "nearest", inline: "nearest" });
  marked = selected;
}
place.addEventListener("pointerover", (event) => {
  const cell = event.target.closest("td"), at = cell?.closest("tbody") ? cell.cellIndex : -1;
  [...place.querySelectorAll(".names th")].forEach((header, c) => header.classList.toggle("under", c === at));
});

kg.view("matrix", { show() {
  const { view, selected, unfolded, ...rest } = kg.state;
  const key = JSON.stringify([kg.language, rest], (_, each) => (each instanceof Set ? [...each].sort() : each));
  if (key !== drawn || !place.firstChild) { drawn = key; draw(); }
  mark();
} });
})();

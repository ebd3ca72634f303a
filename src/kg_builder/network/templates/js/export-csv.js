// Two tables for spreadsheets: the nodes shown and the relations shown, each with its first quotation.
(() => {
"use strict";
const FORMULA = /^[=+\-@\t\r\n＝＋－＠']/, NUMBER = /^[+-]?[0-9]+(?:\.[0-9]+)?$/;
// A spreadsheet runs a cell that begins like a formula, and an article may bring one: an apostrophe stops it.
const guarded = (text) => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);
const cell = (value) => {
  const text = guarded(kg.writable(value ?? ""));
  return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
};
kg.csv = (header, rows) => `\ufeff${[header, ...rows].map((row) => row.map(cell).join(",")).join("\n")}\n`;

const nodes = () => kg.csv(["id", "type", "name", "aliases", "level", "code", "lon", "lat", "relations"],
  kg.shown().nodes.map((node) => [kg.data.base + node.id, node.type, node.name, node.aliases.join("|"), node.level, node.code, node.point?.[0], node.point?.[1], node.edges.length]));
const relations = () => kg.csv(["id", "subject_id", "subject", "predicate", "object_id", "object", "confidence", "former", "valid_from", "valid_until", "evidence", "quote", "speaker", "article", "title", "publisher", "date", "url", "start", "end"],
  kg.shown().edges.map((edge) => {
    const [from, to] = [kg.nodes[edge.from], kg.nodes[edge.to]], first = edge.evidence.length ? kg.place(edge.evidence[0]) : null, { article = {} } = first ?? {};
    return [`${kg.data.base}statement/${edge.id}`, kg.data.base + from.id, from.name, edge.predicate, kg.data.base + to.id, to.name, edge.score.toFixed(3), Number(edge.former), edge.since, edge.until, edge.evidence.length + edge.more,
      first?.quote, first?.speaker?.name, article.id, article.title, article.publisher, article.date, article.url, first?.start, first?.end];
  }));
(kg.exports ??= []).push(
  { key: "export.csvNodes", run: () => kg.download(nodes(), "text/csv", "nodes.csv") },
  { key: "export.csvEdges", run: () => kg.download(relations(), "text/csv", "relations.csv") },
);
})();

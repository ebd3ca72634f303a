// What is copied for readers and their bibliographies: a citation in words, and BibTeX.
(() => {
"use strict";
kg.citation ??= {};
const line = (text) => text.replace(/\s+/g, " ").trim();
const about = ({ node, edge }) => (edge !== undefined ? kg.edges[edge] : kg.nodes[node]);
const isEdge = (what) => what.edge !== undefined;
// The IRI of what is cited, and what is said of it in a few words.
kg.iriOf = (what) => kg.data.base + (isEdge(what) ? "statement/" : "") + about(what).id;
const named = (what) => {
  if (!isEdge(what)) return `${about(what).name}${kg.t("cite.kind", kg.t(`one.${about(what).type}`))}`;
  const edge = about(what);
  return kg.t("cite.triple", kg.nodes[edge.from].name, kg.t(edge.predicate), kg.nodes[edge.to].name);
};
// The places to cite: of a relation its own, of a node those of all that is said of it, each once, in the order of reading.
kg.placesOf = (what) => {
  const all = isEdge(what) ? about(what).evidence : [...about(what).edges, ...about(what).dates].flatMap((each) => each.evidence);
  const found = new Map(all.map((place) => [place.slice(0, 3).join(" "), place]));
  return [...found.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(kg.place);
};
const version = () => `kg-builder ${kg.data.run.version ?? ""}`.trim();
const source = ({ title, publisher, author, date, url }) => [kg.t("cite.title", line(title)), author, publisher, date, url].filter(Boolean).map(line).join(kg.t("cite.and"));

kg.citation.plain = (what) => {
  const places = kg.placesOf(what), end = kg.t("cite.end", version(), kg.iriOf(what));
  if (isEdge(what)) {
    const quotes = places.map((place) => kg.t("cite.place", line(place.quote), place.speaker ? kg.t("cite.by", place.speaker.name) : "", source(place.article), kg.t("read.range", place.start, place.end)));
    return `${named(what)}${kg.t("cite.colon")}${quotes.join(kg.t("cite.also"))}${end}`;
  }
  const articles = [...new Set(places.map((place) => place.article))].map(source);
  return `${named(what)}${articles.length ? kg.t("cite.from", articles.join(kg.t("cite.also"))) : ""}${end}`;
};

// ---- BibTeX ----
const ESCAPES = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
const escaped = (text) => line(text).replace(/[\\{}$&#_%~^]/g, (sign) => ESCAPES[sign] ?? `\\${sign}`);
const address = (url) => line(url).replace(/[{}\\%"\s]/g, (sign) => (sign === "%" ? "\\%" : encodeURIComponent(sign)));
// An entry for each thing cited of each article: two notes on one article stand side by side in a bibliography.
const key = (article, what) => `kg${(article.date.match(/^\d{4}/) ?? [""])[0]}-${article.id.replace(/[^A-Za-z0-9]/g, "").slice(0, 12)}-${about(what).id.replace(/[^A-Za-z0-9]/g, "").slice(-8)}`;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const QUOTES = 3; // of one article in a note

function entry(article, places, what) {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(article.date) ?? [];
  const quotes = places.slice(0, QUOTES).map((place) => `${kg.t("cite.quoted", line(place.quote))} (${[place.speaker?.name, kg.t("read.range", place.start, place.end)].filter(Boolean).join(", ")})`);
  const note = [`${named(what)}${kg.t("cite.colon")}${quotes.join("; ")}${places.length > QUOTES ? `; ${kg.t("read.quotes", places.length - QUOTES)}` : ""}`, version(), kg.iriOf(what)].join(". ");
  const fields = [
    ["title", `{${escaped(article.title)}}`], ["author", article.author && `{${escaped(article.author)}}`], ["howpublished", article.publisher && escaped(article.publisher)],
    ["year", year], ["day", day && String(Number(day))], ["url", article.url && address(article.url)], ["note", escaped(note)], ["langid", "chinese"],
  ].filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},`);
  if (month && MONTHS[Number(month) - 1]) fields.splice(fields.findIndex((field) => field.startsWith("  year")) + 1, 0, `  month = ${MONTHS[Number(month) - 1]},`);
  return `@misc{${key(article, what)},\n${fields.join("\n")}\n}`;
}
kg.citation.bibtex = (what) => {
  const by = new Map();
  for (const place of kg.placesOf(what)) { if (!by.has(place.article)) by.set(place.article, []); by.get(place.article).push(place); }
  if (!by.size) return `@misc{kg-${about(what).id.replace(/[^A-Za-z0-9]+/g, "-")},\n  title = {{${escaped(named(what))}}},\n  url = {${address(kg.iriOf(what))}},\n  note = {${escaped(version())}},\n}\n`;
  return `${[...by].map(([article, places]) => entry(article, places, what)).join("\n\n")}\n`;
};
})();

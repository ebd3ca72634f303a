// What is copied for programs: Turtle in the words of the project's ontology, a part of the graph it publishes, and SPARQL that finds it.
(() => {
"use strict";
kg.citation ??= {};
const PREFIXES = { dcterms: "http://purl.org/dc/terms/", kgb: kg.data.ontology, oa: "http://www.w3.org/ns/oa#", rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", rdfs: "http://www.w3.org/2000/01/rdf-schema#", xsd: "http://www.w3.org/2001/XMLSchema#" };
const prefixes = (write, used) => Object.entries(PREFIXES).filter(([name]) => used.includes(name)).map(([name, iri]) => write(name, iri)).join("\n");
const percent = (sign) => Array.from(new TextEncoder().encode(sign), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
const iri = (address) => `<${address.replace(/[\u0000-\u0020\u007f-\u00a0<>"{}|^`\\\u2028-\u202f\u3000]/g, percent)}>`;
const own = (path) => iri(kg.data.base + path);
const SIGNS = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f" };
const literal = (text, language = "") => `"${text.replace(/[\\"\n\r\t\b\f]/g, (sign) => SIGNS[sign])}"${language && `@${language}`}`;
const typed = (value, type) => `"${value}"^^xsd:${type}`;

// An EDTF date with the type of its precision; of an interval its first day.
function day(value) {
  const [, year, month, date] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(value.split("/")[0]) ?? [];
  if (!year || year === "0000") return literal(value);
  const real = date && new Date(`${year}-${month}-${date}T00:00:00Z`);
  if (real && !Number.isNaN(real.getTime()) && real.getUTCDate() === Number(date)) return typed(`${year}-${month}-${date}`, "date");
  return month >= "01" && month <= "12" ? typed(`${year}-${month}`, "gYearMonth") : typed(year, "gYear");
}
const block = (subject, pairs) => `${subject} ${pairs.filter(Boolean).map(([predicate, ...objects]) => `${predicate} ${objects.join(", ")}`).join(" ;\n    ")} .`;

// A statement as { id, subject, predicate, object, edge or null, evidence, proof }: relations and dates alike.
const ofEdge = (edge) => ({ id: edge.id, subject: kg.nodes[edge.from], predicate: edge.predicate, object: own(kg.nodes[edge.to].id), target: kg.nodes[edge.to], edge, evidence: edge.evidence, proof: edge.proof });
const ofDate = (dated) => ({ id: dated.id, subject: kg.nodes[dated.node], predicate: "occursOn", object: day(dated.date), target: null, edge: null, evidence: dated.evidence, proof: dated.proof });
const statements = ({ node, edge }) => (edge !== undefined ? [ofEdge(kg.edges[edge])] : [...kg.nodes[node].edges.map(ofEdge), ...kg.nodes[node].dates.map(ofDate)]);
const proofs = (said) => said.evidence.map((place, n) => [said.proof.slice(n * 16, n * 16 + 16), place]);

function statement(said) {
  const { edge } = said;
  return [
    `${own(said.subject.id)} kgb:${said.predicate} ${said.object} .`,
    block(own(`statement/${said.id}`), [
      ["a", "kgb:Statement", "rdf:Statement"], ["rdf:subject", own(said.subject.id)], ["rdf:predicate", `kgb:${said.predicate}`], ["rdf:object", said.object],
      edge && ["kgb:status", literal(edge.status || "extracted")], edge && ["kgb:confidence", typed(String(edge.score), "decimal")],
      edge?.since && ["kgb:validFrom", day(edge.since)], edge?.until && ["kgb:validUntil", day(edge.until)], edge?.former && ["kgb:former", typed("true", "boolean")],
      said.evidence.length && ["kgb:evidence", ...proofs(said).map(([id]) => own(`evidence/${id}`))],
    ]),
    ...proofs(said).map(([id, given]) => {
      const place = kg.place(given);
      return block(own(`evidence/${id}`), [
        ["a", "kgb:Evidence", "oa:SpecificResource"], ["oa:hasSource", own(`article/${place.article.id}`)], place.quote && ["oa:exact", literal(place.quote)],
        ["oa:start", typed(place.start, "integer")], ["oa:end", typed(place.end, "integer")], place.speaker && ["kgb:speaker", own(place.speaker.id)],
      ]);
    }),
  ];
}
const entity = (node) => block(own(node.id), [["a", `kgb:${node.type}`], ["rdfs:label", literal(node.name, "zh")]]);
const article = (each) => block(own(`article/${each.id}`), [
  ["a", "kgb:Article"], ["dcterms:title", literal(each.title, "zh")], each.date && ["dcterms:issued", day(each.date)], each.publisher && ["dcterms:publisher", literal(each.publisher, "zh")],
  each.author && ["dcterms:creator", literal(each.author, "zh")], /^https?:\/\/[^[\]#]+$/.test(each.url) && ["dcterms:source", iri(each.url)],
]);
kg.citation.turtle = (what) => {
  const said = statements(what), nodes = new Set(what.node !== undefined ? [kg.nodes[what.node]] : []), articles = new Set();
  for (const each of said) {
    for (const end of [each.subject, each.target]) if (end) nodes.add(end);
    for (const place of each.evidence) { articles.add(kg.articles[place[0]]); if (place[3] >= 0) nodes.add(kg.nodes[place[3]]); }
  }
  const blocks = [...said.flatMap(statement), ...[...nodes].map(entity), ...[...articles].map(article)];
  return `${prefixes((name, address) => `@prefix ${name}: <${address}> .`, Object.keys(PREFIXES))}\n\n${blocks.join("\n\n")}\n`;
};

// ---- SPARQL ----
const comment = (text) => `# ${text.replace(/\s+/g, " ")}`;
const WORDS = `  OPTIONAL {
    ?statement kgb:evidence ?evidence .
    ?evidence oa:exact ?quote ; oa:start ?start ; oa:end ?end ; oa:hasSource ?article .
    ?article dcterms:title ?title .
    OPTIONAL { ?article dcterms:issued ?date }
    OPTIONAL { ?evidence kgb:speaker/rdfs:label ?speaker }
  }`;
const query = (about, select, pattern) => `${comment(about)}\n${prefixes((name, address) => `PREFIX ${name}: <${address}>`, ["dcterms", "kgb", "oa", "rdf", "rdfs"])}\n
SELECT ${select} ?statement ?confidence ?quote ?speaker ?title ?date ?start ?end WHERE {\n${pattern}\n${WORDS}\n}\nORDER BY ?statement ?title ?start\n`;
kg.citation.sparql = ({ node, edge }) => {
  if (edge !== undefined) {
    const { from, to, predicate } = kg.edges[edge];
    return query(`${kg.nodes[from].name} ${kg.t(predicate)} ${kg.nodes[to].name}`, "",
      `  ?statement rdf:subject ${own(kg.nodes[from].id)} ;\n    rdf:predicate kgb:${predicate} ;\n    rdf:object ${own(kg.nodes[to].id)} ;\n    kgb:confidence ?confidence .`).replace("SELECT  ", "SELECT ");
  }
  const it = own(kg.nodes[node].id);
  return query(kg.nodes[node].name, "?subject ?predicate ?object",
    `  { ?statement rdf:subject ${it} } UNION { ?statement rdf:object ${it} }\n  ?statement rdf:subject ?s ; rdf:predicate ?predicate ; rdf:object ?o ; kgb:confidence ?confidence ; kgb:status ?status .\n  FILTER(?status != "rejected")\n  OPTIONAL { ?s rdfs:label ?from }\n  OPTIONAL { ?o rdfs:label ?to }\n  BIND(COALESCE(?from, STR(?s)) AS ?subject)\n  BIND(COALESCE(?to, STR(?o)) AS ?object)`);
};
})();

// What is shown, as files: the menu of the tools offers kg.exports, each { key: of its words, run() }.
(() => {
"use strict";
const ORDER = ["export.png", "export.svg", "export.gexf", "export.csvNodes", "export.csvEdges", "export.json"];

kg.fileName = (ending) => {
  const [article] = kg.articles;
  const title = kg.articles.length === 1 ? article.title : "kg-builder";
  return `${Array.from(title.replace(/[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, " ").trim()).slice(0, 40).join("") || "graph"}.${ending}`;
};
kg.download = (content, type, ending) => {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = kg.element("a", { href: address, download: kg.fileName(ending), hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  kg.notice(kg.t("export.done", link.download));
};
// What XML 1.0 and CSV cannot hold becomes U+FFFD.
kg.writable = (text) => String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\ufdd0-\ufdef]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
kg.xml = (text) => kg.writable(text).replace(/[&<>"'\n\r\t]/g, (sign) => `&#${sign.charCodeAt(0)};`);

// The picture is that of the graph: where another view is open, the graph is opened first.
kg.pictured = async () => {
  if (kg.state.view !== "graph") { kg.set({ view: "graph" }); await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))); }
  return kg.picture();
};
(kg.exports ??= []).push(
  { key: "export.png", run: async () => {
    await kg.pictured();
    kg.canvasPNG(2).toBlob((image) => kg.download(image, "image/png", "png"));
  } },
  { key: "export.json", run: () => kg.download(JSON.stringify(asData(), null, 1), "application/json", "json") },
);
kg.exports.sort((a, b) => ORDER.indexOf(a.key) - ORDER.indexOf(b.key));
// The shown part with its quotations, in the words of the ontology.
function asData() {
  const { nodes, edges } = kg.shown();
  return {
    base: kg.data.base, ontology: kg.data.ontology, "kg-builder": kg.data.run.version ?? null,
    nodes: nodes.map(({ id, type, name, aliases, code, level, point }) => ({ id, type, name, aliases, code: code || null, level: level || null, point })),
    relations: edges.map((edge) => ({
      id: edge.id, subject: kg.nodes[edge.from].id, predicate: edge.predicate, object: kg.nodes[edge.to].id, confidence: edge.score, former: edge.former, since: edge.since || null, until: edge.until || null,
      evidence: edge.evidence.map((each, n) => { const { article, start, end, speaker, quote } = kg.place(each); return { id: edge.proof.slice(n * 16, n * 16 + 16), article: article.id, start, end, quote, speaker: speaker?.id ?? null }; }),
    })),
    articles: kg.articles.map(({ id, title, date, publisher, author, url }) => ({ id, title, date, publisher, author, url })),
  };
}
})();

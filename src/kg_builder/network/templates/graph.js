(() => {
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const words = {
  zh: { search: "查找：汉字、拼音或首字母", fit: "全图", language: "English", hint: "点一个节点或一条线，看原文怎么说。", shown: (n, e) => `${n} 个节点 · ${e} 条关系`, part: (n) => ` · 全部 ${n} 个节点中关系最多的部分`, more: (n) => `另有 ${n} 处`, also: "又作", says: "说话人", at: "第", chars: "字", former: "曾任", dates: "日期", code: "行政区划代码", confirmed: "已核实", added: "补充",
    Official: "官员", Bureau: "机构", Region: "行政区", Campaign: "活动", Phase: "阶段", Task: "任务", Slogan: "提法", Goal: "目标", Meeting: "会议", Post: "职务", Commitment: "承诺",
    leads: "领导", holdsPost: "任职", locatedIn: "位于", partOf: "属于", phaseOf: "是其阶段", taskOf: "是其任务", launches: "部署", participatesIn: "参加", commitsTo: "承诺", invokes: "援引", occursOn: "时间", appointedTo: "被任命为", removedFrom: "被免去", memberOf: "成员", nextPhase: "其后为" },
  en: { search: "Find: name, pinyin, initials", fit: "Fit", language: "中文", hint: "Click a node or a line to read what the article says.", shown: (n, e) => `${n} nodes · ${e} relations`, part: (n) => ` · those of most relations among ${n}`, more: (n) => `and ${n} more places`, also: "also", says: "speaker", at: "characters", chars: "", former: "former", dates: "dates", code: "administrative code", confirmed: "confirmed", added: "added",
    Official: "Officials", Bureau: "Bodies", Region: "Regions", Campaign: "Campaigns", Phase: "Phases", Task: "Tasks", Slogan: "Slogans", Goal: "Goals", Meeting: "Meetings", Post: "Posts", Commitment: "Commitments",
    leads: "leads", holdsPost: "holds", locatedIn: "located in", partOf: "part of", phaseOf: "phase of", taskOf: "task of", launches: "launches", participatesIn: "takes part in", commitsTo: "commits to", invokes: "invokes", occursOn: "on", appointedTo: "appointed to", removedFrom: "removed from", memberOf: "member of", nextPhase: "followed by" },
};
let language = (navigator.language || "zh").toLowerCase().startsWith("zh") ? "zh" : "en";
const t = (key) => words[language][key] ?? key;
const byId = new Map(data.nodes.map((node) => [node.id, node]));
const edgeById = new Map(data.edges.map((edge) => [edge.id, edge]));
const touching = new Map();
for (const edge of data.edges) for (const end of [edge.from, edge.to]) { if (!touching.has(end)) touching.set(end, []); touching.get(end).push(edge); }
const hidden = new Set(data.folded);
const opened = new Set();
let selected = null;

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const visible = (node) => !hidden.has(node.type) || opened.has(node.id);
const drawnNode = (node) => ({
  id: node.id, label: node.label, x: node.x, y: node.y, size: node.size, shape: data.styles[node.type].shape, fixed: false,
  color: { background: data.styles[node.type].color, border: data.styles[node.type].color, highlight: { background: data.styles[node.type].color, border: css("--ink") } },
  font: { color: css("--ink"), size: node.type === "Official" || node.type === "Campaign" ? 18 : 13, strokeWidth: 3, vadjust: -4, strokeColor: css("--paper"), face: "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif" },
});
const drawnEdge = (edge) => ({
  id: edge.id, from: edge.from, to: edge.to, dashes: edge.dashes, width: edge.predicate === "leads" ? 2.6 : 1,
  color: { color: edge.predicate === "leads" ? "#D55E00" : css("--edge"), highlight: css("--ink"), opacity: edge.predicate === "leads" ? 0.9 : 0.6 },
  arrows: { to: { enabled: true, scaleFactor: 0.45 } },
});
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
const network = new vis.Network(document.getElementById("network"), { nodes, edges }, {
  physics: false, interaction: { hover: true, keyboard: { enabled: true, bindToWindow: false }, hideEdgesOnDrag: data.nodes.length > 1500 },
  nodes: { borderWidth: 1, scaling: { label: { enabled: true, drawThreshold: 5 } } },
  edges: { smooth: { enabled: data.nodes.length < 1500, type: "continuous" }, selectionWidth: 1.5 },
});

function draw() {
  const shown = data.nodes.filter(visible);
  const ids = new Set(shown.map((node) => node.id));
  const lines = data.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to));
  nodes.clear(); edges.clear();
  nodes.add(shown.map(drawnNode)); edges.add(lines.map(drawnEdge));
  document.getElementById("counts").textContent = t("shown")(shown.length, lines.length) + (data.whole > data.nodes.length ? t("part")(data.whole) : "");
}
function element(tag, text, kind) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return made;
}
function quoted(place) {
  const box = element("div");
  const quote = element("blockquote");
  quote.append(element("span", place.before), element("mark", place.quote), element("span", place.after));
  const article = data.articles[place.article];
  const source = element("p", undefined, "source");
  const said = place.speaker && byId.get(place.speaker) ? `${t("says")} ${byId.get(place.speaker).name} · ` : "";
  source.append(element("span", said));
  if (/^https?:/.test(article.url)) { const link = element("a", article.title); link.href = article.url; link.rel = "noreferrer noopener"; source.append(link); }
  else source.append(element("span", article.title));
  source.append(element("span", ` ${article.date} · ${t("at")} ${place.start}–${place.end} ${t("chars")}`.trimEnd()));
  box.append(quote, source);
  return box;
}
function quotes(said, box) {
  said.evidence.forEach((place) => box.append(quoted(place)));
  if (said.more) box.append(element("p", t("more")(said.more), "source"));
}
function fact(edge, seenFrom) {
  const other = byId.get(edge.from === seenFrom ? edge.to : edge.from);
  const box = element("div", undefined, "fact");
  const open = element("button", other.name);
  open.type = "button";
  open.addEventListener("click", () => choose(other.id, true));
  box.append(open, element("span", t(other.type) + (edge.former ? " · " + t("former") : "") + (edge.since || edge.until ? ` · ${edge.since}–${edge.until}` : ""), "tag"));
  if (edge.decided) box.append(element("p", `${t(edge.status)} · ${edge.decided.join("；")}`, "source"));
  quotes(edge, box);
  return box;
}
function describe(node) {
  const panel = document.getElementById("panel");
  panel.replaceChildren(element("h1", node.name));
  const kind = element("p", undefined, "kind");
  kind.append(element("b", t(node.type)));
  if (node.aliases.length) kind.append(element("span", ` · ${t("also")} ${node.aliases.join("、")}`));
  if (node.code) kind.append(element("span", ` · ${t("code")} ${node.code}`));
  panel.append(kind);
  for (const dated of data.dates.filter((each) => each.node === node.id)) {
    panel.append(element("h2", `${t("dates")} ${dated.date}`));
    quotes(dated, panel);
  }
  const groups = new Map();
  for (const edge of touching.get(node.id) || []) {
    const out = edge.from === node.id;
    const key = (out ? "1" : "2") + edge.predicate;
    if (!groups.has(key)) groups.set(key, { title: out ? `${t(edge.predicate)} →` : `← ${t(edge.predicate)}`, edges: [] });
    groups.get(key).edges.push(edge);
  }
  for (const key of [...groups.keys()].sort()) {
    const group = groups.get(key);
    panel.append(element("h2", `${group.title}  ${group.edges.length}`));
    group.edges.forEach((edge) => panel.append(fact(edge, node.id)));
  }
  panel.scrollTop = 0;
}
function describeEdge(edge) {
  const panel = document.getElementById("panel");
  panel.replaceChildren(element("h1", `${byId.get(edge.from).name} ${t(edge.predicate)} ${byId.get(edge.to).name}`));
  quotes(edge, panel);
  if (edge.decided) panel.append(element("p", `${t(edge.status)} · ${edge.decided.join("；")}`, "source"));
  for (const end of [edge.from, edge.to]) panel.append(fact({ ...edge, evidence: [], more: 0, decided: null }, end));
}
function choose(id, move) {
  const node = byId.get(id);
  if (!node) return;
  if (!visible(node)) { opened.add(id); draw(); }
  selected = id;
  network.selectNodes([id]);
  if (move) network.focus(id, { scale: Math.max(network.getScale(), 0.8), animation: { duration: 300, easingFunction: "easeInOutQuad" } });
  describe(node);
  history.replaceState(null, "", "#n=" + encodeURIComponent(id));
}
const shapes = { dot: "M6.5 1a5.5 5.5 0 1 0 .01 0z", square: "M1.5 1.5h10v10h-10z", hexagon: "M3.6 1.4h5.8l3 5.1-3 5.1H3.6l-3-5.1z", star: "M6.5.5l1.8 4.1 4.5.4-3.4 3 1 4.4-3.9-2.4-3.9 2.4 1-4.4-3.4-3 4.5-.4z", triangle: "M6.5 1l5.8 10.5H.7z", triangleDown: "M6.5 12L.7 1.5h11.6z", diamond: "M6.5.5l6 6-6 6-6-6z" };
function legend() {
  const box = document.getElementById("legend");
  box.replaceChildren();
  for (const [type, style] of Object.entries(data.styles)) {
    const count = data.nodes.filter((node) => node.type === type).length;
    if (!count) continue;
    const button = element("button");
    button.type = "button"; button.dataset.type = type;
    button.setAttribute("aria-pressed", String(!hidden.has(type)));
    const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    icon.setAttribute("viewBox", "0 0 13 13"); icon.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", shapes[style.shape]); path.setAttribute("fill", style.color);
    icon.append(path); button.append(icon, element("span", `${t(type)} ${count}`));
    button.addEventListener("click", () => { hidden.has(type) ? hidden.delete(type) : hidden.add(type); opened.clear(); legend(); draw(); });
    box.append(button);
  }
}
function find(text) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return null;
  const tests = [(n) => n.name === text.trim(), (n) => n.aliases.includes(text.trim()), (n) => n.find.split(" ").includes(wanted), (n) => n.name.includes(text.trim()), (n) => n.find.includes(wanted)];
  for (const test of tests) { const hit = data.nodes.find(test); if (hit) return hit; }
  return null;
}
function speak() {
  document.documentElement.lang = language;
  const search = document.getElementById("search");
  search.placeholder = t("search"); search.setAttribute("aria-label", t("search"));
  document.getElementById("fit").textContent = t("fit");
  document.getElementById("language").textContent = t("language");
  legend(); draw();
  if (selected) describe(byId.get(selected)); else document.getElementById("panel").replaceChildren(element("p", t("hint"), "kind"));
}
document.title = Object.values(data.articles).map((a) => a.title).slice(0, 1).concat("kg-builder").join(" · ");
const list = document.getElementById("names");
for (const node of data.nodes.filter((each) => !data.folded.includes(each.type)).slice(0, 3000)) { const option = element("option"); option.value = node.name; list.append(option); }
document.getElementById("search").addEventListener("input", (event) => { const hit = find(event.target.value); if (hit && (hit.name === event.target.value || event.target.value.length > 1)) choose(hit.id, true); });
document.getElementById("search").addEventListener("keydown", (event) => { if (event.key === "Enter") { const hit = find(event.target.value); if (hit) choose(hit.id, true); } });
document.getElementById("fit").addEventListener("click", () => network.fit({ animation: true }));
document.getElementById("language").addEventListener("click", () => { language = language === "zh" ? "en" : "zh"; speak(); });
network.on("click", (event) => { if (event.nodes.length) choose(event.nodes[0], false); else if (event.edges.length) describeEdge(edgeById.get(event.edges[0])); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
speak();
network.fit();
const asked = new URLSearchParams(location.hash.slice(1)).get("n");
if (asked) choose(asked, true);
window.kg = { choose, find, describeEdge, network, data };
document.documentElement.dataset.ready = "true";
})();

// The picture as SVG, text as text: drawn from kg.picture(), which says where each thing stands.
(() => {
"use strict";
const LETTER = 13; // pixels; of a label's font
const n = (value) => Number(value.toFixed(1));
const polygon = (x, y, r, points) => `M${points.map(([dx, dy]) => `${n(x + dx * r)} ${n(y + dy * r)}`).join("L")}Z`;
const star = Array.from({ length: 10 }, (_, i) => { const r = i % 2 ? 0.5 : 1.2, turn = (i * Math.PI) / 5; return [r * Math.sin(turn), -r * Math.cos(turn)]; });
const SHAPES = {
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]], diamond: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]], triangle: [[0, -1.15], [1.15, 0.85], [-1.15, 0.85]],
  triangleDown: [[0, 1.15], [1.15, -0.85], [-1.15, -0.85]], hexagon: [[-0.5, -0.87], [0.5, -0.87], [1, 0], [0.5, 0.87], [-0.5, 0.87], [-1, 0]], star,
};
const dashes = (given) => (Array.isArray(given) ? given.join(" ") : given ? "5 4" : "");

function node(each) {
  const title = kg.nodes[each.i] ? `<title>${kg.xml(`${kg.nodes[each.i].name} (${kg.t(`one.${kg.nodes[each.i].type}`)})`)}</title>` : "";
  const fill = kg.xml(each.colour);
  const path = SHAPES[each.shape] ? `<path d="${polygon(each.x, each.y, each.size, SHAPES[each.shape])}" fill="${fill}"/>` : `<circle cx="${n(each.x)}" cy="${n(each.y)}" r="${n(each.size)}" fill="${fill}"/>`;
  return `<g>${title}${path}</g>`;
}
const label = (each, size = LETTER) => `<text x="${n(each.lx ?? each.x)}" y="${n(each.ly ?? each.y)}" font-size="${n(each.fontSize ?? size)}">${kg.xml(each.label)}</text>`;
function edge(each) {
  const dashed = dashes(each.dashes);
  return `<path d="${kg.xml(each.d)}" stroke="${kg.xml(each.colour)}" stroke-width="${n(each.width ?? 1)}"${dashed ? ` stroke-dasharray="${dashed}"` : ""}${typeof each.arrow === "string" ? "" : each.arrow ? ' marker-end="url(#arrow)"' : ""}/>${typeof each.arrow === "string" ? `<path d="${kg.xml(each.arrow)}" fill="${kg.xml(each.colour)}" stroke="none"/>` : ""}`;
}
const group = (each) => `<g>${each.d ? `<path d="${kg.xml(each.d)}" fill="${kg.xml(each.colour ?? "none")}" fill-opacity="0.08"/>` : ""}${each.label && (each.lx ?? each.x) !== undefined ? label(each, 16) : ""}</g>`;

kg.svg = () => {
  const picture = kg.picture(), { x, y, width, height } = picture.box;
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}" font-family="PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif">
<title>${kg.xml(document.title)}</title>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 1l8 3-8 3z" fill="context-stroke"/></marker></defs>
<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${kg.xml(kg.colour("paper"))}"/>
<g>${(picture.groups ?? []).map(group).join("\n")}</g>
<g fill="none">${picture.edges.map(edge).join("\n")}</g>
<g>${picture.nodes.map(node).join("\n")}</g>
<g text-anchor="middle" fill="${kg.xml(kg.colour("ink"))}" stroke="${kg.xml(kg.colour("paper"))}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${picture.nodes.filter((each) => each.label).map((each) => label(each)).join("\n")}</g>
</svg>
`;
};
(kg.exports ??= []).push({ key: "export.svg", can: () => Boolean(kg.picture), run: () => kg.download(kg.svg(), "image/svg+xml", "svg") });
})();

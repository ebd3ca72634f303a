// The picture as SVG, text as text: drawn from kg.picture(), which says where each thing stands.
(() => {
"use strict";
const node = (each) => `<path d="${kg.xml(each.d)}" fill="${kg.xml(each.colour)}"><title>${kg.xml(`${kg.nodes[each.i].name} (${kg.t(`one.${kg.nodes[each.i].type}`)})`)}</title></path>`;
const label = (each) => `<text x="${each.lx}" y="${each.ly}" font-size="${each.fontSize}" font-weight="${each.weight}" stroke-width="${(each.fontSize / 4).toFixed(2)}">${kg.xml(each.label)}</text>`;
const edge = (each) => `<path d="${kg.xml(each.d)}" stroke="${kg.xml(each.colour)}" stroke-width="${each.width}"${each.dashes ? ` stroke-dasharray="${[each.dashes].flat().join(" ")}"` : ""}/>`;
// The head of an arrow at the end of a path: its last two points say where it goes.
function arrow(each) {
  const points = each.d.match(/-?[\d.]+ -?[\d.]+/g) ?? [];
  if (!each.arrow || points.length < 2 || each.d.includes("a")) return ""; // a loop points at nothing
  const [[bx, by], [x, y]] = points.slice(-2).map((point) => point.split(" ").map(Number));
  const turn = (Math.atan2(y - by, x - bx) * 180) / Math.PI, size = each.arrow;
  return `<path d="M0 0L${-size} ${(-size * 0.42).toFixed(2)}L${-size} ${(size * 0.42).toFixed(2)}Z" transform="translate(${x} ${y}) rotate(${turn.toFixed(1)})" fill="${kg.xml(each.colour)}"/>`;
}
const ground = (each) => `<rect x="${each.x0}" y="${each.y0}" width="${each.x1 - each.x0}" height="${each.y1 - each.y0}" rx="14" fill="${kg.xml(each.colour)}" fill-opacity="0.06" stroke="${kg.xml(each.colour)}" stroke-opacity="0.25"/>`;
const title = (each) => (each.label ? `<text x="${each.lx}" y="${each.ly}" font-size="${each.fontSize}" font-weight="600" fill="${kg.xml(each.colour)}">${kg.xml(each.label)}</text>` : "");

kg.svg = ({ nodes, edges, groups, box: { x, y, width, height } }) => `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}" font-family="PingFang SC, Hiragino Sans GB, Microsoft YaHei, Noto Sans CJK SC, sans-serif">
<title>${kg.xml(document.title)}</title>
<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${kg.xml(kg.colour("paper"))}"/>
<g>${groups.map(ground).join("\n")}</g>
<g fill="none">${edges.map(edge).join("\n")}</g>
<g>${edges.map(arrow).join("\n")}</g>
<g>${nodes.map(node).join("\n")}</g>
<g>${groups.map(title).join("\n")}</g>
<g fill="${kg.xml(kg.colour("ink"))}" stroke="${kg.xml(kg.colour("paper"))}" stroke-linejoin="round" paint-order="stroke" text-anchor="middle">${nodes.filter((each) => each.label).map(label).join("\n")}</g>
</svg>
`;
(kg.exports ??= []).push({ key: "export.svg", run: async () => kg.download(kg.svg(await kg.pictured()), "image/svg+xml", "svg") });
})();

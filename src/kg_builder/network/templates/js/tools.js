// The tools of the bar: back and forward, the camera, what to take away, language and ground, help.
(() => {
"use strict";
const icons = {
  undo: "M6 3L2.5 6.5 6 10M2.5 6.5h6.7a4 4 0 0 1 0 8H7", redo: "M10 3l3.5 3.5L10 10M13.5 6.5H6.8a4 4 0 0 0 0 8H9", fit: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4",
  closer: "M8 3v10M3 8h10", farther: "M3 8h10", take: "M8 2v8.3M4.6 7L8 10.4 11.4 7M2.5 13.5h11", link: "M6.4 9.6l3.2-3.2M7 4.6l1.5-1.5a3 3 0 0 1 4.3 4.3L11.3 9M9 11.4l-1.5 1.5a3 3 0 0 1-4.3-4.3L4.7 7",
  auto: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 2v12M8 5l4.8-1M8 8h6M8 11l4.8 1", light: "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8L13 13M13 3l-1.2 1.2M4.2 11.8L3 13", dark: "M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3z",
  filter: "M2 4h12M4.5 8h7M6.5 12h3", close: "M4 4l8 8M12 4l-8 8",
};
kg.icon = (name) => kg.element("svg", { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" },
  kg.element("path", { d: icons[name], fill: "none", stroke: "currentColor", "stroke-width": "1.5", "stroke-linecap": "round", "stroke-linejoin": "round" }));
const bar = document.getElementById("tools");
const tool = (id, run, { inner = kg.icon(id), words = kg.t(`tool.${id}`), ...more } = {}) => kg.element("button", { type: "button", id, class: "tool", "aria-label": words, title: words, onclick: run, ...more }, inner);
const GROUNDS = ["auto", "light", "dark"];

kg.copyLink = async () => {
  try { await navigator.clipboard.writeText(location.href); kg.notice(kg.t("link.copied")); } catch {
    const field = kg.element("input", { value: location.href, class: "unseen" }); // pages from files may not reach the clipboard
    document.body.append(field); field.select();
    kg.notice(kg.t(document.execCommand("copy") ? "link.copied" : "link.address")); field.remove();
  }
};
kg.nextGround = () => { kg.ground(GROUNDS[(GROUNDS.indexOf(kg.theme) + 1) % GROUNDS.length]); kg.notice(kg.t(`ground.${kg.theme}`)); };
kg.otherLanguage = () => kg.speak(kg.language === "zh" ? "en" : "zh");

// ---- the menu of what can be taken away: kg.exports = [{ key, run, can? }] ----
const menu = () => {
  const list = kg.element("div", { id: "take-menu", role: "menu", hidden: true, "aria-label": kg.t("tool.take") });
  const button = tool("take", () => toggle(), { "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": "take-menu" });
  const item = ({ key, run }) => kg.element("button", { type: "button", role: "menuitem", "data-export": key, tabindex: "-1", onclick: () => { toggle(false); button.focus(); run(); } }, kg.t(key));
  const toggle = (open = list.hidden) => {
    if (open) list.replaceChildren(...kg.exports.filter(({ can }) => can?.() ?? true).map(item));
    list.hidden = !open; button.setAttribute("aria-expanded", String(open));
    if (open) list.firstElementChild?.focus();
  };
  const box = kg.element("span", { class: "taking" }, button, list);
  box.addEventListener("keydown", (event) => {
    const items = [...list.children], step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); toggle(false); button.focus(); }
    else if (step) { event.preventDefault(); if (list.hidden) toggle(true); else items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus(); }
  });
  box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) toggle(false); });
  return box;
};

function draw() {
  const held = document.activeElement?.closest("#tools") ? document.activeElement.id : null, camera = kg.state.view === "graph" && kg.camera;
  bar.setAttribute("aria-label", kg.t("tools"));
  bar.replaceChildren(...[
    tool("undo", kg.undo), tool("redo", kg.redo),
    ...(camera ? [tool("fit", () => kg.camera.fit()), tool("closer", () => kg.camera.zoom(1.3)), tool("farther", () => kg.camera.zoom(1 / 1.3))] : []),
    ...(kg.exports?.length ? [menu()] : []), tool("link", kg.copyLink),
    tool("theme", kg.nextGround, { inner: kg.icon(kg.theme), words: kg.t(`ground.${kg.theme}`) }),
    tool("language", kg.otherLanguage, { inner: kg.language === "zh" ? "EN" : "中", words: kg.t("tool.language") }), tool("help", () => kg.help(), { inner: "?" }),
  ]);
  if (held) document.getElementById(held)?.focus();
  update();
}
function update() {
  for (const [id, can] of [["undo", kg.canUndo()], ["redo", kg.canRedo()]]) { const button = document.getElementById(id); if (button) button.disabled = !can; }
}
kg.on((_, changed) => { if (["language", "theme", "view"].some((key) => changed.has(key))) draw(); else update(); });
})();

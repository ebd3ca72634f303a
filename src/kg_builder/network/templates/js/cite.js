// The menu that copies what is shown: as a citation, as BibTeX, as Turtle, as a SPARQL query.
(() => {
"use strict";
const KINDS = ["plain", "bibtex", "turtle", "sparql"];

// Where a browser lets no page write to the clipboard, the text stands ready to be copied by hand.
function byHand(text) {
  const dialog = document.getElementById("dialog");
  const area = kg.element("textarea", { readonly: true, rows: 14, "aria-label": kg.t("cite.byHand") });
  area.value = text;
  dialog.replaceChildren(kg.element("form", { method: "dialog", class: "by-hand" }, kg.element("p", {}, kg.t("cite.byHand")), area, kg.element("button", { autofocus: true }, kg.t("cite.close"))));
  if (!dialog.open) dialog.showModal();
  area.focus(); area.select();
}
kg.copy = async (text) => {
  try { await navigator.clipboard.writeText(text); } catch { byHand(text); return; }
  kg.notice(kg.t("cite.copied"));
};

// cited({ node: i } | { edge: i }, "turtle"): the text of one kind; its maker is kg.citation[kind].
kg.cited = (what, kind) => kg.citation[kind](what);

kg.citeMenu = (what) => {
  const list = kg.element("div", { class: "menu", role: "menu", hidden: true });
  const button = kg.element("button", { type: "button", class: "cite", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => toggle(list.hidden) }, kg.t("cite.copy"), " ▾");
  const items = KINDS.map((kind) => kg.element("button", { type: "button", role: "menuitem", tabindex: "-1", "data-cite": kind, onclick: () => { toggle(false); kg.copy(kg.cited(what, kind)); } }, kg.t(`cite.${kind}`)));
  list.append(...items);
  const outside = (event) => { if (!box.contains(event.target)) toggle(false, false); };
  function toggle(open, back = true) {
    list.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    document[open ? "addEventListener" : "removeEventListener"]("pointerdown", outside);
    if (open) items[0].focus(); else if (back) button.focus();
  }
  const box = kg.element("div", { class: "cite-box", onkeydown: (event) => {
    if (list.hidden) return;
    const at = items.indexOf(document.activeElement), next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (next !== undefined) { event.preventDefault(); items.at(next % items.length).focus(); }
    if (event.key === "Escape") { event.stopPropagation(); toggle(false); }
    if (event.key === "Tab") toggle(false, false);
  } }, button, list);
  return box;
};
})();

// A field with suggestions while typing (ARIA combobox with a listbox): kg.combobox({ id, label, hint, options, choose, … }).
// options(text) → [{ key, lines: [elements] }]; choose(option) is told of Enter and clicks. Words being composed by an input method
// are left alone until they are there.
(() => {
"use strict";
kg.combobox = ({ id, label, hint = "", options, choose, none }) => {
  const list = kg.element("ul", { id: `${id}-list`, role: "listbox", class: "options", hidden: true });
  const input = kg.element("input", {
    id, type: "text", role: "combobox", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  });
  let shown = [], at = -1;
  const mark = (k) => {
    at = k;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === k)));
    if (k >= 0) { input.setAttribute("aria-activedescendant", `${id}-${k}`); list.children[k].scrollIntoView({ block: "nearest" }); } else input.removeAttribute("aria-activedescendant");
  };
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); mark(-1); };
  const take = (k) => { const option = shown[k]; close(); if (option) choose(option, input); };
  const row = (option, k) => kg.element("li", {
    role: "option", id: `${id}-${k}`, "data-key": option.key, class: option.none ? "none" : null, "aria-selected": "false",
    onpointerdown: (event) => event.preventDefault(), onclick: () => take(k), onpointermove: () => { if (at !== k) mark(k); },
  }, ...option.lines);
  // Fixed to the window, where no scrolling box cuts it off: below the field, or above it where there is more room.
  const put = () => {
    const { left, top, bottom, width } = input.getBoundingClientRect(), below = innerHeight - bottom - 12, above = top - 12, up = below < 220 && above > below;
    list.style.minWidth = `${width}px`;
    list.style.maxHeight = `${Math.min(460, up ? above : below)}px`;
    list.style.left = `${Math.max(8, Math.min(left, innerWidth - list.offsetWidth - 8))}px`;
    list.style.top = up ? "auto" : `${bottom + 4}px`;
    list.style.bottom = up ? `${innerHeight - top + 4}px` : "auto";
  };
  const open = () => {
    shown = options(input.value);
    const nothing = !shown.length && input.value.trim();
    list.replaceChildren(...shown.map(row), ...(nothing ? [kg.element("li", { class: "not-found", role: "option", "aria-disabled": "true" }, kg.t(none ?? "find.none"))] : []));
    list.hidden = !list.childElementCount;
    if (!list.hidden) put();
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(shown.length ? 0 : -1);
  };
  input.addEventListener("input", (event) => { if (!event.isComposing) open(); });
  input.addEventListener("compositionend", open);
  input.addEventListener("focus", open);
  input.addEventListener("click", () => { if (list.hidden) open(); });
  input.addEventListener("blur", close);
  addEventListener("scroll", (event) => { if (!list.hidden && !list.contains(event.target)) close(); }, true);
  addEventListener("resize", () => { if (!list.hidden) close(); });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (list.hidden) open(); else if (shown.length) mark((at + step + shown.length) % shown.length);
    } else if (event.key === "Enter" && !list.hidden && at >= 0) { event.preventDefault(); take(at); }
    else if (event.key === "Escape") {
      event.stopPropagation();
      if (!list.hidden && input.value) { input.value = ""; close(); } else { close(); input.blur(); }
    }
  });
  const name = () => { input.setAttribute("aria-label", kg.t(label)); list.setAttribute("aria-label", kg.t(label)); if (hint) input.placeholder = kg.t(hint); };
  name();
  return { box: kg.element("div", { class: "combobox" }, input, list), input, list, name, close };
};

// A suggestion as it is shown: sign, name with the matched part marked, other name, class or count.
kg.suggestion = ({ node, start, end, alias }, note) => {
  const marked = (text) => { const chars = Array.from(text); return end ? [chars.slice(0, start).join(""), kg.element("mark", {}, chars.slice(start, end).join("")), chars.slice(end).join("")] : [text]; };
  return {
    key: node.id, node,
    lines: [kg.sign(node.type), kg.element("span", { class: "name" }, ...(alias ? [node.name] : marked(node.name)),
      alias ? kg.element("span", { class: "alias" }, ...marked(alias)) : null), kg.element("span", { class: "kind" }, note ?? kg.t(`kind.${node.type}`))],
  };
};
})();

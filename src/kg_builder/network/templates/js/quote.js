// Quotations: the sentence in its paragraph, who says it, where it stands.
(() => {
"use strict";
const SIDE = 110, FIRST = 3, STEP = 200; // characters of the paragraph on each side of the words; quotations before a button; made at once
const SENTENCE = /[。！？；!?;\n]["”’」』]*/g;
const CLAUSE = /[，,、：:]/g;
const link = (address) => /^https?:\/\//i.test(address);

// The part of a long text nearest to the words, from the start or to the end of a sentence where one is near.
function folded(text, before) {
  const letters = Array.from(text);
  if (letters.length <= SIDE * 1.3) return text;
  const near = (before ? letters.slice(-SIDE) : letters.slice(0, SIDE)).join("");
  const ends = (mark) => [...near.matchAll(mark)].map((match) => match.index + match[0].length).filter((at) => at < near.length);
  if (before) return near.slice(ends(SENTENCE).find((at) => at < near.length * 0.8) ?? ends(CLAUSE)[0] ?? 0);
  return near.slice(0, ends(SENTENCE).reverse().find((at) => at > near.length * 0.2) ?? near.length);
}

function words(place) {
  const { before, quote, after } = place;
  const left = kg.element("span"), right = kg.element("span");
  const box = kg.element("blockquote", { lang: "zh" }, left, kg.element("mark", {}, quote), right);
  const short = [folded(before, true), folded(after, false)];
  const isLong = short[0] !== before || short[1] !== after;
  let whole = false;
  const fill = () => {
    left.textContent = whole || short[0] === before ? before : `…${short[0]}`;
    right.textContent = whole || short[1] === after ? after : `${short[1]}…`;
  };
  fill();
  if (!isLong) return [box];
  const toggle = kg.element("button", { type: "button", class: "plain unfold", "aria-expanded": "false", onclick: () => {
    whole = !whole; fill();
    toggle.textContent = kg.t(whole ? "read.fold" : "read.unfold"); toggle.setAttribute("aria-expanded", String(whole));
  } }, kg.t("read.unfold"));
  return [box, toggle];
}

// The title of an article, a link where its address is one of the web.
kg.articleName = (article) => (link(article.url) ? kg.element("a", { href: article.url, rel: "noreferrer noopener", target: "_blank", title: article.title }, article.title) : kg.element("cite", { title: article.title }, article.title));

function one(given) {
  const place = kg.place(given);
  const [box, toggle] = place.quote ? words(place) : [];
  const { article, speaker } = place;
  return kg.element("figure", { class: "quote" }, box, kg.element("figcaption", {},
    speaker && kg.element("span", { class: "speaker" }, kg.t("read.speaker"), " ", kg.nameButton(speaker)),
    kg.articleName(article), article.publisher && kg.element("span", {}, article.publisher), article.date && kg.element("time", { datetime: article.date }, article.date),
    kg.element("span", { class: "range" }, kg.t("read.range", place.start, place.end)), toggle));
}

// All quotations of a statement; past the first ones a button unfolds the rest. `more` counts those the page does not hold.
kg.quotations = (evidence, more = 0) => {
  const ordered = [...evidence].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return [kg.further(ordered.map((each) => () => one(each)), FIRST, "read.quotes"), more ? kg.element("p", { class: "soft small" }, kg.t("read.elsewhere", more)) : null];
};

// The first elements of a list of makers, then a button that makes the rest: nothing is made that nobody reads.
kg.further = (makers, first, key, tag = "div") => {
  const box = kg.element(tag, { class: "further" }, makers.slice(0, first).map((make) => make()));
  let at = first;
  if (makers.length <= at) return box;
  const button = kg.element("button", { type: "button", class: "plain more", onclick: () => {
    const made = makers.slice(at, at + STEP).map((make) => make());
    at += STEP;
    held.before(...made);
    if (at < makers.length) button.textContent = kg.t(key, makers.length - at); else held.remove();
    (made[0].matches("button") ? made[0] : made[0].querySelector("button, a"))?.focus({ preventScroll: true });
  } }, kg.t(key, makers.length - at));
  const held = tag === "ul" ? kg.element("li", {}, button) : button;
  box.append(held);
  return box;
};

// A node as a button that chooses it, with its sign.
kg.nameButton = (node) => kg.element("button", { type: "button", class: "name", title: kg.t(node.type), onclick: () => kg.choose(node.i) }, kg.sign(node.type), kg.element("bdi", {}, node.name));
})();

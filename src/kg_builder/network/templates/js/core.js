// The ground of all scripts of the page: one name, `kg`, and what each of them needs to make elements and say words.
// Text of articles and names goes into the page through textContent alone.
const kg = {};
(() => {
"use strict";
const words = JSON.parse(document.getElementById("words").textContent);

// t("counts", 3, 5): the words of a key in the language of the page, with {0}, {1} … filled in.
kg.t = (key, ...values) => (words[kg.language][key] ?? key).replace(/\{(\d)\}/g, (whole, n) => values[n] ?? whole);
kg.language = "zh";

// element("button", { class: "tag", type: "button", onclick: f }, "text", child …); values of null, undefined, false are left out.
kg.element = (tag, given = {}, ...children) => {
  const svg = ["svg", "path", "g", "line", "circle", "rect", "text", "title", "polyline"].includes(tag) && given.svg !== false;
  const made = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false || name === "svg") continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
};

// The colour of a CSS variable as the browser resolves it, for canvases: colour("ink"), colour("Official").
const probe = document.createElement("i");
probe.hidden = true;
document.body.append(probe);
const resolved = new Map();
kg.colour = (name) => {
  if (!resolved.has(name)) { probe.style.color = `var(--${name})`; resolved.set(name, getComputedStyle(probe).color); }
  return resolved.get(name);
};
kg.forgetColours = () => resolved.clear();

const shapes = { dot: "M6.5 1a5.5 5.5 0 1 0 .01 0z", square: "M1.5 1.5h10v10h-10z", hexagon: "M3.6 1.4h5.8l3 5.1-3 5.1H3.6l-3-5.1z", star: "M6.5.5l1.8 4.1 4.5.4-3.4 3 1 4.4-3.9-2.4-3.9 2.4 1-4.4-3.4-3 4.5-.4z", triangle: "M6.5 1l5.8 10.5H.7z", triangleDown: "M6.5 12L.7 1.5h11.6z", diamond: "M6.5.5l6 6-6 6-6-6z" };
// The sign of a class, 13 pixels wide, in its colour.
kg.sign = (type) => kg.element("svg", { viewBox: "0 0 13 13", class: "sign", "aria-hidden": "true" }, kg.element("path", { d: shapes[kg.data.styles[type].shape], fill: `var(--${type})` }));

// A short message at the foot of the page, told to screen readers as well.
let fading;
kg.notice = (text) => {
  const place = document.getElementById("notice");
  place.textContent = text; place.setAttribute("role", "status");
  clearTimeout(fading);
  fading = setTimeout(() => { place.textContent = ""; }, 4000);
};
})();

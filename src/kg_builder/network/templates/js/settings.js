// Language and ground, as the reader wants them; kept for the next visit where the browser lets us.
(() => {
"use strict";
const kept = (key) => { try { return localStorage.getItem(`kg-builder.${key}`); } catch { return null; } };
const keep = (key, value) => { try { localStorage.setItem(`kg-builder.${key}`, value); } catch { /* a file may have no storage */ } };

kg.speak = (language) => {
  kg.language = language;
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  keep("language", language);
  kg.tell("language");
};
// "auto", "light" or "dark".
kg.ground = (theme) => {
  kg.theme = theme;
  document.documentElement.dataset.theme = theme;
  keep("theme", theme);
  kg.forgetColours();
  kg.tell("theme");
};
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { kg.forgetColours(); kg.tell("theme"); });
for (const [type, style] of Object.entries(kg.data.styles)) document.documentElement.style.setProperty(`--${type}`, `light-dark(${style.light}, ${style.dark})`);
kg.language = kept("language") ?? ((navigator.language || "zh").toLowerCase().startsWith("zh") ? "zh" : "en");
kg.theme = kept("theme") ?? "auto";
document.documentElement.lang = kg.language === "zh" ? "zh-Hans" : "en";
document.documentElement.dataset.theme = kg.theme;
})();

// Everything is there: reads the address, draws, and says so.
(() => {
"use strict";
document.title = [...kg.articles.slice(0, 1).map((article) => article.title), "kg-builder"].join(" · ");
kg.tell("language", "theme");
kg.startViews();
if (location.hash.length > 1) kg.readAddress();
document.documentElement.dataset.ready = "true";
})();

"use strict"; // A cell opens its sentences over the table; without this file it leads to them below.
(() => {
  const dialog = document.getElementById("sentence");
  if (!dialog || !dialog.showModal) return;
  document.querySelector("table.comparison").addEventListener("click", (event) => {
    const link = event.target.closest("a.open");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const cell = document.getElementById(link.hash.slice(1));
    const thing = cell.parentElement.querySelector("h3 .thing").textContent;
    const copy = cell.cloneNode(true);
    copy.removeAttribute("id");
    copy.querySelector(".back").remove();
    document.getElementById("sentence-title").textContent = thing.trim();
    dialog.querySelector(".body").replaceChildren(copy);
    dialog.showModal();
    dialog.addEventListener("close", () => link.focus(), { once: true });
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
})();

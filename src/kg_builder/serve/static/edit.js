"use strict"; // Words that are selected in an article go along to the form; without this file they are typed there.
(() => {
  const text = document.querySelector("article.text");
  const link = document.getElementById("picked");
  if (!text || !link) return;
  const start = link.getAttribute("href");
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    link.hidden = true;
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return;
    const copy = range.cloneContents();
    copy.querySelectorAll(".ref").forEach((number) => number.remove());
    const words = copy.textContent.trim();
    if (!words || words.length > 500) return;
    link.href = `${start}&words=${encodeURIComponent(words)}`;
    link.hidden = false;
  });
})();

// The pages work without this file. It adds: "/" goes to the search box, suggestions while one types, and in an article the
// words of the statement whose number was clicked.
"use strict";
const box = document.getElementById("q");
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); box.focus(); box.select(); }
});

const list = document.createElement("ul");
list.id = "suggestions"; list.className = "suggest"; list.role = "listbox"; list.hidden = true;
box.form.append(list);
for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": list.id, "aria-expanded": "false", "aria-autocomplete": "list" })) box.setAttribute(name, value);
let chosen = -1, asked = 0, available = true;

function close() { list.hidden = true; chosen = -1; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); }
function choose(place) {
  const all = [...list.children];
  chosen = (place + all.length) % all.length;
  all.forEach((each, i) => each.setAttribute("aria-selected", String(i === chosen)));
  all[chosen].scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", all[chosen].id);
}
function show(hits) {
  list.replaceChildren(...hits.map((hit, i) => {
    const line = document.createElement("li"), dot = document.createElement("i"), name = document.createElement("bdi"), kind = document.createElement("small");
    line.id = `suggestion-${i}`; line.role = "option"; line.setAttribute("aria-selected", "false");
    dot.className = `dot ${hit.type}`; name.textContent = hit.name; kind.textContent = String(hit.hint ?? "");
    line.append(dot, name, kind);
    line.addEventListener("mousedown", (event) => { event.preventDefault(); location.href = hit.page; });
    line.dataset.page = hit.page;
    return line;
  }));
  chosen = -1; list.hidden = hits.length === 0; box.setAttribute("aria-expanded", String(!list.hidden));
}
async function suggest() {
  const text = box.value.trim(), own = ++asked;
  if (!text || !available) { close(); return; }
  try {
    const answer = await fetch(`/api/search?${new URLSearchParams({ q: text, limit: "8" })}`, { headers: { Accept: "application/json" } });
    if (answer.status === 404) available = false; // a server without the interface
    if (!answer.ok || own !== asked) return;
    const found = await answer.json();
    show((found.results ?? []).map((each) => ({ ...each, hint: each.matched_by === "alias" ? each.matched : "", page: `/page/${each.id.split("/").map(encodeURIComponent).join("/")}` })));
  } catch { close(); }
}
let waiting;
box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(suggest, 120); });
box.addEventListener("blur", close);
box.addEventListener("keydown", (event) => {
  if (event.isComposing || list.hidden) return; // an input method is still at work
  if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
  else if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen < 0 ? -1 : chosen - 1); }
  else if (event.key === "Escape") { event.preventDefault(); close(); }
  else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); location.href = list.children[chosen].dataset.page; }
});

// In an article: the words of the statement that the address names.
function mark() {
  const id = location.hash.match(/^#[en]-([0-9a-f]+)$/)?.[1];
  if (!id || !document.querySelector(".text")) return;
  for (const each of document.querySelectorAll(".chosen")) each.classList.remove("chosen");
  for (const each of document.querySelectorAll(`.text [data-e~="${id}"]`)) each.classList.add("chosen");
  const note = document.getElementById(`n-${id}`);
  if (!note) return;
  note.classList.add("chosen");
  const beside = note.closest("aside");
  if (beside.scrollHeight > beside.clientHeight && location.hash.startsWith("#e-")) beside.scrollTop = note.offsetTop - beside.offsetTop - beside.clientHeight / 3;
}
addEventListener("hashchange", mark);
mark();

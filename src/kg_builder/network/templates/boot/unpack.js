// A large page holds its data packed: unpacks them, puts them where data.js reads them, and then runs the scripts of the page, which
// wait as text. A script that is put in runs at once and in turn, and only one that the page's policy names by its hash runs at all.
(async () => {
"use strict";
const letters = atob(document.getElementById("packed").textContent), bytes = new Uint8Array(letters.length);
for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
const opened = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
document.getElementById("data").textContent = await new Response(opened).text();
for (const waiting of document.querySelectorAll("script.waiting")) {
  const script = document.createElement("script");
  script.textContent = waiting.textContent;
  waiting.replaceWith(script);
}
})();

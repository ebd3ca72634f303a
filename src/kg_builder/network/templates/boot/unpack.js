// A large page holds its data and its scripts packed: unpacks them, puts the data where data.js reads them, and runs the scripts. A
// script that is put in runs at once and in turn, and only one that the page's policy names by its hash runs at all.
(async () => {
"use strict";
const letters = atob(document.getElementById("packed").textContent), bytes = new Uint8Array(letters.length);
for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
const opened = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
const [data, ...scripts] = (await new Response(opened).text()).split("\0");
document.getElementById("data").textContent = data;
for (const text of scripts) {
  const script = document.createElement("script");
  script.textContent = text;
  document.body.append(script);
}
})();

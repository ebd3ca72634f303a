// Finds nodes by what is typed: characters, aliases, pinyin, initials, in any mixture ("朱yz"). A name is matched character by
// character; each by itself, by one of its readings, by its initial, and the last one typed by the beginning of a reading.
(() => {
"use strict";
const known = new Map();
// What may be typed for a character: [typed, whether it is the whole of it].
const typings = (char) => {
  if (!known.has(char)) {
    const ways = new Map([[char, true]]);
    for (const reading of (kg.data.readings[char] ?? "").split(" ").filter(Boolean)) {
      const said = reading.replace(/ü/g, "v");
      ways.set(said, true);
      for (const initial of [said[0], /^[zcs]h/.exec(said)?.[0]]) if (initial && !ways.has(initial)) ways.set(initial, false);
    }
    known.set(char, { skipped: /[\s·•・“”"'‘’《》]/.test(char), ways: [...ways], firsts: new Set([...ways.keys()].map((way) => way[0])) });
  }
  return known.get(char);
};
const folded = (text) => text.normalize("NFKC").toLowerCase();
kg.asTyped = (text) => folded(text).replace(/[\s'’·•・“”"《》]/g, "").replace(/ü/g, "v");

// Where `typed` is matched from `start` on: { end, loose } (loose: by initials or beginnings), or null. All ways are followed at once.
const matchFrom = (name, start, typed) => {
  let reached = new Map([[0, false]]);
  for (let k = start; k < name.length; k++) {
    const next = new Map(), { skipped, ways } = name[k];
    if (skipped && k > start) { for (const [at, loose] of reached) next.set(at, loose); }
    for (const [at, loose] of reached) for (const [way, whole] of ways) {
      if (typed.startsWith(way, at)) put(next, at + way.length, loose || !whole);
      else if (at < typed.length && way.length > typed.length - at && way.startsWith(typed.slice(at))) put(next, typed.length, true);
    }
    if (next.has(typed.length)) return { end: k + 1, loose: next.get(typed.length) };
    if (!next.size) return null;
    reached = next;
  }
  return null;
};
const put = (map, at, loose) => { if (!map.has(at) || (map.get(at) && !loose)) map.set(at, loose); };

// The best match in one name: { rank, start, end }; rank 0 exact, 1 at its beginning, 2 within, and a half more where it is loose.
const matchName = (chars, typed) => {
  let best = null;
  for (let start = 0; start < chars.length; start++) {
    if (chars[start].skipped || !chars[start].firsts.has(typed[0])) continue; // most of 10,000 names end here
    const found = matchFrom(chars, start, typed);
    if (!found) continue;
    const rank = (start ? 2 : found.end === chars.length ? 0 : 1) + (found.loose ? 0.5 : 0);
    if (!best || rank < best.rank) best = { rank, start, end: found.end };
    if (!start || !found.loose) break; // nothing further on is better
  }
  return best;
};

let names = null;
const prepared = () => (names ??= kg.nodes.map((node) => [node.name, ...node.aliases].map((name) => Array.from(name, (char) => typings(folded(char))))));
setTimeout(prepared, 500); // before the first letter is typed
const order = new Map(["Official", "Campaign", "Bureau", "Region", "Task", "Phase", "Slogan", "Goal", "Meeting", "Post", "Commitment"].map((type, k) => [type, k]));
const late = (node) => (kg.data.folded.includes(node.type) ? 1 : 0);
// One number to sort by: posts and pledges last, then by match, class and degree.
const weight = (node, rank) => ((late(node) * 16 + rank * 4) * 16 + order.get(node.type)) * 1e6 - Math.min(node.edges.length, 999_999);

// find("zyz") → [{ node, rank, start, end, alias }], best first; `alias` is the other name that was matched, if one was.
kg.find = (text, { most = 30, among = () => true } = {}) => {
  const typed = kg.asTyped(text), found = [];
  if (!typed) return found;
  prepared().forEach((own, i) => {
    if (!among(kg.nodes[i])) return;
    let best = null;
    own.forEach((chars, k) => {
      const match = matchName(chars, typed), rank = match && match.rank + (k ? 0.25 : 0);
      if (match && (!best || rank < best.rank)) best = { node: kg.nodes[i], ...match, rank, alias: k ? kg.nodes[i].aliases[k - 1] : null };
    });
    if (best) found.push({ ...best, weight: weight(best.node, best.rank) });
  });
  found.sort((a, b) => a.weight - b.weight);
  // However many other things match, a few posts and pledges are among what is shown.
  const last = found.filter(({ node }) => late(node)), rest = found.length - last.length;
  return [...found.slice(0, Math.min(rest, Math.max(most - last.length, most - 5))), ...last.slice(0, Math.max(5, most - rest))].slice(0, most);
};
})();

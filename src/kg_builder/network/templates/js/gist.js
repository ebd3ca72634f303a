// What the graph says in sum: who leads what, phases in their order, who takes up a thing and who is silent on it.
(() => {
"use strict";
kg.gist = {};
const officials = (edges, predicate) => new Set(edges.filter((edge) => edge.predicate === predicate && kg.nodes[edge.from].type === "Official").map((edge) => edge.from));
const listed = (set) => [...set].map((i) => kg.nodes[i]);
const once = (make) => { let made = null; return () => (made ??= make()); };

// Officials who say something in this graph, those of most statements first.
kg.gist.speaking = once(() => {
  const found = new Set();
  for (const edge of kg.edges) {
    if (["commitsTo", "invokes"].includes(edge.predicate) && kg.nodes[edge.from].type === "Official") found.add(edge.from);
    for (const [, , , speaker] of edge.evidence) if (speaker >= 0 && kg.nodes[speaker].type === "Official") found.add(speaker);
  }
  return listed(found).sort((a, b) => b.edges.length - a.edges.length || a.i - b.i);
});

// Of a thing that can be pledged: the officials who commit to it, who only invoke it, and who speak but not of it.
kg.gist.stances = (i) => {
  const edges = kg.nodes[i].edges.filter((edge) => edge.to === i);
  const commits = officials(edges, "commitsTo"), invokes = officials(edges, "invokes");
  for (const each of commits) invokes.delete(each);
  return { commits: listed(commits), invokes: listed(invokes), silent: kg.gist.speaking().filter((node) => !commits.has(node.i) && !invokes.has(node.i)) };
};

// Phases or other nodes so that each stands after those that nextPhase puts before it; what nothing orders keeps its place.
kg.gist.inOrder = (nodes) => {
  const wanted = new Set(nodes.map((node) => node.i)), done = new Set(), ordered = [];
  const visit = (node) => {
    if (done.has(node.i)) return;
    done.add(node.i);
    for (const edge of node.edges) if (edge.predicate === "nextPhase" && edge.to === node.i && wanted.has(edge.from)) visit(kg.nodes[edge.from]);
    ordered.push(node);
  };
  // a phase with no neighbour in the order comes after those that have one
  const tied = (node) => node.edges.some((edge) => edge.predicate === "nextPhase" && wanted.has(edge.from) && wanted.has(edge.to));
  [...nodes.filter(tied), ...nodes.filter((node) => !tied(node))].forEach(visit);
  return ordered;
};
const partsOf = (i, predicate) => kg.nodes[i].edges.filter((edge) => edge.predicate === predicate && edge.to === i).map((edge) => kg.nodes[edge.from]);
kg.phasesOf = (i) => kg.gist.inOrder(partsOf(i, "phaseOf"));
kg.gist.tasksOf = (i) => partsOf(i, "taskOf");

// The campaigns by how much is said of them.
kg.gist.campaigns = once(() => kg.nodes.filter((node) => node.type === "Campaign").sort((a, b) => b.edges.length - a.edges.length || a.i - b.i));

// Who leads which body today: edges, the leaders of most statements first.
kg.gist.leading = once(() => kg.edges.filter((edge) => edge.predicate === "leads" && !edge.former)
  .sort((a, b) => kg.nodes[b.from].edges.length - kg.nodes[a.from].edges.length || a.from - b.from));

// The formulas that one official alone takes up: [{ official, slogans }]; with fewer than two who speak the question has no sense.
kg.gist.alone = once(() => {
  if (kg.gist.speaking().length < 2) return [];
  const by = new Map();
  for (const node of kg.nodes) {
    if (node.type !== "Slogan") continue;
    const users = new Set(node.edges.filter((edge) => edge.to === node.i && ["commitsTo", "invokes"].includes(edge.predicate) && kg.nodes[edge.from].type === "Official").map((edge) => edge.from));
    if (users.size !== 1) continue;
    const [user] = users;
    if (!by.has(user)) by.set(user, []);
    by.get(user).push(node);
  }
  return kg.gist.speaking().filter((node) => by.has(node.i)).map((official) => ({ official, slogans: by.get(official.i) }));
});
})();

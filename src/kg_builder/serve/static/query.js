"use strict"; // Puts YASGUI in the place of the plain form. It asks this server alone, and knows the prefixes of this graph alone.
(() => {
  const place = document.getElementById("yasgui");
  if (!place || typeof Yasgui === "undefined") return;
  const settings = JSON.parse(place.dataset.settings);
  const written = document.getElementById("query").value;
  const endpoint = new URL(settings.endpoint, location.href).href;
  const prefixes = Object.entries(settings.prefixes).map(([name, iri]) => `${name}: <${iri}>`);

  // The completer that comes with YASGUI offers a list from prefix.cc, in which anybody may write: ours takes its place.
  const theirs = Yasgui.Yasqe.Autocompleters.prefixes;
  Yasgui.Yasqe.registerAutocompleter({ ...theirs, persistenceId: null, get: () => Promise.resolve(prefixes) }, false);

  const open = (query, name) => editor.addTab(true, { name, yasqe: { value: query } });
  Yasgui.Yasr.defaults.plugins.table.dynamicConfig = { compact: true, isEllipsed: false }; // values as they are, whole
  place.hidden = false;
  const editor = new Yasgui(place, {
    persistenceId: "kg-builder", tabName: settings.tab,
    populateFromUrl: false,
    copyEndpointOnNewTab: true,
    requestConfig: { endpoint, method: "POST", acceptHeaderGraph: "text/turtle,*/*;q=0.5" },
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [] },
    yasqe: {
      autocompleters: ["prefixes", "variables"], prefixCcApi: null, showQueryButton: true, resizeable: true,
      createShareableLink: (yasqe) => `${location.origin}/query?${new URLSearchParams({ query: yasqe.getValue() })}`,
      value: written,
    },
    yasr: { prefixes: settings.prefixes, defaultPlugin: "table" },
  });
  document.getElementById("plain").hidden = true;
  document.getElementById("answer")?.remove();
  for (const input of place.querySelectorAll(".CodeMirror textarea, .autocompleteWrapper input")) {
    input.setAttribute("aria-label", input.closest(".CodeMirror") ? "SPARQL" : "Endpoint");
  }
  if (settings.given) open(written);

  for (const link of document.querySelectorAll(".examples a")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const example = settings.examples.find((each) => each.name === link.dataset.name);
      open(example.query, example.title);
    });
  }
  // What is of this graph opens here; other IRIs are names, and a click on one would leave this machine.
  new MutationObserver(() => {
    for (const link of place.querySelectorAll("a.iri")) {
      const iri = link.getAttribute("href") ?? "";
      if (iri.startsWith(settings.base)) link.setAttribute("href", `/id/${iri.slice(settings.base.length)}`);
    }
  }).observe(place, { childList: true, subtree: true });
  document.documentElement.dataset.ready = "true";
})();

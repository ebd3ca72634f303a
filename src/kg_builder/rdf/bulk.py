"""N-Quads into an Oxigraph store on disk: in bulk, in bounded memory."""

from pathlib import Path

import pyoxigraph

from kg_builder.model.errors import SourceError
from kg_builder.rdf.terms import PREFIXES


def load_store(folder: Path, nquads: Path, ontology: Path) -> int:
    """A new store with the graph, and the ontology in a graph of its own name; the number of quads.

    Raises SourceError where the graph is damaged.
    """
    store = pyoxigraph.Store(folder)
    try:
        store.bulk_load(path=nquads, format=pyoxigraph.RdfFormat.N_QUADS)
    except (SyntaxError, ValueError) as error:
        raise SourceError(f"{nquads}: the graph is damaged ({str(error).rstrip('.')}); build again.") from None
    terms = pyoxigraph.NamedNode(PREFIXES["kgb"].rstrip("#"))
    store.bulk_load(path=ontology / "kg.ttl", format=pyoxigraph.RdfFormat.TURTLE, to_graph=terms)
    store.optimize()
    store.flush()
    return len(store)

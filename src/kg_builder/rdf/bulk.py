"""N-Quads into an Oxigraph store on disk: in bulk, in bounded memory."""

from pathlib import Path

import pyoxigraph

from kg_builder.model.errors import SettingsError, SourceError
from kg_builder.rdf.terms import PREFIXES

_AT_ONCE = 16 * 1024**2  # bytes: a bulk load holds all of it in memory, at some ten times its size


def load_store(folder: Path, nquads: Path, ontology: Path) -> int:
    """A new store with the graph, and the ontology in a graph of its own name; the number of quads.

    Raises SourceError where the graph is damaged, SettingsError where the disk refuses the store.
    """
    try:
        store = pyoxigraph.Store(folder)
        with nquads.open("rb") as lines:
            while some := lines.read(_AT_ONCE):
                store.bulk_load(some + lines.readline(), format=pyoxigraph.RdfFormat.N_QUADS)
        terms = pyoxigraph.NamedNode(PREFIXES["kgb"].rstrip("#"))
        store.bulk_load(path=ontology / "kg.ttl", format=pyoxigraph.RdfFormat.TURTLE, to_graph=terms)
        store.optimize()
        store.flush()
    except FileNotFoundError as error:
        raise SourceError(f"{error.filename}: it is gone; build again.") from None
    except (SyntaxError, ValueError) as error:
        raise SourceError(f"{nquads}: the graph is damaged ({str(error).rstrip('.')}); build again.") from None
    except (OSError, RuntimeError) as error:
        why = " ".join(str(error).split()).rstrip(".")
        raise SettingsError(f"{folder}: the store cannot be written ({why}); mend that, then load again.") from None
    return len(store)

"""A generation of a graph made ready to be served: an Oxigraph store and an index to browse, both on disk.

OUT/.kg-builder/served/gen-5f0c…/store      made beside, then renamed: a folder of that name is whole
OUT/.kg-builder/served/gen-5f0c…/browse.sqlite
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg_builder.browse import Index, Linked, write_index
from kg_builder.model import codec
from kg_builder.model.annotation import LinkedArticle
from kg_builder.model.errors import SourceError
from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.pipeline import reload
from kg_builder.project import HOME, Output, latest, resource, writing
from kg_builder.rdf.bulk import load_store
from kg_builder.serve.shelf import Served

_KEPT = 2  # generations that are kept: the present one, and the one before for queries that still run


def load(out: Path, again: bool = False) -> Served:
    """The last good build of OUT, ready to be served; made where it is not, or where it is to be made `again`.

    Raises SourceError where OUT holds no build.
    """
    built = latest(out)
    if not built.nquads.is_file():
        raise SourceError(f"{out}: there is no build in this folder; run 'kg-builder build PATHS -o {out}' first.")
    home = out / HOME / "served"
    place = home / built.root.name
    with writing(out), _alone(home):
        if again:
            shutil.rmtree(place, ignore_errors=True)
        if not place.is_dir():
            _make(out, built, place)
            _tidy(home, place)
    return Served(built.root.name, Index(place / "browse.sqlite"), place / "store")


def _make(out: Path, built: Output, place: Path) -> None:
    new = place.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    load_store(new / "store", built.nquads, resource("ontology"))
    graph, texts = reload(out)
    write_index(new / "browse.sqlite", graph, texts, _named(built.mentions, graph))
    new.rename(place)


def _named(file: Path, graph: KnowledgeGraph) -> Iterator[Linked]:
    """Where articles name entities; what is no entity of the graph any more is left out."""
    if not file.is_file():
        return
    with file.open("rb") as lines:
        for line in lines:
            read = codec.decode(line, LinkedArticle)
            for mention in read.mentions:
                own = graph.redirects.get(mention.entity, mention.entity)
                if own in graph.entities and read.article in graph.articles:
                    yield read.article, mention.span.start, mention.span.end, own


def _tidy(home: Path, place: Path) -> None:
    """Removes what is older than the last ones, and what a killed load left."""
    others = sorted(
        (p for p in home.iterdir() if p.is_dir() and p != place), key=lambda p: p.stat().st_mtime, reverse=True
    )
    whole = [path for path in others if path.suffix != ".new"]
    for path in others:
        if path not in whole[: _KEPT - 1]:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One load at a time; a second one waits, and then finds the work done."""
    home.mkdir(parents=True, exist_ok=True)
    handle = os.open(home / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)

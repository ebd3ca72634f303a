"""A generation of a graph made ready to be served: an Oxigraph store and an index to browse, both on disk.

OUT/.kg-builder/served/gen-5f0c….1/store          made beside, synced, then renamed: a folder of that name is whole
OUT/.kg-builder/served/gen-5f0c….1/browse.sqlite  the number is the version of the index's tables
OUT/.kg-builder/served/gen-5f0c….1/graph/        the page of the graph, copied
OUT/.kg-builder/served/gen-5f0c….1/lease          locked by whoever serves from it: nobody removes it meanwhile
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg_builder.browse import VERSION, Index, Linked, write_index
from kg_builder.model import codec
from kg_builder.model.annotation import LinkedArticle
from kg_builder.model.errors import SourceError
from kg_builder.pipeline import lines
from kg_builder.project import HOME, Output, latest, resource, sync, writing
from kg_builder.rdf.bulk import load_store
from kg_builder.serve.shelf import Lease, Served

_KEPT = 2  # generations that are kept: the present one, and the one before for those who come back to it
_TRIES = 5  # builds that may swap in, one after the other, while we load


def load(out: Path, again: bool = False) -> Served:
    """The last good build of OUT, ready to be served; made where it is not, or where it is to be made `again`.

    Raises SourceError where OUT holds no build.
    """
    home = out / HOME / "served"
    for _ in range(_TRIES):
        built = latest(out)
        if not (built.nquads.is_file() and built.knowledge.is_file()):
            raise SourceError(f"{out}: there is no build in this folder; run 'kg-builder build PATHS -o {out}' first.")
        place = home / f"{_name(built)}.{VERSION}"
        try:
            with writing(out), _alone(home):
                if again or not place.is_dir():
                    _make(built, place)
                    _tidy(home, place)
                return _opened(place)
        except SourceError:
            if latest(out).root == built.root:
                raise  # else a build has removed what we were reading: on to what it left
    raise SourceError(f"{out}: builds replace the graph faster than it can be loaded; load when they have ended.")


def load_apart(out: Path) -> Served:
    """The same, but what takes memory and processor time is done by a process of its own that takes second place."""
    quietly = ["nice"] if shutil.which("nice") else []
    command = [*quietly, sys.executable, "-m", "kg_builder.cli", "load", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603 - ourselves
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"it ended with {done.returncode}."]
        raise SourceError(f"it could not be loaded: {said[-1]}")
    return load(out)


def newest(out: Path) -> str:
    """What the last good build of OUT is called among those that are served."""
    return f"{_name(latest(out))}.{VERSION}"


def _name(built: Output) -> str:
    """A generation's own name; of plain folders, which have none, one that changes with the files."""
    if built.root.name.startswith("gen-"):
        return built.root.name
    status = [file.stat() for file in (built.nquads, built.knowledge) if file.exists()]
    told = repr([(each.st_size, each.st_mtime_ns) for each in status])
    return f"plain-{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def _opened(place: Path) -> Served:
    lease = Lease(place / "lease")
    return Served(place.name, Index(place / "browse.sqlite"), place / "store", lease)


def _make(built: Output, place: Path) -> None:
    new, old = place.with_name(f"{place.name}.new"), place.with_name(f"{place.name}.old")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    load_store(new / "store", built.nquads, resource("ontology"))
    write_index(
        new / "browse.sqlite", _values(built.knowledge), lambda article: _text(built, article), _named(built.mentions)
    )
    _copy_pages(built, new / "graph")
    (new / "lease").touch()
    sync(*(path for path in new.rglob("*")), new)
    if place.is_dir():
        shutil.rmtree(old, ignore_errors=True)
        place.rename(old)
    new.rename(place)
    sync(place.parent)
    shutil.rmtree(old, ignore_errors=True)


def _copy_pages(built: Output, folder: Path) -> None:
    folder.mkdir()
    if built.page.is_file():
        shutil.copyfile(built.page, folder / built.page.name)
    if built.pages.is_dir():
        shutil.copytree(built.pages, folder / built.pages.name, copy_function=shutil.copyfile)


def _values(knowledge: Path) -> Iterator[object]:
    """The values of a graph as they stand in its file; a redirect as a pair."""
    try:
        for _, value in lines.values(knowledge):
            yield (value.old, value.new) if isinstance(value, lines.Redirect) else value
    except (ValueError, FileNotFoundError) as error:  # no JSON, or another shape
        raise SourceError(f"{knowledge}: written by another version, or damaged ({error}); build again.") from None


def _text(built: Output, article: str) -> str:
    file = built.articles / f"{article}.txt"
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{file}: the text as read is missing or damaged ({error}); build again.") from None


def _named(file: Path) -> Iterator[Linked]:
    """Where articles name entities, as the build found it."""
    if not file.is_file():  # a build of an earlier version
        return
    with file.open("rb") as found:
        for line in found:
            read = codec.decode(line, LinkedArticle)
            for mention in read.mentions:
                yield read.article, mention.span.start, mention.span.end, mention.entity


def _tidy(home: Path, place: Path) -> None:
    """Removes what is older than the last ones and served by nobody, and what a killed load left."""
    others = sorted(
        (p for p in home.iterdir() if p.is_dir() and p != place), key=lambda p: p.stat().st_mtime, reverse=True
    )
    whole = [path for path in others if path.suffix not in (".new", ".old")]
    for path in others:
        if path not in whole[: _KEPT - 1] and not Lease.held(path / "lease"):
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

"""All of it: a folder of articles becomes the files below OUT.

What was read and what stood in the last graph is kept in a workbook (`OUT/.kg-builder/workbook.sqlite`), so that a build
costs what changed since the last one; its files are those of a first build, byte for byte. Everything is written into a
folder inside OUT first; only a build that could be read back takes the place of the last one.
"""

import gc
import json
import platform
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kg_builder import __version__, rdf
from kg_builder.engines import start
from kg_builder.ingest import READABLE, Intake, container, sources
from kg_builder.model import codec
from kg_builder.model.article import Header, Reprint, Source
from kg_builder.model.errors import Issue, SettingsError, SourceError
from kg_builder.model.extension import Engine
from kg_builder.model.knowledge import KnowledgeGraph, Run
from kg_builder.model.pack import Pack
from kg_builder.pipeline import browsing, reading, recipe
from kg_builder.pipeline.corpus import Corpus, headers, repeating, unchanged
from kg_builder.pipeline.curated import NOT_CURATED, Curated
from kg_builder.pipeline.export import export
from kg_builder.pipeline.keeping import keep_all, keep_texts
from kg_builder.pipeline.reading import Listing, OnStep
from kg_builder.pipeline.reload import reload
from kg_builder.pipeline.reprinted import among
from kg_builder.pipeline.reprinted import told as told_of
from kg_builder.pipeline.writing import Writing
from kg_builder.project import (
    HOME,
    OWN,
    Draft,
    Output,
    generation,
    latest,
    listed,
    lock,
    refuse_foreign,
    report,
    resource,
)
from kg_builder.workbook import Changed, Damaged, Workbook, discard, in_order, open_workbook

SHAPED = 2000  # statements up to which a build checks the SHACL shapes itself; past that `kg-builder validate` does
FORMATS = ("nq", "ttl", "trig", "jsonld", "html")
_SMALL = ("trig", "jsonld")  # written by a build of up to SHAPED statements; past that `kg-builder export` does

_EACH = "each article"  # where they come in run.json

Counts = tuple[dict[str, int], dict[str, int]]  # entities by class, statements by predicate


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did."""

    articles: int
    entities: Mapping[str, int]
    statements: Mapping[str, int]
    issues: tuple[Issue, ...]
    faults: tuple[Issue, ...]  # what makes the graph unfit to be cited
    seconds: float
    folder: (
        Path  # where the files stand: OUT, or a folder inside it where they may not take the place of the last build
    )
    formats: tuple[str, ...]  # that were written
    curated: Curated = NOT_CURATED
    changed: bool = True  # False where the last build said the same: then nothing was written


def build(
    paths: Sequence[Path],
    out: Path,
    pack: Pack,
    workers: int = 1,
    on_step: OnStep = lambda step: None,
    intake: Intake | None = None,
    curation: Path | None = None,
    engine: Engine | None = None,
) -> Summary:
    """Reads all articles below `paths`, applies the corrections of the ledger, and writes OUT.

    The same articles give the same bytes (run.json's seconds aside), whatever the order of the paths, `workers`, the engine and
    what stood in OUT before. Raises SourceError where there is nothing to read, SettingsError where OUT cannot be written or
    is not a build's.
    """
    begun = time.monotonic()
    refuse_foreign(out, paths)
    curated = Curated.of(paths, curation, out)
    with _settled(), lock(out), generation(out) as draft, nullcontext(engine) if engine else start(workers) as crew:
        work = _Work(out, pack, crew, on_step, begun, intake, curated)
        try:
            return work.done(paths, draft)
        except (Damaged, sqlite3.DatabaseError, UnicodeDecodeError) as error:
            work.begin_again(draft.output, error)
        try:
            return work.done(paths, draft)
        except sqlite3.DatabaseError as error:
            raise SettingsError(f"{out}: the workbook cannot be written ({error}); give another folder.") from None


@contextmanager
def _settled() -> Iterator[None]:
    """What stands before a build, the pack above all, is no garbage: the collector does not look through it again and again."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class _Work:
    """One build."""

    def __init__(
        self,
        out: Path,
        pack: Pack,
        engine: Engine,
        on_step: OnStep,
        begun: float,
        intake: Intake | None,
        curated: Curated,
    ) -> None:
        self._out = out
        self._pack = pack
        self._engine = engine
        self._on_step = on_step
        self._begun = begun
        self._intake = intake
        self._curated = curated
        self._issues: list[Issue] = []
        self._workbook = out / HOME / "workbook.sqlite"

    def begin_again(self, place: Output, error: Exception) -> None:
        """The workbook is a cache: what it cannot tell is found out again. What was read outlives a harmed file."""
        if isinstance(error, Changed):
            book = open_workbook(self._workbook, recipe.of_reading(self._pack))
            book.put("generation", "")
            book.commit()
            book.close()
        else:
            discard(self._workbook)
        shutil.rmtree(place.root)
        place.root.mkdir()

    def done(self, paths: Sequence[Path], draft: Draft) -> Summary:
        """All of it, once. A workbook that was begun for nothing is gone again."""
        fresh = not self._workbook.exists()
        try:
            return self._done(paths, draft)
        except Exception:
            if fresh:
                discard(self._workbook)
            raise

    def _done(self, paths: Sequence[Path], draft: Draft) -> Summary:
        self._issues = []
        book = open_workbook(self._workbook, recipe.of_reading(self._pack))
        try:
            without = [*(self._out / name for name in OWN), *self._curated.files]
            found = sources(paths, self._issues.append, without, self._intake)
            listing = self._read(found, book, paths)
            summary = self._graph(book, listing, draft.output)
            if any(fault.code.startswith("evidence") for fault in summary.faults):
                return replace(summary, folder=draft.reject())
            changed = draft.commit()
            self._keep(book, summary)
            return replace(summary, changed=changed)
        finally:
            book.close()

    def _keep(self, book: Workbook, summary: Summary) -> None:
        """What the next build may go on from. The graph stands already: what the disk refuses here costs time only."""
        # what is wrong in a graph is looked for in all of it again, and corrected files are no ground to write on
        anew = summary.faults or self._curated.ledger.in_force
        # where this fails the tables name the generation before, and are not trusted
        with suppress(OSError, sqlite3.DatabaseError):
            book.put("generation", "" if anew else latest(self._out).root.name)
            book.commit()

    def _read(self, found: Iterable[Source], book: Workbook, paths: Sequence[Path]) -> Listing:
        listing = reading.read(found, book, self._pack, self._engine, self._issues.append, self._on_step)
        if not len(listing):
            given = self._intake or Intake()
            where = ", ".join(map(str, (*paths, *given.lists, *(tree.url for tree in given.elsewhere))))
            raise SourceError(f"{where}: no article could be read there; the reasons: {_reasons(self._issues)}")
        for _, keys in listing:
            for key in keys:
                self._issues.extend(reading.head(book, key).issues)
        self._issues.sort(key=lambda issue: (issue.where, issue.code, issue.message))
        return listing

    def _graph(self, book: Workbook, listing: Listing, place: Output) -> Summary:
        before, digests = self._before(book)
        for folder in (place.graph, place.articles, place.reports, place.annotations.parent):
            folder.mkdir(parents=True)
        self._on_step("resolving names")
        changes = Corpus(book, self._pack, self._engine).update(listing, self._reprints(book, listing))
        if before and not changes and not self._curated.ledger.entries:
            keep_all(before, place, digests)
            return self._summed(book, listing, place, (), _counts(book, None))
        run = Run(__version__, self._pack.name, self._pack.fingerprint)
        with Writing(book, run, place, self._workbook.parent, self._engine) as writing:
            keep_texts(before, place, unchanged(book), lambda own: reading.article(book, listing.of(own)).text)
            self._on_step("writing what changed")
            writing.articles(listing)
            writing.touched()
            writing.headers()
            writing.rest()
            self._on_step("writing the graph")
            writing.files(before, digests, listing)
            faults = writing.faults
        return self._finished(book, listing, place, faults)

    def _reprints(self, book: Workbook, listing: Listing) -> Mapping[str, Reprint]:
        sort = partial(in_order, self._workbook.parent)
        text, date = lambda own: reading.article(book, listing.of(own)), partial(reading.date, book)
        return among(reading.Signatures(book), date, text, sort)

    def _before(self, book: Workbook) -> tuple[Output | None, Mapping[str, str]]:
        """The files of the last build, where the workbook knows what stands in them."""
        before, own = latest(self._out), recipe.of_graph(self._pack)
        digests = {name: sha256 for name, (_, sha256) in listed(before.root).items()}
        if digests and book.get("graph") == own and book.get("generation") == before.root.name:
            return before, digests
        book.forget_graph()
        book.put("graph", own)
        return None, {}

    def _finished(self, book: Workbook, listing: Listing, place: Output, faults: list[Issue]) -> Summary:
        self._on_step("applying corrections")
        self._curated, graph, unmet = self._curated.apply(place)
        self._issues.extend(unmet)
        counts = _counts(book, graph)
        small = sum(counts[1].values()) <= SHAPED
        found = {*faults, *self._others(book, place, _formats(counts), small, graph is not None)}
        wrong = tuple(sorted(found, key=lambda issue: (issue.where, issue.code, issue.message)))
        checked = ["quotes", "facts", *(["shapes"] if small else [])]
        _json(place.validation, {"conforms": not wrong, "checked": checked, "faults": codec.plain(wrong)})
        return self._summed(book, listing, place, wrong, counts)

    def _summed(
        self, book: Workbook, listing: Listing, place: Output, wrong: tuple[Issue, ...], counts: Counts
    ) -> Summary:
        """What a build tells of itself."""
        report(place, self._issues)
        seconds = time.monotonic() - self._begun
        summary = Summary(
            len(listing), *counts, tuple(self._issues), wrong, seconds, self._out, _formats(counts), self._curated
        )
        _manifest(place, book, self._pack, summary)
        return summary

    def _others(
        self, book: Workbook, place: Output, formats: Sequence[str], small: bool, curated: bool
    ) -> tuple[Issue, ...]:
        """Writes the other formats; a small graph is checked as a whole, its shapes included."""
        if not small and not curated and browsing.is_large(book):
            self._on_step("writing html")
            browsing.write(book, place, self._engine)
            return ()
        graph, texts = reload(place.root)
        for form in formats:
            if form not in ("nq", "ttl"):
                self._on_step(f"writing {form}")
                export(graph, texts, form, place.graph)
        if not small:
            return rdf.misquoted(graph, texts) if curated else ()
        self._on_step("checking every shape and every quote")
        archive = place.nquads.read_text(encoding="utf-8")
        return (*rdf.misquoted(graph, texts), *rdf.validate(archive, resource("ontology"), texts))


def _counts(book: Workbook, graph: KnowledgeGraph | None) -> Counts:
    """Entities by class and statements by predicate, of the corrected graph where there is one."""
    if graph is not None:
        return (
            dict(sorted(Counter(str(each.type) for each in graph.entities.values()).items())),
            dict(sorted(Counter(str(each.predicate) for each in graph.statements.values()).items())),
        )
    return (
        dict(book.rows("SELECT kind, count(*) FROM entity GROUP BY kind ORDER BY kind")),
        dict(book.rows("SELECT predicate, count(*) FROM statement GROUP BY predicate ORDER BY predicate")),
    )


def _formats(counts: Counts) -> tuple[str, ...]:
    """What a build of so many statements writes."""
    small = sum(counts[1].values()) <= SHAPED
    return tuple(form for form in FORMATS if small or form not in _SMALL)


def _manifest(output: Output, book: Workbook, pack: Pack, summary: Summary) -> None:
    """run.json; what it tells of each article is written one by one."""
    told = {
        "kg_builder": __version__,
        "python": platform.python_version(),
        "libraries": recipe.versions(),
        "formats": summary.formats,
        "pack": {"name": pack.name, "title": pack.title, "fingerprint": pack.fingerprint},
        "inputs": [_EACH],
        "reprints": told_of(repeating(book)),
        "articles": summary.articles,
        "entities": summary.entities,
        "statements": summary.statements,
        "issues": len(summary.issues),
        **summary.curated.told(),
        "seconds": round(summary.seconds, 3),
    }
    before, after = json.dumps(told, ensure_ascii=False, indent=1).split(json.dumps(_EACH), 1)
    with output.run.open("w", encoding="utf-8") as file:
        file.write(before)
        for number, header in enumerate(headers(book)):
            each = json.dumps(_input(header), ensure_ascii=False, indent=1).replace("\n", "\n  ")
            file.write(f",\n  {each}" if number else each)
        file.write(f"{after}\n")


def _input(header: Header) -> dict[str, object]:
    return {
        "article": header.id,
        "source": header.source,
        "also": header.also,
        "in": container(header.source),
        "media_type": header.media_type,
        "sha256": header.sha256,
        "encoding": header.encoding,
        "decided_by": header.encoding_from,
    }


def _json(file: Path, value: object) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _reasons(issues: list[Issue]) -> str:
    return (
        " ".join(f"{issue.where}: {issue.message}" for issue in issues[:3])
        or f"no file has a suffix that is read ({READABLE})."
    )

"""All of it: a folder of articles becomes the files below OUT.

Everything is written into a folder inside OUT first; only a build that could be read back takes the place of the last one.
"""

import json
import platform
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from importlib import metadata
from pathlib import Path

from kg_builder import __version__, rdf
from kg_builder.curate import replay
from kg_builder.engines import start
from kg_builder.ingest import sources
from kg_builder.model import codec
from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.article import Header, Source
from kg_builder.model.errors import Issue, SourceError
from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.model.pack import Pack
from kg_builder.pipeline.annotate import annotate
from kg_builder.pipeline.assemble import assemble
from kg_builder.pipeline.curated import NOT_CURATED, Curated
from kg_builder.pipeline.export import export
from kg_builder.pipeline.reprinted import told
from kg_builder.project import OWN, Output, generation, lock, refuse_foreign, report, resource

SHAPED = 2000  # statements up to which a build checks the SHACL shapes itself; past that `kg-builder validate` does
FORMATS = ("nq", "ttl", "trig", "jsonld", "html")
_SHAPING = ("jieba", "networkx", "numpy", "opencc", "pypinyin", "rjieba")  # libraries whose version may change a result
OnStep = Callable[[str], None]  # what is being done, for a terminal


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
    curated: Curated = NOT_CURATED
    changed: bool = True  # False where the last build said the same: then nothing was written


def build(
    paths: Sequence[Path],
    out: Path,
    pack: Pack,
    workers: int = 1,
    on_step: OnStep = lambda step: None,
    curation: Path | None = None,
) -> Summary:
    """Reads all articles below `paths`, applies the corrections of the ledger, and writes OUT.

    The same articles give the same bytes (run.json's seconds aside), whatever the order of the paths and `workers`.
    Raises SourceError where there is nothing to read, SettingsError where OUT cannot be written or is not a build's.
    """
    begun = time.monotonic()
    refuse_foreign(out, paths)
    curated = Curated.of(paths, curation, out)
    issues: list[Issue] = []
    with lock(out), generation(out) as draft:
        found = sources(paths, issues.append, [*(out / name for name in OWN), *curated.files])
        annotated = _read(found, pack, workers, issues, on_step)
        if not annotated:
            where = ", ".join(map(str, paths))
            raise SourceError(f"{where}: no article could be read there; the reasons: {_reasons(issues)}")
        on_step("resolving names")
        texts = {a.document.article.header.id: a.document.article.text for a in annotated}
        graph, unmet = replay(assemble(annotated, pack), curated.ledger, texts)
        issues.extend(unmet)
        curated = replace(curated, applied=len(graph.corrections), unmet=len(unmet))
        faults = _write(draft.output, graph, texts, annotated, issues, on_step)
        good = not any(fault.code.startswith("evidence") for fault in faults)
        summary = Summary(
            len(annotated),
            dict(sorted(Counter(str(e.type) for e in graph.entities.values()).items())),
            dict(sorted(Counter(str(s.predicate) for s in graph.statements.values()).items())),
            tuple(issues),
            faults,
            time.monotonic() - begun,
            out,
            curated=curated,
        )
        _manifest(draft.output, list(graph.articles.values()), pack, summary)
        if good:
            return replace(summary, changed=draft.commit())
        return replace(summary, folder=draft.reject())


def _read(
    found: Iterable[Source], pack: Pack, workers: int, issues: list[Issue], on_step: OnStep
) -> list[AnnotatedArticle]:
    """Every article once; the same text in two files is one article with two sources."""
    read: dict[str, AnnotatedArticle] = {}
    for count, article in enumerate(start(workers).map(partial(annotate, pack=pack), found, issues.append), 1):
        header = article.document.article.header
        issues.extend(article.issues)
        on_step(f"{count} read: {header.source}")
        first = read.get(header.id)
        if first is not None:
            kept = first.document.article.header
            header = replace(kept, also=tuple(sorted({*kept.also, header.source})))
            document = replace(first.document, article=replace(first.document.article, header=header))
            article = replace(first, document=document)
        read[header.id] = article
    issues.sort(key=lambda issue: (issue.where, issue.code, issue.message))
    return [read[key] for key in sorted(read)]


def _write(
    output: Output,
    graph: KnowledgeGraph,
    texts: dict[str, str],
    annotated: Sequence[AnnotatedArticle],
    issues: list[Issue],
    on_step: OnStep,
) -> tuple[Issue, ...]:
    for folder in (output.graph, output.articles, output.reports, output.annotations.parent):
        folder.mkdir(parents=True)
    for article, text in texts.items():
        with (output.articles / f"{article}.txt").open("w", encoding="utf-8", newline="") as file:
            file.write(text)
    with output.annotations.open("wb") as lines:
        lines.writelines(codec.encode(article) + b"\n" for article in annotated)
    output.knowledge.write_bytes(codec.encode(graph) + b"\n")
    for form in FORMATS:
        on_step(f"writing {form}")
        export(graph, texts, form, output.graph)
    on_step("checking every shape and every quote")
    read_back = {article: (output.articles / f"{article}.txt").read_bytes().decode("utf-8") for article in texts}
    small = len(graph.statements) <= SHAPED
    archive = output.nquads.read_text(encoding="utf-8")
    faults = (*rdf.misquoted(graph, read_back), *rdf.validate(archive, resource("ontology"), read_back, shapes=small))
    checked = ["quotes", "facts", *(["shapes"] if small else [])]
    _json(output.validation, {"conforms": not faults, "checked": checked, "faults": [asdict(f) for f in faults]})
    report(output, issues)
    return faults


def _manifest(output: Output, articles: Sequence[Header], pack: Pack, summary: Summary) -> None:
    inputs = [
        {
            "article": h.id,
            "source": h.source,
            "also": h.also,
            "sha256": h.sha256,
            "encoding": h.encoding,
            "decided_by": h.encoding_from,
        }
        for h in articles
    ]
    _json(
        output.run,
        {
            "kg_builder": __version__,
            "python": platform.python_version(),
            "libraries": {name: metadata.version(name) for name in _SHAPING},
            "formats": FORMATS,
            "pack": {"name": pack.name, "title": pack.title, "fingerprint": pack.fingerprint},
            "inputs": inputs,
            "reprints": told(articles),
            "articles": summary.articles,
            "entities": summary.entities,
            "statements": summary.statements,
            "issues": len(summary.issues),
            **summary.curated.told(),
            "seconds": round(summary.seconds, 3),
        },
    )


def _json(file: Path, value: object) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _reasons(issues: list[Issue]) -> str:
    return (
        " ".join(f"{issue.where}: {issue.message}" for issue in issues[:3])
        or "no file has a suffix that is read (.txt, .md)."
    )

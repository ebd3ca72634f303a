"""All of it: a folder of articles becomes the files below OUT.

Everything is written into a folder beside OUT first; only a build that could be read back takes the place of the last one.
"""

import json
import platform
import shutil
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from kg_builder import __version__, rdf
from kg_builder.engines import start
from kg_builder.ingest import sources
from kg_builder.model import codec
from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.errors import Issue, SourceError
from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.model.pack import Pack
from kg_builder.pipeline.annotate import annotate
from kg_builder.pipeline.assemble import assemble
from kg_builder.pipeline.export import export
from kg_builder.project import Output, resource

FORMATS = ("nq", "ttl", "trig", "jsonld", "html")
_OWN = ("annotations", "articles", "graph", "reports", "run.json")  # what a build may replace in OUT


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did."""

    articles: int
    entities: Mapping[str, int]
    statements: Mapping[str, int]
    issues: tuple[Issue, ...]
    faults: tuple[Issue, ...]  # what makes the graph unfit to be cited
    seconds: float


def build(
    paths: Sequence[Path],
    out: Path,
    pack: Pack,
    workers: int = 1,
    on_article: Callable[[str], None] = lambda name: None,
) -> Summary:
    """Reads all articles below `paths` and writes OUT. Raises SourceError where there is nothing to read.

    The same articles give the same bytes (run.json's seconds aside), whatever the order of the paths and `workers`.
    """
    begun = time.monotonic()
    issues: list[Issue] = []
    annotated = _read(paths, pack, workers, issues, on_article)
    if not annotated:
        raise SourceError(
            f"{', '.join(map(str, paths))}: no article could be read there; the reasons: {_reasons(issues)}"
        )
    graph = assemble(annotated, pack)
    texts = {a.document.article.header.id: a.document.article.text for a in annotated}
    beside = out.parent / f".{out.name}.new"
    shutil.rmtree(beside, ignore_errors=True)
    faults = _write(Output(beside), graph, texts, annotated, issues)
    summary = Summary(
        len(annotated),
        dict(sorted(Counter(str(e.type) for e in graph.entities.values()).items())),
        dict(sorted(Counter(str(s.predicate) for s in graph.statements.values()).items())),
        tuple(issues),
        faults,
        time.monotonic() - begun,
    )
    _manifest(Output(beside), annotated, pack, summary)
    if not any(fault.code.startswith("evidence") for fault in faults):
        _swap(beside, out)
    return summary


def _read(
    paths: Sequence[Path], pack: Pack, workers: int, issues: list[Issue], on_article: Callable[[str], None]
) -> list[AnnotatedArticle]:
    """Every article once; the same text in two files is one article with two sources."""
    found: dict[str, AnnotatedArticle] = {}
    items = sources(paths, issues.append)
    for article in start(workers).map(partial(annotate, pack=pack), items, issues.append):
        header = article.document.article.header
        issues.extend(article.issues)
        on_article(header.source)
        first = found.get(header.id)
        if first is not None:
            kept = first.document.article.header
            header = replace(kept, also=tuple(sorted({*kept.also, header.source})))
            document = replace(first.document, article=replace(first.document.article, header=header))
            article = replace(first, document=document)
        found[header.id] = article
    issues.sort(key=lambda issue: (issue.where, issue.code, issue.message))
    return [found[key] for key in sorted(found)]


def _write(
    output: Output,
    graph: KnowledgeGraph,
    texts: dict[str, str],
    annotated: Sequence[AnnotatedArticle],
    issues: list[Issue],
) -> tuple[Issue, ...]:
    for folder in (output.graph, output.articles, output.reports, output.annotations.parent):
        folder.mkdir(parents=True)
    for article, text in texts.items():
        with (output.articles / f"{article}.txt").open("w", encoding="utf-8", newline="") as file:
            file.write(text)
    with output.annotations.open("wb") as lines:
        lines.writelines(codec.encode(article) + b"\n" for article in annotated)
    output.knowledge.write_bytes(codec.encode(graph))
    for form in FORMATS:
        export(graph, texts, form, output.graph)
    read_back = {article: (output.articles / f"{article}.txt").read_bytes().decode("utf-8") for article in texts}
    shapes = rdf.validate(output.nquads.read_text(encoding="utf-8"), resource("ontology"), read_back)
    faults = (*rdf.misquoted(graph, read_back), *shapes)
    _json(output.validation, {"conforms": not faults, "faults": [asdict(fault) for fault in faults]})
    with output.issues.open("wb") as lines:
        lines.writelines(codec.encode(issue) + b"\n" for issue in issues)
    return faults


def _manifest(output: Output, annotated: Sequence[AnnotatedArticle], pack: Pack, summary: Summary) -> None:
    inputs = [
        {
            "article": h.id,
            "source": h.source,
            "also": h.also,
            "sha256": h.sha256,
            "encoding": h.encoding,
            "decided_by": h.encoding_from,
        }
        for h in (a.document.article.header for a in annotated)
    ]
    _json(
        output.run,
        {
            "kg_builder": __version__,
            "python": platform.python_version(),
            "pack": {"name": pack.name, "title": pack.title, "fingerprint": pack.fingerprint},
            "inputs": inputs,
            "articles": summary.articles,
            "entities": summary.entities,
            "statements": summary.statements,
            "issues": len(summary.issues),
            "seconds": round(summary.seconds, 3),
        },
    )


def _json(file: Path, value: object) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _swap(new: Path, out: Path) -> None:
    """Puts the new files in the place of the old ones; what else lies in OUT stays."""
    out.mkdir(parents=True, exist_ok=True)
    for name in _OWN:
        old, fresh = out / name, new / name
        if old.is_dir():
            shutil.rmtree(old)
        fresh.replace(old)
    shutil.rmtree(new)


def _reasons(issues: list[Issue]) -> str:
    return (
        " ".join(f"{issue.where}: {issue.message}" for issue in issues[:3])
        or "no file has a suffix that is read (.txt, .md)."
    )

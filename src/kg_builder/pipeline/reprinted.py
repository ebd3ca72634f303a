"""Reprints among the articles of a corpus: each names its original, and what it only repeats counts once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from msgspec import structs

from kg_builder import reprints
from kg_builder.ingest import fold, plainly
from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.article import Article, Header, Reprint
from kg_builder.model.knowledge import KnowledgeGraph, Statement


def reprinted(annotated: Sequence[AnnotatedArticle]) -> Mapping[str, Reprint]:
    """Article id -> what it is a reprint of."""
    articles = {each.document.article.header.id: each.document.article for each in annotated}
    signatures = {each.document.article.header.id: each.signature for each in annotated}
    return among(signatures, lambda own: articles[own].header.date, articles.__getitem__)


def among(
    signatures: Mapping[str, bytes],
    date: Callable[[str], str | None],
    article: Callable[[str], Article],
    sort: reprints.Sort | None = None,
) -> Mapping[str, Reprint]:
    """The same from what is kept of each article; `article` is asked for those alone that are in doubt."""
    sorting = {"sort": sort} if sort else {}
    found = reprints.find(signatures, date, lambda own: plainly(article(own))[0].folded, **sorting)
    return {own: Reprint(each.original, each.measure.contained, each.measure.jaccard) for own, each in found.items()}


def counted_once(graph: KnowledgeGraph, found: Mapping[str, Reprint]) -> KnowledgeGraph:
    """The graph without evidence that a reprint only repeats; the headers say what is a reprint of what."""
    if not found:
        return graph
    originals = {own: reprint.of for own, reprint in found.items()}
    repeated = dict.fromkeys(found, 0)
    statements: dict[str, Statement] = {}
    for own, statement in graph.statements.items():
        kept = reprints.once(statement.evidence, originals, fold)
        if len(kept) < len(statement.evidence):
            for evidence in set(statement.evidence) - set(kept):
                repeated[evidence.article] += 1
            statement = structs.replace(statement, evidence=kept)
        statements[own] = statement
    articles = {
        own: replace(header, reprint=replace(found[own], repeated=repeated[own])) if own in found else header
        for own, header in graph.articles.items()
    }
    return structs.replace(graph, statements=statements, articles=articles)


def told(headers: Iterable[Header]) -> list[dict[str, object]]:
    """The choice, as run.json shows it: the originals with their reprints and how alike they are."""
    groups: dict[str, list[dict[str, object]]] = {}
    for header in headers:
        if header.reprint:
            groups.setdefault(header.reprint.of, []).append(
                {
                    "article": header.id,
                    "source": header.source,
                    "contained": header.reprint.contained,
                    "jaccard": header.reprint.jaccard,
                    "evidence_repeated": header.reprint.repeated,
                }
            )
    return [{"original": original, "reprints": each} for original, each in sorted(groups.items())]

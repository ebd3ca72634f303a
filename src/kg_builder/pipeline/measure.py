"""The pipeline run on gold texts, each by itself."""

import hashlib
from collections.abc import Sequence

from kg_builder.evaluate import Gold, Report, compare, report
from kg_builder.ingest import ingest
from kg_builder.model.article import Article, Source
from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.model.pack import Pack
from kg_builder.model.vocabulary import Predicate
from kg_builder.pipeline.annotate import annotate_article
from kg_builder.pipeline.assemble import assemble


def evaluate(golds: Sequence[Gold], pack: Pack) -> Report:
    """Figures of a set of gold texts."""
    used = {relation.predicate for gold in golds for relation in gold.relations}
    ignored = frozenset({Predicate.NEXT_PHASE} | ({Predicate.MEMBER_OF} - used))
    return report([compare(gold, predict(gold, pack), ignored) for gold in golds])


def predict(gold: Gold, pack: Pack) -> KnowledgeGraph:
    """The graph of one gold text; its date is the one the gold gives."""
    payload = gold.text.encode()
    article = ingest(Source(f"{gold.id}.txt", "text/plain", payload))
    header = _dated(article, gold.date or article.header.date)
    return assemble([annotate_article(header, pack)], pack)


def _dated(article: Article, date: str | None) -> Article:
    import dataclasses

    digest = hashlib.sha256(article.text.encode()).hexdigest()[:16]
    return dataclasses.replace(article, header=dataclasses.replace(article.header, id=digest, date=date))

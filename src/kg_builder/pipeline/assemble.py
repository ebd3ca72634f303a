"""The corpus' way: profiles, entities, statements, graph."""

from collections.abc import Sequence

from msgspec.structs import replace

from kg_builder import __version__
from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.knowledge import KnowledgeGraph, Run
from kg_builder.model.pack import Pack
from kg_builder.pipeline.reprinted import counted_once, reprinted
from kg_builder.resolve import Keys, link, merge, profile, state


def assemble(annotated: Sequence[AnnotatedArticle], pack: Pack) -> KnowledgeGraph:
    """The graph of the articles, whatever their order."""
    keys = [Keys(article) for article in annotated]
    linker = link(map(profile, annotated, keys), pack)
    statements = (each for article, own in zip(annotated, keys, strict=True) for each in state(article, linker, own))
    graph = merge(statements, linker, (article.document.article.header for article in annotated))
    graph = counted_once(graph, reprinted(annotated))
    return replace(graph, run=Run(__version__, pack.name, pack.fingerprint))

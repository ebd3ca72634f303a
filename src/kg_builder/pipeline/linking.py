"""What an article states, and which entity each of its mentions is, once its names have ids."""

from collections.abc import Sequence

from kg_builder.model.annotation import AnnotatedArticle, Linked, LinkedArticle
from kg_builder.model.knowledge import Statement, join
from kg_builder.model.vocabulary import EntityType
from kg_builder.resolve import Key, Keys, Linker, state

MARK = "\x1f"  # between the parts of a key
Ids = Sequence[tuple[str, str]]  # (key, id) of what an article names


def stated(annotated: AnnotatedArticle, ids: Ids) -> list[Statement]:
    """What an article states, each statement once."""
    parts: dict[str, list[Statement]] = {}
    for statement in state(annotated, _linker(annotated, ids)):
        parts.setdefault(statement.id, []).append(statement)
    return [join(each) for each in parts.values()]


def linked(annotated: AnnotatedArticle, ids: Ids) -> LinkedArticle:
    """Which entity each mention of an article is."""
    article = annotated.document.article.header.id
    linker, keys = _linker(annotated, ids), Keys(annotated)
    named = {
        Linked(mention.span, linker.of(article, keys.of(mention)))
        for mention in annotated.mentions
        if mention.type is not EntityType.DATE
    }
    return LinkedArticle(article, tuple(sorted(named, key=lambda each: (each.span.start, -each.span.end, each.entity))))


def _linker(annotated: AnnotatedArticle, ids: Ids) -> Linker:
    article = annotated.document.article.header.id
    return Linker({}, {(article, key_of_text(key)): own for key, own in ids}, ())


def key_of_text(text: str) -> Key:
    """A key as it was before it became a text."""
    kind, name, extra = text.split(MARK)
    return EntityType(kind), name, extra

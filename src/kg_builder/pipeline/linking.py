"""What an article states, and which entity each of its mentions is, once its names have ids."""

from collections.abc import Sequence

from kg_builder.model.annotation import AnnotatedArticle, Linked, LinkedArticle
from kg_builder.model.knowledge import Statement, join
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType
from kg_builder.resolve import Key, Keys, Linker, state

Ids = Sequence[tuple[Key, str]]  # (key, id) of what an article names


class Links:
    """What the mentions of one article are, looked up once for all that is asked of it."""

    def __init__(self, annotated: AnnotatedArticle, ids: Ids) -> None:
        self._annotated = annotated
        self._article = annotated.document.article.header.id
        self._linker = Linker({}, {(self._article, key): own for key, own in ids}, ())
        self._keys = Keys(annotated)

    def stated(self) -> list[Statement]:
        """What the article states, each statement once."""
        parts: dict[str, list[Statement]] = {}
        for statement in state(self._annotated, self._linker, self._keys):
            parts.setdefault(statement.id, []).append(statement)
        return [join(each) for each in parts.values()]

    def linked(self) -> LinkedArticle:
        """Which entity each mention of the article is."""
        named = {
            (mention.span.start, -mention.span.end, self._linker.of(self._article, self._keys.of(mention)))
            for mention in self._annotated.mentions
            if mention.type is not EntityType.DATE
        }
        return LinkedArticle(self._article, tuple(Linked(Span(start, -end), own) for start, end, own in sorted(named)))

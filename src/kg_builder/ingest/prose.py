r"""What a text says without the way it is set: no tags, no marks of Markdown, no wraps inside a sentence, no inner spaces.

The reader works on this text; `Prose.before` says where its characters stand in the text as read, which is never changed.

>>> prose = plain("<p>市<b>司法局</b>&nbsp;召开</p>")
>>> prose.text.strip(), prose.before(Span(prose.text.index("司"), prose.text.index("局") + 1))
('市司法局\xa0召开', Span(start=7, end=10))
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg_builder.ingest.markup import entities, markdown, tags, unseen
from kg_builder.ingest.spacing import breaks, margins, spaces
from kg_builder.ingest.wraps import wraps
from kg_builder.model.ruler import Edit, Ruler
from kg_builder.model.span import Span

_PASSES: tuple[Callable[[str], Iterator[Edit]], ...] = (tags, entities, unseen, markdown, breaks, spaces, wraps, margins)


@dataclass(frozen=True, slots=True)
class Prose:
    """The text to be read, and the passes that made it."""

    text: str
    rulers: tuple[Ruler, ...]

    def before(self, span: Span) -> Span:
        """A span of this text as one of the text as read."""
        for ruler in reversed(self.rulers):
            span = ruler.before(span)
        return span


def plain(text: str) -> Prose:
    """The text as one would read it aloud."""
    rulers = []
    for each in _PASSES:
        edits = tuple(each(text))
        if edits:
            ruler = Ruler.of(edits)
            text = ruler.edited(text)
            rulers.append(ruler)
    return Prose(text, tuple(rulers))

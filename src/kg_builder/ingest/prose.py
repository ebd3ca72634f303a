r"""What a text says without the way it is set: no tags, no marks of Markdown, no wraps inside a sentence, no inner spaces.

The reader works on this text; `Prose.before` says where its characters stand in the text as read, which is never changed.

>>> prose = plain("<p>市<b>司法局</b>&nbsp;召开</p>")
>>> prose.text.strip(), prose.before(Span(prose.text.index("司"), prose.text.index("局") + 1))
('市司法局\xa0召开', Span(start=7, end=10))
"""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg_builder.ingest.furniture import furniture
from kg_builder.ingest.markup import entities, markdown, tags, unseen
from kg_builder.ingest.spacing import breaks, margins, spaces
from kg_builder.ingest.wraps import wraps
from kg_builder.model.ruler import Edit, Ruler
from kg_builder.model.span import Span

_MARKS = (tags, entities, unseen, markdown)
_SETTING = (breaks, furniture, spaces, wraps, margins)


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

    def places(self) -> Callable[[Span], Span]:
        """`before` for many spans: worked out once for every character of this text."""
        if not self.rulers:
            return self.before
        first = array("q", range(self._size() + 1))
        last = first[:]
        for ruler in self.rulers:
            first, last = ruler.carried(first, last)
        return lambda span: Span(
            first[span.start], last[span.end - 1] + 1 if span.end > span.start else first[span.start]
        )

    def _size(self) -> int:
        """The length of the text as read."""
        return self.before(Span(len(self.text), len(self.text))).end


@lru_cache(maxsize=2)  # the masthead of a short article and its prose are one
def plain(text: str) -> Prose:
    """The text as one would read it aloud."""
    marks = _unmarked(text)
    prose = _passed(marks.text, _SETTING)
    return Prose(prose.text, marks.rulers + prose.rulers)


def unmarked(text: str) -> str:
    """The text without tags and marks, but with its white space: what a masthead is read from."""
    return _unmarked(text).text


@lru_cache(maxsize=2)
def _unmarked(text: str) -> Prose:
    return _passed(text, _MARKS)


def _passed(text: str, passes: tuple[Callable[[str], Iterator[Edit]], ...]) -> Prose:
    rulers = []
    for each in passes:
        edits = tuple(each(text))
        if edits:
            ruler = Ruler.of(edits)
            text = ruler.edited(text)
            rulers.append(ruler)
    return Prose(text, tuple(rulers))

"""Where the characters of a text stood before some were left out.

>>> ruler = Ruler.of([Edit(2, 4), Edit(6, 7, "。")])
>>> ruler.edited("市司  法局.开会")
'市司法局。开会'
>>> ruler.before(Span(0, 5))
Span(start=0, end=7)
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from msgspec import Struct

from kg_builder.model.span import Span


class Edit(Struct, frozen=True, gc=False):
    """A stretch of the text before, and the one character (or none) that stands for it afterwards."""

    start: int
    end: int
    character: str = ""


@dataclass(frozen=True, slots=True)
class Ruler:
    """The edits of one pass over a text, in order and without overlap."""

    edits: tuple[Edit, ...]
    _after: tuple[int, ...]  # where the text goes on after each edit, in the new text

    @classmethod
    def of(cls, edits: Iterable[Edit]) -> "Ruler":
        """A ruler of edits, which are in order."""
        found, after, removed = tuple(edits), [], 0
        for edit in found:
            removed += edit.end - edit.start - len(edit.character)
            after.append(edit.end - removed)
        return cls(found, tuple(after))

    def edited(self, text: str) -> str:
        """The text after the edits."""
        parts, start = [], 0
        for edit in self.edits:
            parts += [text[start : edit.start], edit.character]
            start = edit.end
        return "".join(parts) + text[start:]

    def carried(self, first: "array[int]", last: "array[int]") -> tuple["array[int]", "array[int]"]:
        """Where each character of the new text began and ended, from where those of the old text did; the end counts too.

        `first` and `last` hold a place for each character of the old text and one for its end.
        """
        begun, ended, start = array("q"), array("q"), 0
        for edit in self.edits:
            begun += first[start : edit.start]
            ended += last[start : edit.start]
            if edit.character:
                begun.append(first[edit.start])
                ended.append(last[edit.end - 1])
            start = edit.end
        return begun + first[start:], ended + last[start:]

    def before(self, span: Span) -> Span:
        """A span of the new text as one of the old: from its first character to its last, with what was left out between."""
        if span.start == span.end:
            start = self._character(span.start)[0]
            return Span(start, start)
        return Span(self._character(span.start)[0], self._character(span.end - 1)[1])

    def _character(self, place: int) -> tuple[int, int]:
        """Where the character at a place of the new text stood in the old one."""
        index = bisect_right(self._after, place)
        if index < len(self.edits):
            edit = self.edits[index]
            if edit.character and place == self._after[index] - 1:
                return edit.start, edit.end
        start = place if index == 0 else self.edits[index - 1].end + place - self._after[index - 1]
        return start, start + 1

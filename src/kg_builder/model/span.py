"""A place in a text.

>>> Span(0, 3).of("济宁市司法局")
'济宁市'
"""

from msgspec import Struct


class Span(Struct, frozen=True, order=True, gc=False):
    """A half-open range of code points of `Article.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters at this place."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """True when `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """True when the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def __len__(self) -> int:
        return self.end - self.start

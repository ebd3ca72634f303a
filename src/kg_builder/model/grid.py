"""What overlaps a place, found without looking at everything that stands elsewhere.

>>> grid = Grid([(Span(0, 3), "济宁市"), (Span(0, 6), "济宁市司法局")])
>>> list(grid.over(Span(4, 5)))
['济宁市司法局']
"""

from collections.abc import Iterable
from typing import Generic, TypeVar

from kg_builder.model.span import Span

T = TypeVar("T")
_CELL = 6  # a cell holds 64 characters


class Grid(Generic[T]):
    """Values at their places, kept by cells of the text; each is found in the time that its neighbours take."""

    def __init__(self, placed: Iterable[tuple[Span, T]] = ()) -> None:
        self._cells: dict[int, list[tuple[Span, T]]] = {}
        for span, value in placed:
            self.add(span, value)

    def add(self, span: Span, value: T) -> None:
        """Puts a value at a place that is not empty."""
        for cell in range(span.start >> _CELL, (span.end - 1 >> _CELL) + 1):
            self._cells.setdefault(cell, []).append((span, value))

    def over(self, span: Span) -> list[T]:
        """The values whose places share a character with `span`, each once; by cells, then as they were added."""
        start, end = span.start, span.end
        first, last = start >> _CELL, end - 1 >> _CELL
        here = self._cells.get(first, ())
        found = [value for place, value in here if place.start < end and start < place.end]
        for cell in range(first + 1, last + 1):  # what reaches into a cell from the one before was found there
            here = self._cells.get(cell, ())
            found += [value for place, value in here if place.start < end and place.start >> _CELL == cell]
        return found

    def free(self, span: Span) -> bool:
        """True where nothing stands."""
        return not self.over(span)

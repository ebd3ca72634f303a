"""One article on the table: its folded text, its word edges and where its clauses and sections lie.

Every recognizer reads the same `Scan`, so that nothing is computed twice.
"""

import bisect
import itertools
import re
from collections.abc import Iterator
from functools import cached_property

from kg_builder.model.document import Document, Section
from kg_builder.model.span import Span
from kg_builder.recognize.lexicon import Lexicon
from kg_builder.recognize.words import cut

_BOUNDARY = re.compile(r"[\s。！？；，：、“”‘’（）《》【】〔〕…—|/<>()\[\],.!?;:\"*#·]")
_SENTENCE = re.compile(r"[^。；\n]+")


class Scan:
    """A document prepared for recognition. `text` is the folded text: every offset is one of `article.text`."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document = document
        self.lexicon = lexicon
        self.text = document.article.folded
        self._bounds = [match.start() for match in _BOUNDARY.finditer(self.text)]
        self._section_starts = [section.span.start for section in document.sections]
        self._marks: dict[str, list[int]] = {}
        self._counts: dict[str, int] = {}
        self._edges: list[frozenset[int] | None] = [None] * (len(self._bounds) + 1)  # of each run

    def left_limit(self, position: int) -> int:
        """Where the run of characters without a boundary mark that ends at `position` begins."""
        index = bisect.bisect_left(self._bounds, position)
        return self._bounds[index - 1] + 1 if index else 0

    def right_limit(self, position: int) -> int:
        """Where the run of characters without a boundary mark that starts at `position` ends."""
        index = bisect.bisect_left(self._bounds, position)
        return self._bounds[index] if index < len(self._bounds) else len(self.text)

    def is_edge(self, position: int) -> bool:
        """True when jieba sees a word edge here: the vote against a mention that would cut a word in two."""
        index = bisect.bisect_left(self._bounds, position)
        edges = self._edges[index]
        return position in edges if edges is not None else self._is_new_edge(index, position)

    def _is_new_edge(self, index: int, position: int) -> bool:
        """The same in a run that was not cut yet; it is cut only for places inside it."""
        start = self._bounds[index - 1] + 1 if index else 0
        end = self._bounds[index] if index < len(self._bounds) else len(self.text)
        if position in (start, end):
            return True
        edges = frozenset(itertools.accumulate(map(len, cut(self.text[start:end])), initial=start))
        self._edges[index] = edges
        return position in edges

    def last(self, marks: str, position: int) -> int:
        """Where the last of the marks before a place stands; -1 where none does."""
        found = -1
        for mark in marks:
            if mark not in self._marks:
                self._marks[mark] = list(self.places(mark))
            index = bisect.bisect_left(self._marks[mark], position)
            found = max(found, self._marks[mark][index - 1] if index else -1)
        return found

    def places(self, word: str) -> Iterator[int]:
        """Where a word stands in the text."""
        at = self.text.find(word)
        while at >= 0:
            yield at
            at = self.text.find(word, at + len(word))

    def count(self, word: str) -> int:
        """How often a word stands in the text."""
        if word not in self._counts:
            self._counts[word] = self.text.count(word)
        return self._counts[word]

    def words(self, start: int, end: int) -> list[Span]:
        """Jieba's words between two edges of one run, as spans."""
        edges = [place for place in range(start, end + 1) if self.is_edge(place)]
        return [Span(a, b) for a, b in itertools.pairwise(edges)]

    @cached_property
    def lists(self) -> list[tuple[int, int]]:
        """Where the sentences lie that hold a list of three or more, joined by 、."""
        spans = (match.span() for match in _SENTENCE.finditer(self.text))
        return [span for span in spans if self.text.count("、", *span) >= 2]

    def lines(self, *words: str) -> Iterator[tuple[int, int]]:
        """Where the lines lie that hold one of the words, each with the line end behind it."""
        start = 0
        for line in self.text.split("\n"):
            end = start + len(line) + 1
            if any(word in line for word in words):
                yield start, end
            start = end

    def section(self, position: int) -> Section | None:
        """The section that holds a place."""
        index = bisect.bisect_right(self._section_starts, position) - 1
        return self.document.sections[index] if index >= 0 else None

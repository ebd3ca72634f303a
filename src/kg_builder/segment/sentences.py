"""Lines of prose become sentences and clauses.

>>> text = "甲说：“好。”乙走了，丙来。"
>>> [s.of(text) for s in sentences(text, Span(0, len(text)))]
['甲说：“好。”', '乙走了，丙来。']
"""

import re
from collections.abc import Iterator

from kg_builder.model.span import Span

_END = re.compile(r"[。！？!?；;…]+[”’）》」』\"]*")
LONGEST = 2000  # characters: what goes on without an end is read piece by piece, and an issue says so
_CUTS = "，、：, 　"
_CLAUSE = re.compile(r"[，,：:；;。！？!?]+[”’）》」』]*")


def sentences(text: str, line: Span) -> list[Span]:
    """The sentences of a line, in order, without the white space between them."""
    spans: list[Span] = []
    start = line.start
    for match in _END.finditer(text, line.start, line.end):
        spans += _pieces(text, start, match.end())
        start = match.end()
    spans += _pieces(text, start, line.end)
    return [span for span in (_strip(text, span) for span in spans) if span.start < span.end]


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence whole, or one that nobody could say in pieces of `LONGEST` at most, cut behind a mark where one stands."""
    while end - start > LONGEST:
        cut = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in _CUTS) + 1
        cut = cut or start + LONGEST
        yield Span(start, cut)
        start = cut
    if start < end:
        yield Span(start, end)


def ends(text: str, sentence: Span) -> bool:
    """True where a sentence has its mark."""
    return _END.search(text, max(sentence.start, sentence.end - 8), sentence.end) is not None


def clauses(text: str, sentence: Span) -> tuple[Span, ...]:
    """The stretches between commas, colons and full stops, the closing mark with them."""
    spans: list[Span] = []
    start = sentence.start
    for match in _CLAUSE.finditer(text, sentence.start, sentence.end):
        spans.append(Span(start, match.end()))
        start = match.end()
    if start < sentence.end:
        spans.append(Span(start, sentence.end))
    return tuple(spans)


def _strip(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)

"""Lines of prose become sentences and clauses.

>>> text = "甲说：“好。”乙走了，丙来。"
>>> [s.of(text) for s in sentences(text, Span(0, len(text)))]
['甲说：“好。”', '乙走了，丙来。']
"""

import re

from kg_builder.model.span import Span

_END = re.compile(r"[。！？!?；;…]+[”’）》」』\"]*")
_CLAUSE = re.compile(r"[，,：:；;。！？!?]+[”’）》」』]*")


def sentences(text: str, line: Span) -> list[Span]:
    """The sentences of a line, in order, without the white space between them."""
    spans: list[Span] = []
    start = line.start
    for match in _END.finditer(text, line.start, line.end):
        spans.append(Span(start, match.end()))
        start = match.end()
    if start < line.end:
        spans.append(Span(start, line.end))
    return [span for span in (_strip(text, span) for span in spans) if span.start < span.end]


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

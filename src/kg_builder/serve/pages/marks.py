"""A text with what it names and what it states marked in place. Spans may nest and overlap, which elements of HTML may not.

So the text is cut wherever any span begins or ends; each piece knows all that covers it. Read one after the other the pieces
are the text, character by character.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg_builder.model.span import Span


@dataclass(frozen=True, slots=True)
class Marked:
    """A span that is to be marked, with what it stands for."""

    span: Span
    own: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is covered by the same spans from its first character to its last."""

    text: str
    mention: str  # entity of the innermost mention, or ""
    evidence: tuple[str, ...]  # ids of the evidence that covers it
    begins: tuple[str, ...]  # ids of the evidence that begins with it
    ends: tuple[str, ...]  # ids of the evidence that ends with it


def lines(text: str, within: Span, mentions: Sequence[Marked], evidence: Sequence[Marked]) -> list[list[Piece]]:
    """The lines of a part of a text that are not blank, each in pieces."""
    found: list[list[Piece]] = [[]]
    for piece, ended in _pieces(text, within, mentions, evidence):
        found[-1].append(piece)
        if ended:
            found.append([])
    return [line for line in found if any(piece.text.strip() or piece.begins or piece.ends for piece in line)]


def _pieces(
    text: str, within: Span, mentions: Sequence[Marked], evidence: Sequence[Marked]
) -> Iterator[tuple[Piece, bool]]:
    """The pieces, and whether a line ends behind each."""
    named, said = _clipped(mentions, within), _clipped(evidence, within)
    opened_named, closed_named = _edges(named)
    opened, closed = _edges(said)
    cuts = {within.start, within.end, *opened_named, *closed_named, *opened, *closed}
    at = within.start
    while (at := text.find("\n", at, within.end)) >= 0:
        cuts |= {at, at + 1}
        at += 1
    inner: dict[int, Marked] = {}
    over: dict[int, str] = {}
    places = sorted(cuts)
    for start, end in pairwise(places):
        for number in closed_named[start]:
            del inner[number]
        for number in closed[start]:
            del over[number]
        inner |= {number: named[number] for number in opened_named[start]}
        over |= {number: said[number].own for number in opened[start]}
        newline = text[start:end] == "\n"
        least = min(inner.values(), key=lambda each: (each.span.end - each.span.start, each.own), default=None)
        yield (
            Piece(
                "" if newline else text[start:end],
                least.own if least else "",
                tuple(over.values()),
                tuple(said[number].own for number in opened[start]),
                tuple(said[number].own for number in closed[end]),
            ),
            newline,
        )


def _clipped(marked: Sequence[Marked], within: Span) -> list[Marked]:
    """What of the spans lies within, none of it empty; the longer first where two begin together."""
    cut = (
        Marked(Span(max(each.span.start, within.start), min(each.span.end, within.end)), each.own)
        for each in marked
        if each.span.start < within.end and each.span.end > within.start and each.span.start < each.span.end
    )
    return sorted(cut, key=lambda each: (each.span.start, -each.span.end, each.own))


def _edges(marked: Sequence[Marked]) -> tuple[defaultdict[int, list[int]], defaultdict[int, list[int]]]:
    """The numbers of the spans by where they begin and by where they end."""
    begin: defaultdict[int, list[int]] = defaultdict(list)
    end: defaultdict[int, list[int]] = defaultdict(list)
    for number, each in enumerate(marked):
        begin[each.span.start].append(number)
        end[each.span.end].append(number)
    return begin, end

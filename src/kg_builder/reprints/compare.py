"""Whether one article is another's words again: exactly, sentence by sentence, never by likeness alone.

A reprint leaves out and adds: a masthead, an editor's lines, a caption, the last paragraph. A form filled in twice puts other
names and figures in the same place. So most of the shorter text must stand in the longer one word for word, and where both
have something of their own in one place, the one must hold the other's words. In doubt they are two articles.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from kg_builder.reprints.signature import Mark, Outline, Sketch
from kg_builder.reprints.units import Unit

_CONTAINED = 0.8  # of the characters of the shorter article, in sentences the longer one has word for word
_COVERED = 0.5  # of those of the longer one: a digest that quotes an article is no reprint of it
_LEAST = 60  # characters in common, unless the two are equal
_LEAST_EQUAL = 20
_ALIKE = 0.5  # from here on two headlines or signatures are one form filled in twice
_NAME = 4  # characters of a bare name
_TITLE = 8

Texts = Callable[[], tuple[Sequence[Unit], Sequence[Unit]]]
Marks = Sequence[tuple[int, Mark]]  # each with its place in the article


@dataclass(frozen=True, slots=True)
class Alike:
    """What two articles have in common, by characters of whole sentences."""

    contained: float  # share of the shorter one
    jaccard: float  # share of both together


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between two common sentences: on either side what the other article does not have."""

    ours: Marks
    theirs: Marks
    zone: str  # masthead (above a common headline), head, body, tail


def hopeless(a: Outline, b: Outline) -> bool:
    """Whether two have too little in common, told without their units: what is left may be `alike` or not."""
    if a.size > b.size:
        a, b = b, a
    common = a.most[(a.bits & b.bits).bit_count()]  # at most
    return common < _CONTAINED * a.size - 0.5 or common < _COVERED * b.size - 0.5


def alike(a: Sketch, b: Sketch) -> Alike | None:
    """The measure, or None where there is too little in common."""
    shorter, longer = sorted((a.lengths, b.lengths), key=len)
    common = sum(length for own, length in shorter.items() if own in longer)
    if common < (_LEAST_EQUAL if common == a.size == b.size else _LEAST):
        return None
    contained, covered = common / min(a.size, b.size), common / max(a.size, b.size)
    if contained < _CONTAINED or covered < _COVERED:
        return None
    return Alike(round(contained, 3), round(common / (a.size + b.size - common), 3))


def same_words(a: Sketch, b: Sketch, texts: Texts) -> bool:
    """Whether nothing was put in another's place. `texts` gives the units of both, asked for only in doubt."""
    doubtful = []
    for gap in _gaps(a, b):
        if gap.ours and gap.theirs:
            if _replaced(gap):
                return False
            doubtful.append(gap)
    if not doubtful:
        return True
    if any(gap.zone == "head" for gap in doubtful) and _own(a, b) and _own(b, a):
        return False
    ours, theirs = texts()
    return all(_harmless(gap, [ours[i] for i, _ in gap.ours], [theirs[i] for i, _ in gap.theirs]) for gap in doubtful)


def _own(a: Sketch, b: Sketch) -> bool:
    """Whether it has a sentence that the other has not, wherever it stands."""
    return any(mark.sentence and mark.hash not in b.lengths for mark in a.marks)


def _replaced(gap: _Gap) -> bool:
    """What is plain without reading: two sentences of one length with different words."""
    return (
        gap.zone == "body"
        and len(gap.ours) == len(gap.theirs) == 1
        and gap.ours[0][1].length == gap.theirs[0][1].length
    )


def _harmless(gap: _Gap, ours: Sequence[Unit], theirs: Sequence[Unit]) -> bool:
    if _within(ours, theirs) or _within(theirs, ours):
        return True
    if gap.zone == "body":
        return False
    if any(unit.sentence for unit in ours) and any(unit.sentence for unit in theirs):
        return False
    if gap.zone == "masthead":
        return True
    if gap.zone == "head":  # the day of printing stands there
        ours, theirs = ([unit for unit in side if not unit.stamp] for side in (ours, theirs))
    return not any(_filled_in(a.key, b.key) for a in ours for b in theirs)


def _within(parts: Sequence[Unit], whole: Sequence[Unit]) -> bool:
    """All parts stand in the whole word for word, no figure cut in two."""
    joined = "".join(unit.key for unit in whole)
    return all(_stands(unit.key, joined) for unit in parts)


def _stands(part: str, whole: str) -> bool:
    at = whole.find(part)
    while at >= 0:
        before, after = whole[at - 1 : at] if at else "", whole[at + len(part) : at + len(part) + 1]
        if not (before.isdigit() and part[0].isdigit()) and not (after.isdigit() and part[-1].isdigit()):
            return True
        at = whole.find(part, at + 1)
    return False


def _filled_in(a: str, b: str) -> bool:
    """Two headlines, signatures or names that differ as those of a form do."""
    if len(a) <= _NAME and len(b) <= _NAME:
        return True
    return SequenceMatcher(None, a[:200], b[:200], autojunk=False).ratio() >= _ALIKE


def _gaps(a: Sketch, b: Sketch) -> Iterator[_Gap]:
    """The places between common sentences, in order. Only what the other article has nowhere counts: order is free."""
    anchors = _anchors(a.once, b.once)
    common = [a.marks[i] for i, _ in anchors]
    sentences = [n for n, mark in enumerate(common) if mark.sentence]
    first, last = (sentences[0], sentences[-1]) if sentences else (-1, len(common))
    headline = next((n for n in range(first) if common[n].length >= _TITLE), -1)
    edges = [(-1, -1), *anchors, (len(a.marks), len(b.marks))]
    for n, ((i, j), (k, m)) in enumerate(pairwise(edges)):
        ours = [(at, a.marks[at]) for at in range(i + 1, k) if a.marks[at].hash not in b.lengths]
        theirs = [(at, b.marks[at]) for at in range(j + 1, m) if b.marks[at].hash not in a.lengths]
        zone = "masthead" if n <= headline else "head" if n <= first else "tail" if n > last else "body"
        if ours or theirs:
            yield _Gap(ours, theirs, zone)


def _anchors(a: Mapping[int, int], b: Mapping[int, int]) -> list[tuple[int, int]]:
    """Units that stand once in each, in the longest run that keeps the order of both: n log n, whatever the text."""
    pairs = [(i, b[own]) for own, i in a.items() if own in b]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = [-1] * len(pairs)
    for n, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before[n] = ends[at - 1] if at else -1
        tails[at : at + 1], ends[at : at + 1] = [j], [n]
    run, n = [], ends[-1] if ends else -1
    while n >= 0:
        run.append(pairs[n])
        n = before[n]
    return run[::-1]

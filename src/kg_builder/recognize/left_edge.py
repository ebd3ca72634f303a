"""Where the name of an event begins: back over jieba's words, quoted parts and bodies to the first word no name holds.

省委第二次“两学一做”学习教育推进会 is walked from 推进会 to the left; 认真落实, 提请 and a date end the way.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from kg_builder.recognize.scan import Scan

_CLOSING = {"”": "“", "’": "‘", "》": "《", "）": "（"}
_BOUNDARY = re.compile(r"[\s。！？；，：、“”‘’（）《》【】〔〕…—|/<>()\[\],.!?;:\"*#·]")
_DATE = re.compile(r"\d[日号]$|[上下]午$|月份$")
_QUOTED = 40  # the longest quoted part of a name


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds a name on its left."""

    stops: frozenset[str]  # words that stand before a name, never in it
    verbs: frozenset[str]  # verbs, also as the end of a longer word: 认真落实, 应邀出席
    openers: frozenset[str]  # verbs that may open a name, but not right before its last word: 推动 | 全会
    ends: Collection[int]  # where something else ends, so that the name begins: a person, a body
    reach: int  # characters
    least: int = 2  # what must stand between an opener and the last word of the name


def name_start(scan: Scan, end: int, limits: Limits, keep: Callable[[int], int | None]) -> int:
    """Where the name begins whose last word begins at `end`.

    `keep(position)` answers with the start of a thing that ends at `position` and is taken whole, or None.
    """
    floor = max(0, end - limits.reach)
    position = end
    while position > floor:
        whole = keep(position)
        if whole is not None and whole >= floor:
            position = whole
            continue
        if position in limits.ends:
            break
        word_start = _before(scan, position, floor)
        if word_start is None or _ends(scan.text, word_start, position, end, limits):
            break
        position = word_start
    return position


def _before(scan: Scan, position: int, floor: int) -> int | None:
    """The start of the word or bracketed part that ends at `position`; None at a mark that ends the name."""
    text = scan.text
    mark = text[position - 1]
    if mark in _CLOSING:
        opening = text.rfind(_CLOSING[mark], max(0, position - _QUOTED), position - 1)
        inside = text[opening:position]
        if opening < 0 or "\n" in inside or (mark == "）" and (len(inside) > 12 or opening == floor or "日" in inside)):
            return None
        return opening
    if mark == "—" and position >= 2 and not _BOUNDARY.match(text[position - 2]):
        return position - 1
    if _BOUNDARY.match(mark):
        return None
    start = position - 1
    limit = scan.left_limit(position)
    while start > limit and not scan.is_edge(start):
        start -= 1
    return start


def _ends(text: str, start: int, position: int, end: int, limits: Limits) -> bool:
    word = text[start:position]
    if word in limits.stops or any(word[-n:] in limits.verbs for n in (2, 3, 4)):
        return True
    if end - position < limits.least and any(word[-n:] in limits.openers for n in (2, 3, 4)):
        return True
    return _DATE.search(text, max(0, position - 3), position) is not None

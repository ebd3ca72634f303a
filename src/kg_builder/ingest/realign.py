"""Bytes in pairs after one was lost: from there on every pair is read wrongly, up to the next byte that stands alone.

A line that reads strangely is read again along the cheapest path: an everyday character costs little, a rare one more, and
leaving a byte out most of all. So one bad byte costs one character.
"""

import re
from functools import lru_cache

_EVERYDAY = {"gb18030": (0xB0, 0xD7), "big5hkscs": (0xA4, 0xC6)}  # lead bytes of the first level of characters
_MARKS = (0xA1, 0xA3)  # and of marks, letters and digits
_COSTS = (1.0, 5.0, 10.0)  # an everyday character, a rare one, a private one
_FOUR = 8.0  # a character of four bytes
_SKIP = 14.0
_STRANGE = 0.2  # a share of rare characters that no line of prose has
_LINE = re.compile(rb"[^\n]*\n?")
_LOST = "\ufffd"


def realigned(payload: bytes, encoding: str, text: str) -> str | None:
    """The text read anew in the lines that a lost byte has shifted; None where no line is the better for it."""
    if _LOST not in text and not _strange(text, encoding, _STRANGE / 10):
        return None
    lines, changed = [], False
    for match in _LINE.finditer(payload):
        line = match[0].decode(encoding, errors="replace")
        if _LOST in line or _strange(line, encoding, _STRANGE):
            better = _cheapest(match[0], encoding)
            line, changed = better or line, changed or better is not None
        lines.append(line)
    return "".join(lines) if changed else None


def _strange(text: str, encoding: str, share: float) -> bool:
    beyond = len(text) - sum(char < "\x80" for char in text)
    return beyond - len(_everyday(encoding).findall(text)) > share * beyond


def _cheapest(line: bytes, encoding: str) -> str | None:
    """The line with what was left out as replacements; None where nothing has to be left out."""
    pairs, size = _pairs(encoding), len(line)
    cost = [0.0] + [float("inf")] * (size + 3)
    step: list[tuple[int, str]] = [(0, "")] * (size + 4)

    def reach(place: int, length: int, price: float, char: str) -> None:
        if cost[place] + price <= cost[place + length]:  # of two ways that cost the same, what is left out stands late
            cost[place + length], step[place + length] = cost[place] + price, (length, char)

    for place in range(size):
        if line[place] < 0x80:
            reach(place, 1, 0.0, chr(line[place]))
            continue
        reach(place, 1, _SKIP, _LOST)
        known = pairs.get(line[place : place + 2])
        if known:
            reach(place, 2, *known)
        elif encoding == "gb18030" and place + 3 < size and 0x30 <= line[place + 1] <= 0x39:
            char = line[place : place + 4].decode(encoding, errors="replace")
            if len(char) == 1:
                reach(place, 4, _FOUR, char)
    chars, place = [], size
    while place:
        length, char = step[place]
        chars.append(char)
        place -= length
    read = "".join(reversed(chars))
    return read if _LOST in read else None


@lru_cache(maxsize=2)
def _pairs(encoding: str) -> dict[bytes, tuple[float, str]]:
    """Every pair of bytes, what it costs and the character it is."""
    low, high = _EVERYDAY[encoding]
    found = {}
    for lead in range(0x81, 0xFF):
        level = 0 if low <= lead <= high or _MARKS[0] <= lead <= _MARKS[1] else 1
        for trail in range(0x40, 0xFF):
            char = bytes((lead, trail)).decode(encoding, errors="replace")
            if char and _LOST not in char and (len(char) == 1 or encoding == "big5hkscs"):
                found[bytes((lead, trail))] = (_COSTS[2 if "\ue000" <= char <= "\uf8ff" else level], char)
    return found


@lru_cache(maxsize=2)
def _everyday(encoding: str) -> "re.Pattern[str]":
    chars = {char for price, char in _pairs(encoding).values() if price == _COSTS[0] and len(char) == 1}
    return re.compile("[" + re.escape("".join(sorted(chars))) + "]")

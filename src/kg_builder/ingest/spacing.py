"""White space that says nothing, and white space that says "paragraph"."""

import re
from collections.abc import Iterator

from kg_builder.model.ruler import Edit

_S = "[ \u00a0\u2000-\u200a\u202f\u205f]"
_H = "\u3400-\u9fff\uf900-\ufaff〇\U00020000-\U0003ffff"
_W = f"{_S[:-1]}\u3000\t]"
_GAP = re.compile(f"{_W}{_W}+")  # a set of characters first: where none stands nothing is tried
_CLOSED = "。！？；…”!?"
_BULLET = r"(?>(?:#{1,6}|[*+\-])[ \t\u00a0]+|[•●■◆▪▲►◇□]+[ \t\u00a0]*)"
_RULE = r"(?>(?:[-*_=][ \t]*){3,}(?=\n|\Z))"
_MARGIN = re.compile(
    rf"(?=\A|[ \t\u3000\u00a0\n])(?:(?:\A|(?<![ \t\u3000\u00a0])[ \t\u3000\u00a0]*+\n)(?:\s|{_RULE}|{_BULLET})*+"
    r"|(?<![ \t\u3000\u00a0])[ \t\u3000\u00a0]++\Z)"
)
_TITLE = (6, 60)  # length of what may stand as a title before the first gap of a page that is all on one line
_REST = 15  # and of what follows
_PADDED = 2  # characters of a name or a word that is padded with gaps
_PIECE = re.compile(rf"[{_CLOSED}]|{_GAP.pattern}")
_SPACED = re.compile(rf"{_S}(?<=[{_H}]{_S})(?=[{_H}])")
_TIGHT = re.compile(rf"(?<=[{_H}])(?=[{_H}])")
_SPACE = re.compile(_S)
_WHITE = re.compile(rf"(?<=\S){_S}+(?=\S)")
_NUMBER = re.compile(r"[0-9A-Za-z]{2}")
_MANY = 6
_RUN = re.compile(rf"(?<![{_H}])(?:[{_H}]{_S}){{5,}}[{_H}](?![{_H}])")
_NEEDLESS = re.compile(
    rf"(?<=[，、；：！？（“《]){_S}{{1,2}}(?=[{_H}“《（0-9])|(?<=[{_H}”》）0-9]){_S}{{1,2}}(?=[，。、；：！？）”》])"
    rf"|(?<=[{_H}”》）][,;:!?]){_S}(?=[{_H}“《（])"
    rf"|(?<=[{_H}，。、（“]){_S}(?=[0-9A-Za-z.%]{{1,12}}(?:{_S}[{_H}]|[，。、；）年月]))|(?<=[0-9A-Za-z%]){_S}(?=[{_H}])"
)


def breaks(text: str) -> Iterator[Edit]:
    """Gaps that stand for the end of a paragraph: wide white space after a sentence, in a line that goes on."""
    start = 0
    for line in text.split("\n"):
        gaps = [gap for gap in _GAP.finditer(line) if gap.start() > 0 and gap.end() < len(line)]
        ending = {gap[0] for gap in gaps if line[gap.start() - 1] in _CLOSED}
        for gap in gaps if ending else ():
            if line[gap.start() - 1] in _CLOSED or _alike(line, gap, ending) or _after_title(line, gap):
                yield Edit(start + gap.start(), start + gap.end(), "\n")
        start += len(line) + 1


def _alike(line: str, gap: "re.Match[str]", ending: set[str]) -> bool:
    """True for a gap as wide as one that ends a paragraph of the line; 姓　　名 is padded to a width and no end."""
    before, after = _around(line, gap)
    return gap[0] in ending and len(before) > _PADDED and len(after) > _PADDED


def _after_title(line: str, gap: "re.Match[str]") -> bool:
    """True for a gap between two stretches that could be a heading and prose."""
    before, after = _around(line, gap)
    return _TITLE[0] <= len(before) <= _TITLE[1] and len(after) >= _REST


def _around(line: str, gap: "re.Match[str]") -> tuple[str, str]:
    """What stands between a gap and its neighbours."""
    window = line[max(gap.start() - 2 * _TITLE[1], 0) : gap.start()]
    before = _PIECE.split(window)[-1].strip()
    return before, _GAP.split(line[gap.end() : gap.end() + 2 * _TITLE[1]], maxsplit=1)[0]


def spaces(text: str) -> Iterator[Edit]:
    """Single spaces inside words: between all characters of a line, beside marks, around numbers."""
    if not _SPACE.search(text):
        return
    apart, start = _apart(text), 0
    for line in text.split("\n"):
        if _SPACE.search(line):
            places = _everywhere(line) if apart or _apart(line) else _needless(line)
            yield from (Edit(start + place, start + end) for place, end in places)
        start += len(line) + 1


def _apart(text: str) -> bool:
    """True where a space stands between most characters."""
    spaced = len(_SPACED.findall(text))
    return spaced >= _MANY and spaced > 3 * len(_TIGHT.findall(text))


def _everywhere(line: str) -> Iterator[tuple[int, int]]:
    """Every single space, but not between numbers that are written as such; of a wider gap, one is left."""
    numbers = _NUMBER.search(line)
    for match in _WHITE.finditer(line):
        beside = line[match.start() - 1] + line[match.end()]
        wide = match.end() - match.start() > 1 or (numbers is not None and beside.isascii() and beside.isalnum())
        yield match.start() + wide, match.end()


def _needless(line: str) -> list[tuple[int, int]]:
    found = {match.span() for match in _NEEDLESS.finditer(line)}
    for run in _RUN.finditer(line):
        found |= {match.span() for match in _SPACED.finditer(line, run.start(), run.end())}
    return sorted(found)


def margins(text: str) -> Iterator[Edit]:
    """Indents, marks of headings and lists, ruled lines, white space at line ends, empty lines: one line end remains."""
    for match in _MARGIN.finditer(text):
        inside = match.start() > 0 and match.end() < len(text)
        if match[0] and not (inside and match[0] == "\n"):
            yield Edit(match.start(), match.end(), "\n" if inside else "")

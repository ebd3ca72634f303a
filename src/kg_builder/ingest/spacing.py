"""White space that says nothing, and white space that says "paragraph"."""

import re
from collections.abc import Iterator

from kg_builder.model.ruler import Edit

_S = "[ \u00a0\u2000-\u200a\u202f\u205f]"
_H = "\u3400-\u9fff\uf900-\ufaff〇"
_GAP = re.compile(rf"(?:{_S}|\u3000|\t){{2,}}")
_CLOSED = "。！？；…”!?"
_TITLE = (6, 60)  # length of what may stand as a title before the first gap of a page that is all on one line
_REST = 15  # and of what follows
_SPACED = re.compile(rf"(?<=[{_H}]){_S}(?=[{_H}])")
_TIGHT = re.compile(rf"(?<=[{_H}])(?=[{_H}])")
_LONE = re.compile(rf"(?<=\S){_S}(?=\S)")
_RUN = re.compile(rf"(?<!\S)(?:[{_H}]{_S}){{5,}}[{_H}](?!\S)")
_NEEDLESS = re.compile(
    rf"(?<=[，、；：！？（“《]){_S}{{1,2}}(?=[{_H}“《（0-9])|(?<=[{_H}”》）0-9]){_S}{{1,2}}(?=[，。、；：！？）”》])"
    rf"|(?<=[{_H}”》）][,;:!?]){_S}(?=[{_H}“《（])"
    rf"|(?<=[{_H}，。、（“]){_S}(?=[0-9A-Za-z.%]{{1,12}}(?:{_S}[{_H}]|[，。、；）年月]))|(?<=[0-9A-Za-z%]){_S}(?=[{_H}])"
)


def breaks(text: str) -> Iterator[Edit]:
    """Gaps that stand for the end of a paragraph: wide white space after a sentence, in a line that goes on."""
    start = 0
    for line in text.split("\n"):
        gaps = [gap for gap in _GAP.finditer(line) if 0 < gap.start() and gap.end() < len(line)]
        if any(line[gap.start() - 1] in _CLOSED for gap in gaps):
            for gap in gaps:
                if line[gap.start() - 1] in _CLOSED or _after_title(line, gap):
                    yield Edit(start + gap.start(), start + gap.end(), "\n")
        start += len(line) + 1


def _after_title(line: str, gap: "re.Match[str]") -> bool:
    """True for a gap between two stretches that could be a heading and prose."""
    before = re.split(rf"[{_CLOSED}]|{_GAP.pattern}", line[: gap.start()])[-1].strip()
    after = re.split(_GAP, line[gap.end() :], maxsplit=1)[0]
    return _TITLE[0] <= len(before) <= _TITLE[1] and len(after) >= _REST


def spaces(text: str) -> Iterator[Edit]:
    """Single spaces inside words: between all characters of a line, beside marks, around numbers."""
    start = 0
    for line in text.split("\n"):
        yield from (Edit(start + place, start + end) for place, end in _needless(line))
        start += len(line) + 1


def _needless(line: str) -> list[tuple[int, int]]:
    spaced = len(_SPACED.findall(line))
    if spaced >= 4 and spaced > len(_TIGHT.findall(line)):
        return [match.span() for match in _LONE.finditer(line)]
    found = {match.span() for match in _NEEDLESS.finditer(line)}
    for run in _RUN.finditer(line) if spaced >= 5 else ():
        found |= {match.span() for match in _SPACED.finditer(line, run.start(), run.end())}
    return sorted(found)

"""Line ends inside sentences: text layers of PDF files and old mail break lines at a width, not where a sentence ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg_builder.model.ruler import Edit

_LINE = re.compile(r"[^\n]+")
_CLOSED = tuple("。！？；：…!?")
_INSIDE = tuple("，、,（《“「")  # no paragraph ends in one of these
_GOES_ON = tuple("，。、；：！？）》”」’,")  # and none begins with one of these
_ITEM = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}[章节条]|\d{1,2}[.．、]|[#>*+\-|•·]"
    r"|[^，。；：\s]{2,8}[：:]|组\s*长|副组长|成\s*员"
)
_NEAR = 7  # cells by which a wrapped line may fall short of the page's width: a closing mark and the word before it
_SHARE = 0.3  # of the lines are full in a text that is wrapped
_NARROWEST = 24  # cells; a narrower page is a list


@dataclass(frozen=True, slots=True)
class _Line:
    start: int  # of what is not white space
    end: int
    indented: bool
    width: int  # in cells; a Chinese character takes two
    text: str


def wraps(text: str) -> Iterator[Edit]:
    """The line ends, and the white space around them, that stand inside a sentence."""
    lines = [line for match in _LINE.finditer(text) if (line := _line(match))]
    width, wrapped = _page(lines)
    for one, two in zip(lines, lines[1:], strict=False):
        if _goes_on(text, one, two, width, wrapped):
            latin = one.text[-1].isascii() and one.text[-1].isalnum() and two.text[0].isascii() and two.text[0].isalpha()
            yield Edit(one.end, two.start, " " if latin else "")


def _line(match: "re.Match[str]") -> _Line | None:
    text = match[0].strip()
    if not text:
        return None
    start = match.start() + match[0].index(text)
    width = len(match[0].rstrip().encode("gb18030", "replace"))  # two bytes are two cells, one is one
    return _Line(start, start + len(text), start > match.start(), width, text)


def _page(lines: list[_Line]) -> tuple[int, bool]:
    """The width of the page, and whether its lines are broken at it."""
    if len(lines) < 4:
        return 0, False
    widths = sorted(line.width for line in lines)
    width = widths[-1]
    full = [line for line in lines if line.width >= width - _NEAR]
    inside = sum(not line.text.endswith(_CLOSED) for line in full)
    return width, width >= _NARROWEST and len(full) >= max(3, _SHARE * len(lines)) and inside * 2 > len(full)


def _goes_on(text: str, one: _Line, two: _Line, width: int, wrapped: bool) -> bool:
    if two.text.startswith(_GOES_ON) and not one.text.endswith(_CLOSED):
        return True
    if one.text.endswith(_CLOSED) or two.indented and not one.indented:
        return False
    if wrapped and one.width >= width - _NEAR and not _ITEM.match(two.text):
        return True
    blank = text.count("\n", one.end, two.start) > 1
    return wrapped and not blank and one.text.endswith(_INSIDE) and not _ITEM.match(two.text)

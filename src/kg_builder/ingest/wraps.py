"""Line ends inside sentences: text layers of PDF files and old mail break lines at a width, not where a sentence ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg_builder.model.ruler import Edit

_LINE = re.compile(r"[^\n]+")
_CLOSED = tuple("。！？；：…!?")
_INSIDE = tuple("，、,（《“「")  # no paragraph ends in one of these
_GOES_ON = tuple("，。、；：！？,")  # and none begins with one of these
_CLOSES = tuple("”’）》」』")  # nor with one of these, whatever stands before
_ITEM = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}[章节条]|\d{1,2}[.．、](?!\d)|[#>*+\-|•·]"
    r"|(?:19|20)\d\d[.．年/]\s?\d{0,2}月?\s*[-—–－~～至]"
    r"|组\s*长|副?(?:组长|主任|总?指挥长?)[：:]|成\s*员[：:]"
)
_PROSE = re.compile(r"[，。；：、,;（(]")
_NEAR = 4  # characters by which a wrapped line may fall short: closing marks, a number, a word before it
_NEARS = (_NEAR, 2 * _NEAR)
_MIXED = 0.8  # of the lines at most are indented where indents tell paragraphs apart
_SHARE = 0.4  # of the lines are full in a text that is wrapped
_ITEMS = 4  # of a list: what does not begin as one of them goes on with the one above
_NARROWEST = 16  # characters; a narrower page is a list
_LONGEST = 120  # and no page is wider


@dataclass(frozen=True, slots=True)
class _Line:
    start: int  # of what is not white space
    end: int
    indented: bool
    text: str
    widths: tuple[int, int]  # in characters, and in cells of which a Chinese character takes two


@dataclass(frozen=True, slots=True)
class _Page:
    """The widths at which lines are broken; 0 where they are not."""

    widths: tuple[int, int]
    indents: bool  # whether the first line of a paragraph is indented and the others are not

    def full(self, line: _Line) -> bool:
        """True for a line that goes to the page's edge."""
        return any(
            page and width >= page - near for page, width, near in zip(self.widths, line.widths, _NEARS, strict=True)
        )


def wraps(text: str) -> Iterator[Edit]:
    """The line ends, and the white space around them, that stand inside a sentence."""
    lines = [line for match in _LINE.finditer(text) if (line := _line(match))]
    indents = 1 < sum(line.indented for line in lines) < _MIXED * len(lines)
    page = _Page((_width(lines, 0, indents), _width(lines, 1, indents)), indents)
    for one, two in pairwise(lines):
        if _goes_on(text, one, two, page):
            latin = (
                one.text[-1].isascii() and one.text[-1].isalpha() and two.text[0].isascii() and two.text[0].isalpha()
            )
            yield Edit(one.end, two.start, " " if latin else "")


def _line(match: "re.Match[str]") -> _Line | None:
    text = match[0].strip()
    if not text:
        return None
    start, whole = match.start() + match[0].index(text), match[0].rstrip()
    cells = len(whole.encode("gb18030", "replace"))  # two bytes are two cells, one is one
    return _Line(start, start + len(text), start > match.start(), text, (len(whole), cells))


def _width(lines: list[_Line], measure: int, indents: bool) -> int:
    """The width at which the lines are broken, or 0: many are as wide as that and end inside a sentence."""
    widths = sorted(line.widths[measure] for line in lines)
    if len(widths) < 4:
        return 0
    width = widths[-1]
    if len(widths) >= 8 and widths[-2] < width - _NEARS[measure]:  # a line of a table, an address
        width = widths[-2]
    if not _NARROWEST * (1 + measure) <= width <= _LONGEST * (1 + measure):
        return 0
    full = [line.text for line in lines if line.widths[measure] >= width - _NEARS[measure]]
    inside = sum(not text.endswith(_CLOSED) for text in full)
    if len(full) < 3 or 2 * inside <= len(full):
        return 0
    prose = sum(_PROSE.search(text) is not None for text in full)
    items = sum(_ITEM.match(line.text) is not None for line in lines)
    many = len(full) >= _SHARE * len(lines) or items >= _ITEMS
    return width if indents or (many and 2 * prose > len(full)) else 0


def _goes_on(text: str, one: _Line, two: _Line, page: _Page) -> bool:
    if two.text.startswith(_CLOSES) or (two.text.startswith(_GOES_ON) and not one.text.endswith(_CLOSED)):
        return True
    if not any(page.widths) or _ITEM.match(two.text):
        return False
    if page.indents:
        return page.full(one) and not two.indented
    if one.text.endswith(_CLOSED):
        return False
    return page.full(one) or (one.text.endswith(_INSIDE) and text.count("\n", one.end, two.start) == 1)

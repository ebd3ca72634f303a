"""Which lines of a page are its article: those of a known container, else of the element that holds the sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, dropwhile, takewhile
from typing import TYPE_CHECKING

from kg_builder.ingest.furniture import is_button, is_foot, is_site_foot, without_buttons
from kg_builder.ingest.html_lines import Line, Lines
from kg_builder.ingest.html_words import words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_SENTENCE = re.compile(r"[，。；：！？、,;]")
_MOST = 0.6  # of an element's sentences: the child that holds as much is looked into
_FEW = 0.3  # of what an element adds to its child: with more links and buttons it is no part of the article
_SHORTEST = 12  # characters; a container with fewer is filled by a script
_MASTHEAD = 8  # lines of a body among which its date and source may stand
_MANY_LINKS = 3  # lines one below the other that are links only
_FLOWING = frozenset(("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dd", "dt"))
_WAY = re.compile(r"[>＞›»]")
_ATTACHED = re.compile(r"附件|附表|附图|\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar|jpe?g|png)\b", re.I)


@dataclass(frozen=True, slots=True)
class Body:
    """The lines from `first` up to `end` hold the article; `known` where the list of containers says so."""

    first: int
    end: int
    known: bool


def containers(tree: "LexborHTMLParser") -> list[int]:
    """The elements, by their mem_id, that the first fitting selector of the list finds."""
    for selector in words().containers:
        found = [node for node in tree.css(selector) if len("".join(node.text().split())) >= _SHORTEST]
        if found:
            return [node.mem_id for node in found]
    return []


def body(page: Lines) -> Body:
    """Where the article stands: in the containers, and in what is between them where a page has several; else by density."""
    found = list[Body]()
    for first, end in sorted({(page.elements[i].first, page.elements[i].end) for i in page.places.values()}):
        if _plain(page.lines[first:end]) < _SHORTEST:
            continue
        between = page.lines[found[-1].end : first] if found else []
        if found and sum(line.linked for line in between) <= _FEW * sum(len(line.text) for line in between):
            found[-1] = Body(found[-1].first, max(end, found[-1].end), known=True)
        else:
            found.append(Body(first, end, known=True))
    return max(found, key=lambda one: _plain(page.lines[one.first : one.end]), default=None) or _densest(page)


def _plain(lines: list[Line]) -> int:
    return sum(len(line.text) - line.linked for line in lines)


def _densest(page: Lines) -> Body:
    """Down to the innermost element that holds most sentences, then up as long as mere text comes along."""
    sums = [0, *accumulate(_weight(line) for line in page.lines)]
    strange = [len(line.text) if is_foot(line.text) or _is_link(line) else line.linked for line in page.lines]
    other = [0, *accumulate(strange)]
    plain = [0, *accumulate(len(line.text) - links for line, links in zip(page.lines, strange, strict=True))]
    place = _down(page, sums)
    while page.elements[place].parent >= 0:
        here, above = page.elements[place], page.elements[page.elements[place].parent]
        text = _added(plain, here.first, here.end, above.first, above.end)
        links = _added(other, here.first, here.end, above.first, above.end)
        if links > _FEW * (text + links):
            break
        place = page.elements[place].parent
    return Body(page.elements[place].first, page.elements[place].end, known=False)


def _down(page: Lines, sums: list[int]) -> int:
    below: dict[int, list[int]] = {}
    for place, element in enumerate(page.elements):
        below.setdefault(element.parent, []).append(place)
    place = 0
    while True:
        here = sums[page.elements[place].end] - sums[page.elements[place].first]
        for child in below.get(place, ()):
            element = page.elements[child]
            if element.tag not in _FLOWING and here and sums[element.end] - sums[element.first] >= _MOST * here:
                place = child
                break
        else:
            return place


def _added(sums: list[int], first: int, end: int, outer_first: int, outer_end: int) -> int:
    return sums[first] - sums[outer_first] + sums[outer_end] - sums[end]


def _weight(line: Line) -> int:
    """The characters of a line that reads like prose."""
    is_row = line.text.startswith("| ")
    is_prose = _SENTENCE.search(line.text) and 3 * line.linked < len(line.text) and not (is_row or is_foot(line.text))
    return len(line.text) - line.linked if is_prose else 0


def article(page: Lines, body: Body) -> Iterator[Line]:
    """The lines of the article among those of its body: no buttons, no lists of other pages."""
    inside = page.lines[body.first : body.end]
    flagged = [_surrounds(page, line, body) for line in inside]
    trusted = 2.5 * _plain([line for line, flag in zip(inside, flagged, strict=True) if flag]) < _plain(inside)
    kept = [line for line, flag in zip(inside, flagged, strict=True) if not (flag and trusted)]
    if not body.known:
        kept = list(takewhile(lambda line: not is_site_foot(line.text), dropwhile(_is_link, kept)))
    kept = [line for line in kept if not (is_button(line.text) or _is_way(line))]
    alone = _lists(kept)
    index = 0
    while index < len(kept):
        if words().related.fullmatch(kept[index].text):
            index += 1
            while index < len(kept) and _is_link(kept[index]):
                index += 1
        else:
            if index not in alone:
                line = kept[index]
                yield replace(line, text=without_buttons(line.text)) if index < _MASTHEAD else line
            index += 1


def _surrounds(page: Lines, line: Line, body: Body) -> bool:
    """True in an element of the body that is named like what surrounds an article."""
    if line.around < 0:
        return False
    element = page.elements[line.around]
    return (
        body.first <= element.first
        and element.end <= body.end
        and (element.first, element.end) != (body.first, body.end)
    )


def _lists(lines: list[Line]) -> set[int]:
    """The places of lines that are one link each, several on end: other pages, but no attachments."""
    alone, run = set[int](), list[int]()
    for index, line in enumerate((*lines, None)):
        if line is not None and _is_link(line) and not _ATTACHED.search(line.text):
            run.append(index)
            continue
        if len(run) >= _MANY_LINKS:
            alone.update(run)
        run.clear()
    return alone


def _is_way(line: Line) -> bool:
    """True for the way to a page: links, one below the other."""
    return 2 * line.linked >= len(line.text) and _WAY.search(line.text) is not None


def _is_link(line: Line) -> bool:
    """True for a line that is a link, with a bullet or a date at most beside it."""
    return line.linked > 0 and len(line.text) - line.linked <= 14 and 2 * line.linked >= len(line.text)

"""Marks of HTML and Markdown, and characters nobody sees."""

import bisect
import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from kg_builder.model.ruler import Edit

_TAG = re.compile(
    r"<!--.{0,2000}?-->|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,11}(?::[a-z]+)?)(?=[\s/>])[^<>]{0,800}>|<(?P<code>script|style)\b",
    re.S | re.I,
)
_BREAKING = re.compile(
    r"address|article|aside|blockquote|body|br|center|d[dlt]|div|fig(?:caption|ure)|footer|form|h[1-6r]|head(?:er)?|html|li|main|nav"
    r"|ol|option|p|pre|section|select|t(?:able|body|head|itle|r)|ul"
)
_CODE = frozenset(("script", "style"))
_LONGEST = 50_000  # characters of a script
_CELLS = frozenset(("td", "th"))
_FLOWING = frozenset(("p", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt"))
_LINE_END = re.compile(r"[ \t]*\n[ \t\u3000]*")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z]{2,8});")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
_MARKED = re.compile(r"[*_~`\[\]\\|>]")
_LONE_LINK = re.compile(r"(?:\s|[>*+\-]|\d+\.)*\[[^\]\n]*\]\([^)\s]*\)\s*")
_MARK = re.compile(
    r"!\[[^\]\n]*\]\([^)\n]*\)"  # an image
    r"|(?P<open>\[)(?=[^\[\]\n]{1,200}\]\([^()\s]*(?:\s[\"“][^)\n]*)?\))"
    r"|(?<=[^\s\[])(?P<address>\]\((?:https?:|//?|\.|#|mailto:|javascript:)[^()\s]*(?:\s[\"“][^)\n]*)?\))"
    r"|(?<=[\u3400-\u9fff，。、；”）》])\[(?:\d{1,3}|\^\w{1,8})\](?!\()"  # a note's number
    r"|\*{2,}|__+|~~|`+"
    r"|\\(?=[\\`*_{}\[\]()#+\-.!|>~\"“”、，。：])"
    r"|^[ \t]*(?:>[ \t]?)+",
    re.M,
)
_EMPHASIS = re.compile(r"(?<![*\\])(\*)(?=[\w“《（])[^*\n]{1,80}(?<=[\w”》）。！？])(\*)(?!\*)")
_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.M)
_RULE = re.compile(r"[\s:|\-]+")
_ROLE = re.compile(r"(?:第一|常务|执行)?副?\s*(?:组\s*长|主\s*任|总?指挥长?|召集人|秘书长)|成\s*员|组\s*员|职\s*务")
_CELL = re.compile(r"[ \t]*(?<!\\)\|[ \t]*")


def tags(text: str) -> Iterator[Edit]:
    """Tags: those that end a line become a line end, the others nothing; a row of a table becomes one line."""
    if "<" not in text:
        return
    end, cell, flowing = 0, -1, False
    for tag in _tags(text):
        name = tag.name
        if flowing:
            yield from _flow(text, end, tag.start)
        if name in _CELLS:
            between = _between(_stripped(text[cell : tag.start])) if tag.close and cell >= 0 else ""
            cell = -1 if tag.close else tag.end
        else:
            between = "\n" if _BREAKING.fullmatch(name) and (cell < 0 or name == "tr") else ""
        yield Edit(tag.start, tag.end, between)
        if name in _FLOWING:
            flowing = name in _CELLS or not tag.close  # between the cells of a row too
        end = tag.end


class _Tag(NamedTuple):
    start: int
    end: int
    name: str = ""  # "" for a comment, and for a script with all that it holds
    close: bool = False


def _tags(text: str) -> Iterator[_Tag]:
    """The tags of a text; a script is looked for the end of only where there is one."""
    ends: dict[str, list[tuple[int, int]]] = {}
    place = 0
    while match := _TAG.search(text, place):
        name = (match["name"] or match["code"] or "").lower()
        place = match.end()
        if name in _CODE and not match["close"]:
            if name not in ends:
                ends[name] = [each.span() for each in re.finditer(rf"</{name}\s*>", text, re.I)]
            index = bisect.bisect_left(ends[name], (match.start() + len(name) + 1, 0))
            close = ends[name][index] if index < len(ends[name]) else (len(text) + _LONGEST, 0)
            if close[0] - match.start() <= _LONGEST:
                place = close[1]
                yield _Tag(match.start(), place)
                continue
        if not match["code"]:
            yield _Tag(match.start(), place, name, bool(match["close"]))


def _stripped(cell: str) -> str:
    parts, place = [], 0
    for tag in _tags(cell):
        parts.append(cell[place : tag.start])
        place = tag.end
    return "".join(parts) + cell[place:]


def _between(cell: str) -> str:
    """What stands after a cell of a table: a colon after a role, else a wide space."""
    return "：" if _ROLE.fullmatch(cell.strip("| \t\n\u3000")) else "\u3000"


def _flow(text: str, start: int, end: int) -> Iterator[Edit]:
    for match in _LINE_END.finditer(text, start, end):
        around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
        yield Edit(match.start(), match.end(), " " if around.isascii() and around.isalpha() else "")


def entities(text: str) -> Iterator[Edit]:
    """&nbsp;, &ldquo;, &#12289; as the character they stand for."""
    if "&" not in text:
        return
    for match in _ENTITY.finditer(text):
        character = html.unescape(match[0])
        if len(character) == 1 and (character.isprintable() or character.isspace()):
            yield Edit(match.start(), match.end(), character)


def unseen(text: str) -> Iterator[Edit]:
    """Zero-width spaces, soft hyphens, marks of direction, fillers, variation selectors, tags: what no reader sees."""
    for match in _UNSEEN.finditer(text):
        yield Edit(match.start(), match.end())


def markdown(text: str) -> Iterator[Edit]:
    """Marks of emphasis, links, quotations and tables. A line that is nothing but a link stays one: it is no prose."""
    if not _MARKED.search(text):
        return
    start = 0
    for line in text.splitlines(keepends=True):
        if _MARKED.search(line) and not _LONE_LINK.fullmatch(line):
            yield from _row(line, start) if _ROW.match(line) else _marks(line, start)
        start += len(line)


def _marks(line: str, start: int) -> Iterator[Edit]:
    places = [match.span() for match in _MARK.finditer(line)]
    places += [match.span(group) for match in _EMPHASIS.finditer(line) for group in (1, 2)]
    for first, last in sorted(places):
        yield Edit(start + first, start + last)


def _row(line: str, start: int) -> Iterator[Edit]:
    """A row of a table: its cells in one line, a wide space between them, a colon after a role."""
    body = line.rstrip()
    if _RULE.fullmatch(body):
        yield Edit(start, start + len(body))
        return
    for match in _CELL.finditer(body):
        outer = match.start() == 0 or match.end() == len(body)
        yield Edit(start + match.start(), start + match.end(), "" if outer else _between(body[: match.start()]))

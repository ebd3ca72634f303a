"""A tree becomes lines, as a browser would set them: <br>, <p>, <section>, <td> end one; nothing hidden is among them."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg_builder.ingest.clean import clean
from kg_builder.ingest.html_table import row, rows
from kg_builder.ingest.html_words import words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BLOCKS = frozenset(
    """address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form founder-content h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option
    p pre search section summary table tbody td tfoot th thead tr ul""".split()  # noqa: SIM905 - a list of words reads so
)
_UNSHOWN = frozenset(
    """applet area audio canvas datalist embed frame frameset head iframe input math noembed noframes noscript object param
    rp rt script select style svg template textarea title video""".split()  # noqa: SIM905
)
_AROUND = frozenset(("nav", "footer", "aside", "form", "button"))
_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$))", re.I
)
_INLINE = re.compile(r"(?:^|;)\s*display\s*:\s*inline\s*(?:;|!|$)", re.I)
_BLOCK = re.compile(r"(?:^|;)\s*display\s*:\s*block", re.I)
_AS_SET = re.compile(r"white-space\s*:\s*pre(?:\s*(?:;|!|$)|-wrap)", re.I)
_NAME = re.compile(r"[a-z]+(?:-only)?|[A-Z]+(?![a-z])|[A-Z][a-z]+")
_APART = "\x1f"  # stands for what is between two elements
_GAP = re.compile(r"[ \t\n\r\f\x1f]+")
_INTEGER = re.compile(r"\d{1,6}", re.A)
_NUMBERED = re.compile(r"[\s(（\[【第]*[\d一二三四五六七八九十①-⑳⑴-⒇]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is shown."""

    text: str
    linked: int  # how many of its characters are links
    around: int  # the place of the innermost element named like what surrounds an article; -1 where there is none
    heading: bool


@dataclass(slots=True)
class Element:
    """An element that holds whole lines: those from `first` up to `end`, which is not one of them."""

    tag: str
    parent: int  # its place among the elements; -1 for the first
    first: int
    end: int = 0


@dataclass(frozen=True, slots=True)
class _State:
    """What holds for all that stands in an element."""

    linked: bool = False
    around: int = -1
    heading: bool = False
    as_set: bool = False
    digits: dict[int, int] | None = None  # superscripts and subscripts


@dataclass(slots=True)
class Lines:
    """The lines of a page, its elements, and where those that were asked for are."""

    lines: list[Line] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)  # mem_id of a container -> place of its element


def lines(root: "LexborNode", containers: Collection[int] = ()) -> Lines:
    """Every line that is shown. `containers` hold articles: they and what they stand in are shown in any case."""
    return _Setter(containers).set(root)


class _Setter:
    """One walk over the tree, without recursion: pages are as deep as they like."""

    def __init__(self, containers: Collection[int]) -> None:
        self.out = Lines()
        self._containers = containers
        self._pieces: list[str] = []
        self._linked = 0
        self._state = _State()
        self._place = -1
        self._marker = ""
        self._counts: dict[int, int] = {}  # mem_id of a numbered list -> the number of its last item

    def set(self, root: "LexborNode") -> Lines:
        todo: list[LexborNode | tuple[_State, int, bool]] = [root]
        while todo:
            node = todo.pop()
            if isinstance(node, tuple):
                self._leave(*node)
            elif node.is_text_node:
                self._text(node.text_content or "")
            elif node.is_element_node and not self._unshown(node):
                self._enter(node, todo)
        self._flush()
        return self.out

    def _unshown(self, node: "LexborNode") -> bool:
        tag = node.tag or ""
        if tag in _UNSHOWN:
            return True
        if tag in ("html", "body") or node.mem_id in self._containers:
            return False
        attributes = node.attributes
        return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))

    def _enter(self, node: "LexborNode", todo: list["LexborNode | tuple[_State, int, bool]"]) -> None:
        tag, attributes = node.tag or "", node.attributes
        style = attributes.get("style") or ""
        held = node.mem_id in self._containers
        block = held or _is_block(tag, style)
        if block:
            self._flush()
        todo.append((self._state, self._place, block))
        if block and tag not in ("br", "hr"):
            self.out.elements.append(Element(tag, self._place, len(self.out.lines)))
            self._place = len(self.out.elements) - 1
            if held:
                self.out.places[node.mem_id] = self._place
        self._state = self._inside(tag, attributes, block, held)
        if tag == "li":
            self._marker = self._number(node, attributes)
        if tag == "table" and (table := rows(node)):
            for cells, linked in table:
                self._line(row(cells), linked)
            return
        todo.extend(reversed(list(_children(node))))

    def _inside(self, tag: str, attributes: dict[str, str | None], block: bool, held: bool) -> _State:
        now, style = self._state, attributes.get("style") or ""
        around = block and not held and (tag in _AROUND or _is_around(attributes))
        digits = {"sup": _RAISED, "sub": _LOWERED}.get(tag, now.digits)
        return _State(
            linked=now.linked or (tag == "a" and _leads(attributes.get("href"))),
            around=self._place if around else now.around,
            heading=now.heading or tag in ("h1", "h2", "h3"),
            as_set=now.as_set or tag == "pre" or bool(_AS_SET.search(style)),
            digits=digits,
        )

    def _number(self, item: "LexborNode", attributes: dict[str, str | None]) -> str:
        """The number that a browser sets before an item of a numbered list."""
        above = item.parent
        if above is None or above.tag != "ol" or "none" in (above.attributes.get("style") or ""):
            return ""
        first = "" if above.mem_id in self._counts else above.attributes.get("start")
        stated = attributes.get("value") or first or ""
        before = self._counts.get(above.mem_id, 0)
        self._counts[above.mem_id] = int(stated) if _INTEGER.fullmatch(stated) else before + 1
        return f"{self._counts[above.mem_id]}. "

    def _leave(self, state: _State, place: int, block: bool) -> None:
        if block:
            self._flush()
            if self._place != place:
                self.out.elements[self._place].end = len(self.out.lines)
        self._state, self._place = state, place

    def _text(self, text: str) -> None:
        if self._state.digits and text.strip().isdigit() and text.isascii():
            text = text.translate(self._state.digits)
        if self._state.as_set and "\n" in text:
            *whole, text = text.split("\n")
            for line in whole:
                self._pieces.append(line)
                self._flush()
        # between two elements even a line break is a space, as a browser shows it: <span>何文</span>⏎<span>青河司法</span>
        self._pieces.append(_APART if text.isspace() else text)
        if self._state.linked:
            self._linked += len(text.strip())

    def _flush(self) -> None:
        if self._pieces:
            self._line("".join(self._pieces), self._linked)
            self._pieces, self._linked = [], 0

    def _line(self, text: str, linked: int) -> None:
        text = clean(_GAP.sub(lambda gap: _space(gap, text), text)).rstrip().lstrip(" \xa0")
        if not text:
            return
        if self._marker and not _NUMBERED.match(text):
            text = self._marker + text
        self._marker = ""
        self.out.lines.append(Line(text, min(linked, len(text)), self._state.around, self._state.heading))


def _is_block(tag: str, style: str) -> bool:
    if not style:
        return tag in _BLOCKS
    return not _INLINE.search(style) if tag in _BLOCKS and tag != "br" else tag == "br" or bool(_BLOCK.search(style))


def _children(node: "LexborNode") -> Iterator["LexborNode"]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _leads(address: str | None) -> bool:
    """True for a link to another page."""
    return address is not None and not address.strip().lower().startswith("javascript:")


def _is_around(attributes: dict[str, str | None]) -> bool:
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if named == " ":
        return False
    known = words().around
    return not known.isdisjoint(named.split()) or any(part.lower() in known for part in _NAME.findall(named))


def _space(gap: "re.Match[str]", text: str) -> str:
    """One space; none where the page's source merely breaks a line between two Chinese characters."""
    if _APART in gap[0]:
        return " "
    around = text[max(gap.start() - 1, 0) : gap.start()] + text[gap.end() : gap.end() + 1]
    return " " if "\n" not in gap[0] or (around.isascii() and around) else ""

"""Bytes become a tree of elements, in time proportional to their number, and what the parser drops is counted."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg_builder.ingest.decode import decode
from kg_builder.model.article import Source

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_COMMENT = re.compile(rb"<!--.*?-->", re.S)
_DECLARED = (
    re.compile(rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9][\w.:\-]{1,30})""", re.I),
    re.compile(rb"""<\?xml\b[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9][\w.:\-]{1,30})""", re.I),
)
_HEAD = 8192  # bytes in which an encoding is declared; many sites put scripts before it
_OPENING = re.compile(r"<(?:!--|!\[CDATA\[|(/?)([a-zA-Z][^\s/>]{0,60}))")
_REST = re.compile(r"""(?:[^>=]++|=\s*+(?:"[^"]*"|'[^']*'|(?!["'])[^\s>]*+))*+>""")
_KEPT = re.compile(
    r"""\s((?:class|id|style|href|name|content|property|http-equiv)\s*=\s*(?:"[^"]{0,1000}"|'[^']{0,1000}'))""", re.I
)
_LONGEST = 2000  # characters of a tag; parsers look at each pair of its attributes
_DEEPEST = 500  # elements in elements; parsers climb through all of them
_HIDDEN = ("script", "style", "noscript", "iframe", "noembed", "noframes", "template", "textarea", "xmp")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_CLOSING_ITSELF = frozenset(
    ["p", "li", "td", "th", "tr", "dd", "dt", "option", "tbody", "thead"]
)  # one ends where the next begins
_SEEN = re.compile(r"[^\x00-\x7f\s]")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a tree, its scripts and remarks as they stand in it, and how its bytes were read."""

    tree: "LexborHTMLParser"
    source: str
    encoding: str
    encoding_from: str
    lost: int


def page(source: Source) -> Page:
    """Reads a page by the rules of HTML 5, as browsers do."""
    from selectolax.lexbor import LexborHTMLParser

    text, encoding, how = decode(source.payload, source.charset or _declared(source.payload))
    bounded, expected = _bounded(text)
    tree = LexborHTMLParser(bounded)
    found = sum(len(_SEEN.findall(node.text_content or "")) for node in _texts(tree))
    return Page(tree, text, encoding, how, max(expected - found, 0))


def _declared(payload: bytes) -> str | None:
    """The encoding that a page or its XML declaration names."""
    head = _COMMENT.sub(b"", payload[:_HEAD])
    for pattern in _DECLARED:
        match = pattern.search(head)
        if match:
            return match[1].decode("ascii")
    return None


def _texts(tree: "LexborHTMLParser") -> Iterator["LexborNode"]:
    if tree.root is None:
        return
    for node in tree.root.traverse(include_text=True):
        if node.is_text_node and (node.parent is None or node.parent.tag not in _HIDDEN):
            yield node


def _bounded(text: str) -> tuple[str, int]:
    """The page with no tag too long and no element too deep, and how many characters of it are text."""
    scan, done, expected = _Scan(text), list[str](), 0
    start = 0
    for match in iter(lambda: _OPENING.search(text, scan.place), None):
        expected += len(_SEEN.findall(text, scan.place, match.start()))
        name = (match[2] or "").lower()
        whole = True
        if not name:
            end = scan.after("]]>" if match[0].endswith("[") else "-->", match.end())
        else:
            end, whole = scan.tag(match.end())
        if end < 0:  # the rest of the page is swallowed; browsers show nothing of it
            break
        written = scan.bounded(name, match, end, whole)
        if written is not None:
            done += (text[start : match.start()], written)
            start = end
        scan.place = end
        if name in _HIDDEN and not match[1]:
            scan.place = max(scan.after(f"</{name}", end, len(name) + 2), end)
    return "".join((*done, text[start:])), expected + len(_SEEN.findall(text, scan.place))


class _Scan:
    """A walk through the tags of a page. What was not found once is not looked for again: so it is linear."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lower = text.lower() if len(text.lower()) == len(text) else text
        self.place = 0
        self._missing: set[str] = set()
        self._long = 8  # times that the end of a long tag is looked for in vain
        self._open: Counter[str] = Counter()
        self._depth = 0

    def after(self, what: str, start: int, back: int = 0) -> int:
        """The place after the next `what`, less `back`; -1 where there is none."""
        if what in self._missing:
            return -1
        found = self.lower.find(what, start)
        if found < 0:
            self._missing.add(what)
            return -1
        return found + len(what) - back

    def tag(self, start: int) -> tuple[int, bool]:
        """The place after a tag whose name ends at `start`, or -1; and whether each quote in it is closed."""
        match = _REST.match(self.text, start, start + _LONGEST)
        if match is None and self._long:
            match = _REST.match(self.text, start)
            self._long -= match is None
        return (match.end(), True) if match else (self.after(">", start), False)

    def bounded(self, name: str, match: "re.Match[str]", end: int, whole: bool) -> str | None:
        """What stands for a tag that is broken, too long or too deep; None for any other."""
        if not name or name in _VOID or name in _CLOSING_ITSELF:
            deep = False
        elif match[1]:
            deep = self._depth > _DEEPEST
            if self._open[name]:
                self._open[name] -= 1
                self._depth -= 1
        else:
            self._open[name] += 1
            self._depth += 1
            deep = self._depth > _DEEPEST
        if deep and name not in _HIDDEN:
            return "<br>"
        if not name or (whole and end - match.start() <= _LONGEST):
            return None
        rest = self.text[match.end() : end]
        return f"{match[0]} {' '.join(_KEPT.findall(rest))}>" if not match[1] else f"{match[0]}>"

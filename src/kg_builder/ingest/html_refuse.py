"""Why a page is no article: it lists others, says that there is none, asks to log in, or is filled in by a script."""

import re
from typing import TYPE_CHECKING

from kg_builder.ingest.html_body import Body
from kg_builder.ingest.html_lines import Line, Lines
from kg_builder.ingest.html_words import words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_LITTLE = 150  # characters of prose; a page with more is not refused for a word in it
_ENOUGH = 100  # characters of sentences that make a page an article, whatever it lists below
_FEW_LINKS = 5
_DAY = re.compile(r"(?:(?:19|20)?\d\d[-/.年]\s?)?\d{1,2}[-/.月]\s?\d{1,2}日?")
_TEASER = re.compile(
    r"[\[【(（]?\s*(?:详细|详情|查看(?:更多|全文|详情)|阅读(?:全文|更多)|更多|MORE)\s*(?:>+|»)?\s*[\]】)）]?\s*$", re.I
)
_PUBLISHED = "meta[name=ArticleTitle i], meta[name=PubDate i]"  # error pages have none
_PROSE = re.compile(r"[，。；]")


def refusal(tree: "LexborHTMLParser", page: Lines, body: Body, text: list[Line]) -> str | None:
    """What is wrong with a page, to follow "the page"; None for an article. `text` is what would be read of it."""
    prose = sum(len(line.text) - line.linked for line in text)
    told = tree.css_first(_PUBLISHED) is not None or (body.known and prose > _LITTLE // 3)
    said = None if told or prose >= _LITTLE else _says(tree, page, text)
    frame = _frame(tree)
    if frame and prose < _LITTLE // 3:
        return f"shows another page in a frame ({frame}); save that one"
    if said:
        return said
    if not text:
        return (
            "holds no text"
            if not tree.css("script")
            else "is filled in by a script; save it from a browser that shows it"
        )
    if body.known and _reads(text):
        return None
    return _teasers(text) or (_links(page.lines[body.first : body.end]) if _prose(text) < _ENOUGH else None)


def _says(tree: "LexborHTMLParser", page: Lines, text: list[Line]) -> str | None:
    title = tree.css_first("title")
    shown = "\n".join(
        (title.text() if title else "", *(line.text for line in text), *(each.text for each in page.lines[:12]))
    )
    if tree.css_first("input[type=password]") is not None and not _reads(text):
        return "asks to log in"
    for refused in words().refused:
        if refused.words.search(shown):
            return refused.why
    return None


def _prose(text: list[Line]) -> int:
    """The characters of lines that are sentences."""
    return sum(len(line.text) - line.linked for line in text if _PROSE.search(line.text))


def _reads(text: list[Line]) -> bool:
    """True where there is a sentence."""
    return any(_PROSE.search(line.text) and 3 * line.linked < len(line.text) for line in text)


def _frame(tree: "LexborHTMLParser") -> str | None:
    for node in tree.css("iframe, frame"):
        address = (node.attributes.get("src") or "").strip()
        if address and not address.lower().startswith(("javascript:", "about:", "data:")):
            return address[:200]
    return None


def _links(lines: list[Line]) -> str | None:
    """Lists of other pages have more links than text."""
    links, written = [line.linked for line in lines if line.linked], sum(len(line.text) for line in lines)
    listed = len(links) >= _FEW_LINKS and 2 * sum(links) > written
    return "lists other pages: more than half of its text are links" if listed else None


def _teasers(text: list[Line]) -> str | None:
    """And those that say a little of each page have its date or 详细 beside each link."""
    dated = [line for line in text if line.linked and (_DAY.search(line.text) or _TEASER.search(line.text))]
    listed = len(dated) >= _FEW_LINKS and 4 * len(dated) >= len(text)
    return "lists other pages, each with its date or a link to the whole" if listed else None

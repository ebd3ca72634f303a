"""What a web page says of its article: <meta> elements, WeChat's variables, the lines between its title and its text."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from kg_builder.ingest import metadata
from kg_builder.ingest.fold import fold
from kg_builder.ingest.furniture import is_button, without_buttons
from kg_builder.ingest.html_body import Body
from kg_builder.ingest.html_lines import Line, Lines
from kg_builder.ingest.html_page import Page

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

# Names of <meta> elements. The first of each are those of the guideline for government sites, 国办发〔2017〕47号.
_TITLE = ("articletitle", "og:title", "title", "twitter:title")
_DATE = (
    "pubdate",
    "publishdate",
    "publish_date",
    "article:published_time",
    "firstpublishedtime",
    "og:release_date",
    "datepublished",
    "publishtime",
    "date",
)
_POSTED = ("createTime", "publish_time", "datePublished", "pubDate")  # variables of scripts, keys of JSON-LD
_SOURCE = ("contentsource", "source", "mediaid", "article:source")
_SITE = ("sitename", "og:site_name")
_AUTHOR = ("author", "article:author", "og:article:author", "contentauthor")
_URL = ("og:url", "url")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_ADDRESS = re.compile(r"https?://[^\s<>\"'）)\]]{4,2000}")
_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:\s?[-/.年]\s?(1[0-2]|0?[1-9])\s?[-/.月]\s?|(1[0-2]|0[1-9]))([12]\d|3[01]|0[1-9]|[1-9](?!\d))"
)
_CHINA = timezone(timedelta(hours=8))
_VARIABLE = r"\b{name}[\"']?\s*[=:]\s*(?:htmlDecode\()?[\"']([^\"'\n]{{1,300}})[\"']"
_LABEL = re.compile(r"(?:来\s*源|发布|成文|时\s*间|日\s*期|作\s*者|记\s*者|通讯员|供稿|文号|索引号|发文|摘自)")
_SOURCE_LABEL = re.compile(r"^(?:信息|稿件|文章|新闻)?来\s*源\s*[：:|｜]\s*")
_NEXT_LABEL = re.compile(
    r"(?:作者|记者|(?:责任)?编辑|责编|(?:发布)?时间|(?:发布)?日期|浏览|点击|阅读|字[体号])[：:]|举报$|[】\n\\]"
)
_NAME = re.compile(r"(?:[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}·[\u3400-\u9fff·]{1,12})(?=[】\s、/,，]|$)")
_NO_NAME = re.compile(r"[报讯电网社站]$|^(?:在|从|告诉|了解|采访|获悉)")
_NO_SOURCE = re.compile(r"(?:本站|本网|本站原创|原创|其[他它]|未知|网络|互联网|转载|无|[\W\d_]*|.*\$\{.*)")
_AFTER_SITE = re.compile(r"\s*(?:[-_|–—»>·]{1,3}|--)\s*")
_PROSE = re.compile("[，。]")
_NAMED = 8  # characters; what is shorter is the name of a site or a column
_MOST = 12  # lines between a title and its text
_NEAR = 200  # characters above a title in which its source may stand
_BEFORE = 40  # lines above an article among which a date is looked for


@dataclass(frozen=True, slots=True)
class Masthead:
    """The fields of a `Reading`, and the lines that the page shows above the text."""

    shown: tuple[str, ...]
    title: str | None
    date: str | None
    publisher: str | None
    author: str | None
    url: str | None


def masthead(page: Page, lines: Lines, body: Body, text: Sequence[Line], name: str) -> Masthead:
    """Reads what stands around the article; `text` are its lines, `name` is that of its file."""
    metas, script = _metas(page.tree), _script(page.source)
    title, above = _title(page.tree, metas, lines, body)
    shown = tuple(_kept(lines.lines[above : body.first]))
    read = "\n".join(line.text for line in text)
    head = "\n".join((*(_flat(line) for line in shown), read[:400]))
    near = lines.lines[max(above - _BEFORE, 0) : above]
    above_title = "\n".join(_flat(line.text) for line in near if not line.linked)[-_NEAR:]
    url = _url(page, metas, script)
    return Masthead(
        shown,
        title or script("msg_title") or metadata.title(read),
        _first(metas, _DATE, _day) or _posted(script) or _date(lines, body, above, head, read, url, name),
        _account(page.tree, script) or _publisher(metas, (head, above_title, read)),
        _first(metas, _AUTHOR, _person) or script("author") or _signed(page.tree, head),
        url,
    )


def _metas(tree: "LexborHTMLParser") -> dict[str, str]:
    """What the <meta> elements say, by name in lower case; of several the first that says anything."""
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        value = " ".join((attributes.get("content") or "").split())
        if name and value:
            found.setdefault(name.strip().lower(), value)
    return found


def _script(source: str) -> Callable[[str], str | None]:
    """The value of a variable in the page's scripts."""

    def value(name: str) -> str | None:
        for match in re.finditer(_VARIABLE.format(name=name), source):
            written = _unescaped(match[1]).strip()
            if written:
                return written
        return None

    return value


def _unescaped(written: str) -> str:
    import html

    return html.unescape(re.sub(r"\\x([0-9a-fA-F]{2})", lambda code: chr(int(code[1], 16)), written))


def _first(metas: dict[str, str], names: Iterable[str], read: Callable[[str], str | None]) -> str | None:
    for name in names:
        value = read(metas.get(name, ""))
        if value:
            return value
    return None


def _day(written: str) -> str | None:
    match = _DAY.search(fold(written))
    return f"{match[1]}-{int(match[2] or match[3]):02d}-{int(match[4]):02d}" if match else None


def _posted(script: Callable[[str], str | None]) -> str | None:
    """The day of a WeChat article, whose page counts seconds; in China's time."""
    for name in ("ct", "ori_create_time", "svr_time_of_post"):
        seconds = script(name)
        if seconds and seconds.isdecimal() and len(seconds) in (9, 10):
            return datetime.fromtimestamp(int(seconds), _CHINA).date().isoformat()
    return next(filter(None, (_day(script(name) or "") for name in _POSTED)), None)


def _title(tree: "LexborHTMLParser", metas: dict[str, str], lines: Lines, body: Body) -> tuple[str | None, int]:
    """The title, and the place of its line; where it is not shown, that of the text's first line."""
    element = tree.css_first("head title, title")
    page_title = " ".join(element.text().split()) if element else ""
    stated = next((metas[name] for name in _TITLE if name in metas), "")
    near = range(max(body.first - _BEFORE, 0), min(body.first + 4, len(lines.lines)))
    places = [i for i in near if _names(lines.lines[i], (stated, page_title)) and not is_button(lines.lines[i].text)]
    if not places:
        places = [
            i
            for i in near
            if lines.lines[i].heading and not lines.lines[i].linked and not is_button(lines.lines[i].text)
        ]
    if not places:
        named = _without_site(page_title, metas)
        if not stated and len(named) < _NAMED and (place := _line_above(lines, body)) is not None:
            return lines.lines[place].text.strip(" \u3000\u00a0"), place
        return stated or (named if len(named) >= _NAMED else None), body.first
    best = max(places, key=lambda i: (len(_letters(lines.lines[i].text)), i))
    first = last = best
    while first - 1 in places:
        first -= 1
    while last + 1 in places:
        last += 1
    whole = {" ".join(lines.lines[i].text.split()).strip("\u3000") for i in range(first, last + 1)}
    title = lines.lines[best].text.strip(" \u3000\u00a0")
    if len(whole) > 1 and len(_letters(stated)) > len(_letters(title)):
        title = stated
    return title, min(first, body.first)


def _line_above(lines: Lines, body: Body) -> int | None:
    """The place of a line near above the text that could be a title: no link, no sentence, no date."""
    for place in range(body.first - 1, max(body.first - 4, -1), -1):
        line = lines.lines[place]
        if line.linked or is_button(line.text) or not _NAMED - 4 <= len(line.text) <= 60:
            continue
        if not (_PROSE.search(line.text) or _LABEL.search(line.text) or _DAY.search(line.text)):
            return place
    return None


def _names(line: Line, titles: tuple[str, str]) -> bool:
    """True for a line that is the page's title or begins it; a site's name ends it."""
    letters = _letters(line.text)
    if len(letters) < 4 or 2 * line.linked > len(line.text):
        return False
    return any(_part(letters, _letters(title)) or _cut(letters, title) for title in titles if title)


def _part(letters: str, title: str) -> bool:
    return title.startswith(letters) or (letters in title and 2 * len(letters) >= len(title))


def _cut(letters: str, title: str) -> bool:
    """True where the title is given with dots for its end."""
    return title.endswith(("…", "...")) and letters.startswith(_letters(title))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", fold(text))


def _without_site(title: str, metas: dict[str, str]) -> str:
    """A page's title without the names of its column and site."""
    parts = _AFTER_SITE.split(title)
    site = _letters(metas.get("sitename", ""))
    parts = [part for part in parts if part and _letters(part) != site]
    return parts[0] if parts else ""


def _kept(lines: Sequence[Line]) -> Iterable[str]:
    """The lines between a title and its text that say something of the article."""
    for line in lines[:_MOST]:
        text = without_buttons(line.text)
        labelled = _LABEL.search(text) is not None
        if text and not is_button(text) and (labelled or (line.around < 0 and 2 * line.linked < len(text))):
            yield text


def _flat(line: str) -> str:
    """A row of a table as labels and what they label."""
    return " ".join(line.strip("| ").split(" | ")) if line.startswith("| ") else line


def _date(lines: Lines, body: Body, above: int, head: str, read: str, url: str | None, name: str) -> str | None:
    """From the lines below the title, else the nearest above, else the text's end, the address, the file's name."""
    found = metadata.date(fold(head), "", None, "")
    plain = (line.text for line in lines.lines[above : body.first] if not _PROSE.search(line.text))
    found = found or next(filter(None, (_day(line) or _spread(line) for line in plain)), None)
    if found:
        return found
    before = [line for line in lines.lines[max(above - _BEFORE, 0) : body.first] if not line.linked]
    for line in reversed(before):
        found = metadata.date(fold(_flat(line.text)), "", None, "")
        if found:
            return found
    after = "\n".join(line.text for line in lines.lines[body.end : body.end + 3] if not line.linked)
    return metadata.date(fold(read), fold(after), url, name)


def _spread(line: str) -> str | None:
    """A line that is a date in a newer setting: 2021 03/05 10:20:11."""
    match = re.match(r"\s*((?:19|20)\d\d)\s*(\d\d)/(\d\d)(?!\d)", line)
    return _day(f"{match[1]}-{match[2]}-{match[3]}") if match else None


def _account(tree: "LexborHTMLParser", script: Callable[[str], str | None]) -> str | None:
    """The account of a WeChat article, which is its publisher; saved pages may have lost their scripts."""
    if tree.css_first("#js_content") is None:
        return None
    shown = tree.css_first("#js_name")
    return script("nickname") or _source(" ".join(shown.text().split()) if shown else "")


def _signed(tree: "LexborHTMLParser", head: str) -> str | None:
    """Who is named by a label, or stands alone in the line below the title of a WeChat article."""
    alone = (" ".join(node.text().split()) for node in tree.css("#meta_content .rich_media_meta_text"))
    return _name(_labelled(metadata.author, head) or "") or next(filter(None, map(_person, alone)), None)


def _publisher(metas: dict[str, str], texts: Iterable[str]) -> str | None:
    labelled = (_source(_labelled(metadata.publisher, text) or "") for text in texts)
    return _first(metas, _SOURCE, _source) or next(filter(None, labelled), None) or _first(metas, _SITE, _source)


def _labelled(read: Callable[[str], str | None], text: str) -> str | None:
    """What a label says, read from the folded text and given as it is written."""
    folded = fold(text)
    found = read(folded)
    place = folded.find(found) if found else -1
    return text[place : place + len(found)] if found and place >= 0 else found


def _source(written: str) -> str | None:
    source = _NEXT_LABEL.split(_SOURCE_LABEL.sub("", written.strip()))[0].strip()
    return source if source and len(source) <= 40 and not _NO_SOURCE.fullmatch(source) else None


def _person(written: str) -> str | None:
    """A name; content systems write numbers and their own names there."""
    return written if 2 <= len(written) <= 20 and re.search("[\u3400-\u9fff]", written) else None


def _name(written: str) -> str | None:
    """The first name behind a label; 记者 stands in sentences too."""
    match = _NAME.match(written)
    return match[0] if match and not _NO_NAME.search(match[0]) else None


def _url(page: Page, metas: dict[str, str], script: Callable[[str], str | None]) -> str | None:
    """The address that a page gives as its own, else the one a browser noted when it saved the page."""
    link = page.tree.css_first("link[rel=canonical]")
    saved = _SAVED_FROM.search(page.source[:4000])
    stated = (
        link.attributes.get("href") if link else None,
        *(metas.get(name) for name in _URL),
        script("msg_link"),
        saved[1] if saved else None,
    )
    return next((each for each in stated if each and _ADDRESS.fullmatch(each)), None)

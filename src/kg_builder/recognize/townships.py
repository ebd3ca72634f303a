"""Townships by grammar: 岩前镇 directly behind a county, 晓龙乡 directly before its 党委. No list knows all forty thousand."""

import re
from collections.abc import Callable, Iterator, Mapping

from kg_builder.model.pack import RegionEntry
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import Level
from kg_builder.recognize.scan import Scan

_HAN = r"[㐀-鿿]"
_KIND = r"(?:镇|乡|街道|公社|苏木)"
_BEHIND = re.compile(rf"({_HAN}{{1,6}}?{_KIND})(?![镇村企])")
_ITEM = re.compile(rf"{_HAN}{{2,4}}{_KIND}")
_LIST = re.compile(rf"(?<!{_HAN}){_ITEM.pattern}(?:、{_ITEM.pattern})+(?!{_HAN}{{0,2}}级)")
_ORGANS = r"(?:党委|党工委|人民政府|政府|人大|纪委|人武部|办事处|派出所|司法所)"
_BEFORE = re.compile(rf"{_KIND}(?={_ORGANS})")
# 城镇, 水乡, 特色小镇: words that end so and name no place
_WORDS = re.compile(
    r"(?:^|文化|历史|江南|美丽|特色|新型|千年|中心|重点|著名)[城乡村集市古小重名水家故山侨异外还离思同老新茶画]$|(?:乡|各|该|本|全|某|个|特色|所有|每|的)$|[一二三几多][名个座]"
)
_BREAK = re.compile(
    r"[的和与及在到是各等了为把对有从由将]|[0-9]|所有|多个|每|位于|来自|走进|下辖|送.?下|三下|^下|^回|^返|^入"
)
_OPENERS = ("任", "兼", "在", "到", "赴", "和", "与", "及", "由", "的", "为", "至", "向", "是", "从")


def townships(scan: Scan, anchors: Mapping[int, RegionEntry], taken: Callable[[Span], bool]) -> list[tuple[Span, str]]:
    """Each township with the code of the division it lies in ("" where none is said). `anchors`: where regions end."""
    found = {span: row.code for span, row in _behind(scan, anchors) if not taken(span)}
    names = {span.of(scan.text) for span in found}
    for span in _before_organs(scan, anchors):
        if span not in found and not taken(span) and span.of(scan.text) not in names:
            found[span] = ""
    found |= {span: code for span, code in _in_lists(scan, found) if not taken(span)}
    return sorted(found.items())


def _in_lists(scan: Scan, found: Mapping[Span, str]) -> Iterator[tuple[Span, str]]:
    """云溪街道、龙泉镇、松柏镇: names of townships in a row vouch for each other."""
    for match in _LIST.finditer(scan.text):
        spans = [Span(m.start(), m.end()) for m in _ITEM.finditer(scan.text, match.start(), match.end())]
        if not all(_is_name(span.of(scan.text)) and len(span) > 2 for span in spans):
            continue
        if not all(scan.is_edge(span.start) and scan.is_edge(span.end) for span in spans):
            continue
        parent = next((code for span in spans if (code := found.get(span, ""))), "")
        yield from ((span, parent) for span in spans if span not in found)


def township_names(text: str, names: set[str]) -> Iterator[Span]:
    """Every place where one of the names stands."""
    for name in sorted(names):
        at = text.find(name)
        while at >= 0:
            yield Span(at, at + len(name))
            at = text.find(name, at + len(name))


def _behind(scan: Scan, anchors: Mapping[int, RegionEntry]) -> Iterator[tuple[Span, RegionEntry]]:
    for end, row in sorted(anchors.items()):
        if row.level not in (Level.COUNTY, Level.CITY):
            continue
        match = _BEHIND.match(scan.text, end)
        if match and _is_name(match[1]) and scan.is_edge(match.end()):
            yield Span(end, match.end()), row


def _before_organs(scan: Scan, anchors: Mapping[int, RegionEntry]) -> Iterator[Span]:
    for match in _BEFORE.finditer(scan.text):
        limit = scan.left_limit(match.start())
        for start in range(max(limit, match.start() - 4), match.start()):
            if not scan.is_edge(start) or not _is_name(scan.text[start : match.end()]):
                continue
            if start == limit or start in anchors or scan.text[limit:start].endswith(_OPENERS):
                yield Span(_often(scan.text, start, match.end()), match.end())
                break


def _often(text: str, start: int, end: int) -> int:
    """走访|松柏镇党委: where the text names 松柏镇 more often, the words before it are none of its name."""
    here = text.count(text[start:end])
    shorter = (at for at in range(start + 1, end - 2) if text.count(text[at:end]) > here + 1)
    return next(shorter, start)


def _is_name(word: str) -> bool:
    stem = re.sub(rf"{_KIND}$", "", word)
    if not stem or (len(stem) == 1 and not word.endswith(("镇", "乡"))):
        return False
    return not _WORDS.search(stem) and not _BREAK.search(stem)

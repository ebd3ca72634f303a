"""Named meetings: 全国扫黑除恶专项斗争总结表彰大会, 十四届全国人大常委会第五次会议, 党的十九届五中全会."""

import re
from collections.abc import Callable, Iterator

from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType
from kg_builder.recognize.lexicon import Matcher, alternatives
from kg_builder.recognize.phrases import phrase_start
from kg_builder.recognize.scan import Scan

_REACH = 40
_CONGRESS = re.compile(
    r"(?:党的|中共|中国共产党|中国共产党第|第)?(?:十[一二三四五六七八九]|二十|[七八九十])(?:大(?![一-龥]?[家小型量力众])|届[一二三四五六七]中全会)(?:第[一二三四五六七八九十]+次全体会议)?"
)


class Meetings:
    """Finds the meetings of one scan."""

    def __init__(self, scan: Scan, whole: Callable[[int], int | None]) -> None:
        self._scan = scan
        self._text = scan.text
        self._whole = whole
        words = scan.lexicon.pack.words
        self._endings = Matcher(words.get("meeting_endings", ()))
        self._bare = scan.lexicon.words.get("meeting_bare", frozenset())
        self._stops = scan.lexicon.words.get("meeting_stops", frozenset())
        self._refused = scan.lexicon.words.get("no_meetings", frozenset())
        convene = alternatives(tuple(words.get("convene", ("召开",))))
        press = alternatives(("记者招待会", "新闻发布会", "座谈会", "吹风会", "通气会"))
        self._convening = re.compile(rf"{convene}(?:[一两三四五六七八九十0-9]+[场次])?(?P<word>{press})")

    def read(self) -> list[Mention]:
        """Meetings named in full, then bare words that stand for them."""
        full = [*self._congresses(), *self._named(), *self._convened()]
        return [*full, *self._again(full)]

    def _make(self, start: int, end: int, score: float, name: str | None = None) -> Mention:
        return Mention(Span(start, end), EntityType.MEETING, name or self._text[start:end], "meetings", score)

    def _congresses(self) -> Iterator[Mention]:
        for match in _CONGRESS.finditer(self._text):
            if (
                self._text.startswith(
                    (
                        "代表",
                        "以来",
                        "精神",
                        "报告",
                        "召开",
                        "闭幕",
                        "开幕",
                        "上",
                        "胜利",
                        "，",
                        "。",
                        "、",
                        "和",
                        "期间",
                        "后",
                        "关于",
                    ),
                    match.end(),
                )
                or "全会" in match[0]
            ):
                yield self._make(match.start(), match.end(), 0.9)

    def _named(self) -> Iterator[Mention]:
        for hit in self._endings.hits(self._text):
            if not self._ends_well(hit.end):
                continue
            start = phrase_start(self._scan, hit.start, self._stops, _REACH, self._whole)
            name = self._text[start : hit.end]
            content = hit.start - start
            if content < 2 or name in self._refused or name in self._bare or re.match(r"^[0-9年月日]+", name):
                continue
            yield self._make(start, hit.end, 0.8)

    def _convened(self) -> Iterator[Mention]:
        """二十大新闻中心举行两场记者招待会: a bare word named by who convenes it."""
        for match in self._convening.finditer(self._text):
            limit = self._scan.left_limit(match.start())
            for end in range(match.start(), limit, -1):
                start = self._whole(end)
                if start is not None:
                    name = self._text[start:end] + match["word"]
                    yield self._make(match.start("word"), match.end(), 0.75, name)
                    break

    def _ends_well(self, end: int) -> bool:
        return not self._text.startswith(
            (
                "室",
                "厅",
                "中心",
                "常务委员",
                "常委",
                "纪要",
                "制度",
                "精神文明",
                "堂",
                "场",
                "员",
                "长",
                "展中心",
                "组",
                "所",
            ),
            end,
        )

    def _again(self, full: list[Mention]) -> Iterator[Mention]:
        """大会 after 总结表彰大会 is that meeting: the last one before it whose name ends so."""
        taken = [m.span for m in full]
        for hit in self._endings.hits(self._text):
            span = Span(hit.start, hit.end)
            if any(span.overlaps(other) for other in taken) or not self._ends_well(hit.end):
                continue
            before = [m for m in full if m.span.end <= hit.start and m.name.endswith(hit.word)]
            if before:
                yield self._make(hit.start, hit.end, 0.6, before[-1].name)

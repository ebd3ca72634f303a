"""Batches, stages and named tasks of the campaigns of an article.

第二批主题教育, 第一阶段, （二）自查摸底阶段（7月3日至7月15日）, 动员部署、集中整治和总结提高三个阶段; 一是…行动,
“A、B、C”三大行动. Without a campaign there are none.
"""

import bisect
import re
from collections.abc import Iterator

from kg_builder.model.grid import Grid
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType
from kg_builder.recognize.lexicon import alternatives
from kg_builder.recognize.scan import Scan

_FAR, _LEAD = 500, 150  # how far a list may stand from its campaign; where an article says what it is about
_COUNT = "一二三四五六七八九十"
_BATCH = re.compile(r"第[一二三四五六七八九十]+批|首批")
_STAGE = re.compile(r"第[一二三四五六七八九十]+(?:阶段|环节|步骤)")
_FOLLOWS = r"(?=\s*[（(：:。，；\n]|从|自|为|于|\d)"
_MARKED = re.compile(
    r"(?:[（(][一二三四五六七八九十\d]{1,2}[）)]|(?<![一-龥])[一二三四五六七八九十\d]{1,2}[、.．]|[一二三四五六七八九]是|"
    r"(?<=[\n。；：，、])|^)[“]?(?P<name>[一-龥、]{3,10})(?P<kind>阶段|环节)[”]?" + _FOLLOWS
)
_ORDINAL = re.compile(
    r"(?P<nth>第[一二三四五六七八九十]+(?:阶段|环节|步骤?))[：:（(，为是]{1,2}[“]?"
    r"(?P<name>[一-龥]{4,8}?)(?P<kind>阶段|环节|(?=[（(：:，。；）)\n]))"
)
_DATED = re.compile(
    r"(?:[（(][一二三四五六七八九十\d]{1,2}[）)]|(?<![一-龥\d])[一二三四五六七八九十\d]{1,2}[、.．]|(?<=\n))"
    r"(?P<name>[一-龥、]{4,9})(?P<kind>)[（(](?:即日|自|从)?[^（）()\n]{0,6}?\d{1,2}月[^（）()\n]{0,24}[）)]"
)
_COUNTED = re.compile(r"(?P<n>[两二三四五六七八九十])个(?P<kind>阶段|环节|步骤)")
_ACTIONS = re.compile(
    r"(?P<n>[两二三四五六七八九十])(?:大|项|个)(?:[一-龥]{0,4}?)(?:行动|任务|工程|活动|战役|攻坚战|专项行动|整治|攻坚)"
)
_LISTED = re.compile(
    r"(?=[一二三四五六七八九十（(])(?:[一二三四五六七八九十]是|[（(][一二三四五六七八九十][）)])(?:开展|实施|组织|深入开展|推进|启动)?"
    r"(?P<task>(?!启动|[一-龥]{0,4}“)[一-龥“”、]{3,24}?(?:活动|行动|工程|攻坚战|专项整治))[”]?(?=[。；，：\n])"
)
_NUMERAL = r"(?:[一二三四五六七八九十]+是|[（(][一二三四五六七八九十\d]+[）)]|(?<!\d)\d{1,2}[.．、](?!\d))"
_SET_TASKS = re.compile(
    r"(?=[两二三四五六七八九十重主工具整])(?:(?P<n>[两二三四五六七八九十])(?:大|项|个)?(?:重点|主要|具体|专项|整治)*任务|(?:重点|主要|工作|具体|整治)任务)"
    rf"(?:主要|包括|是|为|：|。|，|\s){{0,4}}(?={_NUMERAL})"
)
_SET_TASK = re.compile(rf"{_NUMERAL}\s*(?P<task>[一-龥“”、]{{4,14}})(?=[。；：\n]|$)")
_SET_END = re.compile(r"\n[一二三四五六七八九十]+、|\n\n")
_ITEM = re.compile(r"[一-龥A-Za-z+]{2,14}")


class Phases:
    """Finds phases and tasks in one scan; `campaigns` are all the campaign mentions of the article."""

    def __init__(self, scan: Scan, campaigns: list[Mention]) -> None:
        self._scan = scan
        self._text = scan.text
        self._listed = list(_LISTED.finditer(self._text))
        listed = [Span(*match.span("task")) for match in self._listed]
        places = Grid((span, span) for span in listed)
        own = [m for m in campaigns if places.free(m.span)]
        self._campaigns = sorted(own, key=lambda m: m.span)
        self._starts = [m.span.start for m in self._campaigns]
        words = scan.lexicon.pack.words
        opener = alternatives(tuple(words.get("list_openers", ("通过", "按照"))))
        self._opener, self._ends_opened = re.compile(rf"{opener}+"), re.compile(rf"{opener}$")
        usual = alternatives(tuple(words.get("phase_words", ("动员", "部署"))))
        self._usual = re.compile(rf"(?:{usual}){{2,3}}")
        self._entered = re.compile(rf"(?P<name>(?:{usual}){{2}})(?P<kind>阶段|环节)")
        self._refused = tuple(words.get("phase_stops", ()))

    def read(self) -> list[Mention]:
        """Phases, then tasks."""
        if not self._campaigns:
            return []
        stages = [m for m in (*self._stages(), *self._counted()) if self._is_told_of(m.span)]
        return [*self._batches(), *stages, *self._tasks()]

    def _make(self, kind: EntityType, span: Span, name: str, score: float, parent: Span | None = None) -> Mention:
        return Mention(span, kind, name, "phases", score, parent)

    def _batches(self) -> Iterator[Mention]:
        starts = {mention.span.start: mention for mention in self._campaigns}
        for match in _BATCH.finditer(self._text):
            opening = match.end() + (self._text[match.end() : match.end() + 1] == "“" and match.end() + 1 in starts)
            campaign = starts.get(opening)
            if campaign is not None and not self._text.startswith("单位", campaign.span.end):
                name = match[0] + self._shortest(campaign.name)
                span = Span(match.start(), campaign.span.end)
                yield self._make(EntityType.PHASE, span, name, 0.9, campaign.span)

    def _shortest(self, name: str) -> str:
        """The shortest words for a campaign that are more than 活动: 第二批主题教育."""
        surfaces = [m.span.of(self._text) for m in self._campaigns if m.name == name]
        return min((s for s in surfaces if len(s) >= 4), key=lambda s: (len(s), s), default=name)

    def _stages(self) -> Iterator[Mention]:
        """Stages with names of their own; 第一阶段 is one of them where its name stands behind it."""
        named: set[int] = set()
        staged = list(self._scan.lines("阶段", "环节"))
        dated = [place for place in self._scan.lines("（", "(") if self._text.find("月", *place) >= 0]
        for match in _ORDINAL.finditer(self._text) if staged or "步" in self._text else ():
            name = match["name"]
            if self._is_stage(name) and (match["kind"] in ("阶段", "环节") or self._usual.fullmatch(name)):
                named.update(range(*match.span()))
                yield self._make(EntityType.PHASE, Span(*match.span("nth")), name, 0.85)
                yield self._make(EntityType.PHASE, Span(match.start("name"), match.end("kind")), name, 0.85)
        shapes = ((_MARKED, staged), (self._entered, staged), (_DATED, dated))
        for match in (m for shape, places in shapes for place in places for m in shape.finditer(self._text, *place)):
            if match.start("name") not in named and self._is_named(match):
                named.update(range(match.start("name"), match.end("kind")))
                yield self._make(EntityType.PHASE, Span(match.start("name"), match.end("kind")), match["name"], 0.85)
        for match in _STAGE.finditer(self._text) if staged or "步骤" in self._text else ():
            if match.start() not in named:
                yield self._make(EntityType.PHASE, Span(*match.span()), match[0], 0.8)

    def _is_named(self, match: "re.Match[str]") -> bool:
        """In running text only usual names are; a mark before the name or a date behind it vouches for any."""
        name, before = match["name"], self._text[match.start("name") - 2 : match.start("name")]
        if not self._is_stage(name):
            return False
        running = match.re is _MARKED and before[-1:] in ("，", "、") and before[:1] not in ("）", ")")
        return not running or self._usual.fullmatch(name) is not None

    def _is_stage(self, name: str) -> bool:
        return (self._usual.fullmatch(name) is not None or not name.startswith(self._refused)) and not re.search(
            r"[的了在是第进入处于该各]|^分?[一二两三四五六七八九]个?", name
        )

    def _counted(self) -> Iterator[Mention]:
        """动员部署、集中整治和总结提高三个阶段; 分为三个阶段：动员部署、…."""
        for match in _COUNTED.finditer(self._text):
            for span in self._items_before(match) or self._items_after(match):
                name = span.of(self._text)
                kind = match["kind"]
                short = name.removesuffix(kind)
                if len(short) >= 3 and self._is_stage(short):
                    yield self._make(EntityType.PHASE, span, short, 0.85)

    def _tasks(self) -> Iterator[Mention]:
        for match in self._listed:
            campaign = self._campaign_near(match.start())
            if campaign is not None:
                yield self._make(EntityType.TASK, Span(*match.span("task")), match["task"], 0.75, campaign)
        yield from self._set_tasks()
        for match in _ACTIONS.finditer(self._text):
            campaign = self._campaign_near(match.start())
            for span in self._items_before(match) if campaign else ():
                yield self._make(EntityType.TASK, span, span.of(self._text), 0.75, campaign)

    def _set_tasks(self) -> Iterator[Mention]:
        """四项任务：一是清淤疏浚骨干渠道；…; 重点任务 ⏎ （一）清理河道障碍物。… as many as the number says."""
        for match in _SET_TASKS.finditer(self._text):
            campaign = self._campaign_near(match.start())
            inline = "\n" not in match[0]
            end = (re.compile(r"\n") if inline else _SET_END).search(self._text, match.end())
            tasks = list(_SET_TASK.finditer(self._text, match.end(), end.start() if end else len(self._text)))
            wanted = self._number(match["n"]) if match["n"] else len(tasks)
            if campaign is None or len(tasks) != wanted or wanted < 2:
                continue
            for task in (t for t in tasks if not _LISTED.match(self._text, t.start())):
                yield self._make(EntityType.TASK, Span(*task.span("task")), task["task"], 0.75, campaign)

    def _campaign_near(self, position: int) -> Span | None:
        """The campaign named last before, if it is near or the one the article is about."""
        index = bisect.bisect_left(self._starts, position)
        before = next(
            (m.span for m in reversed(self._campaigns[max(index - 8, 0) : index]) if m.span.end <= position), None
        )
        if before is None:
            return None
        return before if position - before.end <= _FAR or before.start < _LEAD else None

    def _is_told_of(self, span: Span) -> bool:
        """True where a stage stands near a campaign; 第一阶段 of anything else is no phase."""
        index = bisect.bisect_left(self._starts, span.end)
        first = self._campaigns[index] if index < len(self._campaigns) else None
        return self._campaign_near(span.start) is not None or (
            first is not None and first.span.start - span.end <= _LEAD
        )

    def _items_before(self, match: "re.Match[str]") -> list[Span]:
        """The items of the list that ends at a number, if there are as many as it says."""
        end = match.start()
        while end and self._text[end - 1] in "”’等这":
            end -= 1
        marks = "。；，：\n"
        quoted = self._text.startswith("”", end) and 0 <= self._scan.last("“", end) < self._scan.last("、", end)
        start = self._scan.last(marks + "“" if quoted else marks, end)
        first = re.match(r"[^、和与及]*", self._text[start + 1 : end])
        second = re.match(r"[、和与及]([^、和与及，]+)", self._text[start + 1 + len(first[0]) : end]) if first else None
        shed = self._shed(first[0], len(second[1]) if second else 0) if first else 0
        return self._items(start + 1 + shed, end, match["n"])

    def _shed(self, first: str, wanted: int) -> int:
        """What stands before a list in its first part: 分|启动部署、重点攻坚; where it can be, as long as the next part."""
        alike = [e for e in (len(first) - wanted,) if 0 < e <= len(first) - 2 and self._ends_opened.search(first[:e])]
        last = [hit.end() for hit in self._opener.finditer(first) if hit.end() + 2 <= len(first)]
        return (alike or last or [0])[-1]

    def _items_after(self, match: "re.Match[str]") -> list[Span]:
        """三个阶段：A、B、C."""
        if self._text[match.end() : match.end() + 1] not in ("：", "（", "，") or not self._text[match.end() :]:
            return []
        stop = re.compile(r"[。；）\n]|[：:]").search(self._text, match.end() + 1)
        shed = re.compile(r"(?:即|分别是|分别为|一是)*").match(self._text, match.end() + 1)
        return self._items(
            shed.end() if shed else match.end() + 1, stop.start() if stop else len(self._text), match["n"]
        )

    def _items(self, start: int, end: int, number: str) -> list[Span]:
        pieces = re.finditer(r"[^、和与及“”‘’，]+", self._text[start:end])
        spans = [Span(start + piece.start(), start + piece.end()) for piece in pieces]
        fits = len(spans) == self._number(number) and all(_ITEM.fullmatch(span.of(self._text)) for span in spans)
        return spans if fits else []

    def _number(self, number: str) -> int:
        return 2 if number == "两" else _COUNT.index(number) + 1

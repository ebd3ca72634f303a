"""Batches, stages and named tasks of the campaigns of an article.

第二批主题教育, 第一阶段, （二）自查摸底阶段（7月3日至7月15日）, 动员部署、集中整治和总结提高三个阶段; 一是…行动,
“A、B、C”三大行动. Without a campaign there are none.
"""

import re
from collections.abc import Iterator

from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType
from kg_builder.recognize.lexicon import alternatives
from kg_builder.recognize.scan import Scan

_FAR, _LEAD = 500, 150  # how far a list may stand from its campaign; where an article says what it is about
_COUNT = "一二三四五六七八九十"
_BATCH = re.compile(r"第[一二三四五六七八九十]+批|首批")
_STAGE = re.compile(r"第[一二三四五六七八九十]+(?:阶段|环节|步骤)")
_MARKED = re.compile(
    r"(?:[（(][一二三四五六七八九十\d]{1,2}[）)]|(?<![一-龥])[一二三四五六七八九十\d]{1,2}[、.．]|[一二三四五六七八九]是|"
    r"第[一二三四五六七八九]+阶段[：:（(为是]|(?<=[\n。；：])|^)[“]?"
    r"(?P<name>[一-龥、]{3,10})(?P<kind>阶段|环节)[”]?(?=\s*[（(：:。，\n]|从|自|为|于|\d)"
)
_COUNTED = re.compile(r"(?P<n>[两二三四五六七八九十])个(?P<kind>阶段|环节|步骤)")
_ACTIONS = re.compile(
    r"(?P<n>[两二三四五六七八九十])(?:大|项|个)(?:[一-龥]{0,4}?)(?:行动|任务|工程|活动|战役|攻坚战|专项行动|整治|攻坚)"
)
_LISTED = re.compile(
    r"(?:[一二三四五六七八九十]是|[（(][一二三四五六七八九十][）)])(?:开展|实施|组织|深入开展|推进)?"
    r"(?P<task>[一-龥“”、]{3,24}?(?:活动|行动|工程|攻坚战|专项整治))[”]?(?=[。；，：\n])"
)
_ITEM = re.compile(r"[一-龥A-Za-z+]{2,14}")


class Phases:
    """Finds phases and tasks in one scan; `campaigns` are all the campaign mentions of the article."""

    def __init__(self, scan: Scan, campaigns: list[Mention]) -> None:
        self._text = scan.text
        listed = [Span(*match.span("task")) for match in _LISTED.finditer(self._text)]
        own = [m for m in campaigns if not any(m.span.overlaps(span) for span in listed)]
        self._campaigns = sorted(own, key=lambda m: m.span)
        words = scan.lexicon.pack.words
        self._opener = re.compile(rf"{alternatives(tuple(words.get('list_openers', ('通过', '按照'))))}+")
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
        named: set[int] = set()
        for match in _MARKED.finditer(self._text):
            name = match["name"]
            if self._is_stage(name):
                named.update(range(*match.span()))
                yield self._make(EntityType.PHASE, Span(match.start("name"), match.end("kind")), name, 0.85)
        for match in _STAGE.finditer(self._text):
            if match.start() not in named:
                yield self._make(EntityType.PHASE, Span(*match.span()), match[0], 0.8)

    def _is_stage(self, name: str) -> bool:
        return not name.startswith(self._refused) and not re.search(
            r"[的了在是第进入处于该各]|^[一二三四五六七八九]", name
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
        for match in _LISTED.finditer(self._text):
            campaign = self._campaign_near(match.start())
            if campaign is not None:
                yield self._make(EntityType.TASK, Span(*match.span("task")), match["task"], 0.75, campaign)
        for match in _ACTIONS.finditer(self._text):
            campaign = self._campaign_near(match.start())
            for span in self._items_before(match) if campaign else ():
                yield self._make(EntityType.TASK, span, span.of(self._text), 0.75, campaign)

    def _campaign_near(self, position: int) -> Span | None:
        """The campaign named last before, if it is near or the one the article is about."""
        before = [m.span for m in self._campaigns if m.span.end <= position]
        if not before:
            return None
        return before[-1] if position - before[-1].end <= _FAR or before[-1].start < _LEAD else None

    def _is_told_of(self, span: Span) -> bool:
        """True where a stage stands near a campaign; 第一阶段 of anything else is no phase."""
        after = (m for m in self._campaigns if m.span.start >= span.end)
        first = next(after, None)
        return self._campaign_near(span.start) is not None or (
            first is not None and first.span.start - span.end <= _LEAD
        )

    def _items_before(self, match: "re.Match[str]") -> list[Span]:
        """The items of the list that ends at a number, if there are as many as it says."""
        end = match.start()
        while end and self._text[end - 1] in "”’等这":
            end -= 1
        marks = "。；，：\n"
        quoted = self._text.startswith("”", end) and "、" in self._text[self._text.rfind("“", 0, end) : end]
        start = max(self._text.rfind(mark, 0, end) for mark in (marks + "“" if quoted else marks))
        first = re.match(r"[^、和与及]*", self._text[start + 1 : end])
        shed = [hit.end() for hit in self._opener.finditer(first[0]) if hit.end() + 2 <= len(first[0])] if first else []
        return self._items(start + 1 + (shed[-1] if shed else 0), end, match["n"])

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
        wanted = 2 if number == "两" else _COUNT.index(number) + 1
        fits = len(spans) == wanted and all(_ITEM.fullmatch(span.of(self._text)) for span in spans)
        return spans if fits else []

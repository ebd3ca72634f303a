"""Campaigns by grammar, their batches and stages; what the packs name is found elsewhere.

“永远跟党走”群众性主题宣传教育活动 is read from its last word to the left; 第二批主题教育 is a phase of 主题教育.
"""

import re
from collections.abc import Iterator

from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType
from kg_builder.recognize.lexicon import Matcher, alternatives
from kg_builder.recognize.phrases import phrase_start
from kg_builder.recognize.scan import Scan

_REACH = 34
_BATCH = re.compile(r"第[一二三四五六七八九十]+批|首批")
_STAGE = re.compile(r"第[一二三四五六七八九十]+(?:阶段|环节|步骤)")
_LISTED = re.compile(r"[一二三四五六七八九十]是(?P<task>[一-龥“”、]{3,24}?(?:活动|行动|工程))(?=[。；，\n])")
_SCOPE = re.compile(r"^(?:(?:全国|全省|全市|全县|全区|全州|新一轮|新时代|我市|我省|我县)[、和]?)+")


class Campaigns:
    """Finds campaigns and phases in one scan; `known` are the campaign mentions the packs gave."""

    def __init__(self, scan: Scan, known: list[Mention]) -> None:
        self._scan = scan
        self._text = scan.text
        words = scan.lexicon.pack.words
        self._endings = tuple(words.get("campaign_endings", ()))
        self._strong = Matcher(words.get("campaign_endings_strong", ()))
        self._any_ending = alternatives(self._endings or ("活动",))
        self._stops = scan.lexicon.words.get("campaign_stops", frozenset())
        self._refused = scan.lexicon.words.get("no_campaigns", frozenset())
        self._stage_stops = scan.lexicon.words.get("phase_stops", frozenset())
        self._known = known
        self._short = scan.lexicon.words.get("campaign_short", frozenset())

    def read(self) -> list[Mention]:
        """Campaigns, then the phases that belong to them."""
        found = [*self._quoted(), *self._strong_endings()]
        found = self._named_again(found)
        campaigns = [*self._known, *found]
        return [*found, *self._phases(campaigns), *self._tasks(campaigns)]

    def _make(self, start: int, end: int, score: float, name: str | None = None) -> Mention:
        return Mention(Span(start, end), EntityType.CAMPAIGN, name or self._text[start:end], "campaigns", score)

    def _quoted(self) -> Iterator[Mention]:
        inside = re.compile(rf"[“‘]([^“”‘’\n]{{2,24}}{self._any_ending})[”’]")
        for match in inside.finditer(self._text):
            if match[1] not in self._refused and not self._is_list(match[1]):
                yield self._make(match.start(1), match.end(1), 0.85)
        around = re.compile(rf"[“‘][^“”‘’\n]{{2,24}}[”’](?:[一-龥]{{0,12}}?)(?:{self._any_ending})+")
        for match in around.finditer(self._text):
            tail = match[0][match[0].rindex("”" if "”" in match[0] else "’") + 1 :]
            if not any(stop in tail for stop in ("的", "和", "等", "问题", "开展", "为主题", "为", "在", "是")):
                yield self._make(match.start(), match.end(), 0.85)

    def _is_list(self, inner: str) -> bool:
        return inner.count("、") > 1

    def _strong_endings(self) -> Iterator[Mention]:
        ends = {mention.span.end: mention.span.start for mention in self._known}
        for hit in self._strong.hits(self._text):
            if hit.end in ends or any(m.span.contains(Span(hit.start, hit.end)) for m in self._known):
                continue
            if hit.word in self._short and any(m.name.endswith(hit.word) for m in self._known):
                continue  # its short form: found again below
            start = phrase_start(self._scan, hit.start, self._stops, _REACH, ends.get)
            trimmed = _SCOPE.match(self._text[start : hit.start])
            start += trimmed.end() if trimmed else 0
            if hit.start - start >= 2 and self._text[start : hit.end] not in self._refused:
                yield self._make(start, hit.end, 0.75)

    def _named_again(self, found: list[Mention]) -> list[Mention]:
        """主题教育 after 学习贯彻…主题教育, and 群众性主题宣传教育活动 after its quoted name, are the same campaign."""
        full = sorted({m.name for m in [*found, *self._known]}, key=lambda n: (-len(n), n))
        result = []
        tails = {tail: name for name in full if "”" in name and len(tail := name.rsplit("”", 1)[-1]) >= 6}
        for mention in found:
            longer = next((n for n in full if len(n) > len(mention.name) and n.endswith(mention.name)), None)
            longer = longer or next(
                (name for tail, name in tails.items() if mention.name.endswith(tail) and mention.name != name), None
            )
            result.append(
                self._make(mention.span.start, mention.span.end, mention.score, longer) if longer else mention
            )
        taken = [m.span for m in [*result, *self._known]]
        for name in full:
            for ending in self._short_forms(name):
                for match in re.finditer(re.escape(ending), self._text):
                    span = Span(match.start(), match.end())
                    if not any(span.overlaps(other) for other in taken):
                        result.append(self._make(span.start, span.end, 0.75, name))
                        taken.append(span)
        return result

    def _short_forms(self, name: str) -> list[str]:
        """What may stand for a campaign named in full: the quoted part with its ending, its strong ending."""
        forms = []
        after_quote = name.rsplit("”", 1)[-1]
        if after_quote != name and len(after_quote) >= 4:
            forms.append(after_quote)
        hits = self._strong.hits(name)
        if (
            hits
            and hits[-1].end == len(name)
            and hits[-1].word not in ("专项整治", "专项行动", "专项治理", "集中整治", "专项检查")
        ):
            forms.append(hits[-1].word)
        return forms

    def _phases(self, campaigns: list[Mention]) -> Iterator[Mention]:
        if not campaigns:
            return
        starts = {mention.span.start: mention for mention in campaigns}
        for match in _BATCH.finditer(self._text):
            campaign = starts.get(match.end())
            if campaign is not None and not self._text.startswith("单位", campaign.span.end):
                short = self._shortest(campaign.name, campaigns)
                yield Mention(
                    Span(match.start(), campaign.span.end),
                    EntityType.PHASE,
                    match[0] + short,
                    "campaigns",
                    0.9,
                    campaign.span,
                )
        for match in _STAGE.finditer(self._text):
            yield Mention(Span(*match.span()), EntityType.PHASE, match[0], "campaigns", 0.8)

    def _tasks(self, campaigns: list[Mention]) -> Iterator[Mention]:
        """一是入党宣誓活动。二是…: activities listed under a campaign."""
        for match in _LISTED.finditer(self._text):
            before = [m for m in campaigns if m.span.end <= match.start()]
            if before:
                last = max(before, key=lambda m: m.span)
                yield Mention(Span(*match.span("task")), EntityType.TASK, match["task"], "campaigns", 0.75, last.span)

    def _shortest(self, name: str, campaigns: list[Mention]) -> str:
        surfaces = [m.span.of(self._text) for m in campaigns if m.name == name]
        return min(surfaces, key=lambda surface: (len(surface), surface))

"""Campaigns by grammar; what the packs name is found in `entries`, their phases and tasks in `phases`.

“美好生活”普法宣传教育活动 is read from its last word to the left, 开展…行动 from its verb to the right.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType
from kg_builder.recognize.left_edge import Limits, name_start
from kg_builder.recognize.lexicon import Hit, alternatives, matcher
from kg_builder.recognize.scan import Scan

_REACH = 40
_SCOPE = re.compile(
    r"^(?:(?:全国|全省|全市|全县|全区|全州|新一轮|新时代|我市|我省|我县|本市|首轮|两省|两市|三省|各省|各市)[、和]?)+"
)
_NUMERIC = re.compile(r"^[一二三四五六七八九十两\d]+[个项大场类]")
_JOINT = re.compile(r"[^和与及]{2,10}[和与及]")


class Campaigns:
    """Finds campaigns in one scan; `known` are those the packs gave, `ends` is where bodies and regions end."""

    def __init__(self, scan: Scan, known: list[Mention], ends: Collection[int] = ()) -> None:
        self._scan = scan
        self._text = scan.text
        words = scan.lexicon.pack.words
        lists = scan.lexicon.words
        self._known = known
        self._any_ending = alternatives(tuple(words.get("campaign_endings", ())) or ("活动",))
        self._strong = matcher(tuple(words.get("campaign_endings_strong", ())))
        self._weak = matcher(tuple(words.get("campaign_endings_after_verb", ())))
        self._launching = matcher(tuple(words.get("campaign_verbs", ())))
        self._verbs = tuple(words.get("campaign_verbs", ()))
        self._common = {*lists.get("campaign_short", ()), *words.get("campaign_endings_verbal", ())}
        self._battles = tuple(words.get("campaign_battles", ("攻坚战",)))
        self._as_verb = tuple(words.get("campaign_endings_verbal", ()))
        self._nominal = tuple(words.get("campaign_follow", ()))
        self._refused = lists.get("no_campaigns", frozenset())
        self._vague = re.compile(rf"(?:{alternatives(tuple(words.get('campaign_modifiers', ('常态化',))))})*")
        self._condemned = tuple(words.get("slogan_condemned_before", ()))
        self._tail_stops = tuple(words.get("campaign_tail_stops", ()))
        self._limits = Limits(
            lists.get("campaign_stops", frozenset()),
            lists.get("event_verbs", frozenset()) - {"贯彻", "落实"},
            lists.get("event_openers", frozenset()),
            ends,
            _REACH,
        )
        self._plans = replace(self._limits, openers=frozenset())  # 质量提升|三年行动计划
        self._run_stops = alternatives(tuple(words.get("campaign_run_stops", ("的",))))

    def read(self) -> list[Mention]:
        """Every campaign named in full, each under its own words."""
        return [*self._quoted(), *self._strong_endings(), *self._after_verbs(), *self._battles_of_several()]

    def _make(self, start: int, end: int, score: float) -> Mention:
        return Mention(Span(start, end), EntityType.CAMPAIGN, self._text[start:end], "campaigns", score)

    def _quoted(self) -> Iterator[Mention]:
        inside = re.compile(rf"[“‘]([^“”‘’\n]{{2,24}}{self._any_ending})[”’]")
        for match in inside.finditer(self._text):
            if self._is_name(match[1]) and match[1].count("、") < 2:
                yield self._make(match.start(1), match.end(1), 0.85)
        around = re.compile(
            rf"(?=[“‘])(?:“[^“”\n]{{2,12}}”){{0,8}}[“‘][^“”‘’\n]{{2,24}}[”’](?:[一-龥]{{0,12}}?)(?:{self._any_ending})+"
        )
        for match in around.finditer(self._text):
            tail = match[0][max(match[0].rfind("”"), match[0].rfind("’")) + 1 :]
            condemned = self._text.endswith(self._condemned, 0, match.start())
            condemned = condemned or match[0] in self._refused
            if not condemned and not _NUMERIC.match(tail) and not any(stop in tail for stop in self._tail_stops):
                yield self._make(match.start(), match.end(), 0.85)

    def _is_name(self, name: str) -> bool:
        return name not in self._refused and not _NUMERIC.match(name)

    # --- without quotation marks ---

    def _strong_endings(self) -> Iterator[Mention]:
        wholes = {mention.span.end: mention.span.start for mention in self._known}
        for hit in self._strong.hits(self._text):
            if hit.word in self._as_verb and not self._stands_as_noun(hit.end):
                continue
            limits = self._plans if hit.word.startswith(("三年", "百日")) else self._limits
            start = name_start(self._scan, hit.start, limits, wholes.get)
            start = self._joint_start(start, hit.start)
            trimmed = _SCOPE.match(self._text[start : hit.start])
            start += trimmed.end() if trimmed else 0
            name, content = self._text[start : hit.end], self._text[start : hit.start]
            if len(content) < 2 or not self._is_name(name) or self._vague.fullmatch(content):
                continue
            if hit.word not in self._common or self._is_launched(start) or self._is_repeated(name, content):
                yield self._make(start, hit.end, 0.75)

    def _is_launched(self, start: int) -> bool:
        if self._text[start - 1 : start] == "了":
            start -= 1
        if self._text[start - 1 : start] == "的":  # 启动为期半年的…
            return bool(self._launching.hits(self._text[max(0, start - 14) : start]))
        return self._text.endswith(self._verbs, 0, start) or self._text[start - 1 : start] in ("《", "“", "【")

    def _is_repeated(self, name: str, content: str) -> bool:
        return self._scan.count(name) > 1 and not re.search("[的了把将]", content)

    def _stands_as_noun(self, end: int) -> bool:
        """专项整治 as a name, not 集中整治形式主义: what follows is a mark or a word that goes on with the name."""
        return self._scan.right_limit(end) == end or self._text.startswith(self._nominal, end)

    def _joint_start(self, start: int, end: int) -> int:
        """开展树立和践行正确政绩观学习教育: where a verb of launching stands before one 和, the name begins after it."""
        if self._text[start - 1 : start] not in ("和", "与", "及"):
            return start
        limit = max(self._scan.left_limit(start - 1), start - 16)
        verbs = [hit for hit in self._launching.hits(self._text[limit:start]) if hit.end < start - limit - 1]
        if verbs and _JOINT.fullmatch(self._text[limit + verbs[-1].end : start]) and end - start < 20:
            return limit + verbs[-1].end
        return start

    def _after_verbs(self) -> Iterator[Mention]:
        """实施消费品以旧换新行动: a common last word makes a name where a verb of launching stands before it."""
        for hit in self._weak.hits(self._text):
            limit = max(self._scan.left_limit(hit.start), hit.start - 24)
            verbs = self._launching.hits(self._text[limit : hit.start])
            if not verbs or not self._stands_as_noun(hit.end) or not self._scan.is_edge(limit + verbs[-1].start):
                continue  # 党组织 is no organizing
            start = self._past_scope(limit + verbs[-1].end, hit)
            content = self._text[start : hit.start]
            name = self._text[start : hit.end]
            if (
                len(content) < 4
                or content[0] in "和与及、"
                or re.search(self._run_stops, content)
                or not self._is_name(name)
            ):
                continue
            if not name.endswith(self._battles) or self._scan.count(name) > 1:
                yield self._make(start, hit.end, 0.7)

    def _battles_of_several(self) -> Iterator[Mention]:
        """打响A、B两大流域歼灭战: a battle named by the places it is fought for."""
        battles = alternatives(self._battles)
        several = re.compile(
            rf"(?:{alternatives(self._verbs)})(?P<name>[一-龥]{{2,8}}(?:、[一-龥]{{2,8}}){{1,12}}[两三四五六]大[一-龥]{{2,6}}{battles})"
        )
        for match in several.finditer(self._text):
            yield self._make(match.start("name"), match.end("name"), 0.8)

    def _past_scope(self, start: int, hit: Hit) -> int:
        trimmed = _SCOPE.match(self._text[start : hit.start])
        return start + (trimmed.end() if trimmed else 0)

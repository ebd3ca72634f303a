"""Named targets: 创建“全国法治政府建设示范市”, 庆祝建党100周年, 全面建成小康社会."""

import re
from collections.abc import Iterator

from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType
from kg_builder.recognize.lexicon import alternatives
from kg_builder.recognize.scan import Scan

_ANNIVERSARY = re.compile(
    r"(?:庆祝|迎接|献礼)(?:中国共产党成立|新中国成立|建党|建国|中华人民共和国成立)[0-9一二三四五六七八九十百]+周年(?!大会|活动|主题|系列)"
)

_TOGETHER = re.compile(r"(?P<head>[一-龥]{2})[一-龥]{2,3}(?:、(?P=head)[一-龥]{2,3})+一体(?:建设|推进|化)")


class Goals:
    """Finds the goals of one scan."""

    def __init__(self, scan: Scan) -> None:
        self._text = scan.text
        words = scan.lexicon.pack.words
        verbs = alternatives(tuple(words.get("goal_verbs", ("创建",))))
        endings = alternatives(tuple(words.get("goal_endings", ("示范市",))))
        self._named = re.compile(rf"{verbs}(?:成为|成)?(?P<goal>[一-龥]{{1,22}}?{endings})")
        self._quoted = re.compile(rf"{verbs}(?:成为|成)?[“‘](?P<goal>[^“”‘’\n]{{3,24}})[”’]")
        self._also = re.compile(r"[”’](?:和|、|及)[“‘](?P<goal>[^“”‘’\n]{3,24})[”’]")

    def read(self) -> Iterator[Mention]:
        """Every goal found, overlaps not yet settled."""
        for match in _ANNIVERSARY.finditer(self._text):
            yield self._make(match.start(), match.end(), 0.85)
        for match in _TOGETHER.finditer(self._text):
            yield self._make(match.start(), match.end(), 0.9)
        for match in self._named.finditer(self._text):
            if not re.search(r"[的和与]|成为", match["goal"][:-2]):
                yield self._make(*match.span("goal"), 0.7)
        for match in self._quoted.finditer(self._text):
            yield self._make(*match.span("goal"), 0.8)
            follow = self._also.match(self._text, match.end() - 1)
            if follow:
                yield self._make(*follow.span("goal"), 0.8)

    def _make(self, start: int, end: int, score: float) -> Mention:
        return Mention(Span(start, end), EntityType.GOAL, self._text[start:end], "goals", score)

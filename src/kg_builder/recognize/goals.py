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

_TOGETHER = re.compile(r"(?P<head>[一-龥]{2})[一-龥]{2,3}(?:、(?P=head)[一-龥]{2,3}){1,12}一体(?:建设|推进|化)")


_PLACE = re.compile(
    r"(?P<goal>(?:更高水平的?|更加|高水平的?|[一-龥]{2,4}(?:[一-龥]{2})?的)?"
    r"(?:(?:社会主义|更高水平)?现代化|美丽|平安|法治|健康|数字|幸福|和谐|活力|绿色|智慧|清廉|诚信|富强|文明|富裕|宜居|开放|创新|繁荣|美好|富饶|团结|安宁|生态|[一-龥]{2,8}?新){1,6}新?)(?P<place>[一-龥]{2,4})"
)


class Goals:
    """Finds the goals of one scan."""

    def __init__(self, scan: Scan) -> None:
        self._text = scan.text
        words = scan.lexicon.pack.words
        verbs = alternatives(tuple(words.get("goal_verbs", ("创建",))))
        endings = alternatives(tuple(words.get("goal_endings", ("示范市",))))
        self._regions = scan.lexicon.regions
        self._common = scan.lexicon.words.get("region_common_words", frozenset())
        self._verbs = re.compile(rf"{verbs}(?:成为|成)?(?:一个|更高水平的)?")
        self._no_goals = words.get("no_goals", ())
        self._named = re.compile(rf"{verbs}(?!建)(?:成为|成)?(?P<goal>[一-龥]{{1,22}}?{endings})")
        self._endings = re.compile(rf"{endings}$")
        self._quoted = re.compile(rf"{verbs}(?:成为|成)?[“‘](?P<goal>[^“”‘’\n]{{3,24}})[”’]")
        self._also = re.compile(r"[”’](?:和|、|及)[“‘](?P<goal>[^“”‘’\n]{3,24})[”’]")

    def read(self) -> Iterator[Mention]:
        """Every goal found, overlaps not yet settled."""
        for match in _ANNIVERSARY.finditer(self._text):
            yield self._make(match.start(), match.end(), 0.85)
        for match in _TOGETHER.finditer(self._text) if "一体" in self._text else ():
            yield self._make(match.start(), match.end(), 0.9)
        yield from self._places()
        for match in self._named.finditer(self._text):
            if not re.search(r"[的和与]|成为|上[站走]", match["goal"][:-2]) and not match["goal"].endswith(
                self._no_goals
            ):
                yield self._make(*match.span("goal"), 0.7)
        for match in self._quoted.finditer(self._text):
            if not self._is_target(match["goal"], match[0]):
                continue
            yield self._make(*match.span("goal"), 0.8)
            follow = self._also.match(self._text, match.end() - 1)
            if follow:
                yield self._make(*follow.span("goal"), 0.8)

    def _is_target(self, quoted: str, whole: str) -> bool:
        """A quoted thing that is striven for as a title or a state, and not a place or a product that is built."""
        if any(whole.startswith(verb) for verb in ("创建", "争创", "申创", "创成", "成功创建", "争当")):
            return True
        return bool(self._endings.search(quoted) or _PLACE.fullmatch(quoted))

    def _places(self) -> Iterator[Mention]:
        """建设幸福美好新甘肃, 建设更高水平的平安中国: what a region is to become."""
        for verb in self._verbs.finditer(self._text):
            match = _PLACE.match(self._text, verb.end())
            if match is None:
                continue
            for size in (4, 3, 2):
                place = match["place"][:size]
                if len(place) == size and self._is_land(place):
                    yield self._make(match.start(), match.start("place") + size, 0.85)
                    break

    def _is_land(self, place: str) -> bool:
        return place in ("中国", "祖国") or (place in self._regions and place not in self._common)

    def _make(self, start: int, end: int, score: float) -> Mention:
        return Mention(Span(start, end), EntityType.GOAL, self._text[start:end], "goals", score)

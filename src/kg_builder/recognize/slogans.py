"""Fixed formulas (提法): numeric ones, quoted set phrases, parallel chains, spirits, guiding thoughts, slogan headings."""

import itertools
import re
from collections.abc import Iterator

from kg_builder.model.document import BlockKind
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType
from kg_builder.recognize.scan import Scan

_QUOTED = re.compile(r"[“‘]([^“”‘’\n]{2,60})[”’]")
_PAIRED = re.compile(r"“([一-龥]{2,6})”[与和同]“([一-龥]{2,6})”(?:相?结合|相?统一|贯通|衔接|并举|并重|一体)")
_BRACKET = re.compile(r"【([^【】\n]{4,40})】")
_SPIRIT = re.compile(r"(?:弘扬|发扬|传承|践行|赓续|光大|秉承|继承)(?:和[一-龥]{2})?([一-龥]{2,6}?精神)")
_THOUGHT = re.compile(
    r"习近平(?:总书记)?关于[一-龥“”]{2,24}?的重要(?:思想|论述)|习近平(?!总书记|关于|同志|主席)[一-龥]{2,16}?思想"
)
_CHAIN = re.compile(r"[一-龥]{3,9}(?:、[一-龥]{3,9}){2,7}")
_PARTS = re.compile(r"[、，；\s]")
_DATE_LIKE = re.compile(r"[一二三四五六七八九十]{2,4}(?![一二三四五六七八九十个项])")  # 九一八, 七一勋章, 五四
_OUTCOMES = ("确保", "做到", "实现", "力求", "达到")
_HEAD_CHARS = "不敢能勇善守学讲严强有无真最促保稳提抓"
_SENTENCE_END = "。！？"
_HAN_ONLY = re.compile(r"[一-龥、，；\s]+")


class Slogans:
    """Finds the slogans of one scan beyond those the packs name."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._text = scan.text
        words, lists = scan.lexicon.pack.words, scan.lexicon.words
        self._cues = tuple(words.get("slogan_cues", ()))
        self._follow = tuple(words.get("slogan_follow", ()))
        self._condemned_before = tuple(words.get("slogan_condemned_before", ()))
        self._condemned_after = tuple(words.get("slogan_condemned_after", ()))
        self._numerals = lists.get("numerals", frozenset())
        self._measures = tuple(words.get("slogan_measures", ()))
        self._no_spirits = tuple(words.get("no_spirits", ()))
        self._heading_verbs = tuple(words.get("heading_verbs", ()))
        self._campaign_endings = tuple(words.get("campaign_endings", ()))
        self._single_cues = tuple(words.get("slogan_single_cues", ()))
        self._chain_heads = lists.get("chain_heads", frozenset())
        self._pledge_heads = lists.get("pledge_heads", frozenset())
        self._no_chains = lists.get("no_chains", frozenset())
        self._refused = lists.get("no_slogans", frozenset())

    def read(self) -> Iterator[Mention]:
        """Every slogan found, overlaps not yet settled."""
        yield from self._quoted()
        for match in _PAIRED.finditer(self._text):
            if not self._condemned(match):
                yield from (self._make(*match.span(part), 0.75) for part in (1, 2))
        yield from self._thoughts()
        yield from self._chains()
        yield from self._headings()

    def _make(self, start: int, end: int, score: float) -> Mention:
        return Mention(Span(start, end), EntityType.SLOGAN, self._text[start:end], "slogans", score)

    def _quoted(self) -> Iterator[Mention]:
        for match in _QUOTED.finditer(self._text):
            if match[1][-1] in _SENTENCE_END and len(match[1]) < 60 and not self._cued(match):
                continue  # somebody's words, not a formula
            inner = match[1].rstrip("，。；！")
            start = match.start(1)
            if (
                inner in self._refused
                or not _HAN_ONLY.fullmatch(inner)
                or self._condemned(match)
                or inner.endswith(self._campaign_endings)
            ):
                continue
            score = self._quoted_score(inner, match)
            if score:
                yield self._make(start, start + len(inner), score)

    def _quoted_score(self, inner: str, match: "re.Match[str]") -> float:
        parts = [part for part in _PARTS.split(inner) if part]
        if self.is_numeric(inner):
            return 0.9
        least = 3 if len(parts) == 2 else 2
        if len(inner) == 2 and self._held_to(match):
            return 0.75
        if len(parts) >= 2 and all(least <= len(part) <= 14 for part in parts) and self._parallel(parts):
            return 0.85
        if len(parts) == 1 and 4 <= len(inner) <= 8 and self._cued_alone(match):
            return 0.75
        return 0.0

    def is_numeric(self, text: str) -> bool:
        """三个有, 四种形态, 一港一城一廊道: a number, then a measure or a noun."""
        if not 3 <= len(text) <= 12 or text[0] not in self._numerals:
            return False
        if _DATE_LIKE.match(text) or (text[0] in "双多百千" and sum(char in self._numerals for char in text) < 2):
            return False
        return text[1:].startswith(self._measures) or sum(char in self._numerals for char in text) >= 2

    def _parallel(self, parts: list[str]) -> bool:
        lengths = {len(part) for part in parts}
        return len(lengths) == 1 or (len(parts) >= 3 and max(lengths) - min(lengths) <= 2)

    def _cued(self, match: "re.Match[str]") -> bool:
        before = self._text[max(0, match.start() - 6) : match.start()]
        return before.endswith(self._cues) or self._text.startswith(self._follow, match.end())

    def _held_to(self, match: "re.Match[str]") -> bool:
        """Two characters, 六干, are a formula only where one holds to them: 弘扬“六干”作风."""
        return self._cued_alone(match) and inner_digit(match[1])

    def _cued_alone(self, match: "re.Match[str]") -> bool:
        """A single phrase is a formula where it is held to (坚持“…”) or called one (“…”理念)."""
        before = self._text[max(0, match.start() - 6) : match.start()]
        return before.endswith(self._single_cues) or self._text.startswith(self._follow, match.end())

    def _condemned(self, match: "re.Match[str]") -> bool:
        before = self._text[max(0, match.start() - 12) : match.start()]
        near = re.split(r"[，。；：]", before)[-1]
        return any(word in near for word in self._condemned_before) or self._text.startswith(
            self._condemned_after, match.end()
        )

    def _thoughts(self) -> Iterator[Mention]:
        for match in _THOUGHT.finditer(self._text):
            yield self._make(match.start(), match.end(), 0.95)
        for match in _SPIRIT.finditer(self._text):
            if not match[1][:-2].endswith(self._no_spirits):
                yield self._make(match.start(1), match.end(1), 0.8)

    def _chains(self) -> Iterator[Mention]:
        """学史明理、学史增信、学史崇德: three parts or more that begin alike."""
        for match in itertools.chain.from_iterable(_CHAIN.finditer(self._text, *place) for place in self._scan.lists):
            start = match.start()
            parts = match[0].split("、")
            head = self._common_head(parts)
            if head is None:
                continue
            begin, end = start + head[0], match.end() - head[1]
            if (not head[1] or self._scan.is_edge(end)) and (not head[0] or self._scan.is_edge(begin)):
                yield self._make(begin, end, 0.7)

    def _common_head(self, parts: list[str]) -> tuple[int, int] | None:
        """How many characters of the first part and of the last one do not belong to the chain (唱出|家乡好、…、生活好|的心声)."""
        if len(parts) >= 4 and (judged := self._judged(parts)):
            return judged
        middle = parts[1:-1]
        size = len(middle[0])
        if any(len(part) != size for part in middle) or len(parts[0]) < size or len(parts[-1]) < size:
            return None  # parts of unequal length are a list, not a formula
        head, tail = len(parts[0]) - size, len(parts[-1]) - size
        cut = [parts[0][head:], *middle, parts[-1][:size]]
        cued = head > 0 and parts[0][:head].endswith(_OUTCOMES)
        return (head, tail) if self._is_chain(cut, cued) else None

    def _judged(self, parts: list[str]) -> tuple[int, int] | None:
        """家乡好、日子好、…: parts of any length that end in the same judgement."""
        last = parts[1][-1]
        if last not in "好强优美新" or any(part[-1] != last for part in parts[:-1]) or last not in parts[-1]:
            return None
        longest = max(len(part) for part in parts[1:-1])
        return max(self._after_cue(parts[0]), len(parts[0]) - longest), len(parts[-1]) - parts[-1].find(last) - 1

    def _is_chain(self, parts: list[str], cued: bool) -> bool:
        """Verbs that begin alike (学史明理、学史增信), judgements that end alike (信念过硬、政治过硬), four fours behind a cue."""
        first = parts[1]
        if first[0] in "第一二三四五六七八九十":
            return False
        listed = first[:2] in self._no_chains
        two = first[:2] in self._chain_heads or first[:2] in self._pledge_heads
        if two and not listed and all(part[:2] == first[:2] for part in parts):
            return True
        if first[0] in _HEAD_CHARS and not listed and all(part[0] == first[0] for part in parts):
            return True
        if len(parts) >= 3 and first[-2:] in ("过硬", "导向", "到位") and all(p[-2:] == first[-2:] for p in parts):
            return True
        return cued and len(parts) >= 4 and len(first) == 4

    def _after_cue(self, part: str) -> int:
        """Where a chain begins behind the verb that introduces it: 大声唱出|家乡好."""
        ends = [part.find(cue) + len(cue) for cue in self._cues if cue in part]
        return max(ends, default=0)

    def _headings(self) -> Iterator[Mention]:
        document = self._scan.document
        spoken = {s.span.start for s in document.sections if s.byline}
        for block in document.blocks:
            line = block.span.of(self._text)
            for match in _BRACKET.finditer(line):
                yield from self._couplet(block.span.start + match.start(1), match[1])
            if block.kind is BlockKind.TITLE and "：" in line:
                at = line.rindex("：") + 1
                yield from self._groups(block.span.start + at, line[at:])
            elif block.kind is BlockKind.HEADING:
                section = self._scan.section(block.span.start)
                owned = section is not None and section.span.start in spoken
                if (owned or " " in line) and line.startswith(self._heading_verbs) and _HAN_ONLY.fullmatch(line):
                    yield self._make(block.span.start, block.span.end, 0.8)

    def _couplet(self, start: int, inner: str) -> Iterator[Mention]:
        parts = inner.split()
        if len(parts) >= 2 and len({len(part) for part in parts}) == 1:
            yield self._make(start, start + len(inner), 0.8)

    def _groups(self, start: int, line: str) -> Iterator[Mention]:
        """刀刃向内 动真碰硬 打造新时代司法行政铁军: parts of one length belong together."""
        parts = [(match.start(), match.end()) for match in re.finditer(r"\S+", line)]
        index = 0
        while index < len(parts):
            last = index
            size = parts[index][1] - parts[index][0]
            while last + 1 < len(parts) and parts[last + 1][1] - parts[last + 1][0] == size:
                last += 1
            begin, end = parts[index][0], parts[last][1]
            phrase = line[begin:end]
            if (last > index or phrase.startswith(self._heading_verbs)) and _HAN_ONLY.fullmatch(phrase) and size >= 3:
                yield self._make(start + begin, start + end, 0.75)
            index = last + 1


def inner_digit(text: str) -> bool:
    """A plain number before one character: 六干, not 双创 or 万人."""
    return text[0] in "一二三四五六七八九十" and text[1] not in "一二三四五六七八九十"

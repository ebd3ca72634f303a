"""Fixed formulas (提法): numeric ones, quoted set phrases, parallel chains, spirits, guiding thoughts, slogan headings."""

import re
from collections.abc import Iterator

from kg_builder.model.document import BlockKind
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType
from kg_builder.recognize.scan import Scan

_QUOTED = re.compile(r"[“‘]([^“”‘’\n]{2,60})[”’]")
_BRACKET = re.compile(r"【([^【】\n]{4,40})】")
_SPIRIT = re.compile(r"(?:弘扬|发扬|传承|践行|赓续|光大|秉承|继承)(?:和[一-龥]{2})?([一-龥]{2,6}?精神)")
_THOUGHT = re.compile(r"习近平(?:总书记)?(?:关于)?[一-龥]{2,16}?思想")
_CHAIN = re.compile(r"[一-龥]{3,9}(?:、[一-龥]{3,9}){2,7}")
_PARTS = re.compile(r"[、，；\s]")
_HAN_ONLY = re.compile(r"[一-龥、，；\s]+")


class Slogans:
    """Finds the slogans of one scan beyond those the packs name."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._text = scan.text
        words = scan.lexicon.pack.words
        self._cues = tuple(words.get("slogan_cues", ()))
        self._follow = tuple(words.get("slogan_follow", ()))
        self._condemned_before = tuple(words.get("slogan_condemned_before", ()))
        self._condemned_after = tuple(words.get("slogan_condemned_after", ()))
        self._numerals = frozenset(words.get("numerals", ()))
        self._measures = tuple(words.get("slogan_measures", ()))
        self._no_spirits = tuple(words.get("no_spirits", ()))
        self._heading_verbs = tuple(words.get("heading_verbs", ()))
        self._campaign_endings = tuple(words.get("campaign_endings", ()))
        self._refused = scan.lexicon.words.get("no_slogans", frozenset())

    def read(self) -> Iterator[Mention]:
        """Every slogan found, overlaps not yet settled."""
        yield from self._quoted()
        yield from self._thoughts()
        yield from self._chains()
        yield from self._headings()

    def _make(self, start: int, end: int, score: float) -> Mention:
        return Mention(Span(start, end), EntityType.SLOGAN, self._text[start:end], "slogans", score)

    def _quoted(self) -> Iterator[Mention]:
        for match in _QUOTED.finditer(self._text):
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
        if len(parts) >= 2 and all(2 <= len(part) <= 14 for part in parts) and self._parallel(parts):
            return 0.85
        cued = self._cued(match)
        if len(parts) == 1 and len(inner) in (4, 5, 6, 7, 8) and cued:
            return 0.75
        return 0.0

    def is_numeric(self, text: str) -> bool:
        """三个有, 四种形态, 一中心一基地一枢纽: a number, then a measure or a noun."""
        if not 3 <= len(text) <= 12 or text[0] not in self._numerals:
            return False
        return text[1:].startswith(self._measures) or sum(char in self._numerals for char in text) >= 2

    def _parallel(self, parts: list[str]) -> bool:
        lengths = {len(part) for part in parts}
        return len(lengths) == 1 or (len(parts) >= 3 and max(lengths) - min(lengths) <= 2)

    def _cued(self, match: "re.Match[str]") -> bool:
        before = self._text[max(0, match.start() - 6) : match.start()]
        return before.endswith(self._cues) or self._text.startswith(self._follow, match.end())

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
        for match in _CHAIN.finditer(self._text):
            start = match.start()
            parts = match[0].split("、")
            head = self._common_head(parts)
            if head is None:
                continue
            begin = start + head[0]
            end = match.end() - head[1]
            yield self._make(begin, end, 0.7)

    def _common_head(self, parts: list[str]) -> tuple[int, int] | None:
        """How many characters of the first part and of the last one do not belong to the chain (唱响|共产党好、…、人民好|的主旋律)."""
        rest = parts[1:]
        cue = self._after_cue(parts[0])
        if (
            cue
            and len(parts) >= 4
            and {len(part) for part in (parts[0][cue:], *rest[:-1])} == {4}
            and len(rest[-1]) == 4
        ):
            return cue, 0  # 确保|整治到位、教育深刻、组织放心、人民满意
        prefix = rest[0][:2]
        if prefix[0] in "第一二三四五六七八九十":
            return None
        if all(part.startswith(prefix) for part in rest) and prefix in parts[0]:
            return parts[0].rindex(prefix), 0
        last = rest[0][-1]
        if (
            len(rest) >= 3
            and last in "好强优美新高"
            and all(part[-1] == last for part in parts[:-1])
            and last in parts[-1]
        ):
            return self._after_cue(parts[0]), len(parts[-1]) - parts[-1].find(last) - 1 if last in parts[-1] else 0
        return None

    def _after_cue(self, part: str) -> int:
        """Where a chain begins behind the verb that introduces it: 大力唱响|共产党好."""
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

"""Commitments: the clauses of a pledge that a person would quote, each by itself, as the text has them.

将, 要, 我们 and 一是 are shed. What only explains (按照…, 以…为抓手) is left out; what a deed is about (对…的企业) stays with it;
two short clauses of one breath (强化思想认识，提高政治站位) are one.
"""

import re
from collections.abc import Iterator, Sequence

from kg_builder.extract.clauses import ClauseMarks, any_of
from kg_builder.extract.stage import Stage
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType

_T = EntityType
_MARKS = "，。；：！？,.;:!?、… \n\t　—"
_TINY = 5  # characters: no clause of its own
_SHORT = 6  # characters: two of them in one breath are one
_LEAST = 6
_MOST = 60
_AROUND = 10  # characters of a clause beside the names in it that make it worth a quotation of its own
_TOLD_ALREADY = re.compile(r"提级|深挖|处罚|进行|开展|加强|做到|实施|考核|检查|整改|督")  # a topic that says its deed
_BARE_TIME = re.compile(r"(?:到|在|于)?[\d一二三四五六七八九十〇年月日底前内中初末]+|[^，]{2,12}阶段(?:[（(].*)?")
_BREATH = 44  # characters that are said in one breath
_FRAME = re.compile(r"以[^，]{2,16}(?:引领|带动|推动|促进|保障|助力|赢得|取信)")
_NUMBERING = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]\s*")


class Commitments:
    """Cuts the clauses of a pledge to commitments."""

    def __init__(self, stage: Stage, marks: ClauseMarks) -> None:
        self._stage = stage
        self._text = stage.text
        self._marks = marks
        self._openers = any_of(stage.pack.words.get("commitment_openers", ()))

    def trim(self, clause: Span) -> Span:
        """A clause without marks at its ends, and without half a pair of quotation marks."""
        start, end = clause.start, clause.end
        while start < end and self._text[start] in _MARKS:
            start += 1
        if match := _NUMBERING.match(self._text, start, end):
            start = match.end()
        while start < end and self._text[start] in "“‘" and not self._closes(start, end):
            start += 1
        while end > start and (
            self._text[end - 1] in _MARKS or (self._text[end - 1] in "”’" and not self._opened(start, end))
        ):
            end -= 1
        return Span(start, end)

    def _closes(self, start: int, end: int) -> bool:
        return {"“": "”", "‘": "’"}[self._text[start]] in self._text[start:end]

    def _opened(self, start: int, end: int) -> bool:
        mark = self._text[end - 1]
        opening = {"”": "“", "’": "‘"}[mark]
        return self._text.count(opening, start, end) >= self._text.count(mark, start, end)

    def opened(self, words: str) -> int:
        """How many characters stand before the deed: 一是, 同时, 今年."""
        at = 0
        while match := self._openers.match(words, at):
            if match.end() == at:
                break
            at = match.end()
            while at < len(words) and words[at] in _MARKS:
                at += 1
        return at

    def cut(self, run: Sequence[Span]) -> Iterator[Mention]:
        """The commitments of clauses that follow each other, all of them pledged."""
        pieces = [piece for clause in run if (piece := self._deed(clause))]
        while pieces and len(run) > 1 and len(pieces[-1]) > _SHORT and self._marks.result(pieces[-1].of(self._text)):
            pieces.pop()  # what the deeds are to bring about explains them
        pieces = self._in_parallel(self._without_series(pieces))
        for span in self._joined(pieces):
            words = span.of(self._text)
            if _LEAST <= len(words) <= _MOST and not self._marks.empty(words) and self._says_more(span):
                yield Mention(span, _T.COMMITMENT, span.of(self._stage.document.article.text), "pledges", 0.7)

    def _without_series(self, pieces: list[Span]) -> list[Span]:
        """把甲与乙结合起来，把丙与丁结合起来: the first stands for the figure of speech."""
        seen: set[str] = set()
        kept = []
        for piece in pieces:
            words = piece.of(self._text)
            frame = words[-4:] if words[0] == "把" else ""
            if frame not in seen:
                kept.append(piece)
            seen |= {frame} - {""}
        return kept

    def _in_parallel(self, pieces: list[Span]) -> list[Span]:
        """注重甲，注重乙: clauses that begin alike are one commitment, as long as it is no longer than one breath."""
        joined: list[Span] = []
        for piece in pieces:
            last = joined[-1] if joined else None
            alike = last is not None and self._alike(last.of(self._text), piece.of(self._text))
            if last is not None and alike and piece.start - last.end == 1 and piece.end - last.start <= _BREATH:
                joined[-1] = Span(last.start, piece.end)
            else:
                joined.append(piece)
        return joined

    def _alike(self, first: str, second: str) -> bool:
        last = re.split("[，、]", first)[-1].removeprefix("更加")
        framed = last[0] == second[0] == "以" and last[1:] != second[1:] and _FRAME.match(last) and _FRAME.match(second)
        return last[:2] == second[:2] or bool(framed) or (last[0] == "为" and second.startswith("也"))

    def _deed(self, clause: Span) -> Span | None:
        """A clause from its first word of doing on; None where it only explains."""
        span = self.trim(clause)
        words = span.of(self._text)
        start = self.opened(words)
        words = words[start:]
        if not words or (self._marks.explains(words) and not self._marks.topic(words)):
            return None
        if not self._marks.begins_deed(words) or _BARE_TIME.fullmatch(words):
            return None
        return self.trim(Span(span.start + start, span.end))

    def _joined(self, pieces: list[Span]) -> Iterator[Span]:
        index = 0
        while index < len(pieces):
            span = pieces[index]
            if index + 1 < len(pieces) and self._belongs(span, pieces[index + 1]):
                span = Span(span.start, pieces[index + 1].end)
                index += 1
            yield span
            index += 1

    def _belongs(self, first: Span, second: Span) -> bool:
        """True where two clauses are one: neighbours, and the first is a topic, a stump, or both are short."""
        if second.start - first.end > 3:
            return False
        if self._marks.topic(first.of(self._text)):
            return not _TOLD_ALREADY.search(first.of(self._text)[2:])
        short = len(first) <= _SHORT and len(second) <= _SHORT
        return second.start - first.end == 1 and (len(first) <= _TINY or short)

    def _says_more(self, span: Span) -> bool:
        """False where the clause is little more than the name of a campaign or a slogan that is claimed by itself."""
        things = self._stage.within(span, _T.CAMPAIGN, _T.PHASE, _T.TASK, _T.SLOGAN, _T.GOAL)
        if any(thing.type is _T.SLOGAN and self._text.startswith("的", thing.span.end) for thing in things):
            return False  # 以刀刃向内的决心: the slogan is what is said
        covered = {place for thing in things for place in range(thing.span.start, thing.span.end)}
        around = sum("一" <= self._text[i] <= "龥" for i in range(span.start, span.end) if i not in covered)
        return not things or around >= _AROUND or span.of(self._text).endswith(("成果", "成效", "机制", "宗旨"))

"""Which meetings an article is about: those it holds, not those it only heeds; and when an event takes place."""

import re
from collections.abc import Iterator

from kg_builder.extract.clauses import any_of
from kg_builder.extract.stage import Stage
from kg_builder.model.claim import Claim
from kg_builder.model.document import Sentence
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate

NAME = "events"
_T = EntityType
_AT_ONCE = re.compile(r"[”]?(?:将|已)?(?:于|在|自)?(?:今天|今日|昨天|昨日)?[（]?")
_BEGUN = re.compile(
    r"启动|拉开|开始|开展以来|起，|起在|打响|发起|(?:决定|通知，|方案，|[印发]发《?关于|发出《?关于)(?:在[^，。；]{1,6})?开展"
)
_OVER = re.compile(r"(?<=[。\n])(?:会后|散会后?)，|记者(?:走进|来到|采访|见到)|(?<=\n)[——]*访[^。\n]{2,30}\n")
_LEAD = 320  # characters within which an article says what it is about


def both(subject: Mention, predicate: Predicate, object_: Mention, score: float) -> Claim:
    """A claim whose evidence reaches from one mention to the other."""
    evidence = Span(min(subject.span.start, object_.span.start), max(subject.span.end, object_.span.end))
    return Claim(subject, predicate, object_, evidence, None, NAME, score)


class Occasions:
    """The meetings of one document, and which of them is being held at a place of the text."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._text = stage.text
        words = stage.pack.words
        self._meetings = stage.of(_T.MEETING)
        self._bare = frozenset(words.get("meeting_bare", ()))
        self._spirit = re.compile(rf"[”》]?(?:{any_of(words.get('meeting_background_after', ('精神',))).pattern})")
        heeding = any_of(words.get("meeting_background_before", ("贯彻",))).pattern
        self._heeding = re.compile(rf"(?:{heeding})(?:了|好)?(?:全国|全省|全市|[“《])?$")
        self._convene = any_of(words.get("convene", ()))
        convene = self._convene.pattern
        self._held_after = re.compile(
            rf"[”]?(?:[^，。；、]{{0,22}}(?:{convene}|开幕|闭幕)(?!的|以来|后|一)|(?:并|上)?(?:发表|讲话|致辞|作))"
        )
        self._held_before = re.compile(
            rf"(?:{convene}|主持|出席|参加|列席|开好)(?:了|的|全国|全省|全市|在[^，。；]{{1,8}})?[“]?$"
        )
        planned = r"(?:决定|建议|拟|将|研究|关于|筹备|筹办|为|开好|迎接)[^，。；]{0,14}"
        self._planned = re.compile(rf"{planned}(?:{convene})(?:好|了)?[“]?$")
        self._known: dict[Span, bool | None] = {}
        self._held = [m for m in self._meetings if self.is_held(m)]
        self._told = self._background()
        self._over = self._ended()

    def is_held(self, meeting: Mention) -> bool | None:
        """True where the text holds it, False where it only heeds what it said, None where it does not tell."""
        if meeting.span not in self._known:
            self._known[meeting.span] = self._is_held(meeting)
        return self._known[meeting.span]

    def _is_held(self, meeting: Mention) -> bool | None:
        if meeting.span.of(self._text) in self._bare:
            return True
        before = self._text[max(0, meeting.span.start - 24) : meeting.span.start]
        after = self._text[meeting.span.end : meeting.span.end + 30]
        if self._spirit.match(after) or self._heeding.search(before) or self._planned.search(before):
            return False
        if after.startswith("的") and not self._held_after.match(after):
            return None
        return True if self._held_after.match(after) or self._held_before.search(before) else None

    def at(self, position: int) -> Mention | None:
        """The meeting that is being held where the text stands at `position`."""
        before = [m for m in self._held if m.span.end <= position]
        if self._told:
            before = [m for m in before if position <= self._told.get(m, position)]
        if (
            before
            and before[-1].name.endswith("仪式")
            and re.search("[。\n]", self._text[before[-1].span.end : position])
        ):
            return next((m for m in reversed(before) if not m.name.endswith("仪式")), before[-1])  # one of its items
        return before[-1] if before else None

    def is_over(self, position: int) -> bool:
        """True behind 会后，记者…: from there on the article no longer tells of its meeting."""
        return self._over is not None and position >= self._over

    def _background(self) -> dict[Mention, int]:
        """Meetings that only lead up to the one the article is about, an earlier date says so; how far each is told of."""
        dates: dict[str, str] = {}
        ends: dict[Mention, int] = {}
        for sentence, kinds in zip(self._stage.document.sentences, self._stage.kinds, strict=True):
            if _T.MEETING not in kinds:
                continue
            found = self._stage.within(sentence.span, _T.DATE)
            for meeting in self._stage.within(sentence.span, _T.MEETING):
                date = self._of_meeting(sentence, meeting, found) if found else None
                ends[meeting] = sentence.span.end
                if date is not None:
                    dates.setdefault(meeting.name, date.name.split("/")[0])
        main = self.main()
        day = dates.get(main.name) if main else None
        if day is None:
            return {}
        return {m: end for m, end in ends.items() if len(dates.get(m.name, "")) == len(day) and dates[m.name] < day}

    def _ended(self) -> int | None:
        main = self.main()
        over = _OVER.search(self._text, main.span.end) if main else None
        return over.start() if over else None

    def main(self) -> Mention | None:
        """The meeting that the title or the lead says is being held: the article reports from it."""
        first = next(iter(self._held), None)
        return first if first is not None and first.span.start < _LEAD else None

    # --- when ---

    def dates(self, sentence: Sentence) -> Iterator[Claim]:
        """A date and the event of its clause: 2月27日，…会议正式召开."""
        dates = self._stage.within(sentence.span, _T.DATE)
        if not dates:
            return
        for phase in self._stage.within(sentence.span, _T.PHASE):
            clause = next((c for c in sentence.clauses if c.contains(phase.span)), sentence.span)
            date = next((d for d in dates if d.span.start >= phase.span.end and clause.contains(d.span)), None)
            if date and re.match(r"\s*[（：为从自将于是]", self._text[phase.span.end : date.span.start]):
                yield both(phase, Predicate.OCCURS_ON, date, 0.85)
        phases = [p.span for p in self._stage.within(sentence.span, _T.PHASE)]
        for event in self._stage.within(sentence.span, _T.MEETING, _T.CAMPAIGN):
            if any(span.contains(event.span) for span in phases):  # 第一批|主题教育于4月启动: a phase begins
                continue
            of = self._of_campaign if event.type is _T.CAMPAIGN else self._of_meeting
            date = of(sentence, event, dates)
            if date is not None:
                yield both(event, Predicate.OCCURS_ON, date, 0.85)

    def _of_campaign(self, sentence: Sentence, event: Mention, dates: list[Mention]) -> Mention | None:
        """今年4月份，X开展以来; X自12月6日开始; 27日，…启动X."""
        after = [d for d in dates if d.span.start >= event.span.end]
        if after:
            gap = self._text[event.span.end : after[0].span.start]
            if re.fullmatch(r"[”]?由[^，。；]{3,40}?(?:于|在)?", gap) and re.match(
                r"(?:联合|共同|正式)?(?:发起|启动|部署|组织|开展)", self._text[after[0].span.end :][:8]
            ):
                return after[0]
            if re.fullmatch(r"[”]?(?:将|已)?(?:自|从|于)", gap):
                behind = self._text[after[0].span.end : after[0].span.end + 8]
                if re.match(r"[（]?(?:起|开始|正式|启动|至|在)", behind) or gap.endswith(("自", "从")):
                    return after[0]
        before = [d for d in dates if d.span.end <= event.span.start]
        if not before:
            return None
        between = self._text[before[-1].span.end : event.span.start]
        behind = self._text[event.span.end : min(sentence.span.end, event.span.end + 12)]
        near = len(between) < (60 if len(before[-1].name) > 4 else 20) and not between.startswith("以来")
        return before[-1] if near and _BEGUN.search(between[-8:] + behind) else None

    def _of_meeting(self, sentence: Sentence, event: Mention, dates: list[Mention]) -> Mention | None:
        if self.is_held(event) is False:
            return None
        for date in dates:
            gap = self._text[event.span.end : date.span.start] if date.span.start >= event.span.end else None
            if gap is not None and _AT_ONCE.fullmatch(gap) and (len(date.name) > 4 or gap.strip("”")):
                return date
        before = [d for d in dates if d.span.end <= event.span.start]
        if not before:
            return None
        after = self._text[event.span.end : min(sentence.span.end, event.span.end + 30)]
        between = self._text[before[-1].span.end : event.span.start]
        happened = re.match(rf"[^，。；]{{0,16}}(?:{self._convene.pattern}|开幕|闭幕)", after) or self._convene.search(
            between[-24:]
        )
        named = (
            re.match(r"^[^，。；]{0,6}在$|^[^，。；]{0,4}，?[^，。；]{0,10}在$", between) and len(before[-1].name) > 4
        )
        near = len(between) < 60 and "。" not in between
        return before[-1] if (happened or named) and near else None

"""Careers: whom a sentence without a name tells of, and when he held the post."""

import re

from msgspec import Struct

from kg_builder.extract.stage import Stage
from kg_builder.model.document import Sentence
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType

_TO_NOW = re.compile(r"\s*(?:[—\-－–~～]+|至|到)\s*(?:今|现在|目前|$|(?=[㐀-鿿\U00020000-\U0003ffff]))")
_SPELL_LEAD = re.compile(r"[\s，,：:—\-－–~～至今后起任在于（]*")
_MOVED = re.compile(r"(?:到|在|往|调|赴|从|由|自|于|经|受|被|为)[^，。；]{0,24}$")
_LIFE = re.compile(r"生|参加|加入|入党|毕业|学历|学习|入伍|荣获|授予")  # what a date beside a life is of
_DIED = re.compile(r"(?:同志)?(?:的?遗体|因病|因突发|不幸|病逝|逝世|去世|因公殉职|壮烈牺牲|英勇就义|生平)")
_DEATH = re.compile(r"遗体|逝世|病逝|去世|殉职|牺牲|就义")
_NAMED = re.compile(
    r"^[^，。]{2,5}，(?:男|女)[，。]|同志|先生|女士|[㐀-鿿\U00020000-\U0003ffff]是"
)  # somebody else is spoken of, whose name was not read
_UNREAD_NAME = re.compile(
    r"(?:^|[，；])(?!原|后|现|也|并|又|均|都|他|她|其|本人)[㐀-鿿\U00020000-\U0003ffff]{2,4}因[^，。；]{2,16}(?:辞去|不再)"
)
_OTHER = re.compile(r"该|双方|会议|大会|记者|企业|公司|父亲|母亲|妻子|丈夫|儿子|女儿")
_LEAD = re.compile(r"[\s*#>\-—·、（）()\d一二三四五六七八九十.．]*")


class Spell(Struct, frozen=True, gc=False):
    """From when to when a post was held, as EDTF; `until` "" ended at an unknown time, None has no end told."""

    start: str | None = None
    until: str | None = None
    current: bool = True  # held at the time of writing, as far as is said

    def closed(self) -> "Spell":
        """The same spell as one that is over."""
        return Spell(self.start, self.until or "", False)


NO_SPELL = Spell()


class Topics:
    """Keeps whom the text tells of, and reads spells."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._text = stage.text
        self._person: tuple[Mention, ...] = ()
        self._block = -1
        self._mourns = _DEATH.search(self._text) is not None
        self._dead: dict[str, bool] = {}

    def is_dead(self, person: Mention) -> bool:
        """True for somebody whose death the text tells: what he held he holds no more."""
        if not self._mourns:
            return False
        if person.name not in self._dead:
            self._dead[person.name] = self._died(person.name)
        return self._dead[person.name]

    def _died(self, name: str) -> bool:
        at = self._text.find(name)
        while at >= 0 and not _DIED.match(self._text, at + len(name)):
            at = self._text.find(name, at + 1)
        return at >= 0

    def pass_over(self, sentence: Sentence, officials: list[Mention]) -> None:
        """A sentence whose first person is its subject sets the topic."""
        if officials:
            self._person = (officials[0],)
            self._block = sentence.block

    def speak_of(self, people: tuple[Mention, ...]) -> None:
        """The persons a sentence was read of are what the next one goes on about."""
        if len(people) == 1:
            self._person = people

    def subject(self, sentence: Sentence, lead: str) -> tuple[Mention, ...]:
        """The person of a career that a sentence without a name goes on with; none where something else acts."""
        if (
            _NAMED.search(lead)
            or not self._person
            or self.changes_subject(Span(sentence.span.start, sentence.span.start + len(lead)))
        ):
            return ()
        near = sentence.block - self._block <= 1 or self._dated(sentence) or self._is_career_line(sentence)
        return self._person if near else ()

    def names_another(self, lead: str) -> bool:
        """True where the clause has a subject of its own that was not read as a name: ，某人因到龄辞去…."""
        return _UNREAD_NAME.search(lead) is not None

    def changes_subject(self, span: Span) -> bool:
        """True where a body or somebody else acts in the last clause: 该县成立…, 市委决定由…任."""
        clause = max(self._text.rfind(mark, span.start, span.end) for mark in "，。；：") + 1
        start = max(clause, span.start)
        if _OTHER.search(self._text, start, span.end):
            return True
        bodies = self._stage.within(Span(start, span.end), EntityType.BUREAU)
        return any(not _MOVED.search(self._text[start : body.span.start]) for body in bodies)

    def is_spell(self, sentence: Sentence, lead: str) -> bool:
        """1998.07—2001.03 with a post behind it: a line of a CV."""
        if not self._dated(sentence):
            return False
        dates = self._stage.within(Span(sentence.span.start, sentence.span.start + len(lead) + 1), EntityType.DATE)
        if not dates or sentence.span.start + len(lead) < dates[0].span.end:
            return False
        return _SPELL_LEAD.fullmatch(self._text, dates[-1].span.end, sentence.span.start + len(lead)) is not None

    def spell(self, span: Span) -> Spell:
        """The dates told before a post: an interval, or the time from when on."""
        dates = self._stage.within(span, EntityType.DATE)
        if not dates:
            return NO_SPELL
        last = dates[-1]
        if _LIFE.search(self._text, last.span.end, span.end):
            return NO_SPELL
        if "/" in last.name:
            first, until = last.name.split("/", 1)
            return Spell(first, until, False) if until != ".." else Spell(first, None, True)
        if len(dates) > 1 and re.fullmatch(r"\s*[—\-－–~～至到]+\s*", self._text[dates[-2].span.end : last.span.start]):
            return Spell(dates[-2].name, last.name, False)
        open_ended = _TO_NOW.match(self._text, last.span.end, span.end)
        return Spell(last.name, None, open_ended is not None)

    def _dated(self, sentence: Sentence) -> bool:
        match = _LEAD.match(self._text, sentence.span.start, sentence.span.start)
        start = match.end() if match else sentence.span.start
        dates = self._stage.within(Span(start, min(sentence.span.end, start + 24)), EntityType.DATE)
        return bool(dates) and dates[0].span.start - start <= 2

    def _is_career_line(self, sentence: Sentence) -> bool:
        return re.match(r"(?:现任|历任|曾任|先后|此后|其间|期间)", sentence.span.of(self._text)) is not None

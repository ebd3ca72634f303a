"""What is pledged and what is only invoked.

A pledge is what the speaker, or the speaker's own body, will do: 将, 要, 下一步, 坚决, 确保. Telling others what to do,
what was done, what might be and what is denied are no pledges.
"""

import bisect
import re
from collections.abc import Iterator

from kg_builder.extract.attribution import Speech, Voice
from kg_builder.extract.clauses import Future, any_of, clause_marks
from kg_builder.extract.commitments import Commitments
from kg_builder.extract.occasions_of_speech import SpeechOccasions
from kg_builder.extract.own_bodies import own_bodies
from kg_builder.extract.speaker import Turn, spoken
from kg_builder.extract.stage import Stage
from kg_builder.extract.weighing import Marks, Mood, Subject, weigh
from kg_builder.model.claim import Claim
from kg_builder.model.document import BlockKind, Sentence
from kg_builder.model.grid import Grid
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate

_T = EntityType
NAME = "pledges"
_OBJECTS = (_T.CAMPAIGN, _T.PHASE, _T.TASK, _T.SLOGAN, _T.GOAL)
_BY_ORDER = re.compile(r"(?:按照|根据|遵循|贯彻|落实)[^，]{0,30}$")
_WHAT_IT_IS = re.compile(r"[要将][^，]{1,30}的[^，]{0,12}是|具有[^，]{0,8}意义")
_IS = re.compile(r"，(?:既|都|也|正|就|不仅|这)?是")  # a deed that is only spoken of: 强化…，是…的任务
_TURNS = re.compile(r"所以|因此|为此|但|不过|然而")  # ends what an 如果 began
_NEXT = re.compile(r"下一步|接下来|今后|往后")
_ASKED = re.compile(r"希望|要求|勉励|呼吁|敦促|欢迎|恳请|寄语|嘱咐|期待|祝|预祝")
_ALL = re.compile(r"各(?:部门|地|级|单位|方面)")
_NUMBERED_HEAD = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．][^，；]{0,40}")  # （一）加快施工进度
_AHEAD = re.compile(r"今年|明年|下半年|年底|年内|月底|下一?步|接下来|今后|未来|近期|\d月")
_THRESHOLD = 0.25
_ITEM = re.compile(r"[一二三四五六七八九十]是|[一二三四五六七八九十]要|首先|其次|再次|最后|第[一二三四五六]")


class Pledges:
    """Reads the pledges of one document."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._text = stage.text
        words = stage.pack.words
        self._marks = clause_marks(words, stage.tagger)
        self._own = own_bodies(stage)
        self._occasions = SpeechOccasions(stage)
        self._commitments = Commitments(stage, self._marks)
        self._definitions = any_of(words.get("definitions", ()))
        self._condemned = any_of(words.get("slogan_condemned_before", ()))
        self._condemned_clause = any_of(words.get("slogan_condemned_clause", ()))
        self._condemned_after = tuple(words.get("slogan_condemned_after", ()))
        self._planning: tuple[str, int] | None = None  # who is setting out a plan, and in which section

    def claims(self) -> Iterator[Claim]:
        """CommitsTo and invokes, sentence by sentence."""
        for sentence, turns in spoken(self._stage):
            heading = bool(turns) and self._stage.is_heading(sentence)
            for turn in turns:
                if heading:
                    yield from self._invoked(turn.speech, turn.span)
                elif not turn.owned or self._stage.document.blocks[sentence.block].kind is not BlockKind.NOTE:
                    yield from self._turn(sentence, turn)

    def _turn(self, sentence: Sentence, turn: Turn) -> Iterator[Claim]:
        run: list[Span] = []
        topic: Span | None = None  # 对…的企业，: what the deed of the next clause is about
        mood = self._opening_mood(turn, sentence.section)
        real = True
        for clause in _clauses(sentence, turn.span):
            part = Span(max(clause.start, turn.span.start), min(clause.end, turn.span.end))
            body = self._commitments.trim(part)
            if body.start >= body.end:
                continue
            words = body.of(self._text)
            real = (real or bool(_TURNS.match(words))) and not self._marks.unreal(words)
            mood, begins = self._mood(words, body, mood, turn) if real else (Mood.STATED, 0)
            if mood is not Mood.PLEDGED:
                yield from self._pledges(run, turn.speech)
                run = []
                topic = body if self._marks.topic(words) else None
                yield from self._invoked(turn.speech, body)
                continue
            self._planning = (turn.speech.actor.name, sentence.section)
            deed = Span(body.start + begins, body.end)
            yield from self._objects_of(turn.speech, body)
            run += [topic, deed] if topic and not run else [deed]
            topic = None
        yield from self._pledges(run, turn.speech)

    def _opening_mood(self, turn: Turn, section: int) -> Mood:
        """A sentence that begins with a deed goes on with the plan its speaker is setting out."""
        voice = turn.speech.voice
        text = self._commitments.trim(turn.span).of(self._text)
        if self._definitions.search(text) and not self._marks.future(text):
            return Mood.STATED
        if self._marks.done(text[:40]) or _IS.search(text):
            return Mood.STATED
        plans = turn.planned or self._planning == (turn.speech.actor.name, section)
        if turn.planned and _NUMBERED_HEAD.fullmatch(text):
            return Mood.STATED
        if voice in (Voice.OWN, Voice.BODY) and self._marks.begins_plan(text):
            if plans and (turn.owned or (voice is Voice.OWN and not turn.opens)):
                return Mood.PLEDGED
            if voice is Voice.OWN and self._marks.resolves(text):
                return Mood.PLEDGED
        return Mood.STATED

    def _mood(self, words: str, body: Span, before: Mood, turn: Turn) -> tuple[Mood, int]:
        """How a clause stands, and where the deed begins in it."""
        marks, voice = self._marks, turn.speech.voice
        if self._definitions.search(words) or marks.negated(words) or _WHAT_IT_IS.search(words):
            return Mood.STATED, 0
        if _ASKED.match(words):
            return Mood.TOLD, 0
        future = marks.future(words)
        if future is not None:
            return self._weighed(future, words, body, before, turn), future.begins
        if marks.done(words):
            return Mood.STATED, 0
        if marks.exhorted(words):
            return Mood.TOLD, 0
        begins = self._commitments.opened(words)
        if before is Mood.PLEDGED or before is Mood.TOLD:
            return before, begins
        if voice is Voice.OWN and (marks.resolves(words[begins:]) or _NEXT.match(words)):
            return Mood.PLEDGED, begins
        plans = (
            turn.opens or turn.planned or (self._planning is not None and self._planning[0] == turn.speech.actor.name)
        )
        if voice in (Voice.OWN, Voice.BODY) and plans and _ITEM.match(words) and marks.begins_deed(words[begins:]):
            return Mood.PLEDGED, begins
        return Mood.STATED, begins

    def _weighed(self, future: Future, words: str, body: Span, before: Mood, turn: Turn) -> Mood:
        """Whose future it is: the speaker's own is pledged, that of others is told."""
        subject = self._subject(future, body, before, turn)
        actor, voice = turn.speech.actor, turn.speech.voice
        if voice is Voice.BODY and subject is Subject.NONE and "是" in self._text[turn.span.start : body.start]:
            return Mood.STATED  # the law it passed is …，将…: not the body
        if subject is Subject.PERSON:
            return Mood.STATED
        person = actor.type is _T.OFFICIAL
        marks = Marks(
            subject,
            future.will,
            voice,
            before,
            turn.owned,
            bool(_AHEAD.search(words)),
            self._marks.begins_deed(words[future.begins :]),
            person and self._own.is_state_leader(actor),
            person and self._occasions.addresses(actor),
            person and self._occasions.interviewed(actor),
        )
        return Mood.PLEDGED if weigh(marks) > _THRESHOLD else Mood.TOLD

    def _subject(self, future: Future, body: Span, before: Mood, turn: Turn) -> Subject:
        """What kind of subject stands before the mark of the future."""
        marks, actor, subject = self._marks, turn.speech.actor, future.subject
        if subject.startswith(("各", "每")) or _ALL.search(subject):
            return Subject.OTHERS
        if not subject:
            return Subject.NONE
        if marks.is_own(subject) or (actor.type is _T.OFFICIAL and self._own.is_own_level(actor, subject)):
            return Subject.OWN
        if marks.exhorted(subject):
            return Subject.OTHERS
        lead = Span(body.start, min(body.end, body.start + future.begins))
        named = _outermost(self._stage.within(lead, _T.BUREAU, _T.OFFICIAL))
        if any(thing.name == actor.name for thing in named):
            return Subject.OWN if future.will or turn.speech.voice is not Voice.BODY else Subject.BODY
        if any(self._is_own(actor, thing) for thing in named):
            return Subject.OWN
        if named and named[0].type is _T.OFFICIAL:
            return Subject.PERSON
        regions = self._stage.within(lead, _T.REGION)
        if not named and any(self._is_own(actor, r) and r.span.of(self._text) == subject for r in regions):
            return Subject.REGION
        if named:
            return Subject.BODY
        if marks.is_unit(subject):
            return Subject.UNIT
        if marks.begins_deed(subject) and (before is Mood.PLEDGED or not regions):
            return Subject.NONE  # 对…要, 在…上要: no subject at all
        return Subject.THING

    def _is_own(self, actor: Mention, thing: Mention) -> bool:
        return actor.type is _T.OFFICIAL and self._own.owns(actor, thing)

    def _objects_of(self, speech: Speech, body: Span) -> Iterator[Claim]:
        for thing in self._objects(body):
            if thing.type is not _T.SLOGAN:
                yield self._claim(speech, Predicate.COMMITS_TO, thing, body)
            elif self._is_order(thing, body):
                yield self._claim(speech, Predicate.INVOKES, thing, body)
            elif not self._is_condemned(thing, body):
                yield self._claim(speech, Predicate.COMMITS_TO, thing, body)

    def _is_order(self, slogan: Mention, body: Span) -> bool:
        """按照“…”的要求: what one goes by, not what one sets out to do."""
        after = self._text[slogan.span.end : body.end].lstrip("”’")
        before = self._text[body.start : slogan.span.start]
        return bool(_BY_ORDER.search(before)) and after.startswith(("的", "要求", "精神"))

    def _objects(self, body: Span) -> list[Mention]:
        return _outermost(self._stage.within(body, *_OBJECTS))

    def _invoked(self, speech: Speech, body: Span) -> Iterator[Claim]:
        slogans = self._stage.within(body, _T.SLOGAN) if self._stage.of(_T.SLOGAN) else ()
        if not slogans:
            return
        places = Grid((m.span, m.span) for m in self._stage.within(body, _T.CAMPAIGN, _T.MEETING, _T.PHASE, _T.SLOGAN))
        for slogan in slogans:
            nested = any(o.contains(slogan.span) and o != slogan.span for o in places.over(slogan.span))
            if not nested and not self._is_condemned(slogan, body) and not self._in_title(slogan):
                yield self._claim(speech, Predicate.INVOKES, slogan, body)

    def _in_title(self, slogan: Mention) -> bool:
        """Inside 《…》: a document's name."""
        opened = self._text.rfind("《", max(0, slogan.span.start - 60), slogan.span.start)
        return opened >= 0 and "》" not in self._text[opened : slogan.span.start]

    def _is_condemned(self, slogan: Mention, body: Span) -> bool:
        before = self._text[max(body.start, slogan.span.start - 6) : slogan.span.start]
        after = self._text[slogan.span.end : slogan.span.end + 8].lstrip("”’")
        clause = self._text[body.start : slogan.span.start]
        return bool(
            self._condemned.search(before)
            or self._condemned_clause.search(clause)
            or after.removeprefix("的").startswith(self._condemned_after)
        )

    def _claim(self, speech: Speech, predicate: Predicate, thing: Mention, evidence: Span) -> Claim:
        speaker = speech.actor if speech.actor.type is _T.OFFICIAL else None
        return Claim(speech.actor, predicate, thing, evidence, speaker, NAME, min(0.85, thing.score))

    def _pledges(self, run: list[Span], speech: Speech) -> Iterator[Claim]:
        for thing in self._commitments.cut(run):
            yield self._claim(speech, Predicate.COMMITS_TO, thing, thing.span)


def _clauses(sentence: Sentence, span: Span) -> tuple[Span, ...]:
    """The clauses of a sentence that reach into a span."""
    first = bisect.bisect_right(sentence.clauses, span.start, key=lambda clause: clause.end)
    return sentence.clauses[first : bisect.bisect_left(sentence.clauses, span.end, key=lambda clause: clause.start)]


def _outermost(found: list[Mention]) -> list[Mention]:
    """The mentions that lie in no other one."""
    if len(found) < 2:
        return found
    places = Grid((m.span, m.span) for m in found)
    return [m for m in found if not any(o.contains(m.span) and o != m.span for o in places.over(m.span))]

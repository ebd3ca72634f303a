"""What is pledged and what is only invoked.

A pledge is what the speaker, or the speaker's own body, will do: 将, 要, 下一步, 坚决, 确保. Telling others what to do,
what was done, what might be and what is denied are no pledges.
"""

import re
from collections.abc import Iterator

from kg_builder.extract.speaker import Speakers, Speech, Voice
from kg_builder.extract.stage import Stage
from kg_builder.model.claim import Claim
from kg_builder.model.document import Sentence
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate

_T = EntityType
NAME = "pledges"
_OBJECTS = (_T.CAMPAIGN, _T.PHASE, _T.TASK, _T.SLOGAN, _T.GOAL)
_MARKS = "，。；：！？,.;:!?、 \n\t"
_SHORT = 9
_LEAST = 6


class Pledges:
    """Reads the pledges of one document."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._text = stage.text
        words = stage.pack.words
        self._pledge = _any(words.get("pledge", ()))
        self._first_person = _any(words.get("first_person", ()))
        self._exhorted = _any(words.get("exhorted", ()))
        self._done = _any(words.get("done", ()))
        self._unreal = _any((*words.get("hypothetical", ()), *words.get("negated", ())))
        self._openers = _any(words.get("commitment_openers", ()))
        self._verbs = words.get("commitment_verbs", ())
        self._pledges = words.get("pledge", ())
        self._empty = words.get("commitment_empty", ())
        self._definitions = _any(words.get("definitions", ()))
        self._condemned = _any(words.get("slogan_condemned_before", ()))

    def claims(self) -> Iterator[Claim]:
        """CommitsTo and invokes, sentence by sentence."""
        for sentence, speech in zip(self._stage.document.sentences, Speakers(self._stage).all(), strict=True):
            if speech is None:
                continue
            if self._stage.is_heading(sentence):
                yield from self._invoked(sentence, speech, sentence.span)
            else:
                yield from self._sentence(sentence, speech)

    def _sentence(self, sentence: Sentence, speech: Speech) -> Iterator[Claim]:
        if (
            speech.voice is Voice.OWN
            and self._definitions.search(sentence.span.of(self._text))
            and not self._future(sentence)
        ):
            yield from self._invoked(sentence, speech, sentence.span)
            return
        pledging = self._starts_pledging(sentence, speech)
        run: list[Span] = []
        for clause in sentence.clauses:
            if clause.end <= speech.start:
                continue
            body = self._bare(Span(max(clause.start, speech.start), clause.end))
            if body.start >= body.end:
                continue
            words = body.of(self._text)
            pledging = self._goes_on(words, pledging, speech)
            if not pledging:
                yield from self._commitment(run, speech)
                run = []
                yield from self._invoked(sentence, speech, body)
                continue
            objects = self._objects(body)
            for thing in objects:
                yield self._claim(speech, Predicate.COMMITS_TO, thing, body)
            if self._is_commitment(words, objects, body):
                if run and len(run[-1]) > _SHORT:
                    yield from self._commitment(run, speech)
                    run = []
                run.append(body)
            else:
                yield from self._commitment(run, speech)
                run = []
        yield from self._commitment(run, speech)

    def _starts_pledging(self, sentence: Sentence, speech: Speech) -> bool:
        text = sentence.span.of(self._text)
        if self._unreal.search(text[:6]):
            return False
        section = self._stage.document.sections[sentence.section]
        if section.byline is None or self._definitions.search(text):
            return False
        head = self._bare(sentence.span).of(self._text)
        return head.startswith((*self._verbs, *self._pledges)) or bool(self._first_person.match(text))

    def _future(self, sentence: Sentence) -> bool:
        """True where a sentence that says what something is also says what will be done."""
        return bool(re.search(r"我们要|我们将|要充分|下一步|要把|将认真", sentence.span.of(self._text)))

    def _goes_on(self, words: str, pledging: bool, speech: Speech) -> bool:
        """Whether a clause pledges, given that the one before it did."""
        if self._exhorted.search(words) or self._unreal.match(words):
            return False
        if self._definitions.search(words):
            return False
        if re.search(r"了(?!解)|^(?:已|曾)|已经|累计|去年", words):
            return False
        if speech.voice is Voice.EXHORTING:
            return bool(self._first_person.search(words)) or (
                pledging and bool(self._first_person.pattern) and pledging
            )
        if pledging:
            return True
        return bool(re.search(r"将|下一步|要(?!求|素|点|闻)|力争|确保|坚决", words))

    def _objects(self, body: Span) -> list[Mention]:
        found = self._stage.within(body, *_OBJECTS)
        return [m for m in found if not any(o is not m and o.span.contains(m.span) and o.span != m.span for o in found)]

    def _invoked(self, sentence: Sentence, speech: Speech, body: Span) -> Iterator[Claim]:
        for slogan in self._stage.within(body, _T.SLOGAN):
            before = self._text[max(body.start, slogan.span.start - 6) : slogan.span.start]
            if not self._condemned.search(before):
                yield self._claim(speech, Predicate.INVOKES, slogan, body)

    def _claim(self, speech: Speech, predicate: Predicate, thing: Mention, evidence: Span) -> Claim:
        speaker = speech.actor if speech.actor.type is _T.OFFICIAL else None
        return Claim(speech.actor, predicate, thing, evidence, speaker, NAME, min(0.85, thing.score))

    # --- commitments in free words ---

    def _bare(self, clause: Span) -> Span:
        """A clause without marks at its ends and without 将, 要, 我们, 一是 at its head."""
        start, end = clause.start, clause.end
        while end > start and self._text[end - 1] in _MARKS + "”’":
            if self._text[end - 1] == "”" and self._text.rfind("“", start, end) > self._text.rfind("”", start, end - 1):
                break
            end -= 1
        changed = True
        while changed:
            changed = False
            while start < end and self._text[start] in _MARKS:
                start += 1
            if start < end and self._text[start] == "“" and "”" not in self._text[start:end]:
                start += 1
                changed = True
            match = self._openers.match(self._text, start, end)
            if match and match.end() > start:
                start = match.end()
                changed = True
        return Span(start, end)

    def _is_commitment(self, words: str, objects: list[Mention], body: Span) -> bool:
        if len(words) < _LEAST or not words.startswith(self._verbs) or words.startswith(self._empty):
            return False
        return not objects or words.endswith(("成果", "宗旨", "机制"))

    def _commitment(self, run: list[Span], speech: Speech) -> Iterator[Claim]:
        if not run:
            return
        span = Span(run[0].start, run[-1].end)
        thing = Mention(span, _T.COMMITMENT, span.of(self._text), NAME, 0.7)
        yield self._claim(speech, Predicate.COMMITS_TO, thing, span)


def _any(words: "tuple[str, ...]") -> "re.Pattern[str]":
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) or r"(?!)")

"""Who says a sentence: the official whose section it is; elsewhere the one quoted or named, else nobody.

An attribution (X 强调, 指出, 表示) runs on over the following sentences of its paragraph until another subject takes over.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from kg_builder.extract.stage import Stage
from kg_builder.model.document import Sentence
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType

_T = EntityType
_QUOTE = re.compile(r"“[^“”]{6,}”")
_PRONOUN = re.compile(r"(?:他|她)(?:还|也|同时)?$")


class Voice(StrEnum):
    """How somebody speaks."""

    OWN = "own"  # a section of his own, or in his own words: 表示, 说
    EXHORTING = "exhorting"  # 强调, 指出, 要求
    BODY = "body"  # a body acts or its document speaks


@dataclass(frozen=True, slots=True)
class Speech:
    """Who stands behind a sentence, and how."""

    actor: Mention
    voice: Voice
    start: int  # where the words said begin


class Speakers:
    """Finds for each sentence who speaks."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._text = stage.text
        words = stage.pack.words
        exhort = words.get("exhort", ())
        self._exhort = frozenset(exhort)
        saying = sorted({*words.get("saying", ()), *exhort}, key=lambda w: (-len(w), w))
        self._saying = re.compile(rf"(?:{'|'.join(map(re.escape, saying))})")
        self._officials = stage.of(_T.OFFICIAL)
        self._bureaus = stage.of(_T.BUREAU)
        self._current: Speech | None = None
        self._block = -1

    def all(self) -> list[Speech | None]:
        """One answer for each sentence of the document, in order."""
        return [self._of(sentence) for sentence in self._stage.document.sentences]

    def _of(self, sentence: Sentence) -> Speech | None:
        if sentence.block != self._block:
            self._block, self._current = sentence.block, None
        owner = self._owner(sentence)
        if owner is not None:
            return Speech(owner, Voice.OWN, sentence.span.start)
        said = self._attributed(sentence) or self._quoted_across(sentence)
        if said is not None:
            self._current = said
            return said
        subject = self._subject(sentence)
        if subject is not None and (self._current is None or self._current.actor.name != subject.name):
            self._current = None
            return Speech(subject, Voice.BODY, subject.span.end) if subject.type is _T.BUREAU else None
        if self._current is not None:
            return Speech(self._current.actor, self._current.voice, sentence.span.start)
        return None

    def _owner(self, sentence: Sentence) -> Mention | None:
        """The official whose section it is."""
        byline = self._stage.document.sections[sentence.section].byline
        if byline is None:
            return None
        return self._stage.by_span.get((byline.name, _T.OFFICIAL))

    def _attributed(self, sentence: Sentence) -> Speech | None:
        """X 表示，… and “…”X 说 and 他指出."""
        people = self._stage.within(sentence.span, _T.OFFICIAL)
        for match in self._saying.finditer(self._text, sentence.span.start, sentence.span.end):
            if not re.match(r"[，：“,:]|，?“|道|$|。", self._text[match.end() : match.end() + 2]):
                continue
            before = [p for p in people if p.span.end <= match.start()]
            gap = self._text[before[-1].span.end : match.start()] if before else ""
            if before and len(gap) <= 24 and not re.search(r"[。；]", gap):
                start = match.end() if match.end() < sentence.span.end - 2 else sentence.span.start
                return Speech(before[-1], self._voice(match[0]), start)
            lead = self._text[sentence.span.start : match.start()]
            if _PRONOUN.search(lead) and (last := self._last_person(match.start())):
                return Speech(last, self._voice(match[0]), match.end())
            document = re.search(r"(?:《[^《》]*》|会议|通知|方案|意见|决定)(?:还|同时|明确)?$", lead)
            if document and (body := self._last_body(match.start())):
                return Speech(body, Voice.BODY, match.end())
        return None

    def _voice(self, verb: str) -> Voice:
        return Voice.EXHORTING if verb in self._exhort else Voice.OWN

    def _quoted_across(self, sentence: Sentence) -> Speech | None:
        """A sentence inside a quotation that names its speaker only behind its end."""
        block = self._stage.document.blocks[sentence.block].span
        for match in _QUOTE.finditer(self._text, block.start, block.end):
            if match.start() <= sentence.span.start and sentence.span.end <= match.end() + 1:
                tail = self._text[match.end() : match.end() + 40]
                verb = self._saying.search(tail)
                people = self._stage.within(Span(match.end(), min(block.end, match.end() + 40)), _T.OFFICIAL)
                if (
                    verb
                    and people
                    and people[0].span.end <= match.end() + verb.end()
                    and "。" not in tail[: verb.start()]
                ):
                    return Speech(people[0], self._voice(verb[0]), sentence.span.start)
        return None

    def _subject(self, sentence: Sentence) -> Mention | None:
        """The body or official a sentence begins with, introductory phrases aside."""
        for clause in sentence.clauses[:2]:
            for mention in self._stage.within(clause, _T.BUREAU, _T.OFFICIAL):
                lead = self._text[clause.start : mention.span.start]
                if mention.type is _T.BUREAU and self._stage.is_title_of_person(mention):
                    continue
                if len(lead) <= 3 or re.fullmatch(r".{0,14}[，、和与]", lead):
                    if self._text.startswith(("的", "、", "关于"), mention.span.end):
                        break
                    return mention
                break
        return None

    def _last_person(self, position: int) -> Mention | None:
        found = None
        for mention in self._officials:
            if mention.span.end > position:
                break
            found = mention
        return found

    def _last_body(self, position: int) -> Mention | None:
        found = None
        for mention in self._bureaus:
            if mention.span.end > position:
                break
            if not self._stage.is_title_of_person(mention):
                found = mention
        return found

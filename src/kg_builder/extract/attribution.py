"""Where a text says who speaks: X 强调，… ; “…”X 说 ; 他指出 ; 会议要求 ; X 在调研时说过：“…”."""

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from kg_builder.extract.clauses import any_of
from kg_builder.extract.own_bodies import OwnBodies
from kg_builder.extract.stage import Row, Stage
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType

_T = EntityType
_BEHIND = re.compile(r"(?:过|道|了|到)?(?:记者|大家|笔者|本报|我们|道|说)?(?:[，：]|，?[“‘]|的[“‘]|[。”]|$|，)")
_PRONOUN = re.compile(
    r"(?:他|她|其)(?:还|也|同时|进一步|特别|最后|接着|又|坦言|笑着|反复|常|常常|经常|总|曾|一再|多次|当场|郑重|公开|当场|代表[^，。]{1,12}?|在[^，。]{1,16}[时中上])?$"
)
_DOCUMENT = re.compile(
    r"(?:《[^《》]*》|会议|全会|通知|方案|意见|决定|公报|通告|文件|报告|倡议书?|规定|要点)(?:还|也|同时|明确|特别|进一步)?$"
)
_TITLE = re.compile(
    r"(?:^|[，。；”])(?:该|这位)?(?P<title>[一-龥]{0,6}?"
    r"(?:书记|局长|市长|县长|区长|省长|厅长|主任|部长|院长|检察长|主席|镇长|乡长|司长|州长|负责人))(?:还|也|同时|随后)?$"
)
_CROWD = re.compile(
    r"(?:大家|与会[一-龥]{0,4}|[一-龥]们|群众|师生|干部|职工|专家|学者|人士|嘉宾|各方|双方|中方|外方|发言人|网友|居民|村民)"
    r"(?:一致|纷纷|普遍|还|也)?$"
)
_ONLY_NAMED = re.compile(r"(?:总书记|主席|总理|同志)?(?:的|关于|重要|对)")  # his words are spoken of, he does not speak
_NOUNS = frozenset(("讲话", "致辞", "发言", "回应", "明确"))  # a verb only before a colon
_NAMELESS = re.compile(
    r"[一-龥]{2}(?:说|表示|介绍|强调|指出|坦言|告诉记者)$"
)  # words before the verb, and no known name
_COLON = re.compile(r"：[“‘]")
_GAP = 30
_SHORT = 16  # characters before a verb in which a crowd is named
_LONG = 120  # and in which a document is
_FAR = 300  # characters behind a verb of saying in which its words begin


class Voice(StrEnum):
    """How somebody speaks."""

    OWN = "own"  # a section of his own, or in his own words: 表示, 说
    EXHORTING = "exhorting"  # 强调, 指出, 要求
    BODY = "body"  # a body acts
    DOCUMENT = "document"  # a meeting or a document tells others what to do


class Speech(Struct, frozen=True, gc=False):
    """Who stands behind a stretch of text, and how."""

    actor: Mention
    voice: Voice


class Attribution(Struct, frozen=True, gc=False):
    """X said: the words begin at `start`; `quoted` where they are the quotation that begins there and nothing more."""

    speech: Speech | None  # None where somebody speaks whom nothing names
    at: int  # where the name or the verb stands
    start: int
    quoted: bool = False


class Attributions:
    """Finds who is said to speak."""

    def __init__(self, stage: Stage, own: OwnBodies) -> None:
        self._stage = stage
        self._text = stage.text
        words = stage.pack.words
        self._exhort = frozenset(words.get("exhort", ()))
        self._saying = any_of((*words.get("saying", ()), *words.get("exhort", ())))
        officials = stage.of(_T.OFFICIAL)
        self._speaking = Row([p for p in officials if not _ONLY_NAMED.match(self._text, p.span.end)])
        meetings = ((meeting.span, stage.within(meeting.span, _T.BUREAU)) for meeting in stage.of(_T.MEETING))
        self._convened = [(span, bodies[0]) for span, bodies in meetings if bodies]
        self._called: dict[str, Mention | None] = {}
        self._bureaus = Row([b for b in stage.of(_T.BUREAU) if not stage.is_title_of_person(b)])
        self._titles = own.posts

    def within(self, start: int, end: int, current: Mention | None) -> Iterator[Attribution]:
        """The attributions between two places of one sentence, in order. 他 is who had the word before (`current`)."""
        verbs, colon = list(self._saying.finditer(self._text, start, end)), _COLON.search(self._text, start, end)
        if not verbs and colon is None:
            return
        people = Row(self._stage.within(Span(start, end), _T.OFFICIAL))
        last = start
        for match in verbs:
            if match[0] in _NOUNS and self._text[match.end() : match.end() + 1] != "：":
                continue
            if match.start() < last or not _BEHIND.match(self._text, match.end(), min(end + 2, len(self._text))):
                continue
            who = self._who(start, match.start(), people, current)
            if who is None:
                near = max(start, match.start() - _SHORT)
                if _CROWD.search(self._text, near, match.start()) or _NAMELESS.search(self._text, near, match.end()):
                    yield Attribution(None, match.start(), match.end())
                continue
            speech = Speech(who, self._voice(match[0], who, start, match.start()))
            last = match.end()
            behind = self._text[match.end() : match.end() + 3]
            at = match.start() if who.span.start < start else who.span.start
            yield Attribution(speech, at, match.end(), behind.startswith("的"))
        yield from self._colons(start, end, people)

    def _colons(self, start: int, end: int, people: Row) -> Iterator[Attribution]:
        """牛建国立下军令状：“…”: no verb of saying, but a colon and a quotation."""
        for match in _COLON.finditer(self._text, start, end):
            position = match.start()
            who = people.before(position)
            gap = self._text[who.span.end : position] if who else ""
            if who is None and not self._says(max(start, position - _FAR), position):
                yield Attribution(None, position, position + 1)
            elif who and len(gap) <= _GAP and "。" not in gap and not self._says(who.span.end, position):
                yield Attribution(Speech(who, Voice.OWN), who.span.start, position + 1)

    def _says(self, start: int, end: int) -> bool:
        """True where a verb of saying between two places brings in what is said, and is not only a word of the phrase."""
        found = self._saying.finditer(self._text, start, end)
        return any(_BEHIND.match(self._text, match.end(), end + 2) for match in found)

    def after_quote(self, position: int, end: int, current: Mention | None) -> Speech | None:
        """Who says a quotation that ends at `position`: “…”X 说."""
        window = min(end, position + 60)
        stop = re.search(r"[。！？；“]", self._text[position:window])
        limit = position + stop.start() if stop else window
        for match in self._saying.finditer(self._text, position, limit):
            people = self._stage.within(Span(position, match.start()), _T.OFFICIAL)
            who = people[-1] if people else self._who(position, match.start(), Row(()), current)
            if who is not None:
                return Speech(who, self._voice(match[0], who, position, match.start()))
        return None

    def _who(self, start: int, verb: int, people: Row, current: Mention | None) -> Mention | None:
        """The subject of a verb of saying."""
        lead = self._text[max(start, verb - 60) : verb]
        if _DOCUMENT.search(lead):
            return self._convener(verb)
        if _CROWD.search(lead):
            return None
        body = self._bureaus.before(verb)
        if (
            body
            and body.span.start >= start
            and re.fullmatch(r"(?:还|也|同时|明确|近日|日前|特别)?", self._text[body.span.end : verb])
        ):
            return body
        who = people.before(verb)
        if who is not None:
            gap = self._text[who.span.end : verb]
            if (
                len(gap) <= _GAP
                and not re.search(r"[。；：“”]|等", gap)
                and gap.count("，") <= 2
                and not gap.startswith("的")
            ):
                return who
            return None
        if _PRONOUN.search(lead):
            return current or self._last_person(verb)
        title = _TITLE.search(lead)
        return self._by_title(title["title"]) if title else None

    def _last_person(self, position: int) -> Mention | None:
        """Whom 他 means: the last one named before, not one whose words or instructions are only spoken of."""
        return self._speaking.before(position)

    def _convener(self, position: int) -> Mention | None:
        """Whose meeting or document speaks: the body in a meeting's name, or the last that stood as a subject."""
        body = self._bureaus.before(position)
        for meeting, convener in self._convened:
            if meeting.end <= position:
                return convener
            if meeting.start > position:
                break
        return body

    def _voice(self, verb: str, who: Mention, start: int, at: int) -> Voice:
        if who.type is _T.BUREAU:
            return (
                Voice.DOCUMENT
                if verb in self._exhort or _DOCUMENT.search(self._text, max(start, at - _LONG), at)
                else Voice.BODY
            )
        return Voice.EXHORTING if verb in self._exhort else Voice.OWN

    # --- titles that stand for a person ---

    def _by_title(self, title: str) -> Mention | None:
        """The one official of the article whose post ends so; None where two do."""
        if title not in self._called:
            owners = {person.name: person for name, person in self._titles if name.endswith(title)}
            self._called[title] = next(iter(owners.values())) if len(owners) == 1 else None
        return self._called[title]

"""Who says what: every stretch of a sentence with the one who stands behind it.

The official whose section it is, unless somebody else is quoted there; elsewhere the one who is quoted or named, on to
the next subject; in questions and answers the one who answers; in a notice the body that issues it; else nobody.
"""

import bisect
import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec import Struct

from kg_builder.extract.attribution import Attribution, Attributions, Speech, Voice
from kg_builder.extract.orators import labelled, orator
from kg_builder.extract.own_bodies import OwnBodies, own_bodies
from kg_builder.extract.stage import Row, Stage
from kg_builder.model.document import BlockKind, Sentence
from kg_builder.model.mention import Mention
from kg_builder.model.once import once
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType

_T = EntityType
_QUOTE = re.compile(r"“[^“”]{6,}”|‘[^‘’]{6,}’")
_SPEAKS = re.compile(r"[，。！？；]|我们|[将要]")
_LABEL = re.compile(r"[【\[]?(?P<who>问|答|Q|A|[㐀-鿿\U00020000-\U0003ffff·]{2,8})(?:[】\]]|(?=[：:]))")
_ASKS = re.compile(r"(?:[一-龥]{0,6}记者|问|主持人|Q|编辑|网友|观众|提问)$")
_ANSWERS = re.compile(r"(?:答|A|受访者|嘉宾)$")
_ISSUES = re.compile(r"关于[^。]{2,60}的(?:通知|意见|方案|决定|公告|通告|实施意见|倡议书?)")
_REPORTS = re.compile(r"关于[^。，]{2,60}的(?:[^。，]{0,4}(?:报告|汇报|总结|计划|说明))$")
_DATELINE = re.compile(r"(?:消息|讯|电|报道).{0,24}[：:]$")
_OTHERS = re.compile(r"(?:（[一二三四五六七八九十]{1,2}）)?各|广大|全体")
_NO_SUBJECT = ("受", "经", "由", "向", "对", "在", "据", "按", "被", "给", "从", "为")
_HEAD_LENGTH = 24
_PLANS = re.compile(
    r"下一?步|下一?阶段|打算|工作(?:计划|目标|安排|思路)|目标任务|总体目标|主要目标|发展目标|[今明]年(?:的?工作|重点|计划|安排)|今后"
)
_WHAT_NEXT = re.compile(
    r"下一?步|打算|今后|接下来|怎么[干办做抓]|如何(?:[干办做抓]|落实|推进|贯彻)|哪些(?:措施|举措|部署|安排|计划)"
)
_ANSWERING = re.compile(r"回答|回应|答记者|答问")  # what follows is the answer, whatever verb brings it
_TELLS_ON = re.compile(r"(?:[^，。]{2,6}，)?(?:如今|由此|此后|随后|从此|沿着|连日来|当天|会前|会后|会议期间)")
_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,2}、|【")
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]|（[一二三四五六七八九十]{1,2}）|[一二三四五六七八九十]{1,2}、)"
)


class Turn(Struct, frozen=True, gc=False):
    """A stretch of one sentence in one voice."""

    span: Span
    speech: Speech
    owned: bool  # a section, an answer or a report of his own
    opens: bool  # the first stretch of these words
    planned: bool = False  # under a heading that announces a plan: 下一步打算


class Speakers:
    """Walks through the sentences of a document and keeps in mind who has the word."""

    def __init__(self, stage: Stage, own: OwnBodies) -> None:
        self._stage = stage
        self._text = stage.text
        self._own = own
        self._attributions = Attributions(stage, own)
        self._officials = stage.of(_T.OFFICIAL)
        self._current: Speech | None = None
        self._answering: Speech | None = None
        self._dialogue = False  # somebody asks in this text
        self._labelled = False  # the answer is that of one line: 某镇党委书记 某某：
        self._asked = False
        self._interviewed: Mention | None = None
        self._topic: Mention | None = None
        self._report = False  # a body's numbered plan goes on
        self._block = -1
        self._quotes: deque[tuple[Span, Speech]] = deque()
        self._kept: list[tuple[Span, Speech]] = []  # quotations that run on over sentences
        self._ends = [match.start() for match in re.finditer("”", self._text)]
        self._closes = [match.start() for match in re.finditer("[”’]", self._text)]
        self._issuer = self._find_issuer()
        self._plan = False  # under 下一步打算, 工作目标
        self._orator = orator(stage)
        self._words_from = 0  # behind the label of a line

    def turns(self) -> Iterator[tuple[Sentence, list[Turn]]]:
        """Every sentence with the stretches somebody says."""
        for sentence in self._stage.document.sentences:
            if sentence.block != self._block:
                self._open_block(sentence)
            self._plan = self._announces(sentence, self._plan)
            yield sentence, self._turns(sentence)

    # --- blocks ---

    def _open_block(self, sentence: Sentence) -> None:
        self._block = sentence.block
        span = self._stage.document.blocks[sentence.block].span
        listed = bool(_NUMBERED.match(self._text, span.start))
        self._report = bool(listed and self._current and self._current.voice is Voice.BODY)
        if not self._report and not self._text.startswith("“", span.start):
            self._current = None
        self._label(span)
        self._quotes, self._kept = deque(self._quoted(span)), []

    def _label(self, block: Span) -> None:
        """记者：…, 问：…, 答：…, 丁辉：… open a question or an answer that runs to the next label."""
        if self._labelled:
            self._answering, self._labelled = None, False
        match = _LABEL.match(self._text, block.start, block.end)
        if match is None and (person := labelled(self._stage, block)):
            self._answering, self._labelled, self._asked = Speech(person, Voice.OWN), True, False
            self._words_from = self._text.index("：", person.span.end) + 1
            return
        if match is None:
            if self._stage.document.blocks[self._block].kind in (BlockKind.HEADING, BlockKind.BYLINE):
                self._answering = None
                self._asked = self._plan = False
            return
        label = match["who"]
        self._words_from = match.end()
        if _ASKS.search(label):
            self._answering, self._asked, self._dialogue = None, True, True
            self._plan = bool(_WHAT_NEXT.search(self._text, block.start, block.end))
        elif _ANSWERS.search(label):
            person = self._interviewee(block.start)
            self._answering, self._asked = (Speech(person, Voice.OWN) if person else None), False
        else:
            named = self._stage.within(Span(*match.span()), _T.OFFICIAL)
            person = named[0] if named else self._by_surname(label, block.start)
            if person is not None:
                self._answering, self._asked = Speech(person, Voice.OWN), False
                self._labelled = not self._dialogue  # without questions a label holds for its own line
        if self._answering is not None:
            self._interviewed = self._answering.actor

    def _interviewee(self, position: int) -> Mention | None:
        byline = self._stage.document.sections[self._section(position)].byline
        if byline and (person := self._stage.by_span.get((byline.name, _T.OFFICIAL))):
            return person
        titled = self._stage.within(self._stage.document.blocks[0].span, _T.OFFICIAL)
        return self._interviewed or (titled[-1] if titled else Row(self._officials).before(position))

    def _section(self, position: int) -> int:
        sections = self._stage.document.sections
        index = bisect.bisect_right(sections, position, key=lambda section: section.span.start) - 1
        return index if index >= 0 and position < sections[index].span.end else 0

    def _by_surname(self, label: str, position: int) -> Mention | None:
        """王局长： is the one official before it whose name begins with 王."""
        owners = {p.name: p for p in self._officials if p.span.end <= position and label and p.name[0] == label[0]}
        ends = ("书记", "长", "主任", "主席")
        return next(iter(owners.values())) if len(owners) == 1 and label.endswith(ends) else None

    def _find_issuer(self) -> Mention | None:
        """Who issues a notice: the body its title begins with."""
        for index, block in enumerate(self._stage.document.blocks[:4]):
            issues = _ISSUES.search(self._text, block.span.start, block.span.end)
            if issues or (index < 2 and _REPORTS.search(self._text, block.span.start, block.span.end)):
                near = Span(self._stage.document.blocks[0].span.start, block.span.end)
                bodies = self._stage.within(near, _T.BUREAU)
                first = [body for body in bodies if body.span.start == bodies[0].span.start]
                return max(first, key=lambda body: body.span.end, default=None)
        return None

    # --- quotations ---

    def _quoted(self, block: Span) -> Iterator[tuple[Span, Speech]]:
        """The quotations of a block whose speaker is named beside them."""
        for match in _QUOTE.finditer(self._text, block.start, block.end):
            if not _SPEAKS.search(match[0]):
                continue
            after = self._attributions.after_quote(match.end(), block.end, None)
            if after is not None:
                yield Span(*match.span()), after

    # --- sentences ---

    def _turns(self, sentence: Sentence) -> list[Turn]:
        """The sentence cut at its attributions and quotations."""
        owner = self._owner(sentence)
        found = list(self._attributions.within(sentence.span.start, sentence.span.end, self._person(owner)))
        base = owner or self._base(sentence, bool(found))
        turns: list[Turn] = []
        position = max(sentence.span.start, min(self._words_from, sentence.span.end))
        speech: Speech | None = base
        opens = False
        for said in found:
            if said.speech is None and owner is not None:
                continue
            start = said.start if said.start < sentence.span.end - 2 else sentence.span.start
            self._add(turns, position, min(said.at, start), speech, owner, opens)
            self._keep_quote(said, sentence)
            position, speech, opens = max(position, start), said.speech, True
            if said.quoted:
                end = min(_next(self._closes, start, sentence.span.end) + 1, sentence.span.end)
                self._add(turns, start, end, said.speech, None, True)
                position, speech, opens = end, base, False
        self._add(turns, position, sentence.span.end, speech, owner if speech is owner else None, opens)
        if owner is None and found and not found[-1].quoted:
            self._current = found[-1].speech
            if self._current and self._current.actor.type is _T.OFFICIAL:
                self._topic = self._current.actor
        return self._with_quotes(sentence, turns)

    def _keep_quote(self, said: Attribution, sentence: Sentence) -> None:
        """A quotation that runs on over the next sentences stays in the mouth of whoever began it."""
        opened = self._text[said.start : said.start + 2].find("“")
        block = self._stage.document.blocks[sentence.block].span
        if said.speech is None or opened < 0:
            return
        start = said.start + opened
        close = _next(self._ends, start, block.end)
        if sentence.span.end <= close < block.end:
            self._kept.append((Span(start, close + 1), said.speech))

    def _announces(self, sentence: Sentence, before: bool) -> bool:
        """True below 三、下一步打算, up to the next heading of its level."""
        words = sentence.span.of(self._text)
        if len(words) > _HEAD_LENGTH or not (self._stage.is_heading(sentence) or _NUMBERED.match(words)):
            return before
        return bool(_PLANS.search(words)) or (before and not _CHAPTER.match(words))

    def _add(
        self, turns: list[Turn], start: int, end: int, speech: Speech | None, owner: Speech | None, opens: bool
    ) -> None:
        if speech is not None and start < end:
            planned = self._plan and (speech.voice is Voice.BODY or (speech is owner and speech is self._answering))
            turns.append(Turn(Span(start, end), speech, speech is owner or self._report or planned, opens, planned))

    def _with_quotes(self, sentence: Sentence, turns: list[Turn]) -> list[Turn]:
        """Puts the words of a quotation into the mouth of the one named behind it."""
        for quote, speech in self._quotes_in(sentence.span):
            part = Span(max(quote.start, sentence.span.start), min(quote.end, sentence.span.end))
            first = bisect.bisect_right(turns, part.start, key=lambda turn: turn.span.end)
            last = bisect.bisect_left(turns, part.end, key=lambda turn: turn.span.start)
            before, after = list[Turn](), list[Turn]()
            for turn in turns[first:last]:
                for piece in _outside(turn, part):
                    (before if piece.span.start < part.start else after).append(piece)
            turns[first:last] = [*before, Turn(part, speech, False, sentence.span.start <= quote.start), *after]
            if self._answering is None:
                self._current = speech
        return turns

    def _quotes_in(self, span: Span) -> list[tuple[Span, Speech]]:
        """The quotations that reach into a sentence: of those that run on from earlier ones, the last holds the word."""
        if not self._quotes and not self._kept:
            return []
        while self._quotes and self._quotes[0][0].end <= span.start:
            self._quotes.popleft()
        early = [each for each in self._kept if each[0].start < span.start]
        self._kept = [*early[-1:], *self._kept[len(early) :]]
        return [
            *takewhile(lambda each: each[0].start < span.end, self._quotes),
            *(each for each in self._kept if each[0].overlaps(span)),
        ]

    def _person(self, owner: Speech | None) -> Mention | None:
        """Whom 他 means: the owner of the section, who had the word, or the last person a sentence was about."""
        speech = owner or self._current
        return speech.actor if speech and speech.actor.type is _T.OFFICIAL else self._topic

    def _owner(self, sentence: Sentence) -> Speech | None:
        """The official whose section or answer it is."""
        if self._answering is not None:
            return self._answering
        if self._orator and sentence.span.end > self._orator.span.end:
            return Speech(self._orator, Voice.OWN)
        byline = self._stage.document.sections[sentence.section].byline
        if byline is None or self._asked:
            return None
        person = self._stage.by_span.get((byline.name, _T.OFFICIAL))
        return Speech(person, Voice.OWN) if person else None

    def _base(self, sentence: Sentence, attributed: bool) -> Speech | None:
        """Who has the word where the sentence itself names no speaker."""
        if self._asked:
            return None
        if self._current and self._current.voice is Voice.BODY and _OTHERS.match(self._text, sentence.span.start):
            self._current = None  # 各地要…: not what the body of the last sentence says
        if _TELLS_ON.match(self._text, sentence.span.start):
            self._current = None  # the reporter's own words
        subject = self._subject(sentence)
        if subject is None and self._plan and self._issuer and not _OTHERS.match(self._text, sentence.span.start):
            return Speech(self._issuer, Voice.BODY)
        if subject is None:
            return self._current or (Speech(self._issuer, Voice.DOCUMENT) if self._issuer else None)
        behind = self._text[subject.span.end : subject.span.end + 4]
        if subject.type is _T.BUREAU:
            said = self._current is not None and self._current.actor.type is _T.OFFICIAL
            told = said and re.match(r"等?(?:还|也)?[要将应必]", behind)
            if told and self._current:
                return self._current
            if not attributed:
                self._current = Speech(subject, Voice.BODY)
            return Speech(subject, Voice.BODY)
        answers = _ANSWERING.search(self._text, sentence.span.start, sentence.span.end)
        self._current, self._topic = Speech(subject, Voice.OWN) if answers else None, subject
        return None

    def _subject(self, sentence: Sentence) -> Mention | None:
        """The body or official a sentence begins with, introductory phrases aside."""
        clauses = sentence.clauses
        first = clauses[0].of(self._text)
        if first.endswith(("：", ":")) and _DATELINE.search(first):
            clauses = clauses[1:]
        for clause in clauses[:2]:
            found = self._stage.within(clause, _T.BUREAU, _T.OFFICIAL)
            for mention in sorted(found, key=lambda m: (m.span.start, -m.span.end)) if found else ():
                if mention.type is _T.BUREAU and self._stage.is_title_of_person(mention):
                    continue
                lead = self._text[clause.start : mention.span.start]
                if lead.endswith(_NO_SUBJECT) or lead.count("《") > lead.count("》"):
                    break
                if len(lead) <= 3 or re.fullmatch(r".{0,14}[，、和与]", lead) or self._titled(clause, mention):
                    if lead.startswith("各") or self._text.startswith(("的", "、", "关于"), mention.span.end):
                        break
                    return mention
                break
        return None

    def _titled(self, clause: Span, mention: Mention) -> bool:
        """True where nothing but titles stands before a name at the head of a clause: 国家发展改革委副主任某某."""
        posts = self._stage.within(Span(clause.start, mention.span.start), _T.POST)
        return (
            mention.type is _T.OFFICIAL
            and bool(posts)
            and posts[0].span.start - clause.start <= 6
            and mention.span.start - posts[-1].span.end <= 1
        )


@once
def spoken(stage: Stage) -> list[tuple[Sentence, list[Turn]]]:
    """Every sentence of a document with the stretches somebody says; posts and pledges both ask."""
    return list(Speakers(stage, own_bodies(stage)).turns())


def _next(places: Sequence[int], start: int, end: int) -> int:
    """The first of the places from `start` on, or `end` where that is nearer."""
    index = bisect.bisect_left(places, start)
    return min(places[index], end) if index < len(places) else end


def _outside(turn: Turn, part: Span) -> Iterator[Turn]:
    """What is left of a turn when a stretch is taken out of it."""
    if not turn.span.overlaps(part):
        yield turn
        return
    if turn.span.start < part.start:
        yield Turn(Span(turn.span.start, part.start), turn.speech, turn.owned, turn.opens)
    if part.end < turn.span.end:
        yield Turn(Span(part.end, turn.span.end), turn.speech, turn.owned, False)

"""Who takes part in a meeting: lists beside 出席 and 主持, who speaks or reports there, who gives the speech one reads."""

import re
from collections.abc import Iterator

from kg_builder.extract.clauses import any_of
from kg_builder.extract.occasions import Occasions, both
from kg_builder.extract.stage import Stage
from kg_builder.model.claim import Claim
from kg_builder.model.document import Sentence
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate

_T = EntityType
_TAKES_PART = Predicate.PARTICIPATES_IN
_NOUNS = ("讲话", "报告", "发言", "汇报", "传达", "致辞", "主持", "与会", "陪同")
_SPOKEN = re.compile(
    r"(?:并|作|作了|发表|发表了|会上|上|先后|分别|书面|代表[^，。]{1,10})"
    r"(?:重要|动员|总结|主旨|专题|主题|交流|经验|典型|表态|情况|开幕|工作)*$"
)
_OTHER_EVENT = re.compile(r"会见|仪式|晚会|活动|签字|展览|会谈|演出|调研|考察|座谈$")
_NO_CHAIR = re.compile(r"主持[^，。；会]{0,10}工作(?![一-龥]{0,8}会)")
_LIST_MARKS = re.compile(r"[（(][^（）()]*[）)]?|[、，和及与等以的\s：:）)]|同志|分别|书面|今天|上午|下午|一起")
_REST_OF_BRACKET = re.compile(r"[^，。；（(]{1,6}[）)][，,、]?")
_MEMBERS = re.compile(
    r"(?:的)?(?:全体)?(?:成员|班子成员|组成人员)|(?:及|等)?(?:单位|部门)?(?:的)?(?:有关|主要|相关|分管)?(?:负责同志|负责人)"
)
_JOINED = re.compile(r"(?:、|和|与|及|以及)")
_MENTIONED = re.compile(
    r"同志为核心|总书记(?:关于|重要|系列|对|提出)|(?:新时代|法治|文化|生态文明|经济|外交|强军)?思想|关于"
)
_FROM_AFAR = re.compile(
    r"贺信|贺电|批示|来信|回信|文章|署名|讲话稿|专访|采访|[告对向]诉?记者|记者(?:走进|来到|见到)|(?:调研|考察|走访)时"
)
_PRESS = ("发布会", "记者会", "吹风会", "通气会", "招待会", "通道”")
_TOLD = ("介绍", "告诉", "透露", "坦言")
_REPORTING = re.compile(r"介绍了?|作?(?:经验)?(?:交流|典型|表态)(?:发言)?|通报了?|作了?(?:经验)?介绍|汇报了?")
_ACTS = re.compile(
    r"(?:[（(][^（）()]*[）)])?(?:先后|分别|到会)?(?:通报了?|宣布|宣读|立下|签订|到会|分享|解读|回应|"
    r"(?:为|与|向|对|就|围绕)[^，。；]{2,24}(?:颁奖|授牌|授旗|颁发|签订|签署|提出|作出?了?|做出?了?|进行了?)|"
    r"作了?(?:关于[^，。；]{2,40}的|[^，。；]{0,8})(?:报告|说明|汇报|发言|部署|讲话|动员|总结|点评|致辞|安排|介绍|交流))"
)
_HEARD = re.compile(r"听取(?:并[^，。；]{2,4})?了?[^，。；]{0,4}$")
_WAS_HEARD = re.compile(r"(?:所?作)?(?:的)?[^，。；]{0,40}(?:报告|汇报|说明|介绍|发言|意见)")
_NO_SUBJECT = re.compile(r"[对向与由被]$|任命|免去|选举|补选|推选|推举|接受|决定|追认|通过|提名")
_SPEAKS_AT = re.compile(r"在[“]?$")
_NAMED_AFTER = re.compile(
    r"(?:出席|参加|列席|与会|主持)(?:了)?(?:会议|大会|座谈会|活动)?"
    r"(?:的?(?:领导|同志|人员|单位|嘉宾)*(?:还|另)?(?:有|是|包括)[：:]?|(?:会议)?(?:人员|人|领导|单位)?[：:])"
)
_SPEECH = re.compile(r"[”]?(?:上)?的?(?:讲话|发言|致辞|表态发言|报告|主持词|工作报告|供职发言)")


class Attendance:
    """Reads who takes part in the meetings of one document."""

    def __init__(self, stage: Stage, occasions: Occasions) -> None:
        self._stage = stage
        self._text = stage.text
        self._occasions = occasions
        words = stage.pack.words
        self._attend = any_of(words.get("attend", ()))
        self._say = any_of(words.get("saying", ()))
        self._main = occasions.main()

    def claims(self, sentence: Sentence) -> Iterator[Claim]:
        """Every participation one sentence tells of."""
        if self._stage.is_heading(sentence):
            return
        officials = self._stage.within(sentence.span, _T.OFFICIAL)
        bodies = self._stage.within(sentence.span, _T.BUREAU)
        if officials or bodies:
            yield from self._attending(sentence, officials, bodies)
            yield from self._listed_after(sentence)
        if officials:
            yield from self._speaking(sentence, officials)
        if bodies and self._main is not None:
            yield from self._reporting_bodies(sentence)

    def of_speech(self) -> Iterator[Claim]:
        """县十七届人大五次会议表态发言 ⏎ 县长 …: who signs a speech takes part in the meeting it was given at."""
        meeting = next(iter(self._stage.of(_T.MEETING)), None)
        byline = next((s.byline for s in self._stage.document.sections if s.byline), None)
        if meeting is None or byline is None or meeting.span.start > byline.name.end + 60:
            return
        speaker = next((p for p in self._stage.within(byline.name, _T.OFFICIAL)), None)
        if speaker is not None and _SPEECH.match(self._text, meeting.span.end):
            yield both(speaker, _TAKES_PART, meeting, 0.75)

    # --- lists ---

    def _attending(self, sentence: Sentence, officials: list[Mention], bodies: list[Mention]) -> Iterator[Claim]:
        if not self._attend.search(self._text, sentence.span.start, sentence.span.end):
            return
        for index, clause in enumerate(sentence.clauses):
            verb = self._verb(clause)
            meeting = self._target(clause, verb) if verb else None
            if verb is None or meeting is None:
                continue
            start = self._list_start(sentence, index)
            for person in officials:
                if start <= person.span.start and person.span.end <= verb.start() and not self._only_named(person):
                    yield both(person, _TAKES_PART, meeting, 0.8)
            for body in self._with_members(bodies, start, verb.start()):
                yield both(body, _TAKES_PART, meeting, 0.7)

    def _verb(self, clause: Span) -> "re.Match[str] | None":
        """The first verb of attending: 讲话 and 报告 only where somebody gives one, not 重要讲话精神."""
        for match in self._attend.finditer(self._text, clause.start, clause.end):
            noun = match[0] in _NOUNS
            if noun and match[0] not in ("主持", "传达"):
                before = self._text[max(clause.start, match.start() - 14) : match.start()]
                if not _SPOKEN.search(before) or self._text.startswith(("精神", "的", "和"), match.end()):
                    continue
            if match[0] == "主持" and _NO_CHAIR.match(self._text, match.start(), clause.end):
                continue
            return match
        return None

    def _list_start(self, sentence: Sentence, index: int) -> int:
        """Where the list of names before a verb begins: back over clauses that hold nothing but names and titles."""
        start = sentence.clauses[index].start
        for clause in reversed(sentence.clauses[:index]):
            if _REST_OF_BRACKET.fullmatch(clause.of(self._text)):  # 马丽娜（女，回族）
                continue
            if not self._stage.within(clause, _T.OFFICIAL, _T.POST, _T.BUREAU) or self._rest(clause) > 4:
                break
            start = clause.start
        return start

    def _with_members(self, bodies: list[Mention], start: int, end: int) -> Iterator[Mention]:
        """教育局、财政局和公安局有关负责同志: all the bodies joined to the one whose people are meant."""
        inside = [b for b in bodies if start <= b.span.start and b.span.end <= end]
        meant = False
        for body, after in zip(reversed(inside), [None, *reversed(inside)], strict=False):
            joined = after is not None and _JOINED.fullmatch(self._text[body.span.end : after.span.start])
            members = _MEMBERS.match(self._text, body.span.end)
            meant = members is not None or (meant and bool(joined))
            if meant and (members or not self._stage.is_title_of_person(body)):
                yield body

    def _rest(self, clause: Span) -> int:
        """How many characters of a clause are no name, title, body or mark of a list."""
        covered = bytearray(len(clause))
        for mention in self._stage.within(clause, _T.OFFICIAL, _T.POST, _T.BUREAU, _T.REGION):
            low, high = mention.span.start - clause.start, mention.span.end - clause.start
            covered[low:high] = b"\x01" * (high - low)
        left = "".join(char for char, seen in zip(clause.of(self._text), covered, strict=True) if not seen)
        return len(_MEMBERS.sub("", _LIST_MARKS.sub("", left)))

    def _target(self, clause: Span, verb: "re.Match[str]") -> Mention | None:
        near = [m for m in self._stage.within(clause, _T.MEETING) if m.span.start >= verb.start() - 40]
        near = [m for m in near if self._occasions.is_held(m) is not False]
        after = [m for m in near if m.span.start >= verb.start()]
        if after or near:
            return (after or near[-1:])[0]
        if _OTHER_EVENT.search(self._text[verb.start() : clause.end]):
            return None
        return self._occasions.at(verb.start())

    def _listed_after(self, sentence: Sentence) -> Iterator[Claim]:
        """参加会议的有：…; 出席会议的还有…; 主持人：…."""
        verb = _NAMED_AFTER.search(self._text, sentence.span.start, sentence.span.end)
        meeting = self._occasions.at(verb.start()) if verb else None
        if verb is None or meeting is None:
            return
        for mention in self._stage.within(Span(verb.end(), sentence.span.end), _T.OFFICIAL, _T.BUREAU):
            if mention.type is _T.OFFICIAL or not self._stage.is_title_of_person(mention):
                yield both(mention, _TAKES_PART, meeting, 0.75)

    def _only_named(self, person: Mention) -> bool:
        """True in 贯彻习近平总书记重要讲话: somebody is named, nobody attends."""
        return _MENTIONED.match(self._text, person.span.end) is not None

    # --- who speaks ---

    def _speaking(self, sentence: Sentence, people: list[Mention]) -> Iterator[Claim]:
        """丁辉强调 in a report from a meeting: who speaks there takes part."""
        for clause in sentence.clauses:
            person = next((p for p in people if clause.contains(p.span)), None)
            if person is None or self._only_named(person) or self._text.startswith(("总书记", "主席"), person.span.end):
                continue
            named = self._speaks_at(sentence, person)
            if named is not None:
                yield both(person, _TAKES_PART, named, 0.75)
            elif self._main is not None and self._speaks_here(sentence, clause, person):
                meeting = self._occasions.at(person.span.start)
                if meeting is not None:
                    for speaker in self._with_others(person, clause):
                        yield both(speaker, _TAKES_PART, meeting, 0.7)

    def _speaks_at(self, sentence: Sentence, person: Mention) -> Mention | None:
        """宋振山在全市防沙治沙动员大会上讲: the meeting is named between the name and the verb."""
        for meeting in self._stage.within(sentence.span, _T.MEETING):
            between = self._text[person.span.end : meeting.span.start]
            if meeting.span.start >= person.span.end and _SPEAKS_AT.fullmatch(between):
                return meeting if re.match(r"[”]?上", self._text[meeting.span.end :][:2]) else None
        return None

    def _speaks_here(self, sentence: Sentence, clause: Span, person: Mention) -> bool:
        heard = self._was_heard(clause, person)
        if _FROM_AFAR.search(sentence.span.of(self._text)) or self._occasions.is_over(person.span.start):
            return False
        if not heard and not self._is_subject(sentence, person):
            return False
        here = re.match(r"(?:在?会上|大会上)", self._text[sentence.span.start :][:4]) is not None
        if not here and self._apart(sentence):
            return False
        acts = _ACTS.match(self._text, self._with_others(person, clause)[-1].span.end, sentence.span.end)
        return (
            heard
            or acts is not None
            or (here and clause.start <= sentence.span.start + 5)
            or self._says(sentence, clause, person)
        )

    def _with_others(self, person: Mention, clause: Span) -> list[Mention]:
        """The list of names that a person opens: 林若川、郑晓帆分别…."""
        found = [person]
        for other in self._stage.within(Span(person.span.end, clause.end), _T.OFFICIAL):
            if _LIST_MARKS.sub("", self._text[found[-1].span.end : other.span.start]):
                break
            found.append(other)
        return found

    def _was_heard(self, clause: Span, person: Mention) -> bool:
        """会议听取了财政局局长林若川作的…报告."""
        inside = self._stage.within(Span(clause.start, person.span.end), _T.POST)
        start = min((p.span.start for p in inside), default=person.span.start)
        return (
            _HEARD.search(self._text, clause.start, start) is not None
            and _WAS_HEARD.match(self._text, person.span.end, clause.end) is not None
        )

    def _apart(self, sentence: Sentence) -> bool:
        """True in a section of its own, with somebody who speaks there or behind a heading: no report of the meeting."""
        section = self._stage.document.sections[sentence.section]
        if self._main is None or section.span.contains(self._main.span):
            return False
        own = section.heading is not None and not self._stage.within(section.span, _T.MEETING)
        return own or section.byline is not None

    def _says(self, sentence: Sentence, clause: Span, person: Mention) -> bool:
        """A verb of saying right behind the name, or behind 从…等方面 and 就…工作."""
        said = self._say.search(self._text, person.span.end, clause.end)
        if said is not None and said.start() - person.span.end <= 14:
            meeting = self._occasions.at(person.span.start)
            return said[0] not in _TOLD or (meeting is not None and meeting.name.endswith(_PRESS))
        on_what = re.match(r"(?:还|也|并)?(?:从|就|围绕|结合|对)", self._text[person.span.end : person.span.end + 3])
        return bool(on_what) and self._say.search(self._text, person.span.end, sentence.span.end) is not None

    def _is_subject(self, sentence: Sentence, person: Mention) -> bool:
        """Nothing but titles, and 会上, stands before the name in its sentence or clause."""
        clause = next(c for c in sentence.clauses if c.contains(person.span))
        before = Span(clause.start, person.span.start)
        return self._rest(before) <= 8 and not _NO_SUBJECT.search(before.of(self._text))

    def _reporting_bodies(self, sentence: Sentence) -> Iterator[Claim]:
        """市公安局、市民政局分别介绍了…: bodies that speak at the meeting."""
        meeting = self._occasions.at(sentence.span.start)
        if meeting is None or not _REPORTING.search(self._text, sentence.span.start, sentence.span.end):
            return
        for clause in sentence.clauses:
            verb = _REPORTING.search(self._text, clause.start, clause.end)
            bodies = [b for b in self._stage.within(clause, _T.BUREAU) if verb and b.span.end <= verb.start()]
            if not verb or not bodies or bodies[0].span.start - clause.start > 4:
                continue
            behind = self._text[bodies[-1].span.end : verb.start()]
            if self._text[bodies[0].span.start - 1] == "被" or self._apart(sentence):
                continue
            if self._stage.is_title_of_person(bodies[-1]) or not re.fullmatch(r".{0,4}|因[^，。；]{2,20}", behind):
                continue
            for body in bodies:
                yield both(body, _TAKES_PART, meeting, 0.75)

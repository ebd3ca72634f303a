"""Campaigns and meetings: who launches them; attendance, stages and dates have files of their own."""

import re
from collections.abc import Iterator

from kg_builder.extract.attendance import Attendance
from kg_builder.extract.clauses import any_of
from kg_builder.extract.occasions import NAME, Occasions, both
from kg_builder.extract.parts import parts
from kg_builder.extract.stage import Stage
from kg_builder.extract.units import Units
from kg_builder.model.claim import Claim
from kg_builder.model.document import Sentence
from kg_builder.model.mention import Mention
from kg_builder.model.once import once
from kg_builder.model.pack import Pack
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate

__all__ = ["NAME", "events"]
_T = EntityType
_TARGETS, _PARTAKERS, _UNITS = {_T.CAMPAIGN, _T.MEETING}, {_T.OFFICIAL, _T.BUREAU}, {_T.BUREAU, _T.REGION}
_COORDINATED = re.compile(r"(?:等[^，。；、]{0,4})?(?:牵头)?，?(?:、|和|与|及|以及|会同|联合|协同|联手|携手)")
_WHEN = r"(?:(?:于|在|自|从)?(?:今年|去年|近日|日前|同日|\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}[日号])?[上中下]?[旬午]?(?:起|开始)?)"
_BY = re.compile(rf"[”]?，?{_WHEN}(?:是)?由")
_BY_VERB = re.compile(
    rf"(?:等)?(?:部门|单位)?{_WHEN}(?:联合|共同|牵头|负责)*(?:主办|举办|召开|发起|组织|印发|启动|部署|实施|承办|开展)"
)
_NOUN_BEFORE = ("决策", "工作", "重大", "精神", "统一", "安排", "有关", "各项", "战略")
_NOUN_AFTER = ("要求", "上来", "，", "、", "落地", "精神", "和", "下", "。")
_OTHER_SUBJECT = re.compile(
    r"指出|强调|表示|作为|要|将(?!于)|把|。|是指|审议|听取|通过了|^[^，。；]{0,14}(?:决策部署|工作部署|部署要求)"
)
_ACTS = re.compile(r"(?:总书记|主席|总理|同志|书记|省长|市长)?(?:多次|亲自|就|主持|出席|强调|指出|对|作出|要求|在)")
_OF_A_GROUP = re.compile(r"组(?:第|全体|会议)")
_OWN = re.compile(
    r"(?!.*届[^，]{0,8}常)(?:第?[一二三四五六七八九十百\d]+(?:届|次)|全体|常务|主席|委员长|扩大|党组|专题)*"
    r"[^组部局厅院]{0,14}(?:会议|全会)$"
)


def events(stage: Stage) -> Iterator[Claim]:
    """launches, participatesIn, phaseOf, taskOf, nextPhase and occursOn."""
    campaigns, meetings = stage.of(_T.CAMPAIGN), stage.of(_T.MEETING)
    if not campaigns and not meetings and not stage.of(_T.PHASE):
        return
    occasions = Occasions(stage)
    launches = Launches(stage, occasions)
    attendance, units = Attendance(stage, occasions), Units(stage)
    yield from attendance.of_speech()
    launched: set[tuple[str, str]] = set()
    for sentence, kinds in zip(stage.document.sentences, stage.kinds, strict=True):
        if _TARGETS & kinds:
            found = list(launches.claims(sentence))
            launched.update((claim.subject.name, claim.object.name) for claim in found)
            yield from found
        if meetings and _PARTAKERS & kinds:
            yield from attendance.claims(sentence)
        if campaigns and _UNITS & kinds:
            yield from (c for c in units.claims(sentence) if (c.subject.name, c.object.name) not in launched)
        if _T.DATE in kinds:
            yield from occasions.dates(sentence)
    yield from launches.plenaries()
    yield from parts(stage)


@once
def _nationwide(pack: Pack) -> frozenset[str]:
    return frozenset(entry.name for entry in pack.entries if entry.type is _T.CAMPAIGN)


class Launches:
    """Reads who launches what in one document."""

    def __init__(self, stage: Stage, occasions: Occasions) -> None:
        self._stage = stage
        self._text = stage.text
        self._occasions = occasions
        words = stage.pack.words
        self._launch = any_of(words.get("launch", ()))
        self._convene = any_of(words.get("convene", ()))
        self._decided = any_of(words.get("decided_by", ()))
        self._take_up = frozenset(words.get("take_up", ()))
        self._centre = tuple(words.get("launching_centre", ("中共中央",)))
        self._nationwide = _nationwide(stage.pack)

    def claims(self, sentence: Sentence) -> Iterator[Claim]:
        """A body, a verb of launching behind it, and the campaign or meeting it launches, within one sentence."""
        targets = self._stage.within(sentence.span, _T.CAMPAIGN, _T.MEETING)
        bodies = self._stage.within(sentence.span, _T.BUREAU) if targets else []
        if targets and not bodies:
            bodies = self._title_before(targets[0])
        for target in targets if bodies else ():
            if target.type is _T.MEETING and self._occasions.is_held(target) is False:
                continue
            subject = self._launcher(bodies, target) or self._decider(bodies, target) or self._planner(bodies, target)
            found = self._coordinated(bodies, subject) or self._named_after(bodies, target)
            for body in found:
                yield both(body, Predicate.LAUNCHES, target, 0.8)

    def _title_before(self, target: Mention) -> list[Mention]:
        """省文联召开 ⏎ “不忘初心、牢记使命”主题教育动员部署会: a title of two lines."""
        line = self._text.rfind("\n", 0, target.span.start)
        start = self._text.rfind("\n", 0, line) + 1
        if (
            line < 0
            or target.span.start - line > 3
            or not self._convene.search(self._text[max(start, line - 4) : line])
        ):
            return []
        return self._stage.within(Span(start, line), _T.BUREAU)

    def _launcher(self, bodies: list[Mention], target: Mention) -> Mention | None:
        pattern = self._convene if target.type is _T.MEETING else self._launch
        for body in reversed(bodies):
            if target.name.startswith(body.name) and _OF_A_GROUP.search(target.name, len(body.name)):
                continue  # 国务院|…事故调查组第一次全体会议
            if (
                body.span.end > target.span.start
                or body.span.overlaps(target.span)
                or self._stage.is_title_of_person(body)
            ):
                continue
            between = self._text[body.span.end : target.span.start]
            verbs = [m for m in pattern.finditer(between) if not self._is_noun(between, m)]
            verb = max(verbs, key=lambda match: match.start(), default=None)
            if verb is None or len(between) > 110 or _OTHER_SUBJECT.search(between[: verb.start()]):
                continue
            if self._somebody_acts(Span(body.span.end, body.span.end + verb.start())):
                continue
            if not self._blocks(between[verb.end() :], target) and not self._only_takes_up(body, verb[0], target):
                return body
        return None

    def _somebody_acts(self, span: Span) -> bool:
        """党中央高度重视，习近平总书记多次就开展X…: another subject has come in between."""
        people = self._stage.within(span, _T.OFFICIAL)
        return any(_ACTS.match(self._text, person.span.end) for person in people)

    def _is_noun(self, between: str, verb: "re.Match[str]") -> bool:
        """决策部署 is no deploying."""
        if not verb[0].endswith("部署"):
            return False
        return between[: verb.start()].endswith(_NOUN_BEFORE) or between.startswith(_NOUN_AFTER, verb.end())

    def _only_takes_up(self, body: Mention, verb: str, target: Mention) -> bool:
        """农业农村部扎实开展主题教育: a unit of a nationwide campaign does not launch it."""
        return verb in self._take_up and target.name in self._nationwide and not body.name.startswith(self._centre)

    def _decider(self, bodies: list[Mention], target: Mention) -> Mention | None:
        """开展政法队伍教育整顿，是党中央…作出的重大决策部署."""
        for body in bodies:
            between = self._text[target.span.end : body.span.start]
            behind = self._text[body.span.end : body.span.end + 40]
            if (
                target.type is _T.CAMPAIGN
                and re.fullmatch(r"[^，。；]{0,4}，?(?:这)?是", between)
                and self._decided.search(behind)
            ):
                return body
        return None

    def _planner(self, bodies: list[Mention], target: Mention) -> Mention | None:
        """根据省市场监管局…专项行动工作方案的统一部署."""
        behind = self._text[target.span.end : target.span.end + 14]
        if target.type is not _T.CAMPAIGN or not re.match(r"[”]?(?:工作|实施|总体)?(?:方案|部署|通知|意见)", behind):
            return None
        for body in reversed(bodies):
            between = self._text[body.span.end : target.span.start] if body.span.end <= target.span.start else "。"
            before = self._text[max(0, body.span.start - 2) : body.span.start]
            if before in ("根据", "按照") and len(between) <= 12 and not re.search(r"[，。；、]", between):
                return body
        return None

    def _named_after(self, bodies: list[Mention], target: Mention) -> list[Mention]:
        """X由民政部、全国妇联联合主办."""
        by = _BY.match(self._text, target.span.end)
        opening = [b for b in bodies if by and b.span.start == by.end()]
        first = max(opening, key=lambda b: b.span.end, default=None)
        if first is None:
            return []
        found = [first]
        for body in (b for b in bodies if b.span.start >= first.span.end):
            if not _COORDINATED.fullmatch(self._text[found[-1].span.end : body.span.start]):
                break
            found.append(body)
        return found if _BY_VERB.match(self._text, found[-1].span.end) else []

    def _blocks(self, behind: str, target: Mention) -> bool:
        """True where the verb's object is something else: 部署…工作，…参加 X会议."""
        if target.type is _T.MEETING:
            return len(behind) > 14 or bool(re.search(r"[，。；]", behind))
        outside = re.sub(r"《[^》]*》?", "", behind)
        if re.fullmatch(r"[^，。；《]{0,6}(?:方案|通知|意见)，(?:决定|在[^，。；]{1,8})?", behind):
            return False  # 印发方案，X在全国正式启动
        return len(behind) > 60 or bool(re.search(r"[，。；]", outside))

    def _coordinated(self, bodies: list[Mention], subject: Mention | None) -> list[Mention]:
        """The body and those joined to it on its left: 民政部、全国妇联联合启动."""
        if subject is None:
            return []
        found = [subject]
        for body in reversed([b for b in bodies if b.span.end <= subject.span.start]):
            gap = self._text[body.span.end : found[-1].span.start]
            if not _COORDINATED.fullmatch(gap):
                break
            found.append(body)
        return found

    def plenaries(self) -> Iterator[Claim]:
        """A body's own meeting bears its name: 全国人大常委会 and 十四届全国人大常委会第五次会议."""
        told: set[str] = set()
        for meeting in self._stage.of(_T.MEETING):
            if meeting.name in told or not self._occasions.is_held(meeting):
                continue
            told.add(meeting.name)
            inside = self._stage.within(meeting.span, _T.BUREAU)
            own = [b for b in inside if _OWN.fullmatch(self._text, b.span.end, meeting.span.end)]
            named = [b for b in self._stage.of(_T.BUREAU) if meeting.name.startswith(b.name)] if not inside else []
            own = own or [b for b in named if _OWN.fullmatch(meeting.name, len(b.name))]
            if own:
                body = min(own, key=lambda b: (abs(b.span.start - meeting.span.start), b.span))
                yield both(body, Predicate.LAUNCHES, meeting, 0.7)

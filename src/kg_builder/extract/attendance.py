"""Who takes part: lists before 出席 and 主持, who speaks at a meeting, units, regions and groups of a campaign."""

import re
from collections.abc import Iterator

from kg_builder.extract.occasions import Occasions, any_of, both
from kg_builder.extract.stage import Stage
from kg_builder.model.claim import Claim
from kg_builder.model.document import Sentence
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate

_T = EntityType
_TAKES_PART = Predicate.PARTICIPATES_IN
_GUIDES = ("指导组", "督导组", "巡回指导组")
_GROUPS = ("领导小组", "办公室", "专班", "指挥部", "协调小组", "专项小组")
_NOUNS = ("讲话", "报告", "发言", "汇报", "传达", "致辞", "主持", "与会", "陪同")
_SPOKEN = re.compile(
    r"(?:并|作|作了|发表|发表了|会上|上|先后|分别|代表[^，。]{1,10})(?:重要|动员|总结|主旨|专题|主题|交流|典型|表态|情况|开幕|工作)*$"
)
_OTHER_EVENT = re.compile(r"会见|仪式|晚会|活动|签字|展览|会谈|演出|调研|考察|座谈$")
_LIST_MARKS = re.compile(r"[、，和及与等以的\s：:（）()]|同志|分别|书面|今天|上午|下午|一起")
_MEMBERS = re.compile(r"(?:的)?(?:全体)?(?:成员|班子成员|组成人员)|(?:及|等)?(?:有关|主要|相关)?(?:负责同志|负责人)")
_MENTIONED = re.compile(
    r"同志为核心|总书记(?:关于|重要|系列|对|提出)|(?:新时代|法治|文化|生态文明|经济|外交|强军)?思想|关于"
)
_FROM_AFAR = re.compile(r"贺信|贺电|批示|来信|回信|文章|署名|讲话稿|专访|采访")
_REPORTING = re.compile(r"介绍了?|作?(?:交流|典型|表态)?发言|通报了?|作了?(?:经验)?介绍|汇报了?")


class Attendance:
    """Reads who takes part in the meetings and campaigns of one document."""

    def __init__(self, stage: Stage, occasions: Occasions) -> None:
        self._stage = stage
        self._text = stage.text
        self._occasions = occasions
        words = stage.pack.words
        self._attend = any_of(words.get("attend", ()))
        self._say = any_of(words.get("saying", ()))
        self._take_up = any_of(words.get("take_up", ("开展", "推进")))
        self._centre = frozenset(words.get("launching_centre", ()))
        take_up = frozenset(words.get("take_up", ()))
        self._launch = any_of(tuple(word for word in words.get("launch", ()) if word not in take_up))
        self._main = occasions.main()

    def claims(self, sentence: Sentence) -> Iterator[Claim]:
        """Every participation one sentence tells of."""
        if not self._stage.is_heading(sentence):
            yield from self._attending(sentence)
            yield from self._speaking(sentence)
            yield from self._reporting_bodies(sentence)
        yield from self._units(sentence)
        yield from self._regions(sentence)

    # --- meetings ---

    def _attending(self, sentence: Sentence) -> Iterator[Claim]:
        officials = self._stage.within(sentence.span, _T.OFFICIAL)
        bodies = self._stage.within(sentence.span, _T.BUREAU)
        for index, clause in enumerate(sentence.clauses):
            verb = self._verb(clause)
            if verb is None:
                continue
            start = self._list_start(sentence, index, verb)
            meeting = self._target(clause, verb)
            if meeting is None:
                continue
            for person in officials:
                if start <= person.span.start and person.span.end <= verb.start() and not self._only_named(person):
                    yield both(person, _TAKES_PART, meeting, 0.8)
            for body in bodies:
                listed = start <= body.span.start and body.span.end <= verb.start()
                if listed and _MEMBERS.match(self._text, body.span.end) and not self._stage.is_title_of_person(body):
                    yield both(body, _TAKES_PART, meeting, 0.7)

    def _verb(self, clause: Span) -> "re.Match[str] | None":
        """The first verb of attending: 讲话 and 报告 only where somebody gives one, not 重要讲话精神."""
        for match in self._attend.finditer(self._text, clause.start, clause.end):
            noun = match[0] in _NOUNS
            if noun and match[0] not in ("主持", "传达"):
                before = self._text[max(clause.start, match.start() - 14) : match.start()]
                if not _SPOKEN.search(before) or self._text.startswith(("精神", "的", "和"), match.end()):
                    continue
            return match
        return None

    def _list_start(self, sentence: Sentence, index: int, verb: "re.Match[str]") -> int:
        """Where the list of names before a verb begins: back over clauses that hold nothing but names and titles."""
        start = sentence.clauses[index].start
        for clause in reversed(sentence.clauses[:index]):
            if not self._stage.within(clause, _T.OFFICIAL, _T.POST) or self._rest(clause) > 4:
                break
            start = clause.start
        return start

    def _rest(self, clause: Span) -> int:
        """How many characters of a clause are no name, title, body or mark of a list."""
        covered = bytearray(len(clause))
        for mention in self._stage.within(clause, _T.OFFICIAL, _T.POST, _T.BUREAU, _T.REGION):
            low, high = mention.span.start - clause.start, mention.span.end - clause.start
            covered[low:high] = b"\x01" * (high - low)
        left = "".join(char for char, seen in zip(clause.of(self._text), covered, strict=True) if not seen)
        return len(_LIST_MARKS.sub("", left))

    def _target(self, clause: Span, verb: "re.Match[str]") -> Mention | None:
        near = [m for m in self._stage.within(clause, _T.MEETING) if m.span.start >= verb.start() - 40]
        near = [m for m in near if self._occasions.is_held(m) is not False]
        after = [m for m in near if m.span.start >= verb.start()]
        if after or near:
            return (after or near[-1:])[0]
        if _OTHER_EVENT.search(self._text[verb.start() : clause.end]):
            return None
        return self._occasions.at(verb.start())

    def _only_named(self, person: Mention) -> bool:
        """True in 贯彻习近平总书记重要讲话: somebody is named, nobody attends."""
        return _MENTIONED.match(self._text, person.span.end) is not None

    def _speaking(self, sentence: Sentence) -> Iterator[Claim]:
        """丁辉强调 in a report from a meeting: who speaks there takes part."""
        if self._main is None or _FROM_AFAR.search(sentence.span.of(self._text)):
            return
        people = self._stage.within(sentence.span, _T.OFFICIAL)
        for clause in sentence.clauses:
            person = next((p for p in people if clause.contains(p.span)), None)
            if person is None or self._only_named(person) or self._text.startswith(("总书记", "主席"), person.span.end):
                continue
            meeting = self._occasions.at(person.span.start)
            if meeting is not None and self._says(sentence, clause, person) and self._is_subject(sentence, person):
                yield both(person, _TAKES_PART, meeting, 0.7)

    def _says(self, sentence: Sentence, clause: Span, person: Mention) -> bool:
        """A verb of saying right behind the name, or behind 从…等方面 and 就…工作."""
        said = self._say.search(self._text, person.span.end, clause.end)
        if said is not None and said.start() - person.span.end <= 14:
            return True
        on_what = re.match(r"(?:还|也|并)?(?:从|就|围绕|结合|对)", self._text[person.span.end : person.span.end + 3])
        return bool(on_what) and self._say.search(self._text, person.span.end, sentence.span.end) is not None

    def _is_subject(self, sentence: Sentence, person: Mention) -> bool:
        """Nothing but titles, and 会上, stands before the name in its sentence or clause."""
        clause = next(c for c in sentence.clauses if c.contains(person.span))
        before = Span(clause.start, person.span.start)
        return self._rest(before) <= 8 and not re.search(r"[对向与]$", before.of(self._text))

    def _reporting_bodies(self, sentence: Sentence) -> Iterator[Claim]:
        """市公安局、市民政局分别介绍了…: bodies that speak at the meeting."""
        meeting = self._occasions.at(sentence.span.start)
        if self._main is None or meeting is None:
            return
        for clause in sentence.clauses:
            verb = _REPORTING.search(self._text, clause.start, clause.end)
            bodies = [b for b in self._stage.within(clause, _T.BUREAU) if verb and b.span.end <= verb.start()]
            if not verb or not bodies or bodies[0].span.start - clause.start > 4:
                continue
            if verb.start() - bodies[-1].span.end > 4 or self._stage.is_title_of_person(bodies[-1]):
                continue
            for body in bodies:
                yield both(body, _TAKES_PART, meeting, 0.75)

    # --- campaigns ---

    def _units(self, sentence: Sentence) -> Iterator[Claim]:
        campaigns = self._stage.within(sentence.span, _T.CAMPAIGN)
        for body in self._stage.within(sentence.span, _T.BUREAU):
            named = self._of_its_own(body)
            if named is not None:
                yield both(body, _TAKES_PART, named, 0.8)
                continue
            if self._stage.is_title_of_person(body) or body.name in self._centre:
                continue
            for campaign in campaigns:
                if self._is_unit(body, campaign) or self._is_answerable(sentence, body, campaign):
                    yield both(body, _TAKES_PART, campaign, 0.8)
                    break

    def _of_its_own(self, body: Mention) -> Mention | None:
        """省环保专项行动领导小组 bears the campaign in its name."""
        if not body.name.endswith(_GROUPS):
            return None
        named = [c for c in self._stage.of(_T.CAMPAIGN) if len(c.name) > 4 and c.name in body.name]
        return min(named, key=lambda c: (abs(c.span.start - body.span.start), c.span), default=None)

    def _is_unit(self, body: Mention, campaign: Mention) -> bool:
        if campaign.span.start < body.span.end:
            return False
        between = self._text[body.span.end : campaign.span.start]
        if re.match(r"[^，。；]{0,3}作为", between) and self._text.startswith("单位", campaign.span.end):
            return True
        if body.name.endswith(_GUIDES):  # a team guides the campaign that the article is about
            return campaign.name == self._stage.of(_T.CAMPAIGN)[0].name
        return self._takes_up(between)

    def _takes_up(self, between: str) -> bool:
        """…扎实开展X: the last verb before the campaign is one of taking it up."""
        taken_up = self._take_up.search(between) is not None and self._launch.search(between) is None
        return len(between) <= 24 and re.search(r"[，。；]", between) is None and taken_up

    def _is_answerable(self, sentence: Sentence, body: Mention, campaign: Mention) -> bool:
        """…专项斗争，省委、省政府是责任主体."""
        if campaign.span.end > body.span.start:
            return False
        clause = next((c for c in sentence.clauses if c.contains(body.span)), None)
        return (
            clause is not None
            and re.search(r"是(?:责任主体|牵头单位|责任单位|成员单位)", self._text[body.span.end : clause.end])
            is not None
        )

    def _regions(self, sentence: Sentence) -> Iterator[Claim]:
        """山西省的扫黑除恶专项斗争; 辽阳市扎实推动专项行动; 与湖北、湖南两省一道."""
        campaigns = self._stage.within(sentence.span, _T.CAMPAIGN)
        if not campaigns:
            return
        bodies = self._stage.within(sentence.span, _T.BUREAU)
        for region in self._stage.within(sentence.span, _T.REGION):
            written = region.span.of(self._text)
            if any(body.span.overlaps(region.span) for body in bodies) or written[:2] != region.name[:2]:
                continue
            campaign = next((c for c in campaigns if self._of_region(region, c, sentence)), None)
            if campaign is None and re.match(
                r"(?:、[^，。；、]{2,4})*[两三四五六]?[省市县区]?(?:一道|共同)", self._text[region.span.end :][:24]
            ):
                campaign = campaigns[0]
            if campaign is not None:
                yield both(region, _TAKES_PART, campaign, 0.7)

    def _of_region(self, region: Mention, campaign: Mention, sentence: Sentence) -> bool:
        if campaign.span.start < region.span.end:
            return False
        between = self._text[region.span.end : campaign.span.start]
        if between == "的" or (between == "" and campaign.span.of(self._text) == campaign.name):
            return True
        opens = any(clause.start == region.span.start for clause in sentence.clauses)
        if not opens or re.match(r"的|要|应|将", between):
            return False
        last = between.rsplit("，", 1)[-1]
        return len(between) <= 50 and "；" not in between and self._take_up.search(last) is not None and len(last) <= 12

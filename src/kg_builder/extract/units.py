"""Whose campaign it is: the bodies and regions that take it up, answer for it or try it out first."""

import re
from collections.abc import Iterator

from kg_builder.extract.clauses import any_of
from kg_builder.extract.occasions import both
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
_FOUNDED = re.compile(r"(?:成立|设立|组建|调整)了?$")
_TRIED_OUT = re.compile(
    r"(?:[、和与及][^，。；、]{2,8}){0,5}(?:等[^，。；、]{0,4})?(?:是|作为|被确定为|被列为)?(?:首批|先行|率先)?(?:试点|示范)"
)


class Units:
    """Reads who takes part in the campaigns of one document."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._text = stage.text
        words = stage.pack.words
        self._take_up = any_of(words.get("take_up", ("开展", "推进")))
        self._centre = frozenset(words.get("launching_centre", ()))
        take_up = frozenset(words.get("take_up", ()))
        self._launch = any_of(tuple(word for word in words.get("launch", ()) if word not in take_up))

    def claims(self, sentence: Sentence) -> Iterator[Claim]:
        """Every unit and region that one sentence tells of."""
        campaigns = self._stage.within(sentence.span, _T.CAMPAIGN)
        bodies = self._stage.within(sentence.span, _T.BUREAU)
        yield from self._units(sentence, campaigns, bodies)
        if campaigns:
            yield from self._regions(sentence, campaigns, bodies)

    def _units(self, sentence: Sentence, campaigns: list[Mention], bodies: list[Mention]) -> Iterator[Claim]:
        for body in bodies:
            named = self._of_its_own(body)
            if named is not None:
                yield both(body, _TAKES_PART, named, 0.8)
                continue
            if self._stage.is_title_of_person(body) or body.name in self._centre:
                continue
            for campaign in campaigns:
                if (
                    self._is_unit(sentence, body, campaign)
                    or self._is_answerable(sentence, body, campaign)
                    or self._tries_out(campaign, body)
                ):
                    yield both(body, _TAKES_PART, campaign, 0.8)
                    break

    def _of_its_own(self, body: Mention) -> Mention | None:
        """省环保专项行动领导小组 bears the campaign in its name; not where it is set up, or named in somebody's title."""
        if not body.name.endswith(_GROUPS) or self._stage.is_title_of_person(body):
            return None
        if _FOUNDED.search(self._text, max(0, body.span.start - 3), body.span.start):
            return None
        written = body.span.of(self._text)
        named = [c for c in self._stage.of(_T.CAMPAIGN) if len(c.name) > 4 and c.name in body.name]
        named = [c for c in named if c.name in written or c.span.of(self._text) in written]
        return min(named, key=lambda c: (abs(c.span.start - body.span.start), c.span), default=None)

    def _tries_out(self, campaign: Mention, unit: Mention) -> bool:
        """X在青河县、白沙县试点; …，龙潭镇是首批试点."""
        between = self._text[campaign.span.end : unit.span.start] if campaign.span.end <= unit.span.start else "。。"
        return (
            len(between) <= 60
            and not re.search("[。；\n]", between)
            and _TRIED_OUT.match(self._text, unit.span.end) is not None
        )

    def _is_unit(self, sentence: Sentence, body: Mention, campaign: Mention) -> bool:
        if campaign.span.start < body.span.end:
            return False
        between = self._text[body.span.end : campaign.span.start]
        if re.match(r"[^，。；]{0,3}作为", between) and self._text.startswith("单位", campaign.span.end):
            return True
        if body.name.endswith(_GUIDES):  # a team guides the campaign that the article is about
            return campaign.name == self._stage.of(_T.CAMPAIGN)[0].name
        return self._takes_up(between) or self._carries_on(sentence, body, between)

    def _carries_on(self, sentence: Sentence, body: Mention, between: str) -> bool:
        """水务局践行…理念，扎实推进X: the body is still the subject of the clause that takes up the campaign."""
        opens = any(clause.start == body.span.start for clause in sentence.clauses)
        head, _, last = re.sub(r"[（(][^（）()]*[）)]|“[^“”]*”", "", between).rpartition("，")
        span = Span(body.span.end, body.span.end + len(between))
        if not opens or not head or len(head) > 60 or re.search(r"[；：]|^(?:的|要|应|将)", between):
            return False
        others = [m for m in self._stage.within(span, _T.BUREAU, _T.OFFICIAL) if m.name != body.name]
        return not others and len(last) <= 12 and self._takes_up(last) and not self._launch.search(last)

    def _takes_up(self, between: str) -> bool:
        """…扎实开展X: the last verb before the campaign is one of taking it up."""
        taken_up = self._take_up.search(between) is not None and self._launch.search(between) is None
        return len(between) <= 24 and re.search(r"[，。；]|关于", between) is None and taken_up

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

    def _regions(self, sentence: Sentence, campaigns: list[Mention], bodies: list[Mention]) -> Iterator[Claim]:
        """山西省的扫黑除恶专项斗争; 辽阳市扎实推动专项行动; 与甘肃、青海两省一道."""
        for region in self._stage.within(sentence.span, _T.REGION):
            written = region.span.of(self._text)
            if any(body.span.overlaps(region.span) for body in bodies) or written[:2] != region.name[:2]:
                continue
            campaign = next(
                (c for c in campaigns if self._of_region(region, c, sentence) or self._tries_out(c, region)), None
            )
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

"""Campaigns and meetings: who launches, who takes part, which phases and tasks they have, and when."""

import itertools
import re
from collections.abc import Iterator

from kg_builder.extract.stage import Stage, last_before
from kg_builder.model.claim import Claim
from kg_builder.model.document import Sentence
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate

NAME = "events"
_T = EntityType
_COORDINATED = re.compile(r"(?:、|和|与|及|以及|会同|联合)")
_PRESS = ("招待会", "发布会", "记者会", "吹风会", "座谈会", "通气会")
_GUIDES = ("指导组", "督导组", "巡回指导组")


def events(stage: Stage) -> Iterator[Claim]:
    """launches, participatesIn, phaseOf, taskOf, nextPhase and occursOn."""
    reader = Events(stage)
    for sentence in stage.document.sentences:
        yield from reader.launches(sentence)
        yield from reader.attends(sentence)
        yield from reader.dates(sentence)
    yield from reader.parts()
    yield from reader.plenaries()


class Events:
    """Reads the events of one document."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._text = stage.text
        words = stage.pack.words
        self._launch = _any(words.get("launch", ()))
        self._convene = _any(words.get("convene", ()))
        self._attend = _any(words.get("attend", ()))
        self._say = _any(words.get("saying", ()))
        self._held = _any((*words.get("convene", ()), "开幕", "闭幕", "启动", "开始", "拉开", "举办"))
        self._decided = _any(words.get("decided_by", ()))
        self._meetings = stage.of(_T.MEETING)
        self._campaigns = stage.of(_T.CAMPAIGN)
        self._entries = {entry.name: entry for entry in stage.pack.entries}

    def _claim(self, subject: Mention, predicate: Predicate, object_: Mention, score: float) -> Claim:
        evidence = Span(min(subject.span.start, object_.span.start), max(subject.span.end, object_.span.end))
        return Claim(subject, predicate, object_, evidence, None, NAME, score)

    # --- who launches ---

    def launches(self, sentence: Sentence) -> Iterator[Claim]:
        """A body, a verb of launching behind it, and the campaign or meeting it launches, within one sentence."""
        if self._stage.is_heading(sentence) and len(self._stage.within(sentence.span, _T.BUREAU)) == 0:
            return
        bodies = self._stage.within(sentence.span, _T.BUREAU)
        for target in self._stage.within(sentence.span, _T.CAMPAIGN, _T.MEETING):
            pattern = self._convene if target.type is _T.MEETING else self._launch
            subject = self._launcher(sentence, bodies, target, pattern) or self._decider(bodies, target)
            for body in self._coordinated(bodies, subject):
                yield self._claim(body, Predicate.LAUNCHES, target, 0.8)

    def _launcher(
        self, sentence: Sentence, bodies: list[Mention], target: Mention, pattern: "re.Pattern[str]"
    ) -> Mention | None:
        for body in reversed(bodies):
            if (
                body.span.end > target.span.start
                or body.span.overlaps(target.span)
                or self._stage.is_title_of_person(body)
            ):
                continue
            between = self._text[body.span.end : target.span.start]
            verb = max(pattern.finditer(between), key=lambda match: match.start(), default=None)
            if (
                verb is None
                or len(between) > 110
                or re.search(r"指出|强调|表示|作为|要|将|把|。", between[: verb.start()])
            ):
                continue
            if self._blocks(between[verb.end() :], target):
                continue
            return body
        return None

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

    def _blocks(self, behind: str, target: Mention) -> bool:
        """True where the verb's object is something else: 部署…工作，…参加 X会议."""
        if target.type is _T.MEETING:
            return len(behind) > 14 or bool(re.search(r"[，。；]", behind))
        return len(behind) > 40 or "。" in behind

    def _coordinated(self, bodies: list[Mention], subject: Mention | None) -> list[Mention]:
        """The body and those joined to it on its left: 教育部、全国工商联联合启动."""
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
        for meeting in self._meetings:
            for body in self._stage.within(meeting.span, _T.BUREAU):
                if re.match(
                    r"第?[一二三四五六七八九十]+(?:届|次)|全体会议|常务会议|全会|第",
                    self._text[body.span.end : meeting.span.end],
                ):
                    yield self._claim(body, Predicate.LAUNCHES, meeting, 0.7)
                    break

    # --- who takes part ---

    def attends(self, sentence: Sentence) -> Iterator[Claim]:
        """Officials before a verb of attending; bodies named as units of a campaign; teams that guide one."""
        yield from self._attending_officials(sentence)
        yield from self._units(sentence)

    def _attending_officials(self, sentence: Sentence) -> Iterator[Claim]:
        officials = self._stage.within(sentence.span, _T.OFFICIAL)
        if not officials or self._stage.is_heading(sentence):
            return
        meeting = self._meeting_of(sentence)
        if meeting is None:
            return
        for clause in sentence.clauses:
            people = [o for o in officials if clause.contains(o.span)]
            verb = self._attend.search(self._text, clause.start, clause.end)
            if people and verb:
                near = [m for m in self._stage.within(clause, _T.MEETING) if m.span.start >= people[0].span.end]
                if re.search(r"会见", self._text[clause.start : clause.end]) and not near:
                    continue
                for person in (p for p in people if p.span.end <= verb.start()):
                    yield self._claim(person, Predicate.PARTICIPATES_IN, near[0] if near else meeting, 0.8)
            elif people and meeting.name.endswith(_PRESS):
                said = self._say.search(self._text, people[-1].span.end, clause.end)
                if said:
                    yield self._claim(people[-1], Predicate.PARTICIPATES_IN, meeting, 0.7)

    def _meeting_of(self, sentence: Sentence) -> Mention | None:
        inside = self._stage.within(sentence.span, _T.MEETING)
        if inside:
            return inside[0]
        return last_before(self._meetings, sentence.span.start)

    def _units(self, sentence: Sentence) -> Iterator[Claim]:
        campaigns = self._stage.within(sentence.span, _T.CAMPAIGN)
        for body in self._stage.within(sentence.span, _T.BUREAU):
            for campaign in campaigns:
                between = self._text[body.span.end : campaign.span.start]
                unit = re.match(r"[^，。；]{0,3}作为", between) and self._text.startswith("单位", campaign.span.end)
                if unit or (body.name.endswith(_GUIDES) and campaign.span.start > body.span.end):
                    yield self._claim(body, Predicate.PARTICIPATES_IN, campaign, 0.8)
                    break

    # --- phases, tasks ---

    def parts(self) -> Iterator[Claim]:
        """Phases and tasks of the campaigns an article names, and the order of the phases."""
        by_name = {campaign.name: campaign for campaign in reversed(self._campaigns)}
        staged: Mention | None = None  # the campaign whose numbered stages are being told
        phases: dict[str, Mention] = {}
        told: set[tuple[str, str]] = set()
        for part in self._stage.of(_T.PHASE, _T.TASK):
            predicate = Predicate.PHASE_OF if part.type is _T.PHASE else Predicate.TASK_OF
            campaign = self._campaign_of(part, by_name)
            if re.fullmatch(r"第[一二三四五六七八九十]+(?:阶段|环节|步骤)", part.name):
                campaign = staged = campaign if staged is None or part.name.startswith("第一") else staged
            if campaign is None or (part.name, campaign.name) in told:
                continue
            yield Claim(part, predicate, campaign, self._around(part), None, NAME, 0.9)
            told.add((part.name, campaign.name))
            if part.type is _T.PHASE:
                phases.setdefault(part.name, part)
        yield from self._order(list(phases.values()))

    def _campaign_of(self, part: Mention, by_name: dict[str, Mention]) -> Mention | None:
        if part.parent is not None:
            return self._stage.by_span.get((part.parent, _T.CAMPAIGN))
        entry = self._entries.get(part.name)
        if entry is not None and entry.parent:
            return by_name.get(entry.parent)
        return last_before(self._campaigns, part.span.start) or next(iter(by_name.values()), None)

    def _around(self, part: Mention) -> Span:
        for sentence in self._stage.document.sentences:
            if sentence.span.contains(part.span):
                clause = next((c for c in sentence.clauses if c.contains(part.span)), sentence.span)
                return _trimmed(self._text, clause)
        return part.span

    def _order(self, phases: list[Mention]) -> Iterator[Claim]:
        ranked = sorted(((self._rank(p), p) for p in phases if self._rank(p)), key=lambda pair: (pair[0], pair[1].span))
        for (first, a), (second, b) in itertools.pairwise(ranked):
            if second == first + 1 and a.name != b.name:
                yield Claim(a, Predicate.NEXT_PHASE, b, self._around(b), None, NAME, 0.8)

    def _rank(self, phase: Mention) -> int:
        entry = self._entries.get(phase.name)
        if entry is not None and entry.order:
            return entry.order
        match = re.match(r"第([一二三四五六七八九])", phase.name)
        return "一二三四五六七八九".index(match[1]) + 1 if match else 0

    # --- when ---

    def dates(self, sentence: Sentence) -> Iterator[Claim]:
        """A date and the event of its clause: 2月27日，…会议正式召开."""
        dates = self._stage.within(sentence.span, _T.DATE)
        if not dates:
            return
        for phase in self._stage.within(sentence.span, _T.PHASE):
            clause = next((c for c in sentence.clauses if c.contains(phase.span)), sentence.span)
            date = next((d for d in dates if d.span.start >= phase.span.end and clause.contains(d.span)), None)
            if date and re.match(r"[（：为从自将于是]", self._text[phase.span.end : date.span.start]):
                yield self._claim(phase, Predicate.OCCURS_ON, date, 0.85)
        for event in self._stage.within(sentence.span, _T.MEETING, _T.CAMPAIGN):
            date = self._date_of(sentence, event, dates)
            if date is not None:
                yield self._claim(event, Predicate.OCCURS_ON, date, 0.85)

    def _date_of(self, sentence: Sentence, event: Mention, dates: list[Mention]) -> Mention | None:
        after = self._text[event.span.end : min(sentence.span.end, event.span.end + 30)]
        close = [d for d in dates if d.span.start >= event.span.end and d.span.start - event.span.end <= 2]
        if close and event.type is _T.MEETING:
            return close[0]
        before = [d for d in dates if d.span.end <= event.span.start]
        if not before:
            return None
        between = self._text[before[-1].span.end : event.span.start]
        if event.type is _T.CAMPAIGN:
            started = re.search(r"启动|拉开|开始", between[-8:] + after[:12])
            return before[-1] if started and len(between) < 60 else None
        happened = re.match(r"[^，。；]{0,16}(?:召开|举行|开幕|闭幕|举办)", after) or self._convene.search(
            between[-24:]
        )
        named = re.match(r"^[^，。；]{0,6}在$|^[^，。；]{0,4}，?[^，。；]{0,10}在$", between)
        return before[-1] if (happened or named) and len(between) < 60 and "。" not in between else None


def _any(words: "tuple[str, ...]") -> "re.Pattern[str]":
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) or r"(?!)")


def _trimmed(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start and text[end - 1] in "，。；：！？,.;:!? ”":
        end -= 1
    return Span(span.start, end)

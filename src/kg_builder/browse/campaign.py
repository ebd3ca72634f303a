"""What a graph knows of one campaign, in the order in which an analyst asks: when, by whom, in which steps, who pledged what."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg_builder.browse.comparison import MOST_ARTICLES
from kg_builder.browse.index import Index, Quoted
from kg_builder.model.article import Header
from kg_builder.model.knowledge import Entity, Evidence, Literal, Statement, Status
from kg_builder.model.vocabulary import EntityType, Predicate

_QUOTES = 3  # sentences shown of one statement
_MEETINGS = 50


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement with its first sentences and the entity at its other end (None where that is a date)."""

    statement: Statement
    other: Entity | None
    evidence: tuple[Evidence, ...]
    said: int  # sentences in all

    @property
    def date(self) -> str:
        """The date that is its object; "" where it has none."""
        return self.statement.object.value if isinstance(self.statement.object, Literal) else ""


@dataclass(frozen=True, slots=True)
class Step:
    """A phase in its place."""

    phase: Entity
    stated: Stated  # that it is one of the campaign's
    dates: tuple[Stated, ...]
    follows: tuple[Entity, ...]  # the phases that the text puts right before it


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting of which the campaign's articles tell."""

    meeting: Entity
    dates: tuple[Stated, ...]
    convened: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Pledges:
    """What one official or body pledges."""

    actor: Entity
    bodies: tuple[Entity, ...]  # that an official leads
    direct: tuple[Stated, ...]  # the campaign itself, a phase, a task of it
    beside: tuple[Stated, ...]  # anything else, in the same articles


@dataclass(frozen=True, slots=True)
class CampaignView:
    """One campaign."""

    campaign: Entity
    dates: tuple[Stated, ...]
    launched: tuple[Stated, ...]
    steps: tuple[Step, ...]
    tasks: tuple[Stated, ...]
    takers: tuple[Stated, ...]
    meetings: tuple[Occasion, ...]
    pledges: tuple[Pledges, ...]
    articles: tuple[Header, ...]


def campaign_view(index: Index, campaign: Entity) -> CampaignView:
    """All of a campaign that a page shows; each list is bounded."""
    own = campaign.id
    tasks = _to(index, own, Predicate.TASK_OF)
    phases = _to(index, own, Predicate.PHASE_OF)
    parts = {own, *(each.other.id for each in (*tasks, *phases) if each.other)}
    articles = tuple(index.articles_on(parts, MOST_ARTICLES))
    ids = [header.id for header in articles]
    return CampaignView(
        campaign,
        _from(index, own, Predicate.OCCURS_ON),
        _to(index, own, Predicate.LAUNCHES),
        _steps(index, phases),
        tasks,
        _to(index, own, Predicate.PARTICIPATES_IN),
        _meetings(index, ids),
        _pledges(index, ids, parts),
        articles,
    )


def in_order(phases: Sequence[str], follows: Iterable[tuple[str, str]], dates: Mapping[str, str]) -> list[str]:
    """Phases as (earlier, later) pairs say; where those are silent, or go in a ring, by date and then as given.

    >>> in_order(["c", "b", "a"], [("a", "b"), ("b", "c")], {})
    ['a', 'b', 'c']
    >>> in_order(["b", "a"], [("a", "b"), ("b", "a")], {"a": "2021-02"})
    ['a', 'b']
    """
    place = {phase: (dates.get(phase) or "9999", number) for number, phase in enumerate(phases)}
    pairs = {(a, b) for a, b in follows if a in place and b in place and a != b}
    waits = {phase: {a for a, b in pairs if b == phase} for phase in phases}
    ready = [(place[phase], phase) for phase in phases if not waits[phase]]
    heapq.heapify(ready)
    left, ordered = set(phases), list[str]()
    while left:
        # a ring has no beginning: the first of it by date opens it
        phase = heapq.heappop(ready)[1] if ready else min(left, key=place.__getitem__)
        if phase not in left:
            continue
        left.discard(phase)
        ordered.append(phase)
        for later in left:
            if phase in waits[later]:
                waits[later].discard(phase)
                if not waits[later]:
                    heapq.heappush(ready, (place[later], later))
    return ordered


def _to(index: Index, own: str, predicate: Predicate) -> tuple[Stated, ...]:
    return _stated(index, index.statements(target=own, predicate=predicate), from_subject=True)


def _from(index: Index, own: str, predicate: Predicate) -> tuple[Stated, ...]:
    return _stated(index, index.statements(subject=own, predicate=predicate), from_subject=False)


def _stated(index: Index, found: Sequence[Quoted], from_subject: bool) -> tuple[Stated, ...]:
    held = [each for each in found if each.statement.status is not Status.REJECTED]
    ends = {each.statement.id: each.statement.subject if from_subject else each.statement.object for each in held}
    entities = index.entities(end for end in ends.values() if isinstance(end, str))
    made = (
        Stated(
            each.statement,
            entities.get(str(ends[each.statement.id])),
            tuple(index.evidence(each.statement.id, _QUOTES)),
            each.said,
        )
        for each in held
    )
    return tuple(each for each in made if each.other or each.date)


def _steps(index: Index, phases: Sequence[Stated]) -> tuple[Step, ...]:
    known = {each.other.id: each for each in phases if each.other}
    pairs = [
        (own, each.statement.object)
        for own in known
        for each in index.statements(subject=own, predicate=Predicate.NEXT_PHASE)
        if each.statement.status is not Status.REJECTED and isinstance(each.statement.object, str)
    ]
    dates = {own: _from(index, own, Predicate.OCCURS_ON) for own in known}
    first = {own: min((each.date for each in found), default="") for own, found in dates.items()}
    told = sorted(known, key=lambda own: [(e.article, e.span.start) for e in known[own].evidence[:1]])
    steps = []
    for own in in_order(told, pairs, first):
        stated = known[own]
        before = tuple(known[a].other for a, b in pairs if b == own and a in known)
        if stated.other:
            steps.append(Step(stated.other, stated, dates[own], tuple(each for each in before if each)))
    return tuple(steps)


def _meetings(index: Index, articles: Sequence[str]) -> tuple[Occasion, ...]:
    """Dated ones first, in their order."""
    occasions = [
        Occasion(meeting, _from(index, meeting.id, Predicate.OCCURS_ON), _to(index, meeting.id, Predicate.LAUNCHES))
        for meeting in index.stated_in(articles, EntityType.MEETING, _MEETINGS)
    ]
    return tuple(
        sorted(occasions, key=lambda each: (min((d.date for d in each.dates), default="9999"), each.meeting.id))
    )


def _pledges(index: Index, articles: Sequence[str], parts: set[str]) -> tuple[Pledges, ...]:
    """Those who pledge the campaign or a part of it first, of those the ones with most pledges."""
    speakers = [entity for entity, _ in index.speakers(articles)]
    kinds = tuple(Predicate.COMMITS_TO.range)
    said = [
        (statement, evidence)
        for statement, evidence in index.professed(articles, [each.id for each in speakers], kinds)
        if statement.predicate is Predicate.COMMITS_TO
    ]
    things = index.entities(str(statement.object) for statement, _ in said)
    places: dict[str, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    known = {statement.id: statement for statement, _ in said}
    for statement, evidence in said:
        places[statement.subject][statement.id].append(evidence)
    made = []
    for actor in speakers:
        pledged = [
            Stated(known[own], things[str(known[own].object)], tuple(found[:_QUOTES]), len(found))
            for own, found in places[actor.id].items()
            if str(known[own].object) in things
        ]
        if pledged:
            direct = tuple(each for each in pledged if str(each.statement.object) in parts)
            beside = tuple(each for each in pledged if str(each.statement.object) not in parts)
            made.append(Pledges(actor, _led(index, actor), direct, beside))
    return tuple(sorted(made, key=lambda each: (-len(each.direct), -len(each.beside), each.actor.id)))


def _led(index: Index, actor: Entity) -> tuple[Entity, ...]:
    if actor.type is not EntityType.OFFICIAL:
        return ()
    return tuple(each.other for each in _from(index, actor.id, Predicate.LEADS) if each.other)

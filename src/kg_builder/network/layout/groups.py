"""Which nodes are drawn together: what a campaign gathers, else a region, else a body, else the rest.

Labels spread from campaigns along their relations, a few steps far, and each node takes the label that weighs most among its
neighbours; what no campaign reaches is gathered by its region, and then by the body it hangs on, in the same way.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg_builder.model.knowledge import Entity, KnowledgeGraph, Status
from kg_builder.model.vocabulary import EntityType, Level, Predicate
from kg_builder.network.layout.links import WEIGHT, Link, Links
from kg_builder.network.styles import FOLDED

_T, _P = EntityType, Predicate
_STEPS = 3  # from a campaign to its tasks, who commits to them, and what else those say
_HANGING = 6  # steps from a body down to all that hangs on it
_LEAST = 3  # shown nodes that make a group of their own
_LEAST_REGION = 8  # of a region that has a region above it
_SHARED = (_T.SLOGAN, _T.GOAL, _T.MEETING)  # many who have nothing else in common say or attend them
_ABOVE = (_P.PART_OF, _P.LOCATED_IN, _P.MEMBER_OF)
_HIGH = (Level.COUNTRY, Level.PROVINCE, Level.CITY)


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes that are drawn together; `head` is the one they are named after, "" for the rest."""

    kind: str  # campaign, region, body, rest
    head: str
    nodes: tuple[str, ...]


def groups(graph: KnowledgeGraph, joined: Links) -> list[Group]:
    """All nodes, each in one group, the rest last."""
    entities = graph.entities
    regions = {own for own, e in entities.items() if e.type is _T.REGION}
    shared = {own for own, e in entities.items() if e.type in _SHARED}
    folded = {own for own, e in entities.items() if e.type in FOLDED}
    labels = _Labels(entities, joined, {own: own for own, e in entities.items() if e.type is _T.CAMPAIGN})
    labels.of |= _parts(graph, labels.of)
    closed = regions | shared | folded
    labels.spread(closed, _STEPS, led=True)
    labels.settle()
    labels.of |= _gathered(labels.of, regions, joined)
    heads = _region_heads(entities, regions - set(labels.of), joined)
    labels.of |= heads
    labels.spread(closed, _HANGING, heads)
    labels.of |= _body_heads(entities, labels.of, joined)
    labels.spread(closed, _HANGING)
    labels.spread(folded, 1)
    sizes = _counts(labels.of.values())
    label = {own: head for own, head in labels.of.items() if sizes[head] >= _LEAST}
    _owned(label, folded, entities, joined)
    return _grouped(label, entities)


def _grouped(label: Mapping[str, str], entities: Mapping[str, Entity]) -> list[Group]:
    members: dict[str, list[str]] = {}
    for own in entities:
        members.setdefault(label.get(own, ""), []).append(own)
    kind = {_T.CAMPAIGN: "campaign", _T.REGION: "region"}
    made = [Group(kind.get(entities[head].type, "body"), head, tuple(own)) for head, own in members.items() if head]
    return [*made, Group("rest", "", tuple(members[""]))] if "" in members else made


@dataclass(slots=True)
class _Labels:
    """Which group's head each node has as its label, so far."""

    entities: Mapping[str, Entity]
    joined: Links
    of: dict[str, str]

    def spread(
        self, closed: Collection[str], steps: int, only: Collection[str] | None = None, led: bool = False
    ) -> None:
        """Gives nodes without a label the heaviest of their neighbours', step by step; none to the `closed`.

        It goes out from `only`; without it, from all that have a label. `led` passes labels from officials to their bodies.
        """
        rim = sorted(self.of if only is None else only)
        for _ in range(steps):
            weights: dict[str, dict[str, int]] = {}
            for own in rim:
                for link in self.joined[own]:
                    if link.other not in self.of and link.other not in closed and self._passes(own, link, led):
                        of = weights.setdefault(link.other, {})
                        of[self.of[own]] = of.get(self.of[own], 0) + WEIGHT.get(link.predicate, 1)
            if not weights:
                return
            self.of |= {own: self._heaviest(of) for own, of in weights.items()}
            rim = sorted(weights)

    def settle(self) -> None:
        """Officials who are joined more closely with another label by now, since their body has it, take it."""
        for own in sorted(own for own in self.of if self.entities[own].type is _T.OFFICIAL):
            weights = {self.of[own]: 0}
            for link in self.joined[own]:
                if link.other in self.of:
                    weights[self.of[link.other]] = weights.get(self.of[link.other], 0) + WEIGHT.get(link.predicate, 1)
            self.of[own] = self._heaviest(weights)

    def _heaviest(self, weights: Mapping[str, int]) -> str:
        """The label that weighs most; of equal ones, that whose head has more about it."""
        return min(weights, key=lambda own: (-weights[own], -len(self.joined[own]), own))

    def _passes(self, own: str, link: Link, led: bool) -> bool:
        """An official who moved on does not take a body along: bodies go by what they are part of, or by who leads them now."""
        if self.entities[own].type is _T.OFFICIAL and self.entities[link.other].type is _T.BUREAU:
            return led and link.predicate is _P.LEADS
        return True


def _parts(graph: KnowledgeGraph, campaigns: Collection[str]) -> dict[str, str]:
    """Phase or task -> its campaign; of several, the one that comes first."""
    found: dict[str, str] = {}
    for s in graph.statements.values():
        if s.predicate in (_P.PHASE_OF, _P.TASK_OF) and s.status is not Status.REJECTED and s.object in campaigns:
            found[s.subject] = min(str(s.object), found.get(s.subject, str(s.object)))
    return found


def _heaviest(weights: Mapping[str, int]) -> str:
    return min(weights, key=lambda own: (-weights[own], own))


def _gathered(label: Mapping[str, str], regions: Iterable[str], joined: Links) -> dict[str, str]:
    """Regions whose bodies go with a campaign, more than half of them: they go with it too."""
    found: dict[str, str] = {}
    for own in regions:
        near = [label.get(link.other, "") for link in joined[own] if not link.outward or link.predicate not in _ABOVE]
        counts = _counts(near)
        if counts and 2 * counts[best := _heaviest(counts)] > len(near):
            found[own] = best
    return found


def _counts(near: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for each in near:
        if each:
            counts[each] = counts.get(each, 0) + 1
    return counts


def _region_heads(entities: Mapping[str, Entity], regions: Collection[str], joined: Links) -> dict[str, str]:
    """Region -> the city or province it is drawn with; one with little about it goes with the region above it."""
    by_code = {entities[own].code[:6]: own for own in sorted(regions) if entities[own].code}

    def above(own: str) -> str | None:
        said = sorted(link.other for link in joined[own] if link.outward and link.predicate is _P.PART_OF)
        code = entities[own].code
        coded = [by_code.get(code[:size].ljust(6, "0")) for size in (4, 2)] if code else []
        return next((each for each in (*said, *coded) if each and each in regions and each != own), None)

    found = {own: own for own in regions}
    for own in sorted(regions, key=lambda own: (-_depth(entities[own].level), own)):
        higher = above(own)
        if higher and (entities[own].level not in _HIGH or len(joined[own]) < _LEAST_REGION):
            found[own] = higher
    return {own: _root(own, found) for own in sorted(regions)}


def _depth(level: Level | None) -> int:
    return list(Level).index(level) if level else len(Level)


def _root(own: str, above: Mapping[str, str]) -> str:
    seen = {own}
    while above[own] not in seen:
        own = above[own]
        seen.add(own)
    return own


def _body_heads(entities: Mapping[str, Entity], label: Mapping[str, str], joined: Links) -> dict[str, str]:
    """Body without a group -> the highest body it hangs on that has none either."""
    free = [own for own, e in entities.items() if e.type is _T.BUREAU and own not in label]
    above = {own: own for own in free}
    for own in free:
        higher = [x.other for x in joined[own] if x.outward and x.predicate in _ABOVE and x.other in above]
        if higher:
            above[own] = min(higher)
    return {own: _root(own, above) for own in free}


def _owned(label: dict[str, str], folded: Collection[str], entities: Mapping[str, Entity], joined: Links) -> None:
    """Posts and pledges go with who holds or gave them; a post without a holder with its body."""
    for own in sorted(folded):
        near = [label[link.other] for link in joined[own] if link.other in label]
        body = entities[own].body
        if near or body in label:
            label[own] = _heaviest(_counts(near)) if near else label[body]

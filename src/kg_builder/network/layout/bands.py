"""The classes of a group from left to right, and who stands above whom: by the middle of what each is joined with."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg_builder.model.knowledge import Entity
from kg_builder.model.vocabulary import EntityType, Predicate
from kg_builder.network.layout.links import Links
from kg_builder.network.styles import FOLDED

if TYPE_CHECKING:
    import networkx

_T = EntityType
BANDS: Sequence[frozenset[EntityType]] = (
    frozenset({_T.REGION}),
    frozenset({_T.BUREAU}),
    frozenset({_T.OFFICIAL}),
    frozenset(FOLDED),
    frozenset({_T.CAMPAIGN, _T.PHASE}),
    frozenset({_T.TASK}),
    frozenset({_T.SLOGAN, _T.GOAL, _T.MEETING}),
)
FOLDED_BAND, PLAN = 3, 4  # places of the folded band, and of campaigns with their phases
_SWEEPS = 3


def bands(nodes: Sequence[str], head: str, entities: Mapping[str, Entity], joined: Links) -> list[list[str]]:
    """The nodes of each band in order from the top."""
    of = {kind: place for place, kinds in enumerate(BANDS) for kind in kinds}
    found: list[list[str]] = [[] for _ in BANDS]
    for own in sorted(nodes, key=lambda own: (-len(joined[own]), own)):
        found[of[entities[own].type]].append(own)
    plan = _planned(found[PLAN], head, entities, joined) if head in found[PLAN] else None
    if plan:
        found[PLAN] = plan
    inside = frozenset(nodes)
    height: dict[str, float] = {}
    for band in found:
        height |= _heights(band)
    for sweep in range(_SWEEPS):
        for place in range(len(BANDS)) if sweep % 2 else reversed(range(len(BANDS))):
            if place != PLAN or not plan:
                found[place] = _by_middle(found[place], joined, inside, height)
                height |= _heights(found[place])
    return found


def _heights(band: Sequence[str]) -> dict[str, float]:
    return {own: (i + 0.5) / len(band) for i, own in enumerate(band)}


def _by_middle(band: list[str], joined: Links, inside: frozenset[str], height: Mapping[str, float]) -> list[str]:
    middle = dict(height)
    for own in band:
        near = [height[link.other] for link in joined[own] if link.other in inside]
        middle[own] = sum(near) / len(near) if near else 1.0
    return sorted(band, key=lambda own: (middle[own], own))


def _planned(band: Sequence[str], head: str, entities: Mapping[str, Entity], joined: Links) -> list[str]:
    """The campaign at the head, its phases in the order they follow one another, then what else there is."""
    phases = [own for own in band if entities[own].type is _T.PHASE]
    others = [own for own in band if own != head and entities[own].type is not _T.PHASE]
    return [head, *in_turn(phases, joined), *others]


def in_turn(phases: Sequence[str], joined: Links) -> list[str]:
    """Phases, each after the one that it follows; of those that follow none, and of circles, by id."""
    import networkx

    order: networkx.DiGraph[str] = networkx.DiGraph()
    order.add_nodes_from(sorted(phases))
    order.add_edges_from(
        (own, link.other)
        for own in sorted(phases)
        for link in joined[own]
        if link.outward and link.predicate is Predicate.NEXT_PHASE and link.other in order
    )
    chains = sorted(sorted(part) for part in networkx.weakly_connected_components(order))
    return [own for chain in chains for own in _chain(order.subgraph(chain))]


def _chain(order: "networkx.DiGraph[str]") -> list[str]:
    import networkx

    if networkx.is_directed_acyclic_graph(order):
        return list(networkx.lexicographical_topological_sort(order))
    return sorted(order)

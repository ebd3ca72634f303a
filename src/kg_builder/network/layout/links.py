"""What joins the nodes of a picture, and how strongly each relation holds two of them together."""

from collections.abc import Mapping
from typing import NamedTuple

from kg_builder.model.knowledge import KnowledgeGraph, Status
from kg_builder.model.vocabulary import Predicate

_P = Predicate
WEIGHT: Mapping[Predicate, int] = {
    _P.PHASE_OF: 8, _P.TASK_OF: 8, _P.NEXT_PHASE: 6, _P.LAUNCHES: 4, _P.LEADS: 4, _P.PARTICIPATES_IN: 3, _P.HOLDS_POST: 3,
    _P.LOCATED_IN: 3, _P.COMMITS_TO: 2, _P.MEMBER_OF: 2, _P.PART_OF: 2, _P.APPOINTED_TO: 2, _P.REMOVED_FROM: 2, _P.INVOKES: 1,
}  # fmt: skip


class Link(NamedTuple):
    """One end of a statement, as seen from the other."""

    other: str
    predicate: Predicate
    outward: bool  # the node it is seen from is the subject


Links = Mapping[str, list[Link]]


def links(graph: KnowledgeGraph) -> dict[str, list[Link]]:
    """Node -> what it is joined with, of all statements between entities that are not rejected.

    Who holds a post is joined with its body too: posts are folded, and the two belong together all the same.
    """
    found: dict[str, list[Link]] = {own: [] for own in graph.entities}
    for s in graph.statements.values():
        other = s.object
        if s.status is Status.REJECTED or not isinstance(other, str) or s.subject == other:
            continue
        body = graph.entities[other].body if other in found else ""
        for end in (other, body):
            if s.subject in found and end in found:
                found[s.subject].append(Link(end, s.predicate, True))
                found[end].append(Link(s.subject, s.predicate, False))
    return found

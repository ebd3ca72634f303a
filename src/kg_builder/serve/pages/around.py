"""The neighbourhood of an entity as a picture: drawn here, the same for everybody, a link on each node.

The entity stands in the middle; its neighbours stand on both sides of an ellipse, those of one predicate beside each other,
at even heights so that no two names overlap. Thin arcs join neighbours that are in a statement with each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg_builder.browse import Index
from kg_builder.model.knowledge import Entity

CENTRE = 190  # half the width of the picture
_STEP = 27  # between two names of one side
_REACH = 80  # half width of the ellipse
_MOST = 20
_LETTERS = 8  # of a name that are shown: its beginning and its end, by which bodies are told apart


@dataclass(frozen=True, slots=True)
class Node:
    """A neighbour."""

    entity: Entity
    side: str  # from or to: is it the object or the subject
    predicate: str
    x: float
    y: float
    label: str
    left: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """All that a template draws."""

    height: int
    middle: float
    nodes: Sequence[Node]
    chords: Sequence[tuple[Node, Node, str]]  # between neighbours, with the predicate
    whole: bool  # are these all of its neighbours


def picture(index: Index, own: str) -> Picture | None:
    """The picture of an entity's neighbours, those most often said first; None where there is none."""
    found = index.neighbours(own, _MOST)
    entities = index.entities(other for _, _, other, _ in found)
    near = sorted((predicate, side, other) for side, predicate, other, _ in found if other in entities and other != own)
    if not near:
        return None
    right = near[: (len(near) + 1) // 2]
    left = near[(len(near) + 1) // 2 :][::-1]  # so that one goes round
    height = max(120, len(right) * _STEP + 30)
    nodes = [*_column(right, entities, height, False), *_column(left, entities, height, True)]
    placed = {node.entity.id: node for node in nodes}
    chords = [(placed[a], placed[b], predicate) for a, predicate, b in index.between(placed) if a != b]
    return Picture(height, height / 2, nodes, chords, len(found) < _MOST)


def _column(near: Sequence[tuple[str, str, str]], entities: dict[str, Entity], height: int, left: bool) -> list[Node]:
    """One half of the ellipse, from top to bottom."""
    made = []
    for place, (predicate, side, other) in enumerate(near):
        at = (place - (len(near) - 1) / 2) * _STEP
        reach = _REACH * (1 - (at / (height / 2)) ** 2) ** 0.5
        x = CENTRE - reach if left else CENTRE + reach
        name = entities[other].name
        label = name if len(name) <= _LETTERS else f"{name[:3]}…{name[3 - _LETTERS + 1 :]}"
        made.append(Node(entities[other], side, predicate, round(x, 1), round(height / 2 + at, 1), label, left))
    return made

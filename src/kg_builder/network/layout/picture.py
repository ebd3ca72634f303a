"""The whole picture: groups drawn as blocks, the most telling ones set first, the others around them.

Of a large graph the page opens on the most telling blocks. They are set as one picture of their own, so that what is seen first
is whole, and so that it keeps its place when the rest is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.network.layout.blocks import Block, block
from kg_builder.network.layout.groups import Group, groups
from kg_builder.network.layout.links import Links, links
from kg_builder.network.layout.packing import Corner, packed
from kg_builder.network.telling import LARGE, MOST

_SHAPE = 1.05  # so many times as wide as high
_GAP = 36.0
_MOST_A_BLOCK = 450  # nodes; what a group has more of is drawn as further blocks
_KINDS = ("campaign", "region", "body", "rest")


@dataclass(frozen=True, slots=True)
class Title:
    """A group's frame: its kind (campaign, region, body, rest) and the node it is named after, "" for the rest."""

    kind: str
    head: str
    box: tuple[int, int, int, int]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Picture:
    """Where each node stands, the frames of the groups, and of a large graph what is drawn first."""

    place: dict[str, tuple[int, int]]
    titles: list[Title]
    first: list[str] | None


def arranged(graph: KnowledgeGraph) -> Picture:
    """The picture of a graph."""
    joined = links(graph)
    pieces = [piece for group in groups(graph, joined) for piece in _pieces(group, joined)]
    drawn = [block(piece, graph.entities, joined) for piece in pieces if piece.head]
    if len(graph.entities) > LARGE:
        rank = {id(b): _telling(b, joined) for b in drawn}
        drawn.sort(key=lambda b: rank[id(b)])
        opening = _opening(drawn)
    else:
        opening = 0
    drawn = [*_ranked(drawn[:opening]), *_ranked(drawn[opening:])]
    rest = sum(len(piece.nodes) for piece in pieces if not piece.head) / max(1, len(graph.entities))
    corners = _corners(drawn, opening, _SHAPE / (1 - rest / 2))
    ends = [(x + b.wide, y + b.high) for (x, y), b in zip(corners, drawn, strict=True)]
    wide, low = max((x for x, _ in ends), default=0.0), max((y + _GAP for _, y in ends), default=0.0)
    for piece in pieces:
        if not piece.head:
            drawn.append(block(piece, graph.entities, joined, wide))
            corners.append((0.0, low))
            low += drawn[-1].high + _GAP
    return _picture(drawn, corners, opening)


def _pieces(group: Group, joined: Links) -> list[Group]:
    """The group, or where it is too large for one block its most connected nodes and then the others."""
    if len(group.nodes) <= _MOST_A_BLOCK:
        return [group]
    ranked = sorted(group.nodes, key=lambda own: (own != group.head, -len(joined[own]), own))
    cuts = range(0, len(ranked), _MOST_A_BLOCK)
    return [Group(group.kind, group.head, tuple(ranked[at : at + _MOST_A_BLOCK])) for at in cuts]


def _telling(drawn: Block, joined: Links) -> tuple[bool, int, str]:
    """Campaigns before all others, then who has most relations."""
    group = drawn.group
    return group.kind != "campaign", -sum(len(joined[own]) for own in group.nodes), min(group.nodes)


def _opening(drawn: Sequence[Block]) -> int:
    """How many blocks are drawn first."""
    total = 0
    for count, each in enumerate(drawn):
        total += len(each.group.nodes)
        if total > MOST and count:
            return count
    return len(drawn)


def _ranked(drawn: Sequence[Block]) -> list[Block]:
    """The highest first: they stand in rows."""
    return sorted(drawn, key=lambda b: (-b.high, -b.wide, _KINDS.index(b.group.kind), min(b.group.nodes)))


def _corners(drawn: Sequence[Block], opening: int, shape: float) -> list[Corner]:
    """Where the blocks are; the first `opening` of them are set as one before the others."""
    corners = packed([(b.wide, b.high) for b in drawn[:opening]], _SHAPE, _GAP)
    ends = [(x + b.wide, y + b.high) for (x, y), b in zip(corners, drawn[:opening], strict=True)]
    first = [(max(x for x, _ in ends), max(y for _, y in ends))] if ends else []
    return corners + packed([*first, *((b.wide, b.high) for b in drawn[opening:])], shape, _GAP)[len(first) :]


def _picture(drawn: Sequence[Block], corners: Sequence[Corner], opening: int) -> Picture:
    place: dict[str, tuple[int, int]] = {}
    titles = []
    for (left, top), each in zip(corners, drawn, strict=True):
        place |= {own: (round(left + x), round(top + y)) for own, (x, y) in each.place.items()}
        box = (round(left), round(top), round(left + each.wide), round(top + each.high))
        titles.append(Title(each.group.kind, each.group.head, box))
    first = [own for each in drawn[:opening] for own in each.group.nodes]
    return Picture(place, titles, first or None)

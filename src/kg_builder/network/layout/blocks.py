"""Draws a group as a block: its classes as columns, names to the right of their nodes, so that no two names meet.

What is folded at first sight stands below the columns, in the room they leave: unfolded, it covers no name.

Places are pixels from the block's upper left corner.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg_builder.model.knowledge import Entity
from kg_builder.network.layout.bands import FOLDED_BAND, PLAN, bands
from kg_builder.network.layout.groups import Group
from kg_builder.network.layout.links import Links
from kg_builder.network.layout.measure import GAP, widest

ROW, FOLDED_ROW = 28, 20  # from one name to the one below it
_AFTER = 26  # from the end of a name to the next node of the same class
_BETWEEN = 34  # and more to the next class, for the lines between them
_WIRES = 80  # and more before campaigns and phases, where most lines cross
_HEAD = 16  # more room below the campaign at the head
_PLAN_ROWS = 12  # a campaign with fewer phases than that has them in one column
_MARGIN, _TITLE = 18, 52  # around the block, and from its top, where its name stands, to the first row
_CELL = 190.0  # width of a column as it mostly is
_WIDER = 1.6  # a block is about so many times as wide as high


@dataclass(frozen=True, slots=True)
class Block:
    """A drawn group."""

    group: Group
    place: Mapping[str, tuple[float, float]]
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that has been drawn: where it begins and ends, names included, and how far down it reaches."""

    left: float
    right: float
    low: float


def block(group: Group, entities: Mapping[str, Entity], joined: Links, room: float = 0) -> Block:
    """The group, drawn: in a shape that suits it, or about as wide as there is room."""
    columns = bands(group.nodes, group.head, entities, joined)
    area = sum(len(band) for at, band in enumerate(columns) if at != FOLDED_BAND) * _CELL * ROW
    if room:
        return _drawn(group, columns, max(1, math.ceil(area / room / ROW)), entities)
    rows = max(1, math.ceil(math.sqrt(area / _WIDER) / ROW))
    made = _drawn(group, columns, rows, entities)
    other = max(1, round(rows * math.sqrt(made.wide / made.high / _WIDER)))
    return made if other == rows else min(made, _drawn(group, columns, other, entities), key=_off)


def _off(made: Block) -> float:
    return abs(math.log(made.wide / made.high / _WIDER))


def _drawn(group: Group, columns: Sequence[Sequence[str]], rows: int, entities: Mapping[str, Entity]) -> Block:
    """The block with columns of so many rows at most."""
    folded, shown = columns[FOLDED_BAND], [band if at != FOLDED_BAND else [] for at, band in enumerate(columns)]
    place: dict[str, tuple[float, float]] = {}
    drawn: list[_Column] = []
    x = float(_MARGIN)
    for at, band in enumerate(shown):
        x += _WIRES if at == PLAN and drawn and any(shown[PLAN:]) else 0
        if band:
            drawn += _set(band, x, rows, group.head, entities, place)
            x = drawn[-1].right + _AFTER + _BETWEEN
    if folded:
        drawn += _below(folded, drawn, entities, place)
    right, low = max(column.right for column in drawn), max(column.low for column in drawn)
    return Block(group, place, right + _MARGIN, low - ROW / 2 + _MARGIN)


def _set(
    band: Sequence[str], x: float, most: int, head: str, entities: Mapping[str, Entity],
    place: dict[str, tuple[float, float]],
) -> list[_Column]:  # fmt: skip
    """Places a class from `x` on, in as many columns as its length asks for.

    Row by row, so that who is near the top stays near it in whichever column; but a campaign and its phases are read downwards.
    """
    plan = band[0] == head
    most = max(most, _PLAN_ROWS) if plan else most
    columns = math.ceil(len(band) / most)
    after = _HEAD if plan else 0
    made = []
    for at in range(columns):
        own = band[at * most : (at + 1) * most] if plan else band[at::columns]
        half, longest = widest(entities[each] for each in own)
        for i, each in enumerate(own):
            place[each] = (x + half, _TITLE + i * ROW + (after if i else 0))
        made.append(_Column(x, x + 2 * half + GAP + longest, _TITLE + len(own) * ROW + after))
        x = made[-1].right + _AFTER
    return made


def _below(
    folded: Sequence[str],
    drawn: Sequence[_Column],
    entities: Mapping[str, Entity],
    place: dict[str, tuple[float, float]],
) -> list[_Column]:
    """Places what is folded below the columns, where they leave most room first: so it needs little of its own."""
    half, longest = widest(entities[each] for each in folded)
    wide = 2 * half + GAP + longest + _AFTER
    left, right = _MARGIN, max((column.right for column in drawn), default=0.0)
    lefts = [left + at * wide for at in range(max(1, int((right + _AFTER - left) // wide)))]
    tops = [
        max((c.low for c in drawn if c.left < x + wide and c.right + _AFTER > x), default=float(_TITLE)) for x in lefts
    ]
    rows = _level(tops, len(folded))
    cells = sorted(
        (top + row * FOLDED_ROW, x) for x, top, count in zip(lefts, tops, rows, strict=True) for row in range(count)
    )
    for own, (y, x) in zip(folded, cells, strict=False):
        place[own] = (x + half, y)
    return [
        _Column(x, x + wide - _AFTER, top + count * FOLDED_ROW)
        for x, top, count in zip(lefts, tops, rows, strict=True)
        if count
    ]


def _level(tops: Sequence[float], count: int) -> list[int]:
    """How many rows each column takes from its top on, so that all together hold `count` and none reaches far below the others."""
    reach = sorted(tops)
    filled = 1
    low = reach[0] + count * FOLDED_ROW
    while filled < len(reach) and low > reach[filled]:
        filled += 1
        low = (sum(reach[:filled]) + count * FOLDED_ROW) / filled
    return [max(0, math.ceil((low - top) / FOLDED_ROW)) for top in tops]

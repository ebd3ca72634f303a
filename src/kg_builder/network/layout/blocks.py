"""Draws a group as a block: its classes as columns, names to the right of their nodes, so that no two names meet.

What is folded at first sight hangs below the node it belongs to, in room that is kept for it: unfolded, it covers no name.

Places are pixels from the block's upper left corner.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg_builder.model.knowledge import Entity
from kg_builder.network.layout.bands import FOLDED_BAND, PLAN, bands
from kg_builder.network.layout.folding import hung
from kg_builder.network.layout.groups import Group
from kg_builder.network.layout.links import Links
from kg_builder.network.layout.measure import GAP, widest

ROW, FOLDED_ROW = 34, 20  # from one name to the one below it
_AFTER = 26  # from the end of a name to the next node of the same class
_LEAST_GAP = 8  # from the end of a hanging name to the next node
_BETWEEN = 44  # and more to the next class, for the lines between them
_WIRES = 50  # and more before campaigns and phases, where most lines cross
_HEAD = 16  # more room below the campaign at the head
_PLAN_ROWS = 12  # a campaign with fewer phases than that has them in one column
_MARGIN, _TITLE = 18, 52  # around the block, and from its top, where its name stands, to the first row
_INDENT = 16  # of what hangs on a node
_LOOSEST = 60.0  # more room between two rows of a column that is spread
_CELL = 190.0  # width of a column as it mostly is
_WIDER = 1.1  # a block is about so many times as wide as high


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


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a block is drawn from: its classes from left to right, and what is folded, most of it hanging on a node that is shown."""

    group: Group
    shown: Sequence[Sequence[str]]
    hung: Mapping[str, Sequence[str]]
    loose: Sequence[str]
    entities: Mapping[str, Entity]

    def high(self, own: str) -> float:
        """The room a node takes from top to bottom, with what hangs on it."""
        more = FOLDED_ROW * len(self.hung.get(own, ()))
        return ROW + more + (_HEAD if own == self.group.head else 0)


def block(group: Group, entities: Mapping[str, Entity], joined: Links, room: float = 0) -> Block:
    """The group, drawn: in a shape that suits it, or about as wide as there is room."""
    columns = bands(group.nodes, group.head, entities, joined)
    shown = [band if at != FOLDED_BAND else [] for at, band in enumerate(columns)]
    on, loose = hung(columns[FOLDED_BAND], [own for band in shown for own in band], entities, joined)
    plan = _Plan(group, shown, on, loose, entities)
    area = sum(plan.high(own) for band in shown for own in band) * _CELL
    if room:
        made = _drawn(plan, area / room)
        return _drawn(plan, area / room * made.wide / room) if made.wide > room else made
    high = math.sqrt(area / _WIDER)
    made = _drawn(plan, high)
    return min(made, _drawn(plan, high * math.sqrt(made.wide / made.high / _WIDER)), key=_off)


def _off(made: Block) -> float:
    return abs(math.log(made.wide / made.high / _WIDER))


def _drawn(plan: _Plan, high: float) -> Block:
    """The block with columns of about that height at most."""
    columns: list[tuple[float, Sequence[str]]] = []
    x = float(_MARGIN)
    for at, band in enumerate(plan.shown):
        x += _WIRES if at == PLAN and columns and any(plan.shown[PLAN:]) else 0
        for own in _wrapped(band, plan, high):
            columns.append((x, own))
            x = _right(x, own, plan) + _AFTER
        x += _BETWEEN if band else 0
    place: dict[str, tuple[float, float]] = {}
    deepest = max((sum(map(plan.high, own)) for _, own in columns), default=0.0)
    drawn = [_set(own, x, deepest, plan, place) for x, own in columns]
    if plan.loose:
        drawn += _below(plan.loose, drawn, plan.entities, place)
    right, low = max(column.right for column in drawn), max(column.low for column in drawn)
    return Block(plan.group, place, right + _MARGIN, low - ROW / 2 + _MARGIN)


def _wrapped(band: Sequence[str], plan: _Plan, high: float) -> list[Sequence[str]]:
    """A class as columns, filled row by row: so who is near the top stays near it in whichever column.

    A campaign and its phases are read downwards, and stay in one column unless they are many.
    """
    if band and band[0] == plan.group.head:
        return [band[at : at + _PLAN_ROWS] for at in range(0, len(band), _PLAN_ROWS)]
    columns = min(len(band), math.ceil(sum(map(plan.high, band)) / max(high, ROW)))
    return [band[at::columns] for at in range(columns)]


def _right(x: float, own: Sequence[str], plan: _Plan) -> float:
    """Where a column that begins at `x` ends, the names of what hangs on its nodes included."""
    half, longest = widest(plan.entities[each] for each in own)
    hanging = [plan.entities[each] for host in own for each in plan.hung.get(host, ())]
    # what hangs may reach nearly to the next column, which may be one of the same class
    inner = _INDENT + sum(widest(hanging)) - half - _AFTER + _LEAST_GAP if hanging else 0
    return x + 2 * half + GAP + max(longest, inner)


def _set(own: Sequence[str], x: float, deepest: float, plan: _Plan, place: dict[str, tuple[float, float]]) -> _Column:
    """Places a column; a short one is spread over the height of the deepest, so that lines run level."""
    half, _ = widest(plan.entities[each] for each in own)
    spare = deepest - sum(map(plan.high, own))
    step = min(spare / len(own), _LOOSEST)
    y = _TITLE + (spare - step * len(own)) / 2
    for each in own:
        y += step / 2
        place[each] = (x + half, y)
        for i, child in enumerate(plan.hung.get(each, ())):
            place[child] = (x + half + _INDENT, y + ROW * 0.85 + i * FOLDED_ROW)
        y += plan.high(each) + step / 2
    return _Column(x, _right(x, own, plan), _TITLE + deepest)


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

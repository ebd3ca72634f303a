"""Draws a group as a block: its classes as columns, names to the right of their nodes, so that no two names meet.

Places are pixels from the block's upper left corner.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg_builder.model.knowledge import Entity
from kg_builder.network.layout.bands import CHANNEL, PLAN, bands
from kg_builder.network.layout.groups import Group
from kg_builder.network.layout.links import Links
from kg_builder.network.layout.measure import GAP, column

ROW, FOLDED_ROW = 28, 20  # from one name to the one below it
_LOOSE = 1.7  # how much further apart the rows of a short column may be
_AFTER = 26  # from the end of a name to the next node of the same class
_BETWEEN = 34  # and more to the next class, for the lines between them
_WIRES = 90  # from the officials to the plan where nothing is folded between them
_MARGIN, _TITLE = 18, 40  # around the block, and above it for its name
_CELL = 190.0  # width of a column as it mostly is
_WIDER = 1.5  # a block is so many times as wide as high
_LEAST_ROWS = 5


@dataclass(frozen=True, slots=True)
class Block:
    """A drawn group."""

    group: Group
    place: Mapping[str, tuple[float, float]]
    wide: float
    high: float


def block(group: Group, entities: Mapping[str, Entity], joined: Links) -> Block:
    """The group, drawn."""
    columns = bands(group.nodes, group.head, entities, joined)
    shown = sum(len(band) for at, band in enumerate(columns) if at != CHANNEL)
    rows = _rows(shown, len(columns[CHANNEL]), [len(band) for at, band in enumerate(columns) if at != CHANNEL])
    high = rows * ROW
    place: dict[str, tuple[float, float]] = {}
    x = float(_MARGIN)
    for at, band in enumerate(columns):
        if at == CHANNEL:
            before = x
        if at == PLAN and x > _MARGIN and any(columns[PLAN:]):
            x = max(x, before + _WIRES)
        if band:
            x = _set(band, x, high, FOLDED_ROW if at == CHANNEL else ROW, group.head, entities, place) + _BETWEEN
    return Block(group, place, x - _AFTER - _BETWEEN + _MARGIN, high + _TITLE + _MARGIN)


def _rows(shown: int, folded: int, bands: Sequence[int]) -> int:
    """How many rows make the block about as wide as it should be; none more than the longest column has."""
    wished = math.ceil(math.sqrt((shown + folded / 2) * _CELL / (ROW * _WIDER)))
    return max(_LEAST_ROWS if folded else 1, min(wished, max(bands)))


def _set(
    band: Sequence[str], x: float, high: float, row: int, head: str, entities: Mapping[str, Entity],
    place: dict[str, tuple[float, float]],
) -> float:  # fmt: skip
    """Places a class from `x` on, in as many columns as its height asks for; where the next may begin.

    Row by row, so that who is near the top stays near it in whichever column.
    """
    most = int(high // row)
    columns = math.ceil(len(band) / most)
    rows = math.ceil(len(band) / columns)
    step = min(row * _LOOSE, high / rows)
    top = _TITLE + (step / 2 if band[0] == head else (high - step * (rows - 1)) / 2)
    for at in range(columns):
        own = band[at::columns]
        half, longest = column(entities[each] for each in own)
        for i, each in enumerate(own):
            place[each] = (x + half, top + i * step)
        x += 2 * half + GAP + longest + _AFTER
    return x

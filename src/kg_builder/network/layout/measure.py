"""How much room a node and its name take at the size they are drawn in."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from kg_builder.model.knowledge import Entity
from kg_builder.network.styles import STYLES

LETTERS = 16  # wide characters of a name that are drawn; the rest is cut
_WIDE, _NARROW = 14, 8  # pixels
GAP = 5  # between a node and its name


@lru_cache(maxsize=1 << 16)
def width(name: str) -> int:
    """Pixels of a name beside its node.

    >>> width("司法局"), width("“四个意识”")
    (42, 72)
    """
    if name.isascii():
        return min(_NARROW * len(name), _WIDE * LETTERS)
    drawn = sum(_WIDE if unicodedata.east_asian_width(char) in "WF" else _NARROW for char in name[: 2 * LETTERS])
    return min(drawn, _WIDE * LETTERS)


def radius(entity: Entity) -> int:
    """Half the width of a node."""
    return STYLES[entity.type].size


def widest(entities: Iterable[Entity]) -> tuple[int, int]:
    """Half the width of the widest node of a column, and the width of its longest name."""
    some = list(entities)
    return max(map(radius, some)), max(width(e.name) for e in some)

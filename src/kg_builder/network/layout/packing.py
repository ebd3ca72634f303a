"""Sets rectangles into a picture of a given shape, the larger ones first, each as high up as it fits (a skyline)."""

import math
from collections.abc import Sequence

Size = tuple[float, float]  # width, height
Corner = tuple[float, float]  # x, y of the upper left one
_TRIES = 5
_FILLED = 0.85  # how much of a picture is filled, mostly


def packed(sizes: Sequence[Size], shape: float, gap: float) -> list[Corner]:
    """The corner of each rectangle, in their order; the picture is about `shape` times as wide as high."""
    if not sizes:
        return []
    spaced = [(wide + gap, high + gap) for wide, high in sizes]
    widest = max(wide for wide, _ in spaced)
    room = max(widest, math.sqrt(shape * sum(wide * high for wide, high in spaced) / _FILLED))
    best: tuple[float, list[Corner]] | None = None
    for _ in range(_TRIES):
        corners, used, high = _skyline(spaced, room)
        off = abs(math.log(used / high / shape))
        if best is None or off < best[0]:
            best = (off, corners)
        room = max(widest, room * math.sqrt(shape * high / used))
    assert best is not None
    return best[1]


def _skyline(sizes: Sequence[Size], room: float) -> tuple[list[Corner], float, float]:
    """Corners, and the width and height that are used. The skyline is a list of (x, y) where steps begin."""
    line: list[Corner] = [(0.0, 0.0), (room, math.inf)]
    corners: list[Corner] = []
    used = deep = 0.0
    for wide, high in sizes:
        at, y = _lowest(line, wide, room)
        x = line[at][0]
        corners.append((x, y))
        used, deep = max(used, x + wide), max(deep, y + high)
        _raise(line, at, x + wide, y + high)
    return corners, used, deep


def _lowest(line: Sequence[Corner], wide: float, room: float) -> tuple[int, float]:
    """The step where a rectangle lies highest up, and how high that is; the leftmost of several."""
    best, at = math.inf, 0
    for i, (x, y) in enumerate(line[:-1]):
        if x + wide > room + 1e-6:
            break
        j = i + 1
        while line[j][0] < x + wide - 1e-6:
            y = max(y, line[j][1])
            j += 1
        if y < best:
            best, at = y, i
    return at, best


def _raise(line: list[Corner], at: int, end: float, y: float) -> None:
    """Takes the width of a rectangle from the skyline."""
    last, below = at, line[at][1]
    while line[last][0] < end - 1e-6:
        below = line[last][1]
        last += 1
    begins = [(line[at][0], y)]
    if line[last][0] > end + 1e-6:
        begins.append((end, below))
    line[at:last] = begins

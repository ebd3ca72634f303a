"""Where the nodes stand: computed once, at build time, the same on every run.

What hangs together is drawn together: each connected part is laid out by itself, the parts are set in rows, the largest
first, and nodes without any line stand in a grid below. Nodes that are folded at first sight (posts, pledges) take no
room from the others: they fan out around what they belong to.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

_DISTANCE = 84.0  # pixels between neighbours: room for a label of six characters
_FORCE_NODES = 1500  # past that many nodes a spiral start is the layout
_ROUNDS = 200
_LEAST = 60  # rounds of a large part
_WORK = 40_000_000  # pairs of nodes looked at in all rounds of one part
_GOLDEN = 2.399963  # the golden angle: a spiral without spokes
_WIDE = 1.35  # screens and Chinese labels are wider than high
Point = tuple[float, float]
Edges = Sequence[tuple[str, str]]


def positions(
    nodes: Sequence[str], edges: Edges, weight: Mapping[str, float], folded: Collection[str] = ()
) -> dict[str, tuple[int, int]]:
    """Node -> (x, y) in pixels. `weight` says how strongly a node pulls others; `folded` nodes are placed last."""
    hidden = set(folded)
    shown = [node for node in nodes if node not in hidden]
    lines = [(a, b) for a, b in edges if a not in hidden and b not in hidden and a != b]
    parts = _parts(shown, lines)
    drawn = [_drawn(part, lines, weight) for part in parts if len(part) > 1]
    lonely = [part[0] for part in parts if len(part) == 1]
    place = _packed([*drawn, _grid(lonely)] if lonely else drawn)
    place |= _fanned([node for node in nodes if node in hidden], edges, place)
    return {node: (round(x), round(y)) for node, (x, y) in sorted(place.items())}


def _parts(nodes: Sequence[str], edges: Edges) -> list[list[str]]:
    """The connected parts, the largest first."""
    import networkx

    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    found = [sorted(part) for part in networkx.connected_components(graph)]
    return sorted(found, key=lambda part: (-len(part), part))


def _drawn(part: list[str], edges: Edges, weight: Mapping[str, float]) -> dict[str, Point]:
    """One connected part around its own middle."""
    inside = set(part)
    lines = [(a, b) for a, b in edges if a in inside]
    degree = dict.fromkeys(part, 0.0)
    for a, b in lines:
        degree[a] += 1
        degree[b] += 1
    ranked = sorted(part, key=lambda node: (-weight.get(node, 0.0) - degree[node], node))
    start = {node: _spiral(index) for index, node in enumerate(ranked)}
    place = _relaxed(ranked, lines, start) if len(part) <= _FORCE_NODES else start
    return {node: (x * _WIDE, y) for node, (x, y) in place.items()}


def _spiral(index: int) -> Point:
    radius = 0.62 * _DISTANCE * math.sqrt(index)
    return radius * math.cos(index * _GOLDEN), radius * math.sin(index * _GOLDEN)


def _relaxed(nodes: Sequence[str], edges: Edges, start: Mapping[str, Point]) -> dict[str, Point]:
    """Fruchterman-Reingold from a given start: no random number enters."""
    import numpy as np

    index = {node: i for i, node in enumerate(nodes)}
    place = np.array([start[node] for node in nodes], dtype=np.float64)
    pairs = np.array([(index[a], index[b]) for a, b in edges], dtype=np.int64).reshape(-1, 2)
    rounds = max(_LEAST, min(_ROUNDS, _WORK // len(nodes) ** 2))
    for step in range(rounds):
        force = _pushed(place)
        span = place[pairs[:, 0]] - place[pairs[:, 1]]
        pull = span * (np.sqrt((span**2).sum(axis=1)) / _DISTANCE)[:, None]
        for axis in (0, 1):
            for end, sign in ((0, -1), (1, 1)):
                force[:, axis] += sign * np.bincount(pairs[:, end], pull[:, axis], len(nodes))
        force -= place * 0.6  # towards the middle, so that no arm is flung out
        length = np.maximum(np.sqrt((force**2).sum(axis=1)), 1e-9)
        limit = _DISTANCE * 0.5 * (1 - step / rounds) + 0.5
        place += force / length[:, None] * np.minimum(length, limit)[:, None]
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, place, strict=True)}


def _pushed(
    place: "np.ndarray[tuple[int, int], np.dtype[np.float64]]",
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """How all nodes push each one: coordinate by coordinate, since numpy is slow on many pairs of two numbers."""
    import numpy as np

    across = place[:, 0][:, None] - place[:, 0][None, :]
    down = place[:, 1][:, None] - place[:, 1][None, :]
    force = across * across
    force += down * down
    np.maximum(force, 1.0, out=force)
    np.divide(_DISTANCE**2, force, out=force)
    across *= force
    down *= force
    return np.stack((across.sum(axis=1), down.sum(axis=1)), axis=1)


def _grid(nodes: Sequence[str]) -> dict[str, Point]:
    columns = max(1, round(math.sqrt(len(nodes) * 3)))
    return {n: (i % columns * _DISTANCE * 1.8, i // columns * _DISTANCE * 0.6) for i, n in enumerate(sorted(nodes))}


def _packed(parts: list[dict[str, Point]]) -> dict[str, Point]:
    """The parts set in rows no wider than the first one (or than a square of them all)."""
    place: dict[str, Point] = {}
    margin = _DISTANCE * 0.9
    boxes = [_box(part) for part in parts]
    area = sum((right - left + margin) * (bottom - top + margin) for left, top, right, bottom in boxes)
    row = max([math.sqrt(area * 1.4), *(right - left for left, _, right, _ in boxes[:1])], default=0.0)
    x = y = height = 0.0
    for part, (left, top, right, bottom) in zip(parts, boxes, strict=True):
        if x > 0 and x + right - left > row:
            x, y, height = 0.0, y + height + margin, 0.0
        place |= {node: (px - left + x, py - top + y) for node, (px, py) in part.items()}
        x += right - left + margin
        height = max(height, bottom - top)
    return place


def _box(part: Mapping[str, Point]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in part.values()], [y for _, y in part.values()]
    return min(xs), min(ys), max(xs), max(ys)


def _fanned(nodes: Sequence[str], edges: Edges, place: Mapping[str, Point]) -> dict[str, Point]:
    """Each folded node on a ring around its first neighbour that has a place; without one, at the origin's left."""
    home: dict[str, str] = {}
    wanted = set(nodes)
    for a, b in edges:
        for own, other in ((a, b), (b, a)):
            if own in wanted and other in place:
                home.setdefault(own, other)
    found: dict[str, Point] = {}
    rings: dict[str, int] = {}
    for node in sorted(nodes):
        centre = home.get(node, "")
        x, y = place.get(centre, (-3 * _DISTANCE, 0.0))
        turn = rings[centre] = rings.get(centre, 0) + 1
        radius = 0.3 * _DISTANCE * math.sqrt(turn + 2)
        found[node] = (x + radius * math.cos(turn * _GOLDEN), y + radius * math.sin(turn * _GOLDEN))
    return found

"""Where the nodes stand: computed once, at build time, the same on every run.

Things that belong together start out together (the bodies, posts and pledges of one region or official around it), then
forces even the picture out.
"""

import math
from collections.abc import Mapping, Sequence

_SCALE = 900.0
_FORCE_NODES = 1500  # past that many nodes the grouped start is the layout
_ROUNDS = 120
Edges = Sequence[tuple[str, str]]


def positions(nodes: Sequence[str], edges: Edges, weight: Mapping[str, float]) -> dict[str, tuple[int, int]]:
    """Node -> (x, y) in pixels. `weight` says how strongly a node pulls others: hubs become centres of groups."""
    start = _grouped(nodes, edges, weight)
    if 2 < len(nodes) <= _FORCE_NODES:
        start = _relaxed(nodes, edges, start)
    return {node: (round(x), round(y)) for node, (x, y) in start.items()}


def _grouped(nodes: Sequence[str], edges: Edges, weight: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Each node beside its strongest neighbour that is stronger than itself; centres on a spiral, the rest around them."""
    neighbours: dict[str, list[str]] = {node: [] for node in nodes}
    for a, b in edges:
        neighbours[a].append(b)
        neighbours[b].append(a)
    rank = {node: (weight.get(node, 0.0) + len(neighbours[node]), node) for node in nodes}
    home: dict[str, str] = {}
    for node in nodes:
        best = max(neighbours[node], key=rank.__getitem__, default=node)
        home[node] = best if rank[best] > rank[node] and len(neighbours[best]) > 3 else node
    members: dict[str, list[str]] = {}
    for node in nodes:
        members.setdefault(home[node], []).append(node)
    centres = sorted(members, key=lambda node: (-len(members[node]), node))
    place: dict[str, tuple[float, float]] = {}
    area = 0.0
    for index, centre in enumerate(centres):
        radius = 60 + 26 * math.sqrt(len(members[centre]))
        area += radius * radius
        angle = index * 2.399963  # the golden angle: a spiral without spokes
        x, y = math.sqrt(area) * 1.15 * math.cos(angle), math.sqrt(area) * 1.15 * math.sin(angle)
        for place_index, node in enumerate(sorted(members[centre], key=lambda n: (n != centre, n))):
            inner, turn = 26 * math.sqrt(place_index), place_index * 2.399963
            place[node] = (x + inner * math.cos(turn), y + inner * math.sin(turn))
    return place


def _relaxed(
    nodes: Sequence[str], edges: Edges, start: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """Fruchterman-Reingold from a given start: no random number enters."""
    import numpy as np

    index = {node: i for i, node in enumerate(nodes)}
    place = np.array([start[node] for node in nodes], dtype=np.float64)
    pairs = np.array([(index[a], index[b]) for a, b in edges], dtype=np.int64).reshape(-1, 2)
    ideal = _SCALE / math.sqrt(len(nodes)) * 1.9
    for step in range(_ROUNDS):
        delta = place[:, None, :] - place[None, :, :]
        distance = np.maximum((delta**2).sum(axis=2), 1.0)
        force = (delta * (ideal * ideal / distance)[:, :, None]).sum(axis=1)
        if len(pairs):
            span = place[pairs[:, 0]] - place[pairs[:, 1]]
            pull = span * (np.sqrt((span**2).sum(axis=1)) / ideal)[:, None]
            np.add.at(force, pairs[:, 0], -pull)
            np.add.at(force, pairs[:, 1], pull)
        force -= place * 0.06 * ideal / _SCALE * 10
        length = np.maximum(np.sqrt((force**2).sum(axis=1)), 1e-9)
        limit = ideal * 0.6 * (1 - step / _ROUNDS) + 0.5
        place += force / length[:, None] * np.minimum(length, limit)[:, None]
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, place, strict=True)}

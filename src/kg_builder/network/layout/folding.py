"""Which node a folded one hangs on: a post on who holds it, a pledge on who makes it."""

from collections.abc import Collection, Mapping, Sequence

from kg_builder.model.knowledge import Entity
from kg_builder.model.vocabulary import EntityType
from kg_builder.network.layout.links import Links

_HOSTS = (EntityType.OFFICIAL, EntityType.BUREAU)
_MOST = 12  # nodes that hang on one; the others stand below the columns


def hung(
    folded: Sequence[str], shown: Collection[str], entities: Mapping[str, Entity], joined: Links
) -> tuple[dict[str, list[str]], list[str]]:
    """Host -> what hangs on it, and what hangs on none of those that are shown."""
    inside = {own for own in shown if entities[own].type in _HOSTS}
    on: dict[str, list[str]] = {}
    loose = []
    for own in folded:
        hosts = sorted(
            (_HOSTS.index(entities[link.other].type), link.other) for link in joined[own] if link.other in inside
        )
        free = [host for _, host in hosts if len(on.get(host, ())) < _MOST]
        if free:
            on.setdefault(free[0], []).append(own)
        else:
            loose.append(own)
    return on, loose

"""One entity under another name, in another class, or joined with others."""

from collections.abc import Sequence

from msgspec.structs import replace

from kg_builder.model.knowledge import Entity
from kg_builder.model.vocabulary import EntityType


def renamed(entity: Entity, name: str) -> Entity:
    """The old name becomes an alias."""
    return replace(entity, name=name, aliases=_others(name, (entity.name, *entity.aliases)))


def retyped(entity: Entity, kind: EntityType) -> Entity:
    """What only the old class has goes: a code, a level, members, a title. The id stays."""
    if kind is entity.type:
        return entity
    return Entity(entity.id, kind, entity.name, entity.aliases, corrections=entity.corrections)


def joined_entity(rows: Sequence[Entity]) -> Entity:
    """Rows of one entity; the first gives the name, and what it lacks comes from the others."""
    first = rows[0]
    if len(rows) == 1:
        return first
    coded = next((row for row in rows if row.code), first)
    return replace(
        first,
        aliases=_others(first.name, [label for row in rows for label in (row.name, *row.aliases)]),
        level=coded.level,
        code=coded.code,
        lon=coded.lon,
        lat=coded.lat,
        parts=tuple(dict.fromkeys(part for row in rows for part in row.parts if part != first.id)),
        title=next((row.title for row in rows if row.title), ""),
        body=next((row.body for row in rows if row.body), ""),
        corrections=tuple(dict.fromkeys(own for row in rows for own in row.corrections)),
    )


def _others(name: str, labels: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(set(labels) - {name}))

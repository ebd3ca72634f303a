"""All groups of the corpus become a `Linker`: which entity a mention is, and why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from kg_builder.model.knowledge import Entity, Merge
from kg_builder.model.pack import Pack
from kg_builder.model.vocabulary import EntityType
from kg_builder.resolve.cluster import Found
from kg_builder.resolve.groups import Groups
from kg_builder.resolve.profile import Key, Profile


@dataclass(frozen=True, slots=True)
class Linker:
    """Which entity a mention of an article is."""

    entities: Mapping[str, Entity]
    ids: Mapping[tuple[str, Key], str]  # (article, key) -> id
    merges: tuple[Merge, ...]

    def of(self, article: str, key: Key) -> str:
        """The entity id of a mention's key."""
        return self.ids[article, key]


def link(profiles: Iterable[Profile], pack: Pack) -> Linker:
    """Clusters the names of all articles. The order of the profiles does not matter."""
    maker = Groups(pack)
    groups: dict[tuple[EntityType, str], list[Found]] = defaultdict(list)
    for profile in sorted(profiles, key=lambda each: each.article):
        for named in profile.named:
            groups[maker.key(named)].append((profile, named))
    entities: dict[str, Entity] = {}
    bodies: dict[str, tuple[str, Key]] = {}
    members: dict[str, str] = {}
    ids: dict[tuple[str, Key], str] = {}
    merges: list[Merge] = []
    for kind, form in sorted(groups):
        group = maker.of(kind, form, groups[kind, form])
        entities.update((entity.id, entity) for entity in group.entities)
        bodies.update(group.bodies)
        members.update(group.members)
        ids.update(group.ids)
        merges += group.merges
    done = {}
    for own, entity in sorted(entities.items()):
        parts = tuple(members[part] for part in maker.parts(entity) if part in members)
        body = ids.get(bodies[own], "") if own in bodies else ""
        done[own] = replace(entity, parts=parts, body=body) if parts or body else entity
    return Linker(done, ids, tuple(merges))

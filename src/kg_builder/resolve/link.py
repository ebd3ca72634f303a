"""Mentions of the corpus become entities.

Things other than officials are one where type and name are one (regions: where the code is). Officials of one name are
one person only where something ties them: the same body or the same post in both articles. A bare name without ties
joins the one person of that name if there is just one. Nothing is merged on a name alone across bodies.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg_builder.model.knowledge import Entity, Merge
from kg_builder.model.pack import Pack, RegionEntry
from kg_builder.model.vocabulary import EntityType
from kg_builder.resolve.names import aliases, identifier
from kg_builder.resolve.profile import Key, Named, Profile


@dataclass(frozen=True, slots=True)
class Linker:
    """Which entity a mention of an article is."""

    entities: Mapping[str, Entity]
    ids: Mapping[Key, str]  # of all but officials with homonyms
    people: Mapping[tuple[str, str], str]  # (article, name) -> id
    merges: tuple[Merge, ...]

    def of(self, article: str, key: Key) -> str:
        """The entity id of a mention's key."""
        return self.people[article, key[1]] if key[0] is EntityType.OFFICIAL else self.ids[key]


def link(profiles: Iterable[Profile], pack: Pack) -> Linker:
    """Clusters the names of all articles. The order of the profiles does not matter."""
    ordered = sorted(profiles, key=lambda profile: profile.article)
    groups: dict[Key, list[tuple[str, Named]]] = defaultdict(list)
    for each in ordered:
        for named in each.named:
            groups[named.type, named.name, named.code].append((each.article, named))
    maker = _Maker(pack)
    for key in sorted(groups):
        if key[0] is EntityType.OFFICIAL:
            maker.people_of(key, groups[key])
        else:
            maker.thing(key, groups[key])
    return Linker(maker.finished(), maker.ids, maker.people, tuple(maker.merges))


class _Maker:
    """Collects entities and the reasons for what was joined and kept apart."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._deictic = frozenset(pack.words.get("deictic", ()))
        self._regions: dict[str, RegionEntry] = {r.code: r for r in pack.regions if r.code and not r.valid_to}
        self._old = {(r.code, r.name): r for r in pack.regions}
        self._parts = {entry.name: entry.parts for entry in pack.entries if entry.parts}
        self._bodies: dict[str, str] = {}
        self._titles = sorted({t.name for t in pack.titles}, key=lambda name: (-len(name), name))
        self.entities: dict[str, Entity] = {}
        self.ids: dict[Key, str] = {}
        self.people: dict[tuple[str, str], str] = {}
        self.merges: list[Merge] = []

    def thing(self, key: Key, found: list[tuple[str, Named]]) -> None:
        kind, name, code = key
        own = identifier(kind, name, code, self._pack.surnames)
        surfaces = {surface for _, named in found for surface in named.surfaces}
        row = self._old.get((code, name)) or self._regions.get(code)
        body = next((named.body for _, named in found if named.body), "")
        self.ids[key] = own
        self._bodies[own] = body
        self.entities[own] = Entity(
            own, kind, name, aliases(kind, name, surfaces, self._deictic),
            level=row.level if row else None, code=code if kind is EntityType.REGION else "",
            lon=row.lon if row else None, lat=row.lat if row else None,
            title=self._title(name) if kind is EntityType.POST else "",
        )  # fmt: skip
        self._say(own, found, "same type and name" if not code else f"same region {code}")

    def people_of(self, key: Key, found: list[tuple[str, Named]]) -> None:
        clusters = _by_ties(found)
        bare = [pair for pair in found if not pair[1].ties]
        if bare and len(clusters) == 1:
            clusters[0].extend(bare)
        elif bare:
            clusters.extend([[pair] for pair in bare] if clusters else [bare])
        made = []
        for cluster in sorted(clusters, key=lambda pairs: sorted(article for article, _ in pairs)):
            ties = sorted({tie for _, named in cluster for tie in named.ties})
            apart = (ties or [cluster[0][0]])[0] if len(clusters) > 1 else ""
            own = identifier(key[0], key[1], apart, self._pack.surnames)
            surfaces = {surface for _, named in cluster for surface in named.surfaces}
            self.entities[own] = Entity(own, key[0], key[1], aliases(key[0], key[1], surfaces, self._deictic))
            for article, _ in cluster:
                self.people[article, key[1]] = own
            shared = _shared(cluster)
            self._say(
                own, cluster, f"same name, tied by {shared}" if shared else "same name and no other person of that name"
            )
            made.append((own, cluster))
        for own, cluster in made:
            for other, _ in made:
                if own < other:
                    articles = tuple(sorted({article for article, _ in cluster}))
                    self.merges.append(Merge(own, "same name, but no body or post in common", articles, other))

    def finished(self) -> dict[str, Entity]:
        """The entities by id, with the links among them."""
        by_name = {entity.name: entity.id for entity in self.entities.values() if entity.type is not EntityType.POST}
        done = {}
        for own, entity in sorted(self.entities.items()):
            body = self.ids.get((EntityType.BUREAU, self._bodies.get(own, ""), ""), "")
            members = tuple(by_name[part] for part in self._parts.get(entity.name, ()) if part in by_name)
            done[own] = Entity(
                own, entity.type, entity.name, entity.aliases, entity.level, entity.code, entity.lon, entity.lat,
                members if entity.type is EntityType.SLOGAN else (), entity.title, body,
            )  # fmt: skip
        return done

    def _title(self, name: str) -> str:
        return next((title for title in self._titles if name.endswith(title)), "")

    def _say(self, own: str, found: list[tuple[str, Named]], reason: str) -> None:
        articles = tuple(sorted({article for article, _ in found}))
        if len(articles) > 1:
            self.merges.append(Merge(own, reason, articles))


def _by_ties(found: list[tuple[str, Named]]) -> list[list[tuple[str, Named]]]:
    """Groups whose members share a body or a post, directly or through others."""
    clusters: list[tuple[set[str], list[tuple[str, Named]]]] = []
    for pair in found:
        ties = set(pair[1].ties)
        if not ties:
            continue
        joined = [cluster for cluster in clusters if cluster[0] & ties]
        clusters = [cluster for cluster in clusters if not cluster[0] & ties]
        members = [member for cluster in joined for member in cluster[1]]
        clusters.append((ties.union(*(cluster[0] for cluster in joined)), [*members, pair]))
    return [members for _, members in clusters]


def _shared(cluster: list[tuple[str, Named]]) -> str:
    counts: dict[str, int] = defaultdict(int)
    for _, named in cluster:
        for tie in named.ties:
            counts[tie] += 1
    common = sorted((tie for tie, count in counts.items() if count > 1), key=lambda tie: (-counts[tie], tie))
    return common[0] if common else ""

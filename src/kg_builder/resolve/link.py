"""Mentions of the corpus become entities.

Two names of one class and one form are one thing; regions, where the code is one. Four classes need more than a name:
officials (people.py), meetings (meetings.py), phases, and bodies and posts whose names say nothing outside their article
(scopes.py). Each decision and its reason is kept, for `kg-builder why`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg_builder.model.knowledge import Entity, Merge
from kg_builder.model.pack import Pack, RegionEntry
from kg_builder.model.vocabulary import EntityType
from kg_builder.resolve import reasons
from kg_builder.resolve.cluster import Cluster, Found
from kg_builder.resolve.forms import Forms, plain
from kg_builder.resolve.meetings import meetings
from kg_builder.resolve.names import aliases, identifier
from kg_builder.resolve.people import People
from kg_builder.resolve.profile import Key, Named, Profile
from kg_builder.resolve.scopes import Scopes, phases

_PAIRS = 40  # of homonyms all pairs are told apart one by one; of more, neighbours


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
    maker = _Maker(pack)
    groups: dict[tuple[EntityType, str], list[Found]] = defaultdict(list)
    for profile in sorted(profiles, key=lambda each: each.article):
        for named in profile.named:
            groups[named.type, maker.form(named)].append((profile, named))
    for kind, form in sorted(groups):
        maker.add(kind, form, groups[kind, form])
    return Linker(maker.finished(), maker.ids, tuple(maker.merges))


class _Maker:
    """Collects entities and the reasons for what was joined and kept apart."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._forms = Forms(pack)
        self._scopes = Scopes(pack)
        self._people = People(pack, self._forms, self._scopes)
        self._deictic = frozenset(pack.words.get("deictic", ()))
        self._routine = tuple(pack.words.get("routine_meetings", ()))
        self._regions: dict[str, RegionEntry] = {r.code: r for r in pack.regions if r.code and not r.valid_to}
        self._old = {(r.code, r.name): r for r in pack.regions}
        self._parts = {plain(entry.name): entry.parts for entry in pack.entries if entry.parts}
        self._titles = sorted({t.name for t in pack.titles}, key=lambda name: (-len(name), name))
        self._bodies: dict[str, tuple[str, Key]] = {}
        self._slogans: dict[str, str] = {}
        self.entities: dict[str, Entity] = {}
        self.ids: dict[tuple[str, Key], str] = {}
        self.merges: list[Merge] = []

    def form(self, named: Named) -> str:
        """What names are grouped by: a region's code, else the form of the name."""
        if named.type is EntityType.REGION and named.code:
            return named.code
        return self._forms.of(named.type, named.name, named.body)

    def add(self, kind: EntityType, form: str, found: list[Found]) -> None:
        """The entities of one class whose names have one form."""
        clusters = self._clusters(kind, found)
        made = [(self._entity(kind, form, cluster), cluster) for cluster in clusters]
        for own, cluster in made:
            for profile, named in cluster.found:
                self.ids[profile.article, _key(named)] = own
        for place, (own, cluster) in enumerate(made):
            others = made[place + 1 :] if len(made) <= _PAIRS else made[place + 1 : place + 2]
            for other, second in others:
                articles = tuple(sorted({*cluster.articles, *second.articles}))
                self.merges.append(Merge(*_ordered(own, other, _apart(kind, cluster, second), articles)))

    def _clusters(self, kind: EntityType, found: list[Found]) -> list[Cluster]:
        if kind is EntityType.OFFICIAL:
            return self._people.clusters(found)
        if kind is EntityType.MEETING:
            return meetings(found, self._routine)
        if kind is EntityType.PHASE:
            anchors = phases(found)
            return _split(found, [anchors[profile.article] for profile, _ in found])
        if kind in (EntityType.BUREAU, EntityType.POST):
            return _split(found, [self._scopes.of(p, kind, n.name, n.body, n.code) for p, n in found])
        return [Cluster(found)]

    def _entity(self, kind: EntityType, form: str, cluster: Cluster) -> str:
        region = kind is EntityType.REGION and form.isdigit()
        row = self._regions.get(form) if region else None
        names = Counter[str]()
        for _, named in cluster.found:
            names[named.name] += named.count
        name = _canonical(kind, names, row)
        base = (row.name if row else name) if region else form
        own = identifier(kind, base, form if region else cluster.anchor, self._pack.surnames)
        surfaces = {surface for _, named in cluster.found for surface in named.surfaces} | set(names)
        held = (self._old.get((form, name)) or row) if region else None
        self.entities[own] = Entity(
            own, kind, name, aliases(kind, name, surfaces, self._deictic),
            level=held.level if held else None, code=form if region else "",
            lon=held.lon if held else None, lat=held.lat if held else None,
            title=next((t for t in self._titles if name.endswith(t)), "") if kind is EntityType.POST else "",
        )  # fmt: skip
        self._remember(own, kind, cluster)
        self._say(own, kind, form, sorted(names), cluster)
        return own

    def _remember(self, own: str, kind: EntityType, cluster: Cluster) -> None:
        if kind is EntityType.POST:
            body = next(((p.article, n.body) for p, n in cluster.found if n.body), None)
            if body:
                self._bodies[own] = (body[0], (EntityType.BUREAU, body[1], ""))
        if kind is EntityType.SLOGAN:
            for _, named in cluster.found:
                self._slogans[plain(named.name)] = own

    def _say(self, own: str, kind: EntityType, form: str, names: list[str], cluster: Cluster) -> None:
        for sentence, articles in cluster.reasons:
            if len(articles) > 1 or len(cluster.articles) > 1:
                self.merges.append(Merge(own, sentence, articles))
        if kind is EntityType.OFFICIAL:
            several = [p.article for p, n in cluster.found if len({t.body or t.name for t in n.ties}) > 1]
            self.merges.extend(Merge(own, reasons.IN_ARTICLE, (article,)) for article in sorted(set(several)))
        elif len(cluster.articles) > 1 or len(names) > 1:
            coded = kind is EntityType.REGION and form.isdigit()
            sentence = reasons.same_code(form, names) if coded else reasons.same_name(names)
            self.merges.append(Merge(own, sentence, cluster.articles))

    def finished(self) -> dict[str, Entity]:
        """The entities by id, with the links among them."""
        done = {}
        for own, entity in sorted(self.entities.items()):
            body = self.ids.get(self._bodies[own], "") if own in self._bodies else ""
            parts = self._parts.get(plain(entity.name), ()) if entity.type is EntityType.SLOGAN else ()
            members = tuple(self._slogans[plain(part)] for part in parts if plain(part) in self._slogans)
            done[own] = replace(entity, parts=members, body=body)
        return done


def _key(named: Named) -> Key:
    if named.type is EntityType.OFFICIAL:
        return named.type, named.name, named.who
    return named.type, named.name, named.code if named.type is EntityType.REGION else ""


def _split(found: Sequence[Found], anchors: Sequence[str]) -> list[Cluster]:
    """One cluster an anchor."""
    groups: dict[str, list[Found]] = defaultdict(list)
    for pair, anchor in zip(found, anchors, strict=True):
        groups[anchor].append(pair)
    return [Cluster(pairs, anchor) for anchor, pairs in sorted(groups.items())]


def _canonical(kind: EntityType, names: Counter[str], row: RegionEntry | None) -> str:
    """The label: today's name of a region, the full name of a body (中共…委 of a committee), or what is written most often."""
    if len(names) == 1:
        return next(iter(names))
    if kind is EntityType.REGION and row is not None and row.name in names:
        return row.name
    if kind in (EntityType.BUREAU, EntityType.POST):
        return min(names, key=lambda name: ("委员会" in name and name.startswith("中"), -len(name), name))
    if kind is EntityType.CAMPAIGN:
        return min(names, key=lambda name: (name.startswith("全"), -names[name], len(name), name))
    return min(names, key=lambda name: (-names[name], name))


def _apart(kind: EntityType, a: Cluster, b: Cluster) -> str:
    if kind is EntityType.OFFICIAL:
        return reasons.people_apart(a, b)
    if kind is EntityType.MEETING:
        return reasons.meetings_apart(reasons.occasion(a), reasons.occasion(b))
    return reasons.scopes_apart(kind)


def _ordered(own: str, other: str, sentence: str, articles: tuple[str, ...]) -> tuple[str, str, tuple[str, ...], str]:
    first, second = sorted((own, other))
    return first, sentence, articles, second

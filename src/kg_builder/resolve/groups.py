"""What articles name with one class and one form: which things these are.

Two names of one class and one form are one thing; regions, where the code is one. Four classes need more than a name:
officials (people.py), meetings (meetings.py), phases, and bodies and posts whose names say nothing outside their article
(scopes.py). Each decision and its reason is kept, for `kg-builder why`.

A group is a pure function of what its articles say of its names: a group no article of which changed need not be made
again. What one group must know of another (the body of a post, the members of a formula) is told by name and looked up
once all groups are made.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from kg_builder.model.knowledge import Entity, Merge
from kg_builder.model.pack import Pack, RegionEntry
from kg_builder.model.vocabulary import EntityType
from kg_builder.resolve import reasons
from kg_builder.resolve.cluster import Cluster, Found
from kg_builder.resolve.forms import Forms, plain
from kg_builder.resolve.meetings import meetings
from kg_builder.resolve.names import aliases, identifier
from kg_builder.resolve.people import People
from kg_builder.resolve.profile import MARK, Key, Named
from kg_builder.resolve.scopes import Scopes, phases

_PAIRS = 40  # of homonyms all pairs are told apart one by one; of more, neighbours


class Group(Struct, frozen=True, gc=False):
    """The things of one class whose names have one form."""

    entities: tuple[Entity, ...]  # without what other groups say of them
    ids: Mapping[tuple[str, Key], str]  # (article, key) -> id
    merges: tuple[Merge, ...]
    bodies: Mapping[str, tuple[str, Key]]  # post -> the article and the key of its body there
    members: Mapping[str, str]  # name of a slogan that may be part of a formula -> id


class Groups:
    """Makes the groups of a corpus, one by one."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._forms = Forms(pack)
        self._scopes = Scopes(pack)
        self._people = People(pack, self._forms, self._scopes)
        self._deictic = frozenset(pack.words.get("deictic", ()))
        self._routine = tuple(pack.words.get("routine_meetings", ()))
        self._regions: dict[str, RegionEntry] = {r.code: r for r in pack.regions if r.code and not r.valid_to}
        self._old = {(r.code, r.name): r for r in pack.regions}
        self._parts = {plain(entry.name): tuple(map(plain, entry.parts)) for entry in pack.entries if entry.parts}
        self._wanted = frozenset(part for parts in self._parts.values() for part in parts)
        self._titles = {t.name for t in pack.titles}
        self._longest = max(map(len, self._titles), default=0)

    def key(self, named: Named) -> tuple[EntityType, str]:
        """What names are grouped by: the class, and a region's code, else the form of the name."""
        if named.type is EntityType.REGION and named.code:
            return named.type, named.code
        return named.type, self._forms.of(named.type, named.name, named.body)

    def of(self, kind: EntityType, form: str, found: list[Found]) -> Group:
        """The group of one key; `found` is in the order of the articles."""
        made = [(self._entity(kind, form, cluster), cluster) for cluster in self._clusters(kind, found)]
        merges: list[Merge] = []
        for entity, cluster in made:
            merges += _said(entity.id, kind, form, cluster)
        if len(made) > 1:
            merges += _told_apart(kind, made)
        return Group(
            tuple({entity.id: entity for entity, _ in made}.values()),
            {(profile.article, key_of(named)): own.id for own, cluster in made for profile, named in cluster.found},
            tuple(merges),
            {own.id: body for own, cluster in made if (body := _body(kind, cluster))},
            {name: own.id for own, cluster in made for name in self._members(kind, cluster)},
        )

    def parts(self, entity: Entity) -> tuple[str, ...]:
        """The names of the members of a formula (四个意识), as `Group.members` has them."""
        return self._parts.get(plain(entity.name), ()) if entity.type is EntityType.SLOGAN else ()

    def _members(self, kind: EntityType, cluster: Cluster) -> list[str]:
        if kind is not EntityType.SLOGAN:
            return []
        return [name for _, named in cluster.found if (name := plain(named.name)) in self._wanted]

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

    def _entity(self, kind: EntityType, form: str, cluster: Cluster) -> Entity:
        region = kind is EntityType.REGION and form.isdigit()
        row = self._regions.get(form) if region else None
        names: dict[str, int] = {}
        surfaces: set[str] = set()
        for _, named in cluster.found:
            names[named.name] = names.get(named.name, 0) + named.count
            surfaces.update(named.surfaces)
        name = _canonical(kind, names, row)
        base = (row.name if row else name) if region else form
        own = identifier(kind, base, form if region else cluster.anchor, self._pack.surnames)
        others = aliases(kind, name, surfaces.union(names), self._deictic)
        if not region:
            return Entity(own, kind, name, others, title=self._title(name) if kind is EntityType.POST else "")
        held = self._old.get((form, name)) or row
        if held is None:
            return Entity(own, kind, name, others, code=form)
        return Entity(own, kind, name, others, held.level, form, held.lon, held.lat)

    def _title(self, post: str) -> str:
        """The longest title that a post's name ends in."""
        endings = (post[-length:] for length in range(min(self._longest, len(post)), 0, -1))
        return next((ending for ending in endings if ending in self._titles), "")


def _body(kind: EntityType, cluster: Cluster) -> tuple[str, Key] | None:
    if kind is not EntityType.POST:
        return None
    return next(((p.article, MARK.join((EntityType.BUREAU, n.body, ""))) for p, n in cluster.found if n.body), None)


def _said(own: str, kind: EntityType, form: str, cluster: Cluster) -> list[Merge]:
    """Why the members of a cluster are one."""
    articles = cluster.articles
    told = [
        Merge(own, sentence, those) for sentence, those in cluster.reasons if len(those) > 1 or len(articles) > 1
    ]  # fmt: skip
    if kind is EntityType.OFFICIAL:
        several = {p.article for p, n in cluster.found if len({t.body or t.name for t in n.ties}) > 1}
        told += [Merge(own, reasons.IN_ARTICLE, (article,)) for article in sorted(several)]
    elif len(cluster.found) > 1:
        names = sorted({named.name for _, named in cluster.found})
        if len(articles) > 1 or len(names) > 1:
            coded = kind is EntityType.REGION and form.isdigit()
            sentence = reasons.same_code(form, names) if coded else reasons.same_name(names)
            told.append(Merge(own, sentence, articles))
    return told


def key_of(named: Named) -> Key:
    """What the mentions of a thing are looked up by in its article."""
    if named.type is EntityType.OFFICIAL:
        return MARK.join((named.type, named.name, named.who))
    return MARK.join((named.type, named.name, named.code if named.type is EntityType.REGION else ""))


def _split(found: Sequence[Found], anchors: Sequence[str]) -> list[Cluster]:
    """One cluster an anchor."""
    if len(found) == 1:
        return [Cluster(list(found), anchors[0])]
    groups: dict[str, list[Found]] = defaultdict(list)
    for pair, anchor in zip(found, anchors, strict=True):
        groups[anchor].append(pair)
    return [Cluster(pairs, anchor) for anchor, pairs in sorted(groups.items())]


def _canonical(kind: EntityType, names: Mapping[str, int], row: RegionEntry | None) -> str:
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


def _told_apart(kind: EntityType, made: Sequence[tuple[Entity, Cluster]]) -> Iterator[Merge]:
    """Why things of one name are not one."""
    reason = reasons.apart(kind, [cluster for _, cluster in made])
    articles = [cluster.articles for _, cluster in made]
    reach = len(made) if len(made) <= _PAIRS else 1
    for a, (own, _) in enumerate(made):
        for b, (other, _) in enumerate(made[a + 1 : a + 1 + reach], a + 1):
            first, second = sorted((own.id, other.id))
            yield Merge(first, reason(a, b), tuple(sorted({*articles[a], *articles[b]})), second)

"""Officials of one name in many articles: who is one person, who is another, and why.

A body, a post or a stated career ties two articles to one person. A bare name joins the one person of that name in its
region. Nothing is merged on a name alone across regions, and nobody the article itself tells apart is merged at all.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg_builder.model.pack import Pack
from kg_builder.model.vocabulary import EntityType
from kg_builder.resolve import reasons
from kg_builder.resolve.cluster import Cluster, Found, Union, articles_of
from kg_builder.resolve.forms import Forms
from kg_builder.resolve.persons import related, significant
from kg_builder.resolve.profile import Profile, Tie
from kg_builder.resolve.scopes import Scopes

_LIFETIME = 20  # years: two at one body further apart, with no career between, need not be one person
_CITY = 4  # digits of a city's code
_CIRCLE = "党和国家领导人"
_LOOSE = ("代表", "政协委员")  # thousands are 全国人大代表 at a time: no tie
_CENTRAL = ("中央", "中共中央", "国务院")
_GROUP = ("领导小组组长", "领导小组副组长", "领导小组成员")


class People:
    """Clusters of the articles that name an official."""

    def __init__(self, pack: Pack, forms: Forms, scopes: Scopes) -> None:
        self._forms = forms
        self._scopes = scopes
        self._leaders = pack.words.get("state_leaders", ())
        self._known = frozenset(pack.words.get("known_people", ()))

    def clusters(self, found: Sequence[Found]) -> list[Cluster]:
        """The persons of one name, in an order that depends on nothing but the articles."""
        items = sorted(found, key=lambda pair: (pair[0].article, pair[1].who))
        if items[0][1].name in self._known:
            articles = articles_of(items, range(len(items)))
            return [Cluster(items, _CIRCLE, [(reasons.KNOWN, articles)])]
        ties = [self._ties(pair) for pair in items]
        if len(items) == 1 and ties[0]:  # most names
            return [Cluster(items, _anchor(items, ties, [0]))]
        union = Union(len(items))
        self._by_ties(ties, union)
        because = _by_career(items, union)
        tied = [i for i, own in enumerate(ties) if own]
        made = [
            _cluster(items, ties, part, because)
            for group in union.sets(tied)
            for part in _apart(items, ties, group)
        ]  # fmt: skip
        bare = [i for i, own in enumerate(ties) if not own]
        made.extend(self._bare(items, bare, made))
        _distinguish(made)
        return sorted(made, key=lambda cluster: (cluster.anchor, cluster.articles))

    def _ties(self, pair: Found) -> dict[str, Tie]:
        """Keys of what an article ties the person to."""
        profile, named = pair
        found: dict[str, Tie] = {}
        for tie in named.ties:
            if tie.name.endswith(_LOOSE):
                continue
            scope = self._scopes.of(profile, tie.type, tie.name, tie.body, tie.code)
            form = self._forms.of(tie.type, tie.name, tie.body)
            found[f"{tie.type}|{form}|{scope}"] = tie
            if tie.body:
                found[f"{EntityType.BUREAU}|{self._forms.of(EntityType.BUREAU, tie.body)}|{scope}"] = tie
            if not tie.code and self._leads_the_state(form):
                found[f"{_CIRCLE}||"] = tie
        return found

    def _leads_the_state(self, form: str) -> bool:
        return form.endswith(self._leaders) or (form.startswith(_CENTRAL) and form.endswith(_GROUP))

    def _by_ties(self, ties: list[dict[str, Tie]], union: Union) -> None:
        """Joins all that share a key, unless decades lie between."""
        having: dict[str, list[int]] = defaultdict(list)
        for item, own in enumerate(ties):
            for key in own:
                having[key].append(item)
        for key, items in having.items():
            if len(items) < 2:
                continue
            dated = sorted((years, item) for item in items if (years := ties[item][key].years) is not None)
            chains: list[list[int]] = []
            latest = 0
            for (first, last), item in dated:
                if not chains or first - latest > _LIFETIME:
                    chains.append([])
                chains[-1].append(item)
                latest = max(latest, last)
            undated = [item for item in items if ties[item][key].years is None]
            if len(chains) < 2:
                chains = [[*(chains[0] if chains else ()), *undated]]
            for chain in chains:
                for item in chain[1:]:
                    union.join(chain[0], item)

    def _bare(self, items: list[Found], bare: list[int], made: list[Cluster]) -> list[Cluster]:
        """Names without a post: joined to the one person they can mean, the rest by region."""
        if not bare:
            return []
        left: dict[str, list[int]] = defaultdict(list)
        joined: dict[tuple[int, bool], list[int]] = defaultdict(list)
        persons = [_Person(cluster, self._needs_no_region(cluster)) for cluster in made]
        for item in bare:
            profile, named = items[item]
            options = [] if named.ties else _meant(profile, persons)
            if len(options) == 1:
                joined[persons.index(options[0]), bool(profile.home)].append(item)
            else:
                left[profile.home].append(item)
        for (place, near), group in sorted(joined.items()):
            sentence = reasons.only_one(made[place], near)
            made[place].reasons.append((sentence, articles_of(items, group)))
        for (place, _), group in sorted(joined.items()):
            made[place].found.extend(items[item] for item in group)
        return [
            Cluster([items[i] for i in group], place, [(reasons.same_place(place), articles_of(items, group))])
            for place, group in sorted(left.items())
        ]

    def _needs_no_region(self, cluster: Cluster) -> bool:
        """True for somebody of a body that needs no region: 国务院."""
        return any(key.endswith("|") for pair in cluster.found for key in self._ties(pair))


class _Person:
    """A person with posts, as a bare name may mean him."""

    def __init__(self, cluster: Cluster, placeless: bool) -> None:
        self.articles = frozenset(cluster.articles)
        self.codes = _codes(cluster.found)
        self.leads_the_state = cluster.anchor == _CIRCLE
        self.central = placeless and not self.codes


def _meant(profile: Profile, persons: Sequence[_Person]) -> list[_Person]:
    """Whom a bare name may mean: those of the article's region, else those of central bodies."""
    others = [person for person in persons if profile.article not in person.articles]
    if profile.home:
        near = [person for person in others if any(related(code, profile.home) for code in person.codes)]
        return near or [person for person in others if person.central]
    if len(others) == 1:
        return others
    return [person for person in others if person.central or person.leads_the_state]


def _codes(found: Iterable[Found]) -> set[str]:
    return {significant(tie.code) for _, named in found for tie in named.ties} - {""}


def _by_career(items: list[Found], union: Union) -> dict[tuple[int, int], str]:
    """Joins a person with a stated career and one who held a post there, in one of its cities, in its years."""
    because: dict[tuple[int, int], str] = {}
    if not any(named.career for _, named in items):
        return because
    cities = [{code[:4] for code in _codes([pair]) if len(code) >= _CITY} for pair in items]
    there: dict[str, list[int]] = defaultdict(list)
    for item, own in enumerate(cities):
        for city in own:
            there[city].append(item)
    for a, (profile, named) in enumerate(items):
        years = [tie.years for tie in named.ties if tie.years]
        if not named.career or not years:
            continue
        begun, ended = min(first for first, _ in years), max(last for _, last in years)
        for b in sorted({item for city in cities[a] for item in there[city]}):
            other = items[b][0]
            fits = other.article != profile.article and other.date and begun <= int(other.date[:4]) <= ended
            if fits and union.join(a, b):
                because[a, b] = reasons.career(begun, ended, items[a], items[b])
    return because


def _apart(items: list[Found], ties: list[dict[str, Tie]], group: list[int]) -> list[list[int]]:
    """A group cut so that no two persons of one article are one: the others go where they share more."""
    by_article: dict[str, list[int]] = defaultdict(list)
    for item in group:
        by_article[items[item][0].article].append(item)
    told = next((members for _, members in sorted(by_article.items()) if len(members) > 1), None)
    if told is None:
        return [group]
    parts = {item: [item] for item in told}
    for item in group:
        if item in parts:
            continue
        shared = {own: len(ties[own].keys() & ties[item].keys()) for own in told}
        best = [own for own in told if shared[own] == max(shared.values())]
        if len(best) == 1:
            parts[best[0]].append(item)
        else:
            parts[item] = [item]
    return [half for part in parts.values() for half in _apart(items, ties, sorted(part))]


def _cluster(
    items: list[Found], ties: list[dict[str, Tie]], group: list[int], because: dict[tuple[int, int], str]
) -> Cluster:
    counts = Counter(key for item in group for key in ties[item])
    made = Cluster([items[item] for item in group], _anchor(items, ties, group))
    common = sorted((key for key, count in counts.items() if count > 1), key=lambda key: (-counts[key], key))
    for key in common[:3]:
        having = [item for item in group if key in ties[item]]
        made.reasons.append((reasons.tie(key, [ties[item][key] for item in having]), articles_of(items, having)))
    for (a, b), sentence in sorted(because.items()):
        if a in group and b in group:
            made.reasons.append((sentence, articles_of(items, (a, b))))
    return made


def _anchor(items: list[Found], ties: list[dict[str, Tie]], group: list[int]) -> str:
    """What tells a person from others of the name: the body he has in his oldest article. Later articles change nothing."""
    if any(f"{_CIRCLE}||" in ties[item] for item in group):
        return _CIRCLE
    oldest = min(group, key=lambda item: (items[item][0].date or "9999", items[item][0].article, item))
    return min(ties[oldest], key=lambda key: (not key.startswith(EntityType.BUREAU), key))


def _distinguish(made: list[Cluster]) -> None:
    """Two at one body decades apart get the year and article that tells them apart; the elder one keeps his anchor."""
    taken: dict[str, int] = Counter()
    for cluster in sorted(made, key=lambda c: min((p.date or "9999", p.article, n.who) for p, n in c.found)):
        plain = cluster.anchor
        if taken[plain]:
            profile, named = min(cluster.found, key=lambda pair: (pair[0].date or "9999", pair[0].article))
            cluster.anchor = f"{plain}|{profile.article}{named.who}"
        taken[plain] += 1

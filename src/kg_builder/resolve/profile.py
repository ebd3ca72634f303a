"""What the corpus must know of one article: its names, and what tells one bearer of a name from another."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from msgspec import Struct

from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.claim import Claim
from kg_builder.model.mention import Mention
from kg_builder.model.vocabulary import EntityType, Predicate
from kg_builder.resolve.persons import TYING, Persons, codes_of, in_career, persons, significant

MARK = "\x1f"  # between the parts of a key: a text, since the collector looks into whatever holds a class
Key = str  # of a thing in its article: class, name, and which one of the name, or the code of a region
_NATIONAL = re.compile(r"全国|中央|中共中央|党的|国务院|国家|最高|中国|世界|国际|第|[一二三四五六七八九十]{1,3}[届大]")
_UNIQUE = re.compile(
    r"\d{4}年|第[一二三四五六七八九十百〇零\d]+[次届]|[一二三四五六七八九十]+[届大]|[一二三四五六七八九]中全会|\d+周年"
)
_SET = re.compile(r"<[^<>]*>|&nbsp;|\s*\n\s*|[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]|\*\*|__|\]\([^()]*\)|[\[\]]")
_APART = re.compile(r"(?:\S\s){2,}\S")


class Tie(Struct, frozen=True, gc=False):
    """A body or post an official stands with in an article."""

    type: EntityType
    name: str
    body: str  # of a post
    code: str  # of its region
    years: tuple[int, int] | None  # in which he is said to be there


class Named(Struct, frozen=True, gc=False):
    """A thing as one article names it."""

    type: EntityType
    name: str
    code: str  # of the region it is, or belongs to
    who: str  # officials: which one of that name in the article, "" where there is one
    surfaces: tuple[str, ...]  # as written, sorted
    count: int = 1  # mentions
    body: str = ""  # posts: name of the body
    ties: tuple[Tie, ...] = ()  # officials
    career: bool = False  # officials: the article tells posts he came to or left
    dates: tuple[str, ...] = ()  # meetings: days they were held
    unique: bool = False  # meetings: the name has a year or a number, so that there is one
    parent: str = ""  # phases: name of the campaign


class Profile(Struct, frozen=True, gc=False):
    """One article's names. Small: it travels to the one place that sees the corpus."""

    article: str
    date: str
    home: str  # significant part of the code of the region the article is mostly about
    named: tuple[Named, ...]


class Keys:
    """What the mentions of one article stand for: mentions of one key are one thing there."""

    def __init__(self, annotated: AnnotatedArticle) -> None:
        self.persons: Persons = persons(annotated)

    def of(self, mention: Mention) -> Key:
        """The key of a mention."""
        if mention.type is EntityType.OFFICIAL:
            name, ordinal = self.persons.of(mention)
            return MARK.join((mention.type, name, str(ordinal) if ordinal else ""))
        return MARK.join((mention.type, mention.name, mention.code if mention.type is EntityType.REGION else ""))


def profile(annotated: AnnotatedArticle, keys: Keys | None = None) -> Profile:
    """The names of an article, those of claims that stand among no mentions included."""
    return _Reader(annotated, keys or Keys(annotated)).profile()


@dataclass(slots=True)
class _Said:
    """Where an article has a key."""

    mention: Mention  # the first, or the first whose body stands there as well
    surfaces: set[str]
    starts: set[int]


class _Reader:
    """Collects what one article says of each key."""

    def __init__(self, annotated: AnnotatedArticle, keys: Keys) -> None:
        self._annotated = annotated
        self._header = annotated.document.article.header
        self._text = annotated.document.article.text
        self._keys = keys
        self._regions = {m.name: m.code for m in annotated.mentions if m.type is EntityType.REGION and m.code}
        self._bodies = {m.span: m for m in annotated.mentions if m.type is EntityType.BUREAU}
        self._home = _home(annotated)
        self._said: dict[Key, _Said] = {}
        self._ties: dict[Key, set[Tie]] = defaultdict(set)
        self._careers: set[Key] = set()
        self._dates: dict[Key, set[str]] = defaultdict(set)
        self._parents: dict[Key, str] = {}
        self._hosts: dict[Key, str] = {}

    def profile(self) -> Profile:
        for mention in self._mentions():
            self._see(mention)
        for claim in self._annotated.claims:
            self._learn(claim)
        keys = sorted(self._said, key=lambda key: key.split(MARK))
        return Profile(self._header.id, self._header.date or "", self._home, tuple(map(self._named, keys)))

    def _mentions(self) -> Iterable[Mention]:
        """Each once, by identity: claims share the mentions, which live as long as `annotated`."""
        named = {id(mention): mention for mention in self._annotated.mentions}
        for claim in self._annotated.claims:
            named.setdefault(id(claim.subject), claim.subject)
            named.setdefault(id(claim.object), claim.object)
        return named.values()

    def _see(self, mention: Mention) -> None:
        if mention.type is EntityType.DATE:
            return
        key = self._keys.of(mention)
        said = self._said.get(key)
        if said is None:
            said = self._said[key] = _Said(mention, set(), set())
        elif mention.parent in self._bodies and said.mention.parent not in self._bodies:
            said.mention = mention
        said.surfaces.add(_written(mention.span.of(self._text)))
        said.starts.add(mention.span.start)

    def _learn(self, claim: Claim) -> None:
        if claim.predicate in TYING:
            if claim.subject.type is EntityType.OFFICIAL:
                subject = self._keys.of(claim.subject)
                self._ties[subject].add(self._tie(claim))
                if in_career(claim):
                    self._careers.add(subject)
        elif claim.predicate is Predicate.OCCURS_ON:
            self._dates[self._keys.of(claim.subject)].add(claim.object.name.split("/", 1)[0])
        elif claim.predicate is Predicate.PHASE_OF:
            subject = self._keys.of(claim.subject)
            self._parents[subject] = min(claim.object.name, self._parents.get(subject, claim.object.name))
        elif claim.predicate is Predicate.LAUNCHES and claim.subject.code:
            target = self._keys.of(claim.object)
            self._hosts[target] = min(claim.subject.code, self._hosts.get(target, claim.subject.code))

    def _tie(self, claim: Claim) -> Tie:
        target = claim.object
        body = self._bodies[target.parent].name if target.parent in self._bodies else ""
        known = [int(date[:4]) for date in (claim.valid_from, claim.valid_until, self._header.date) if date]
        dated = known[:-1] if self._header.date and (claim.valid_from and claim.valid_until) else known
        return Tie(
            target.type, target.name, body, codes_of(target, self._regions, self._bodies),
            (min(dated), max(dated)) if dated else None,
        )  # fmt: skip

    def _named(self, key: Key) -> Named:
        said, (_, name, extra) = self._said[key], key.split(MARK)
        mention, kind = said.mention, said.mention.type
        surfaces, count, dates = tuple(sorted(said.surfaces)), len(said.starts), tuple(sorted(self._dates.get(key, ())))
        if kind is EntityType.OFFICIAL:
            ties = tuple(sorted(self._ties.get(key, ()), key=_order))
            return Named(kind, name, "", extra, surfaces, count, ties=ties, career=key in self._careers, dates=dates)
        if kind is EntityType.MEETING:
            code, unique = self._of_meeting(key, mention), bool(_UNIQUE.search(name))
            return Named(kind, name, code, "", surfaces, count, dates=dates, unique=unique)
        code = body = ""
        if kind is EntityType.REGION:
            code = extra
        elif kind in (EntityType.BUREAU, EntityType.POST):
            code = codes_of(mention, self._regions, self._bodies)
            if kind is EntityType.POST and mention.parent in self._bodies:
                body = self._bodies[mention.parent].name
        return Named(kind, name, code, "", surfaces, count, body, dates=dates, parent=self._parents.get(key, ""))

    def _of_meeting(self, key: Key, mention: Mention) -> str:
        """The region whose meeting it is: of its name, of who convenes it, or else the one the article is about."""
        if _NATIONAL.match(mention.name):
            return ""
        own = codes_of(mention, self._regions, {})
        return significant(own or self._hosts.get(key, "")) or self._home


@lru_cache(maxsize=65536)
def _written(surface: str) -> str:
    """A surface as a label: without the marks and line ends that stand inside it."""
    surface = _SET.sub("", surface)
    return re.sub(r"\s", "", surface) if _APART.fullmatch(surface) else surface


def _order(tie: Tie) -> tuple[str, str, str, tuple[int, int]]:
    return tie.type, tie.name, tie.body, tie.years or (0, 0)


def _home(annotated: AnnotatedArticle) -> str:
    """The city, or else the province, that most mentions with a region belong to; "" where none has half of them."""
    types = (EntityType.REGION, EntityType.BUREAU)
    codes = [significant(m.code) for m in annotated.mentions if m.type in types and m.code]
    for length in (4, 2):
        counts = Counter(code[:length] for code in codes if len(code) >= length)
        best = min(counts.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
        if best[1] * 2 >= len(codes) > 0:
            return best[0]
    return ""

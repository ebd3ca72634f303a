"""Which mentions of one name within one article are one person.

One name in one article is one person unless the text itself tells two: each is introduced with a post of his own, the
regions of the two are strangers to each other or a list names both side by side, and no appointment, removal or career
explains how one person came to hold the two.
"""

import bisect
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, product

from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.claim import Claim
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate

TYING = (Predicate.LEADS, Predicate.HOLDS_POST, Predicate.APPOINTED_TO, Predicate.REMOVED_FROM, Predicate.MEMBER_OF)
_NEAR = 60  # characters between two names of one list
_LISTING = re.compile(r"[\s、，；和与及以兼（）()\d.．·女男暨]*")


@dataclass(slots=True)
class Introduction:
    """A mention of a name with the posts and bodies it stands with."""

    mention: Mention
    held: set[str] = field(default_factory=set)  # names of posts and bodies
    spans: list[Span] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    career: bool = False  # appointed, removed, former or dated


@dataclass(frozen=True, slots=True)
class Persons:
    """Who is who in one article: the ordinal of a mention's person among those of its name."""

    full: Mapping[str, str]  # a short name -> the full one: 阿不都 -> 阿不都·铁木尔
    ordinals: Mapping[tuple[str, int], int]  # (name, start of the mention) -> ordinal; 0 where it is not told

    def of(self, mention: Mention) -> tuple[str, int]:
        """Name and ordinal of the person a mention names."""
        name = self.full.get(mention.name, mention.name)
        return name, self.ordinals.get((name, mention.span.start), 0)


def codes_of(mention: Mention, regions: Mapping[str, str], bodies: Mapping[Span, Mention]) -> str:
    """The code of the region a body or post belongs to, "" where none is known."""
    if mention.type is EntityType.POST and mention.parent is not None and mention.parent in bodies:
        mention = bodies[mention.parent]
    if mention.code:
        return mention.code
    name = mention.name.removeprefix("中共")
    return next((regions[name[:end]] for end in range(len(name), 0, -1) if name[:end] in regions), "")


def related(a: str, b: str) -> bool:
    """True when two codes lie in one chain of regions: 370000, 370100 and 370102."""
    first, second = significant(a), significant(b)
    return first.startswith(second) or second.startswith(first)


@lru_cache(maxsize=10_000)
def significant(code: str) -> str:
    """A code without the pairs of zeros that say "all of it"; "" for the country and for what has no code."""
    if code.startswith("10"):
        return ""
    pairs = [code[i : i + 2] for i in range(0, min(len(code), 6), 2)]
    while pairs and pairs[-1] == "00":
        pairs.pop()
    return "".join(pairs)


def persons(annotated: AnnotatedArticle) -> Persons:
    """Who is who among the officials of an article."""
    officials = {m.span: m for m in annotated.mentions if m.type is EntityType.OFFICIAL}
    for claim in annotated.claims:
        if claim.subject.type is EntityType.OFFICIAL:
            officials.setdefault(claim.subject.span, claim.subject)
    by_name: dict[str, list[Mention]] = defaultdict(list)
    full = _full({m.name for m in officials.values()})
    for mention in sorted(officials.values(), key=lambda m: m.span):
        by_name[full.get(mention.name, mention.name)].append(mention)
    ordinals: dict[tuple[str, int], int] = {}
    for name, introductions in _introductions(annotated, full).items():
        groups = _groups(introductions, annotated)
        if len(groups) > 1:
            _number(name, by_name[name], groups, ordinals)
    return Persons(full, ordinals)


def _full(names: set[str]) -> dict[str, str]:
    """What a name without its second part stands for, where just one full name of the article begins so."""
    longer = defaultdict(list)
    for name in names:
        for dot in re.finditer("·", name):
            longer[name[: dot.start()]].append(name)
    return {name: others[0] for name, others in longer.items() if len(others) == 1 and name in names}


def _introductions(annotated: AnnotatedArticle, full: Mapping[str, str]) -> dict[str, list[Introduction]]:
    """Where each name is introduced, in the order of the text: those names that are introduced twice or more."""
    tying: dict[str, dict[Span, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in annotated.claims:
        if claim.predicate in TYING and claim.subject.type is EntityType.OFFICIAL:
            tying[full.get(claim.subject.name, claim.subject.name)][claim.subject.span].append(claim)
    several = {name: by_span for name, by_span in tying.items() if len(by_span) > 1}
    if not several:
        return {}
    bodies = {m.span: m for m in annotated.mentions if m.type is EntityType.BUREAU}
    regions = {m.name: m.code for m in annotated.mentions if m.type is EntityType.REGION and m.code}
    return {
        name: [_introduction(claims, regions, bodies) for _, claims in sorted(by_span.items())]
        for name, by_span in several.items()
    }


def _introduction(claims: list[Claim], regions: Mapping[str, str], bodies: Mapping[Span, Mention]) -> Introduction:
    """What the claims on one mention say of its bearer."""
    made = Introduction(claims[0].subject)
    for claim in claims:
        made.spans.append(claim.object.span)
        made.career = made.career or in_career(claim)
        if claim.predicate is not Predicate.MEMBER_OF:  # a group joins many people
            made.held.add(claim.object.name)
            if claim.object.parent is not None and claim.object.parent in bodies:
                made.held.add(bodies[claim.object.parent].name)
            made.codes |= {codes_of(claim.object, regions, bodies)} - {""}
    return made


def in_career(claim: Claim) -> bool:
    """True where a claim tells how somebody came to a post or left it."""
    moved = claim.predicate in (Predicate.APPOINTED_TO, Predicate.REMOVED_FROM)
    return moved or claim.valid_from is not None or claim.valid_until is not None


def _groups(introductions: list[Introduction], annotated: AnnotatedArticle) -> list[list[Introduction]]:
    """Introductions by person, in the order of the text: first those with a post in common, then all that agree."""
    people: list[list[Introduction]] = []
    for group in _tied([each for each in introductions if each.held]):
        for person in people:
            if _agree(group, person, annotated):
                person.extend(group)
                person.sort(key=lambda each: each.mention.span)
                break
        else:
            people.append(group)
    return people


def _tied(introductions: list[Introduction]) -> list[list[Introduction]]:
    """Introductions that a post or a body joins, straight or over others; in order, and the groups by their first."""
    first: dict[str, int] = {}  # a post or body: the first introduction that has it
    leads = list(range(len(introductions)))

    def lead(index: int) -> int:
        while leads[index] != index:
            leads[index] = index = leads[leads[index]]
        return index

    for index, each in enumerate(introductions):
        for name in each.held:
            one, two = sorted((lead(index), lead(first.setdefault(name, index))))
            leads[two] = one
    groups: dict[int, list[Introduction]] = {}
    for index, each in enumerate(introductions):
        groups.setdefault(lead(index), []).append(each)
    return list(groups.values())


def _agree(group: list[Introduction], person: list[Introduction], annotated: AnnotatedArticle) -> bool:
    """True unless the text shows two people of one name."""
    ways = ({(frozenset(i.held), i.career, frozenset(i.codes)): i for i in each}.values() for each in (group, person))
    for a, b in product(*ways):
        strangers = not any(related(x, y) for x in a.codes for y in b.codes)
        if a.codes and b.codes and strangers and not _bound(a, b):
            return False
    for a in group:
        low = bisect.bisect_left(person, a.mention.span.start - _NEAR, key=lambda each: each.mention.span.end)
        for b in islice(person, low, None):
            if b.mention.span.start - a.mention.span.end > _NEAR:
                break
            first, second = sorted((a, b), key=lambda each: each.mention.span)
            if not _bound(a, b) and _listed(first, second, annotated):
                return False
    return True


def _bound(a: Introduction, b: Introduction) -> bool:
    """True where one post in common, or a career, explains both."""
    return bool(a.held & b.held) or a.career or b.career


def _listed(first: Introduction, second: Introduction, annotated: AnnotatedArticle) -> bool:
    """True when nothing but the posts of the two stands between their names: 张伟（市司法局）、张伟（市财政局）."""
    start, end = first.mention.span.end, second.mention.span.start
    if end - start > _NEAR:
        return False
    chars = list(annotated.document.article.folded[start:end])
    for span in (*first.spans, *second.spans):
        for place in range(max(span.start, start), min(span.end, end)):
            chars[place - start] = " "
    return _LISTING.fullmatch("".join(chars)) is not None


def _number(
    name: str, mentions: list[Mention], groups: list[list[Introduction]], ordinals: dict[tuple[str, int], int]
) -> None:
    """A mention without a post is the person of that name named last before it, or else the first one."""
    introduced = {each.mention.span: n for n, group in enumerate(groups, 1) for each in group}
    current = 1
    for mention in mentions:
        current = introduced.get(mention.span, current)
        ordinals[name, mention.span.start] = current

"""What the corpus must know of one article: its names, and what ties its officials to bodies and posts."""

from collections import defaultdict
from dataclasses import dataclass

from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.mention import Mention
from kg_builder.model.vocabulary import EntityType, Predicate

_TYING = (Predicate.LEADS, Predicate.HOLDS_POST, Predicate.APPOINTED_TO, Predicate.REMOVED_FROM, Predicate.MEMBER_OF)
Key = tuple[EntityType, str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """A thing as one article names it."""

    type: EntityType
    name: str
    code: str  # of a region
    surfaces: tuple[str, ...]  # as written, sorted
    ties: tuple[str, ...] = ()  # names of bodies and posts, officials only
    body: str = ""  # name of the body, posts only


@dataclass(frozen=True, slots=True)
class Profile:
    """One article's names. Small: it travels to the one place that sees the corpus."""

    article: str
    named: tuple[Named, ...]


def key(mention: Mention) -> Key:
    """Mentions with one key are one thing within an article."""
    return mention.type, mention.name, mention.code if mention.type is EntityType.REGION else ""


def profile(annotated: AnnotatedArticle) -> Profile:
    """The names of an article, those of claims that stand among no mentions included."""
    text = annotated.document.article.text
    surfaces: dict[Key, set[str]] = defaultdict(set)
    ties: dict[Key, set[str]] = defaultdict(set)
    bodies: dict[Key, str] = {}
    at = {m.span: m.name for m in annotated.mentions if m.type is EntityType.BUREAU}
    for mention in annotated.mentions:
        if mention.type is not EntityType.DATE:
            surfaces[key(mention)].add(mention.span.of(text))
            if mention.type is EntityType.POST and mention.parent in at:
                bodies[key(mention)] = at[mention.parent]
    for claim in annotated.claims:
        for mention in (claim.subject, claim.object):
            if mention.type is not EntityType.DATE:
                surfaces[key(mention)].add(mention.span.of(text))
        if claim.predicate in _TYING and claim.subject.type is EntityType.OFFICIAL:
            ties[key(claim.subject)].add(claim.object.name)
            if (body := bodies.get(key(claim.object))) is not None:
                ties[key(claim.subject)].add(body)
    return Profile(
        annotated.document.article.header.id,
        tuple(
            Named(*k, tuple(sorted(found)), tuple(sorted(ties.get(k, ()))), bodies.get(k, ""))
            for k, found in sorted(surfaces.items())
        ),
    )

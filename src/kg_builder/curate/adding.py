"""A statement that an analyst added."""

import hashlib
from collections.abc import Callable, Mapping

from kg_builder.curate.ledger import Entry
from kg_builder.model.correction import Correction
from kg_builder.model.errors import Issue
from kg_builder.model.knowledge import BY_HAND, Entity, Evidence, Literal, Statement, Status, statement_id
from kg_builder.model.vocabulary import EntityType, Predicate

_DATATYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def added(
    entry: Entry, where: str, final: Callable[[str], str], entities: Mapping[str, Entity], texts: Mapping[str, str]
) -> tuple[Statement | None, Issue | None]:
    """The statement, and what is wrong with it or with the place it points at."""
    correction = entry.correction
    predicate, subject = correction.predicate or Predicate.LEADS, final(correction.subject)
    target = _target(correction, final)
    for end in (subject, target):
        if isinstance(end, str) and end not in entities:
            return None, Issue(
                "curate.unmet",
                where,
                f"no entity is {end} any more, so nothing was added; 'curate log' shows the line: undo it and add it anew.",
            )
    first = entities[subject].type
    second = entities[target].type if isinstance(target, str) else EntityType.DATE
    if subject == target or not predicate.fits(first, second):
        return None, Issue(
            "curate.misfit",
            where,
            f"{predicate} does not join {first} {subject} and {second} {correction.object}, so nothing was added; undo the line.",
        )
    evidence, issue = _evidence(correction, where, entities[subject], target, entities, texts)
    own = statement_id(subject, predicate, target)
    return Statement(own, subject, predicate, target, evidence, Status.ADDED), issue


def _target(correction: Correction, final: Callable[[str], str]) -> str | Literal:
    value = correction.object or ""
    if correction.predicate is Predicate.OCCURS_ON:
        return Literal(value, _DATATYPES[len(value)])
    return final(value)


def _evidence(
    correction: Correction,
    where: str,
    subject: Entity,
    target: str | Literal,
    entities: Mapping[str, Entity],
    texts: Mapping[str, str],
) -> tuple[tuple[Evidence, ...], Issue | None]:
    place = correction.evidence
    if place is None:
        return (), None
    text = texts.get(place.article, "")
    quote = place.span.of(text)
    if place.span.end > len(text) or not quote.strip():
        return (), Issue(
            "curate.place",
            where,
            f"article {place.article} is not among those read, or has no characters {place.span.start}-{place.span.end}; the "
            "statement was added without its words: undo the line and add it anew with the place where the words stand now.",
        )
    digest = hashlib.sha256(f"{place.article}|{correction.predicate}|{correction.id}".encode()).hexdigest()[:16]
    labels = (target.value,) if isinstance(target, Literal) else _labels(entities[target])
    evidence = Evidence(
        digest, place.article, place.span, quote, _written(_labels(subject), quote), _written(labels, quote), None, BY_HAND, 1.0,
        correction.id,
    )  # fmt: skip
    return (evidence,), None


def _labels(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *entity.aliases)


def _written(labels: tuple[str, ...], quote: str) -> str:
    """The longest label that stands in the quote; "" where it says it in other words."""
    return max((label for label in labels if label in quote), key=lambda label: (len(label), label), default="")

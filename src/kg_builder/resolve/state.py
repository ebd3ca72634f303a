"""The claims of one article become statements of the graph, each with its evidence."""

import hashlib

from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.claim import Claim
from kg_builder.model.knowledge import Evidence, Literal, Statement, statement_id
from kg_builder.model.vocabulary import EntityType
from kg_builder.resolve.link import Linker
from kg_builder.resolve.profile import Keys

_DATATYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def state(annotated: AnnotatedArticle, linker: Linker) -> tuple[Statement, ...]:
    """One statement a claim; equal ones are joined by `merge`. A thing is in no relation with itself."""
    keys = Keys(annotated)
    article = annotated.document.article.header.id
    found = []
    for claim in annotated.claims:
        subject = linker.of(article, keys.of(claim.subject))
        target = _literal(claim) or linker.of(article, keys.of(claim.object))
        if subject == target:
            continue
        former = claim.valid_until == ""
        found.append(
            Statement(
                statement_id(subject, claim.predicate, target),
                subject,
                claim.predicate,
                target,
                (_evidence(claim, annotated, linker, keys),),
                valid_from=claim.valid_from,
                valid_until=claim.valid_until or None,
                former=former,
            )
        )
    return tuple(found)


def _literal(claim: Claim) -> Literal | None:
    if claim.object.type is not EntityType.DATE:
        return None
    value = claim.object.name.split("/", 1)[0]  # a range gives its first day
    return Literal(value, _DATATYPES.get(len(value), "xsd:string"))


def _evidence(claim: Claim, annotated: AnnotatedArticle, linker: Linker, keys: Keys) -> Evidence:
    article = annotated.document.article
    speaker = linker.of(article.header.id, keys.of(claim.speaker)) if claim.speaker else None
    places = (claim.evidence, claim.subject.span, claim.object.span)
    return Evidence(
        id=_hash(article.header.id, claim.predicate, *(f"{place.start}-{place.end}" for place in places)),
        article=article.header.id,
        span=claim.evidence,
        quote=claim.evidence.of(article.text),
        subject_as=claim.subject.span.of(article.text),
        object_as=claim.object.span.of(article.text),
        speaker=speaker,
        extractor=claim.extractor,
        score=round(claim.score, 3),
    )


def _hash(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]

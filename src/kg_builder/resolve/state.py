"""The claims of one article become statements of the graph, each with its evidence."""

import hashlib

from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.article import Article
from kg_builder.model.claim import Claim
from kg_builder.model.knowledge import Evidence, Literal, Statement, statement_id
from kg_builder.model.vocabulary import EntityType
from kg_builder.resolve.link import Linker
from kg_builder.resolve.profile import Keys

_DATATYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def state(annotated: AnnotatedArticle, linker: Linker) -> tuple[Statement, ...]:
    """One statement a claim; equal ones are joined by `merge`. A thing is in no relation with itself."""
    keys = Keys(annotated)
    article = annotated.document.article
    own = article.header.id
    found = []
    for claim in annotated.claims:
        subject = linker.of(own, keys.of(claim.subject))
        target = _literal(claim) or linker.of(own, keys.of(claim.object))
        if subject == target:
            continue
        speaker = linker.of(own, keys.of(claim.speaker)) if claim.speaker else None
        found.append(
            Statement(
                statement_id(subject, claim.predicate, target),
                subject,
                claim.predicate,
                target,
                (_evidence(claim, article, speaker),),
                valid_from=claim.valid_from,
                valid_until=claim.valid_until or None,
                former=claim.valid_until == "",
            )
        )
    return tuple(found)


def _literal(claim: Claim) -> Literal | None:
    if claim.object.type is not EntityType.DATE:
        return None
    value = claim.object.name.split("/", 1)[0]  # a range gives its first day
    return Literal(value, _DATATYPES.get(len(value), "xsd:string"))


def _evidence(claim: Claim, article: Article, speaker: str | None) -> Evidence:
    said, subject, target = claim.evidence, claim.subject.span, claim.object.span
    own, text = article.header.id, article.text
    places = (f"{said.start}-{said.end}", f"{subject.start}-{subject.end}", f"{target.start}-{target.end}")
    return Evidence(
        id=_hash(own, claim.predicate, *places),
        article=own,
        span=said,
        quote=said.of(text),
        subject_as=subject.of(text),
        object_as=target.of(text),
        speaker=speaker,
        extractor=claim.extractor,
        score=round(claim.score, 3),
    )


def _hash(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]

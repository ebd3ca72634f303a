"""The claims of one article become statements of the graph, each with its evidence."""

import hashlib

from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.article import Article
from kg_builder.model.claim import Claim
from kg_builder.model.knowledge import Evidence, Literal, Statement, statement_id
from kg_builder.model.mention import Mention
from kg_builder.model.vocabulary import EntityType
from kg_builder.resolve.link import Linker
from kg_builder.resolve.profile import Keys

_DATATYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def state(annotated: AnnotatedArticle, linker: Linker, keys: Keys | None = None) -> tuple[Statement, ...]:
    """One statement a claim; equal ones are joined by `merge`. A thing is in no relation with itself."""
    keys = keys or Keys(annotated)
    article = annotated.document.article
    own = article.header.id
    known: dict[int, str] = {}  # by identity: claims share the mentions, which live as long as `annotated`

    def entity(mention: Mention) -> str:
        found = known.get(id(mention))
        if found is None:
            found = known[id(mention)] = linker.of(own, keys.of(mention))
        return found

    found = []
    for claim in annotated.claims:
        subject = entity(claim.subject)
        target = _literal(claim.object) if claim.object.type is EntityType.DATE else entity(claim.object)
        if subject == target:
            continue
        found.append(
            Statement(
                statement_id(subject, claim.predicate, target),
                subject,
                claim.predicate,
                target,
                (_evidence(claim, article, entity(claim.speaker) if claim.speaker else None),),
                valid_from=claim.valid_from,
                valid_until=claim.valid_until or None,
                former=claim.valid_until == "",
            )
        )
    return tuple(found)


def _literal(date: Mention) -> Literal:
    value = date.name.split("/", 1)[0]  # a range gives its first day
    return Literal(value, _DATATYPES.get(len(value), "xsd:string"))


def _evidence(claim: Claim, article: Article, speaker: str | None) -> Evidence:
    own, text = article.header.id, article.text
    said, subject, target = claim.evidence, claim.subject.span, claim.object.span
    places = f"{said.start}-{said.end}|{subject.start}-{subject.end}|{target.start}-{target.end}"
    return Evidence(
        hashlib.sha256(f"{own}|{claim.predicate}|{places}".encode()).hexdigest()[:16],
        own,
        said,
        said.of(text),
        subject.of(text),
        target.of(text),
        speaker,
        claim.extractor,
        round(claim.score, 3),
    )

"""Runs every extractor on one document and checks what they return."""

from collections.abc import Iterable, Sequence

from kg_builder.extract.events import events
from kg_builder.extract.places import places
from kg_builder.extract.pledges import Pledges
from kg_builder.extract.posts import PostExtractor
from kg_builder.extract.stage import Stage
from kg_builder.extract.word_classes import Tagger, no_tags
from kg_builder.model.claim import Claim
from kg_builder.model.document import Document
from kg_builder.model.errors import Found
from kg_builder.model.mention import Mention
from kg_builder.model.pack import Pack


def extract(document: Document, mentions: Sequence[Mention], pack: Pack, tagger: Tagger = no_tags) -> Found[Claim]:
    """All claims of a document, without doubles, sorted by evidence.

    A claim's object may be a mention that is not among `mentions`: the clause of a commitment.
    `tagger` tells verbs and adverbs from nouns where the word lists of the pack do not know a word.
    """
    stage = Stage(document, mentions, pack, tagger)
    found = [*PostExtractor(stage).claims(), *places(stage), *events(stage), *Pledges(stage).claims()]
    return Found(
        tuple(_distinct(claim for claim in found if claim.predicate.fits(claim.subject.type, claim.object.type)))
    )


def _distinct(claims: Iterable[Claim]) -> list[Claim]:
    kept = {_place(claim): claim for claim in claims}
    return [kept[place] for place in sorted(kept)]


def _place(claim: Claim) -> tuple[int, int, str, int, int, int, int, str]:
    said, subject, object_ = claim.evidence, claim.subject.span, claim.object
    where = object_.span
    return (
        said.start, said.end, claim.predicate, subject.start, subject.end, where.start, where.end, object_.name
    )  # fmt: skip

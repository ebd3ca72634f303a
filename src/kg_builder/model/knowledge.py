"""The graph: entities, statements and all that speaks for them."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from kg_builder.model.article import Header
from kg_builder.model.correction import Correction
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Level, Predicate


class Entity(Struct, frozen=True, gc=False):
    """A node. `id` is its IRI below the base: "official/zhu-yongzhi-3f2a91c4"."""

    id: str
    type: EntityType
    name: str  # canonical: skos:prefLabel
    aliases: tuple[str, ...] = ()  # sorted; never the name itself
    level: Level | None = None  # regions only
    code: str = ""  # GB/T 2260, regions only
    lon: float | None = None
    lat: float | None = None
    parts: tuple[str, ...] = ()  # ids of the members of a numeric formula
    title: str = ""  # posts only: 局长
    body: str = ""  # posts only: id of the body
    corrections: tuple[str, ...] = ()  # ids of the analysts' decisions on it, in the ledger's order


class Literal(Struct, frozen=True, gc=False):
    """A value that is no node: an EDTF date with xsd:date, xsd:gYearMonth or xsd:gYear, or "edtf" for an interval."""

    value: str
    datatype: str


class Evidence(Struct, frozen=True, gc=False):
    """One claim, kept as it was read."""

    id: str  # hash of article, spans and predicate: no merge changes it
    article: str  # Header.id
    span: Span
    quote: str  # text[span.start:span.end], always
    subject_as: str  # 我局
    object_as: str  # 清除害群之马
    speaker: str | None  # entity id
    extractor: str
    score: float
    correction: str = ""  # id of the decision of an analyst on this place


class Status(StrEnum):
    """What is known of a statement."""

    EXTRACTED = "extracted"
    CONFIRMED = "confirmed"
    ADDED = "added"
    REJECTED = "rejected"  # kept with its provenance, asserted nowhere


BY_HAND = "analyst"  # the extractor of evidence that an analyst points at


class Decision(Struct, frozen=True, order=True, gc=False):
    """What one correction makes of a statement."""

    rank: int  # its place among the corrections in force: the last one holds
    correction: str  # id
    status: Status


class Statement(Struct, frozen=True, gc=False):
    """A triple of the graph and everything that speaks for it."""

    id: str  # hash of subject, predicate, object
    subject: str  # entity id
    predicate: Predicate
    object: str | Literal  # entity id or value
    evidence: tuple[Evidence, ...]  # sorted by id, at least one unless added by hand
    status: Status = Status.EXTRACTED
    valid_from: str | None = None  # EDTF
    valid_until: str | None = None  # EDTF; "" where it ended at an unknown time
    former: bool = False  # no longer true when the article was written
    refuted: tuple[Evidence, ...] = ()  # sorted by id: what an analyst says does not say it
    decisions: tuple[Decision, ...] = ()  # sorted by rank

    @property
    def places(self) -> tuple[Evidence, ...]:
        """All evidence, refuted or not."""
        return (*self.evidence, *self.refuted)

    @property
    def score(self) -> float:
        """Noisy-or over the evidence, in [0, 1]; without any, what an analyst says."""
        if self.evidence:
            return 1 - math.prod(1 - e.score for e in self.evidence)
        return 1.0 if self.status in (Status.ADDED, Status.CONFIRMED) else 0.0


def statement_id(subject: str, predicate: Predicate, target: str | Literal) -> str:
    """The hash of a triple."""
    value = target.value if isinstance(target, Literal) else target
    return hashlib.sha256(f"{subject}|{predicate}|{value}".encode()).hexdigest()[:16]


def join(same: Sequence[Statement]) -> Statement:
    """Statements of one triple as one, whatever their order."""
    if len(same) == 1:
        return same[0]
    refuted = {e.id: e for statement in same for e in statement.refuted}
    evidence = {e.id: e for statement in same for e in statement.evidence if e.id not in refuted}
    return settled(
        replace(
            same[0],
            evidence=tuple(evidence[i] for i in sorted(evidence)),
            valid_from=min(filter(None, (statement.valid_from for statement in same)), default=None),
            valid_until=max(filter(None, (statement.valid_until for statement in same)), default=None),
            former=all(statement.former for statement in same),
            refuted=tuple(refuted[i] for i in sorted(refuted)),
            decisions=tuple(sorted({decision for statement in same for decision in statement.decisions})),
        )
    )


def settled(statement: Statement) -> Statement:
    """The statement with the status that its evidence and the last decision give it."""
    status = statement.decisions[-1].status if statement.decisions else Status.EXTRACTED
    if status is Status.ADDED and any(e.extractor != BY_HAND for e in statement.evidence):
        status = Status.CONFIRMED  # read in an article as well
    if not statement.decisions and not statement.evidence:
        status = Status.REJECTED
    return statement if status is statement.status else replace(statement, status=status)


class Merge(Struct, frozen=True, gc=False):
    """Why mentions were taken for one entity, or why two were kept apart: read by `kg-builder why`."""

    entity: str  # entity id
    reason: str  # "same name and same body 济宁市司法局"
    articles: tuple[str, ...]  # Header.ids
    other: str | None = None  # entity id, for a refusal


class Run(Struct, frozen=True):
    """What made a graph: no clock and no machine, so that the same input gives the same bytes."""

    version: str  # of kg-builder
    pack: str
    fingerprint: str  # of the pack's content


class KnowledgeGraph(Struct, frozen=True):
    """All that a build knows, keyed by id and in sorted order."""

    entities: Mapping[str, Entity]
    statements: Mapping[str, Statement]
    articles: Mapping[str, Header]
    redirects: Mapping[str, str]  # an id once published is never lost
    merges: tuple[Merge, ...] = ()
    run: Run | None = None
    corrections: tuple[Correction, ...] = ()  # those in force, in the ledger's order

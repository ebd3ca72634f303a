"""What one sentence says of two mentions."""

from msgspec import Struct

from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import Predicate


class Claim(Struct, frozen=True, gc=False):
    """What one sentence says, in its own words. Never changed after extraction."""

    subject: Mention
    predicate: Predicate
    object: Mention
    evidence: Span  # the shortest stretch that says it
    speaker: Mention | None
    extractor: str
    score: float = 1.0
    valid_from: str | None = None  # EDTF
    valid_until: str | None = None  # EDTF; "" where it ended at an unknown time (原, 时任)

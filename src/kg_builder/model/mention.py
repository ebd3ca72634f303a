"""A thing named at a place."""

from msgspec import Struct

from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType


class Mention(Struct, frozen=True, gc=False):
    """One surface, one type, one place.

    `name` is what the surface stands for in the light of its own article: 市司法局 in an article on 济宁 has the name
    济宁市司法局; a DATE has its EDTF value. `parent` is the place of what it belongs to: the body of a post, the body above a
    unit. `code` is a key from data where one is known (the GB/T 2260 code of a region).
    """

    span: Span
    type: EntityType
    name: str
    recognizer: str
    score: float = 1.0
    parent: Span | None = None
    code: str = ""

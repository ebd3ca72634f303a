"""All that was read in one article."""

from dataclasses import dataclass

from msgspec import Struct

from kg_builder.model.claim import Claim
from kg_builder.model.document import Document
from kg_builder.model.errors import Issue
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """All that was read in one article: one line of OUT/annotations/*.jsonl."""

    document: Document
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]
    recipe: str  # fingerprint of the pack
    signature: bytes = b""  # by which reprints are found: reprints/signature.py


class Linked(Struct, frozen=True, gc=False):
    """A place of an article and the entity it names."""

    span: Span
    entity: str  # Entity.id


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """One line of OUT/annotations/mentions.jsonl."""

    article: str  # Header.id
    mentions: tuple[Linked, ...]  # in the order of the text, the longer first where two begin together

"""All that was read in one article."""

from dataclasses import dataclass

from kg_builder.model.claim import Claim
from kg_builder.model.document import Document
from kg_builder.model.errors import Issue
from kg_builder.model.mention import Mention


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """All that was read in one article: one line of OUT/annotations/*.jsonl."""

    document: Document
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]
    recipe: str  # fingerprint of the pack
    signature: bytes = b""  # by which reprints are found: reprints/signature.py

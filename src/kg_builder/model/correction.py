"""One decision of an analyst, and what it makes of a statement."""

from dataclasses import dataclass
from enum import StrEnum

from kg_builder.model.span import Span
from kg_builder.model.vocabulary import Predicate


class Action(StrEnum):
    """What an analyst may decide."""

    SAME = "same"  # subject and object are one entity
    DIFFERENT = "different"  # they are two, whatever SAME says
    RENAME = "rename"
    RETYPE = "retype"
    CONFIRM = "confirm"
    REJECT = "reject"  # a statement, or one evidence of it
    ADD = "add"
    UNDO = "undo"  # subject is the correction that no longer holds


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article says what was added."""

    article: str  # Header.id
    span: Span


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of curation/corrections.jsonl. `id` is a hash of all the rest."""

    id: str
    author: str
    made_at: str  # RFC 3339
    reason: str
    action: Action
    subject: str  # "official/…" an entity, "statement/…", "evidence/…", or "correction/…" of an UNDO
    predicate: Predicate | None = None
    object: str | None = None  # entity id, new name, new type, or the date of an added occursOn
    evidence: Place | None = None

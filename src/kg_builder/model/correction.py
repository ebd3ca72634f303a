"""One decision of an analyst."""

from dataclasses import dataclass
from enum import StrEnum

from kg_builder.model.vocabulary import Predicate


class Action(StrEnum):
    """What an analyst may decide."""

    SAME = "same"  # subject and object are one entity
    DIFFERENT = "different"
    RENAME = "rename"
    RETYPE = "retype"
    CONFIRM = "confirm"
    REJECT = "reject"  # a statement, or one evidence of it
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of data/curation/corrections.jsonl."""

    id: str
    author: str
    made_at: str  # RFC 3339
    reason: str
    action: Action
    subject: str  # entity, statement or evidence id
    predicate: Predicate | None = None
    object: str | None = None  # entity id, new name or new type

"""What analysts decided: the ledger of their corrections, its replay on every graph, and what they should look at next."""

from kg_builder.curate.ledger import Entry, Ledger, append, correction_id, read_ledger
from kg_builder.curate.making import make, undo
from kg_builder.curate.replay import Replay, replay

__all__ = [
    "Entry", "Ledger", "Replay", "append", "correction_id", "make", "read_ledger", "replay",
    "undo",
]  # fmt: skip

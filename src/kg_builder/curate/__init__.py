"""What analysts decided: the ledger of their corrections, its replay on every graph, and what they should look at next."""

from kg_builder.curate.ledger import Entry, Ledger, append, correction_id, read_ledger
from kg_builder.curate.making import make, undo, undoable
from kg_builder.curate.naming import entity_id, fact_id, place_of, statement_of
from kg_builder.curate.replay import Replay, replay
from kg_builder.curate.suggest import Choice, Suggestion, suggest
from kg_builder.curate.telling import state_of, told
from kg_builder.curate.trying import Trial, trial

__all__ = [
    "Choice", "Entry", "Ledger", "Replay", "Suggestion", "Trial", "append", "correction_id", "entity_id", "fact_id",
    "make", "place_of", "read_ledger", "replay", "state_of", "statement_of", "suggest", "told", "trial", "undo", "undoable",
]  # fmt: skip

"""A `Document` becomes `Mention`s: every class of the model, found by word lists and grammars."""

from kg_builder.recognize.recognize import recognize

__all__ = ["recognize"]

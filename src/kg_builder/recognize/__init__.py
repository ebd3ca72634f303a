"""A `Document` becomes `Mention`s: every class of the model, found by word lists and grammars."""

from kg_builder.recognize.recognize import recognize
from kg_builder.recognize.words import tagged

__all__ = ["recognize", "tagged"]

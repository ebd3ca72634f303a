"""An index of one finished graph on disk: names to entities, entities to statements, statements to sentences."""

from kg_builder.browse.index import Counts, Hit, Index, Mentioned, Quoted
from kg_builder.browse.write import Linked, write_index

__all__ = ["Counts", "Hit", "Index", "Linked", "Mentioned", "Quoted", "write_index"]

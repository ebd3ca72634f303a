"""An index of one finished graph on disk: names to entities, entities to statements, statements to sentences."""

from kg_builder.browse.index import Counts, Hit, Index, Mentioned, Quoted
from kg_builder.browse.schema import VERSION
from kg_builder.browse.write import write_index

__all__ = ["VERSION", "Counts", "Hit", "Index", "Mentioned", "Quoted", "write_index"]

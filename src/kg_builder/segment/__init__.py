"""An `Article` becomes a `Document`: blocks, sections with their speaker, sentences and clauses."""

from kg_builder.segment.segment import doubts, segment

__all__ = ["doubts", "segment"]

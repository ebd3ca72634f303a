"""Bytes become an `Article`: the only room that sees bytes."""

from kg_builder.ingest.ingest import doubts, ingest, plainly
from kg_builder.ingest.sources import sources

__all__ = ["doubts", "ingest", "plainly", "sources"]

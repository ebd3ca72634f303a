"""Bytes become an `Article`: the only room that sees bytes."""

from kg_builder.ingest.fold import fold
from kg_builder.ingest.ingest import doubts, ingest, plainly
from kg_builder.ingest.intake import Fields, Intake
from kg_builder.ingest.limits import limited
from kg_builder.ingest.sources import sources

__all__ = ["Fields", "Intake", "doubts", "fold", "ingest", "limited", "plainly", "sources"]

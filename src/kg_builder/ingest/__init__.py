"""Bytes become an `Article`: the only room that sees bytes."""

from kg_builder.ingest.fold import fold
from kg_builder.ingest.ingest import doubts, ingest, plainly
from kg_builder.ingest.intake import Fields, Intake
from kg_builder.ingest.kinds import READABLE, format_name
from kg_builder.ingest.limits import limited
from kg_builder.ingest.names import container
from kg_builder.ingest.sources import sources

__all__ = [
    "READABLE",
    "Fields",
    "Intake",
    "container",
    "doubts",
    "fold",
    "format_name",
    "ingest",
    "limited",
    "plainly",
    "sources",
]

"""The whole program in the order in which data flows."""

from kg_builder.pipeline.annotate import annotate, annotate_article
from kg_builder.pipeline.assemble import assemble
from kg_builder.pipeline.build import Summary, build
from kg_builder.pipeline.export import export, formats
from kg_builder.pipeline.measure import evaluate
from kg_builder.pipeline.reload import reload
from kg_builder.pipeline.sending import landing
from kg_builder.pipeline.survey import survey

__all__ = [
    "Summary",
    "annotate",
    "annotate_article",
    "assemble",
    "build",
    "evaluate",
    "export",
    "formats",
    "landing",
    "reload",
    "survey",
]

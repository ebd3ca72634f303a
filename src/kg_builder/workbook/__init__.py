"""What a build keeps so that the next one need not do it again: a cache, never the truth."""

from kg_builder.workbook.book import Changed, Damaged, Workbook, discard, open_workbook, opened, sealed
from kg_builder.workbook.pieces import Pieces, in_order
from kg_builder.workbook.splice import Form, splice

__all__ = [
    "Changed",
    "Damaged",
    "Form",
    "Pieces",
    "Workbook",
    "discard",
    "in_order",
    "open_workbook",
    "opened",
    "sealed",
    "splice",
]

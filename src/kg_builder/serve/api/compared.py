"""Speakers side by side, as JSON."""

from itertools import islice

from kg_builder.browse import Comparison, Index, Quoted, compare
from kg_builder.browse.comparison import ACTORS, KINDS, USUAL, Cell
from kg_builder.model.knowledge import Entity
from kg_builder.model.vocabulary import EntityType
from kg_builder.serve.api.shapes import Json, Shapes

_SHOWN = 3  # sentences of a cell


def compared(
    index: Index, shapes: Shapes, articles: list[str], speakers: list[str], actors: str, things: str, limit: int, offset: int
) -> Json:  # fmt: skip
    """The comparison of articles: its columns, and a page of its rows."""
    found = compare(
        index, articles, USUAL if things == "usual" else KINDS, speakers,
        ACTORS if actors == "any" else (EntityType(actors),),
    )  # fmt: skip
    rows = [
        {
            "thing": shapes.ref(row.thing),
            "spread": str(row.spread),
            "alone": row.alone,
            "cells": [_cell(shapes, cell) for cell in row.cells],
        }
        for row in islice(found.rows, offset, offset + limit)
    ]
    return {
        "columns": _columns(shapes, found),
        "rows": rows,
        "further": [shapes.ref(entity) for entity in found.further],
        "left_out": found.left_out,
        "next_offset": offset + limit if len(found.rows) > offset + limit else None,
    }


def _columns(shapes: Shapes, found: Comparison) -> list[Json]:
    standings = {standing.speaker.id: standing for standing in found.standings()}

    def refs(entities: tuple[Entity, ...]) -> list[Json]:
        return [shapes.ref(entity) for entity in entities]

    return [
        {
            "speaker": shapes.ref(column),
            "used": sum(bool(row.cells[place].said) for row in found.rows),
            "own": refs(standings[column.id].own) if column.id in standings else [],
            "omitted": refs(standings[column.id].omitted) if column.id in standings else [],
        }
        for place, column in enumerate(found.columns)
    ]


def _cell(shapes: Shapes, cell: Cell) -> Json:
    shown = shapes.statements((Quoted(statement, 0), [evidence]) for statement, evidence in cell.said[:_SHOWN])
    evidence = [each for statement in shown for each in statement["evidence"]]
    return {"stance": str(cell.stance), "said": len(cell.said), "evidence": evidence}

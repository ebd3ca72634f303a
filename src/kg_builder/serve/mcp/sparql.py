"""SPARQL for an assistant: through the guard and a process that can be killed, with few rows, and the sentences of what was found."""

import json
from collections.abc import Mapping
from typing import Any

from kg_builder.model.errors import QueryError
from kg_builder.rdf import guard
from kg_builder.rdf.terms import BASE
from kg_builder.serve.api.answers import Answers, Missing
from kg_builder.serve.api.shapes import Json
from kg_builder.serve.mcp import brief
from kg_builder.serve.settings import Settings
from kg_builder.serve.shelf import Served
from kg_builder.serve.sparql.protocol import refusal
from kg_builder.serve.sparql.workers import Busy, Job, Workers

_TABLE, _GRAPH = "application/sparql-results+json", "text/turtle"
_LARGEST = 100_000  # bytes of an answer: more is no use to a reader of this kind
_CITED = 20  # statements and evidence of an answer whose sentences are added


async def asked(query: str, served: Served, answers: Answers, workers: Workers, settings: Settings) -> Json:
    """The rows, or the graph as Turtle. Raises QueryError, which says how to mend the query."""
    guard.check(query, settings.query_length, settings.query_depth)
    try:
        result = await workers.ask(Job(served.store, query, _TABLE, _GRAPH))
    except Busy:
        raise QueryError("Too many queries wait or take long; ask again in a moment.") from None
    if result.status != "ok":
        raise QueryError(str(refusal(result, settings)))
    if result.file is not None:
        result.file.close()
    if result.file is not None or len(result.body) > _LARGEST:
        raise QueryError(f"The answer has more than {_LARGEST} bytes; add LIMIT, or select fewer columns.")
    if result.media_type == _GRAPH:
        return {"turtle": result.body.decode()}
    return _table(json.loads(result.body), answers)


def _table(found: Mapping[str, Any], answers: Answers) -> Json:
    if "boolean" in found:
        return {"answer": found["boolean"]}
    columns = found["head"]["vars"]
    rows = [[row[name]["value"] if name in row else None for name in columns] for row in found["results"]["bindings"]]
    paths = dict.fromkeys(
        cell.removeprefix(BASE) for row in rows for cell in row if cell and cell.startswith((f"{BASE}statement/", f"{BASE}evidence/"))
    )  # fmt: skip
    cited = [each for path in list(paths)[:_CITED] for each in _citations(path, answers)]
    return {"columns": columns, "rows": rows, "citations": cited, "citations_left_out": max(0, len(paths) - _CITED)}


def _citations(path: str, answers: Answers) -> list[Json]:
    """The first sentence of a statement, or the sentence itself."""
    folder, _, own = path.partition("/")
    try:
        if folder == "evidence":
            return [brief.quotation(answers.evidence(own, 0)["evidence"])]
        return [brief.quotation(each) for each in answers.statement(own, 1, 0)["statement"]["evidence"]]
    except Missing:
        return []

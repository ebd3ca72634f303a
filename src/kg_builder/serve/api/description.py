"""The OpenAPI 3.1 description, written from the table of endpoints."""

from collections.abc import Mapping
from typing import Any

from kg_builder import __version__
from kg_builder.serve.api.endpoints import ENDPOINTS, Endpoint
from kg_builder.serve.api.schemas import SCHEMAS, ref

_TEXT = (
    "Reads one knowledge graph. Every statement comes with the sentences that say it: the quote, who speaks, the article, its date "
    "and its place in the text in code points. Answers carry an ETag; the same question on the same build gives the same bytes. "
    "For anything else there is SPARQL 1.1 at /sparql."
)
_ETAG = {"ETag": {"description": "Changes with the build.", "schema": {"type": "string"}}}
_PROBLEM = {"application/problem+json": {"schema": ref("Problem")}}


def openapi(server: str, examples: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The description of the interface at an address that ends in a slash; `examples` are parameters that find something."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "kg-builder", "version": __version__, "description": _TEXT},
        "servers": [{"url": server.rstrip("/")}],
        "paths": {
            endpoint.path: {"get": _operation(endpoint, examples.get(endpoint.name, {}))} for endpoint in ENDPOINTS
        },
        "components": {"schemas": dict(SCHEMAS)},
    }


def _operation(endpoint: Endpoint, example: Mapping[str, str]) -> dict[str, Any]:
    responses = {
        "200": {
            "description": "The answer.", "headers": _ETAG,
            "content": {"application/json": {"schema": ref(endpoint.answer)}},
        },
        "304": {"description": "What the client has is still right (If-None-Match).", "headers": _ETAG},
        "400": {"description": "A parameter is unknown, missing or wrong.", "content": _PROBLEM},
    }  # fmt: skip
    if any(parameter.name == "id" for parameter in endpoint.parameters):
        responses["404"] = {"description": "There is nothing of that id.", "content": _PROBLEM}
    return {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "description": endpoint.text,
        "parameters": [
            {
                "name": each.name, "in": "query", "required": each.required, "description": each.text,
                "schema": each.schema(), **({"example": example[each.name]} if each.name in example else {}),
            }
            for each in endpoint.parameters
        ],
        "responses": responses,
    }  # fmt: skip

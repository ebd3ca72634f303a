"""The server of the Model Context Protocol: over standard input and output, or over HTTP on this machine."""

from dataclasses import replace
from pathlib import Path

from mcp.server import MCPServer
from mcp.server.mcpserver.resources import TextResource
from mcp.types import ToolAnnotations

from kg_builder import __version__
from kg_builder.project import resource
from kg_builder.rdf import named_queries
from kg_builder.serve.mcp.tools import Tools, told
from kg_builder.serve.safety import Guarded
from kg_builder.serve.settings import Settings
from kg_builder.serve.shelf import Shelf
from kg_builder.serve.sparql.workers import Workers

ROWS = 500  # of one SPARQL answer: what a model can still read
_INSTRUCTIONS = """A knowledge graph of Chinese official discourse: who leads which body, who holds which post, who pledges or \
invokes which slogan, task or campaign, read from articles by rules. Every statement can be read back to the sentence that says it.
Call search first, then describe, evidence or compare with the ids it returns; sparql for counts and joins. Answer with the quotes, \
and put speaker, article, date and url beside each. Names and quotes are Chinese: quote them as they are, translate beside them. \
The graph knows only its own articles, and extraction errs: a confidence below 0.5 is doubtful. What no tool returned is not known."""


async def run(shelf: Shelf, settings: Settings, pages: str = "", http: bool = False) -> None:
    """Serves until the client, or Ctrl-C, ends it."""
    settings = replace(settings, rows=min(settings.rows, ROWS))
    workers = Workers(settings)
    await workers.start()
    try:
        server = make(Tools(shelf, workers, settings, pages))
        if http:
            import uvicorn

            app = Guarded(server.streamable_http_app(host=settings.host), settings)
            config = uvicorn.Config(
                app, host=settings.host, port=settings.port, log_level="warning", server_header=False
            )
            await uvicorn.Server(config).serve()
        else:
            await server.run_stdio_async()
    finally:
        await workers.stop()


def make(tools: Tools) -> MCPServer[None]:
    """The server with its tools and resources."""
    server: MCPServer[None] = MCPServer(
        "kg-builder",
        title="Chinese official discourse",
        version=__version__,
        instructions=_INSTRUCTIONS,
        log_level="WARNING",
    )
    reads = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    for tool in (tools.search, tools.describe, tools.evidence, tools.compare, tools.sparql):
        server.add_tool(told(tool), annotations=reads)
    _add_resources(server, resource("ontology"))
    return server


def _add_resources(server: MCPServer[None], ontology: Path) -> None:
    """The vocabulary, and the named queries one by one with the question each answers."""
    server.add_resource(
        TextResource(
            uri="kg-builder://ontology", name="ontology", title="The vocabulary: classes and predicates, in OWL",
            mime_type="text/turtle", text=(ontology / "kg.ttl").read_text(encoding="utf-8"),
        )
    )  # fmt: skip
    for query in named_queries(ontology).values():
        server.add_resource(
            TextResource(
                uri=f"kg-builder://queries/{query.name}", name=query.name, title=query.title_en,
                description=f"{query.question_en} {query.question_zh}", mime_type="application/sparql-query", text=query.text,
            )
        )  # fmt: skip

"""The table of routes."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from kg_builder.serve import linked
from kg_builder.serve.api import routes as api
from kg_builder.serve.editing import pages as editing
from kg_builder.serve.editing.desk import Desk
from kg_builder.serve.log import Logged
from kg_builder.serve.pages import api as api_page
from kg_builder.serve.pages import campaign, compare, core, errors, graph, queries, static
from kg_builder.serve.safety import Guarded
from kg_builder.serve.settings import Settings
from kg_builder.serve.shelf import Shelf
from kg_builder.serve.sparql import protocol
from kg_builder.serve.sparql.workers import Workers

_THREADS = 8


def create_app(shelf: Shelf, settings: Settings, desk: Desk | None = None) -> Starlette:
    """The server of a graph; `shelf` says which. With a `desk` it can be corrected on the pages."""
    workers = Workers(settings)
    routes: list[BaseRoute] = [
        *protocol.routes(shelf, settings, workers),
        *core.routes(),
        *graph.routes(),
        *linked.routes(workers),
        *campaign.routes(),
        *compare.routes(),
        *queries.routes(settings, workers),
        *api_page.routes(),
        *api.routes(shelf, settings),
        *static.routes(),
        *(editing.routes(desk) if desk else ()),
    ]
    middleware = [Middleware(Guarded, settings)]
    if settings.origins:
        middleware.append(
            Middleware(
                CORSMiddleware, allow_origins=list(settings.origins), allow_methods=["GET", "POST"], allow_headers=["*"]
            )
        )

    if settings.log:
        middleware.insert(0, Middleware(Logged))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        # pages are made by threads, each with a connection to the index: more of them than this would only hold memory
        to_thread.current_default_thread_limiter().total_tokens = _THREADS
        await workers.start()
        try:
            yield
        finally:
            await workers.stop()

    handlers: dict[object, Callable[[Request, Exception], Response]] = {HTTPException: errors.told, 500: errors.bug}
    app = Starlette(routes=routes, middleware=middleware, exception_handlers=handlers, lifespan=lifespan)
    app.state.shelf = shelf
    app.state.settings = settings
    app.state.desk = desk
    return app

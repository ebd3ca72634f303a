"""The table of routes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute

from kg_builder.serve.log import Logged
from kg_builder.serve.safety import Guarded
from kg_builder.serve.settings import Settings
from kg_builder.serve.shelf import Shelf
from kg_builder.serve.sparql import protocol
from kg_builder.serve.sparql.workers import Workers


def create_app(shelf: Shelf, settings: Settings) -> Starlette:
    """The server of a graph; `shelf` says which."""
    workers = Workers(settings)
    routes: list[BaseRoute] = [*protocol.routes(shelf, settings, workers)]
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
        await workers.start()
        try:
            yield
        finally:
            await workers.stop()

    app = Starlette(routes=routes, middleware=middleware, exception_handlers={500: _bug}, lifespan=lifespan)
    app.state.shelf = shelf
    app.state.settings = settings
    return app


async def _bug(request: Request, error: Exception) -> Response:
    """A bug of ours: the request gets one sentence, the log the rest."""
    del request, error
    return PlainTextResponse("The server failed at this; its log says why. Please report this as a bug.\n", 500)

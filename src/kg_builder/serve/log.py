"""A line for each request, where they are asked for: time, method, path, status, bytes, milliseconds."""

import sys
import time
from datetime import datetime
from typing import TextIO

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg_builder.model.shown import shown

_UNTOLD = "/edit/"  # what follows it opens the corrections: no log tells it
_LONGEST = 300  # characters of a path: a query may have 64 KB


class Logged:
    """Tells of each request when it has ended, however it did."""

    def __init__(self, app: ASGIApp, to: TextIO | None = None) -> None:
        self._app = app
        self._to = to or sys.stderr

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status, size = time.perf_counter(), 0, 0

        async def counted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            self._write(scope, status, size, time.perf_counter() - began)

    def _write(self, scope: Scope, status: int, size: int, seconds: float) -> None:
        path = scope.get("raw_path", b"").decode("latin-1")
        if scope["path"].startswith(_UNTOLD):  # however it was written
            path = f"{_UNTOLD}…"
        if scope["query_string"]:
            path += "?" + scope["query_string"].decode("latin-1")
        cut = path if len(path) <= _LONGEST else f"{path[:_LONGEST]}…"
        moment = datetime.now().astimezone().isoformat(timespec="milliseconds")
        line = f"{moment} {scope['method']} {shown(cut)} {status or '-'} {size} B {seconds * 1000:.1f} ms"
        print(line, file=self._to, flush=True)

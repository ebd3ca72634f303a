"""What stands before every route: which names the server answers to, what a browser may do, how much a request may send."""

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg_builder.serve.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
LOCAL = ("127.0.0.1", "localhost", "[::1]")


class Guarded:
    """Refuses what is addressed to another host or is too large, and marks every answer.

    A name that a stranger's domain resolves to this machine (DNS rebinding) is another host.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._names = {name.casefold() for name in (*LOCAL, settings.host, *settings.hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(Headers(scope=scope))
        await (refusal or self._app)(scope, receive, marked)

    def _refusal(self, headers: Headers) -> PlainTextResponse | None:
        if host_name(headers.get("host", "")) not in self._names:
            why = "This server does not answer to that name; start it with --allow-host NAME, as the address has it.\n"
            return PlainTextResponse(why, 421)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._settings.body:
            return PlainTextResponse(f"A request may hold {self._settings.body} bytes at most.\n", 413)
        return None


def host_name(host: str) -> str:
    """A Host header without its port."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).casefold()

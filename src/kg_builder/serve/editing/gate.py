"""Who may correct on the pages: one person on this machine, who opened the link that the terminal showed.

Every writing request passes four checks, each of which would do alone against a stranger's page: it comes from a page of this
server (Origin, Sec-Fetch-Site), it is addressed to this machine by a name of its own (Host), it brings the cookie that the link gave
(HttpOnly, SameSite=Strict), and its form was made by this server for this very purpose (an HMAC).
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg_builder.serve.safety import LOCAL, host_name

BODY = 64 * 1024  # bytes of a form: a reason has 2,000 characters
_FIELDS = 40
_FORM = "application/x-www-form-urlencoded"
# Forms keep "no-referrer" from turning their Origin into "null"; nothing of them is kept by a browser.
HEADERS: Mapping[str, str] = {"Referrer-Policy": "same-origin", "Cache-Control": "no-store"}


def _secret() -> str:
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Gate:
    """The secrets of one run of the server: they end with it."""

    port: int  # in the name of the cookie, since cookies know no ports
    token: str = field(default_factory=_secret)  # in the link
    cookie: str = field(default_factory=_secret)
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))  # of the HMACs

    @property
    def name(self) -> str:
        """What the cookie is called."""
        return f"kg-builder-edit-{self.port}"

    def open(self, given: str, answer: Response) -> bool:
        """Whether the token is the one of the link; then the answer brings the cookie."""
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self.token.encode()):
            return False
        answer.set_cookie(self.name, self.cookie, path="/", httponly=True, samesite="strict")
        return True

    def admits(self, request: Request) -> bool:
        """Whether this request brings the cookie, and comes by a name of this machine."""
        given = request.cookies.get(self.name, "")
        return _is_local(request) and hmac.compare_digest(given.encode("utf-8", "replace"), self.cookie.encode())

    def seal(self, *purpose: str) -> str:
        """What shows that this server made a form for this purpose."""
        told = b"".join(
            len(part).to_bytes(8, "big") + part for part in (each.encode("utf-8", "replace") for each in purpose)
        )
        return hmac.new(self.key, self.cookie.encode() + told, hashlib.sha256).hexdigest()

    def sealed(self, given: str, *purpose: str) -> bool:
        """Whether a seal is the one of this purpose."""
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.seal(*purpose).encode())

    def check(self, request: Request) -> None:
        """Raises HTTPException 403 where a request may not see or send forms."""
        if not self.admits(request):
            raise HTTPException(403, "Open the link that 'kg-builder serve --edit' printed, then come back.")

    async def form(self, request: Request) -> dict[str, str]:
        """The fields of a form. Raises HTTPException where it may not be sent, or is none."""
        if not _is_ours(request):
            raise HTTPException(403, "A form of another page is not taken.")
        self.check(request)
        if request.headers.get("content-type", "").partition(";")[0].strip().casefold() != _FORM:
            raise HTTPException(415, f"A form is sent as {_FORM}.")
        body = b""
        async for part in request.stream():  # it may come without a length
            body += part
            if len(body) > BODY:
                raise HTTPException(413, f"A form may hold {BODY} bytes at most.")
        try:
            pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
        except ValueError:
            raise HTTPException(400, "The form is not written as UTF-8.") from None
        return dict(pairs)


def _is_local(request: Request) -> bool:
    return host_name(request.headers.get("host", "")) in LOCAL


def _is_ours(request: Request) -> bool:
    """Whether a page of this server sends it. A browser says so by at least one of the two headers."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    own = f"http://{request.headers.get('host', '')}".casefold()
    return (
        not (origin is None and site is None)
        and (origin is None or origin.casefold() == own)
        and (site is None or site == "same-origin")
    )

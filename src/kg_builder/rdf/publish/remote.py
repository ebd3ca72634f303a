"""A SPARQL 1.1 store behind HTTP: asked again while it is busy or out of reach, and one sentence where it refuses."""

import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType

import httpx
import pyoxigraph as ox

from kg_builder.model.errors import SettingsError
from kg_builder.rdf.publish import updates

_TRIES = 7  # with pauses of 1, 2, 4 … s between them
_LONGEST = 120.0  # seconds of any pause, whatever Retry-After says
_BUSY = frozenset({408, 429, 502, 503, 504})
_REFUSED = range(400, 500)  # the store says that it did nothing
_AT_ONCE = 500  # triples that are asked for at a time
_TIMEOUT = httpx.Timeout(300.0, connect=20.0)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a store is and how it lets us in."""

    query: str
    update: str
    graph_store: str = ""  # Graph Store Protocol; "" where graphs are sent as updates
    user: str = ""
    password: str = ""
    token: str = ""


class Refused(SettingsError):
    """The store did not do what it was asked, and says so."""


class Remote:
    """The store at an address."""

    def __init__(self, address: Address, sleep: Callable[[float], None] = time.sleep) -> None:
        self.address = address
        self._sleep = sleep
        self._reached = False
        auth = httpx.BasicAuth(address.user, address.password) if address.user else None
        headers = {"Authorization": f"Bearer {address.token}"} if address.token else {}
        self._client = httpx.Client(auth=auth, headers=headers, timeout=_TIMEOUT)
        for url in filter(None, (address.query, address.update, address.graph_store)):
            if not _usable(url):
                raise SettingsError(f"'{url}' is no address of a store; write https://HOST/PATH, without a user in it.")

    def __enter__(self) -> "Remote":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def marks(self) -> dict[str, int]:
        """The publications that the store holds, and the number of the last batch of each that arrived."""
        rows = self._rows(updates.marks())
        return {row["g"]["value"].removeprefix(updates.MARKS): int(row["v"]["value"]) for row in rows}

    def graphs(self) -> list[bytes]:
        """The graphs of articles that there are."""
        return [f"<{row['g']['value']}>".encode() for row in self._rows(updates.graphs())]

    def is_empty(self) -> bool:
        """True where nothing stands in the default graph."""
        said = self._ask(b"ASK { ?s ?p ?o }", "application/sparql-results+json").json()
        return said.get("boolean") is False

    def holds(self, triples: Sequence[bytes]) -> set[bytes]:
        """Which of some triples stand in the default graph."""
        found = set()
        for start in range(0, len(triples), _AT_ONCE):
            some = triples[start : start + _AT_ONCE]
            answer = self._ask(updates.among(some), "application/n-triples")
            if there := set(_parsed(answer.content)):
                found |= {own for own, triple in zip(some, _parsed(b"".join(some)), strict=True) if triple in there}
        return found

    def update(self, text: bytes) -> None:
        """Sends one update."""
        self._send("POST", self.address.update, text, "application/sparql-update", "*/*")

    def replace(self, graph: bytes, triples: Sequence[bytes] | None) -> None:
        """Puts a graph in the place of the one of that name, by the Graph Store Protocol; None takes it away."""
        url = str(httpx.URL(self.address.graph_store).copy_merge_params({"graph": graph[1:-1].decode()}))
        if triples is None:
            self._send("DELETE", url, b"", "", "*/*", fine=(404,))
        else:
            self._send("PUT", url, b"".join(triples), "application/n-triples", "*/*")

    def _rows(self, query: str) -> list[dict[str, dict[str, str]]]:
        answer = self._ask(query.encode(), "application/sparql-results+json")
        try:
            rows: list[dict[str, dict[str, str]]] = answer.json()["results"]["bindings"]
        except (ValueError, KeyError, TypeError):
            raise SettingsError(
                f"{self.address.query}: this is no SPARQL endpoint (it does not answer in SPARQL's JSON); give it with --query."
            ) from None
        return rows

    def _ask(self, query: bytes, accept: str) -> httpx.Response:
        return self._send("POST", self.address.query, query, "application/sparql-query", accept)

    def _send(
        self, method: str, url: str, content: bytes, kind: str, accept: str, fine: Iterable[int] = ()
    ) -> httpx.Response:
        """The answer. What is sent may arrive twice: all of it says how things shall be, not what shall change."""
        why = ""
        headers = {"Accept": accept, **({"Content-Type": kind} if kind else {})}
        for attempt in range(_TRIES):
            try:
                answer = self._client.request(method, url, content=content, headers=headers)
            except httpx.HTTPError as error:
                why = self._unreached(url, error)
                self._sleep(2.0**attempt)
                continue
            self._reached = True
            if answer.is_success or answer.status_code in fine:
                return answer
            if answer.status_code not in _BUSY:
                raise _refusal(answer, url)
            why = f"{url}: the store is busy ({answer.status_code})"
            self._sleep(_pause(answer, attempt))
        raise SettingsError(f"{why}; run the same command again later: it goes on where it stopped.")

    def _unreached(self, url: str, error: httpx.HTTPError) -> str:
        """Why there was no answer; raises SettingsError where there will be none."""
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, ssl.SSLError):
                raise SettingsError(
                    f"{url}: no safe connection ({cause.reason or cause}); mend its certificate, or name your authority's in SSL_CERT_FILE."
                ) from None
            cause = cause.__cause__ or cause.__context__
        told = str(error) or type(error).__name__
        if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout) and not self._reached:
            raise SettingsError(f"{url}: no server answers there ({told}); start it, or mend the address.") from None
        return f"{url}: the connection broke ({told})"


def _parsed(triples: bytes) -> Iterator[ox.Triple]:
    """Terms, since stores write the same one in several ways."""
    return (quad.triple for quad in ox.parse(triples, ox.RdfFormat.N_TRIPLES))


def _usable(url: str) -> bool:
    try:
        found = httpx.URL(url)
    except httpx.InvalidURL:
        return False
    return found.scheme in ("http", "https") and bool(found.host) and not found.userinfo


def _pause(answer: httpx.Response, attempt: int) -> float:
    said = answer.headers.get("retry-after", "")
    return min(float(said) if said.isdecimal() else 2.0**attempt, _LONGEST)


def _refusal(answer: httpx.Response, url: str) -> SettingsError:
    status = answer.status_code
    plain = url.split("?", maxsplit=1)[0]
    told = " ".join(answer.text.split())[:200]
    sentence = {
        401: "the store asks who you are; set KG_BUILDER_STORE_USER and KG_BUILDER_STORE_PASSWORD, or KG_BUILDER_STORE_TOKEN",
        403: "the store does not let you do this; ask for the right to write, or give another user or token",
        404: "there is no such endpoint; give its address with --query, --update or --graph-store",
        405: "this endpoint takes no such request; give the right one with --query, --update or --graph-store",
        413: "the store takes no batch of this size; give a smaller --batch",
    }.get(status, f"the store answers {status} ({told or answer.reason_phrase})")
    if answer.is_redirect:
        sentence = f"the store is now at {answer.headers.get('location', '?')[:200]}; give that address"
    kind = Refused if status in _REFUSED or answer.is_redirect else SettingsError
    return kind(f"{plain}: {sentence}.")

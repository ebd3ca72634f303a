"""What whoever starts the server may decide."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of the server; the defaults suit one analyst on one machine."""

    host: str = "127.0.0.1"
    port: int = 8000
    hosts: tuple[str, ...] = ()  # further names by which it may be called; others get 400 (DNS rebinding)
    origins: tuple[str, ...] = ()  # pages of which other origins may read answers (CORS); "*" is all
    seconds: float = 30.0  # of one query, by the wall clock; then its process is killed
    memory: int = 2 * 1024**3  # bytes that one query's process may take
    rows: int = 1_000_000  # of one answer; more is an error, never a cut answer
    workers: int = 2  # processes that answer queries
    waiting: int = 16  # queries that may wait for a process; more get 503 and Retry-After
    query_length: int = 64 * 1024  # bytes of a query
    query_depth: int = 60  # nested brackets of a query
    body: int = 1024 * 1024  # bytes of a request
    log: bool = False  # a line on stderr for each request
    base: str = ""  # the address IRIs are opened at; "" is http://host:port/

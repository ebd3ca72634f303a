"""Runs the server until it is told to end: the port first, so that who starts it learns what is wrong; no request cut off."""

import ctypes
import errno
import ipaddress
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn
from starlette.applications import Starlette

from kg_builder.model.errors import SettingsError

_ARENA_MAX = -8  # M_ARENA_MAX of mallopt(3)
_GRACE = 5  # seconds that requests get to end; then their connections are closed


def listen(host: str, port: int) -> socket.socket:
    """A socket at an address; port 0 is any free one. Raises SettingsError where it cannot be had."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.create_server(address[:2], family=family, backlog=2048)
        # asyncio does this for sockets it made itself alone; without it head and body of an answer come 40 ms apart
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except socket.gaierror:
        raise SettingsError(f"'{host}' is no address of this machine; use --host 127.0.0.1, ::1 or 0.0.0.0.") from None
    except OSError as error:
        why = {
            errno.EADDRINUSE: "another program listens there; give another --port, or 0 for any free one",
            errno.EACCES: "only the administrator may listen at ports below 1024; give another --port",
            errno.EADDRNOTAVAIL: "this machine has no such address; give another --host",
        }.get(error.errno or 0, error.strerror or str(error))
        raise SettingsError(f"{host}, port {port}: {why}.") from None


def only_here(host: str) -> None:
    """Raises SettingsError where a host can be reached from other machines: corrections are for this one."""
    try:
        found = {str(each[4][0]) for each in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except socket.gaierror:
        found = set()
    if not found or not all(ipaddress.ip_address(each.partition("%")[0]).is_loopback for each in found):
        raise SettingsError(f"--edit: '{host}' is not this machine alone; use --host 127.0.0.1, or leave --edit out.")


def address(listening: socket.socket) -> str:
    """Where a socket is reached, as in an address of the web."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _use_few_arenas() -> None:
    """Keeps glibc from giving each thread memory of its own that it never gives back; other systems need no such word."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 2)


def run(app: Starlette, listening: socket.socket) -> None:
    """Serves until SIGINT or SIGTERM; what is being answered gets some seconds to end."""
    _use_few_arenas()
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, access_log=False, timeout_graceful_shutdown=_GRACE
    )
    _Server(config).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Ends without raising the signal once more: for a server, being told to end is no failure."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

"""A live server on a free port, for the tests that ask as a client does."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from kg_builder.serve.app import create_app
from kg_builder.serve.editing.desk import Desk
from kg_builder.serve.load import load, newest
from kg_builder.serve.settings import Settings
from kg_builder.serve.shelf import Shelf


@contextmanager
def serving(out: Path, settings: Settings | None = None, desk: Desk | None = None) -> Iterator[str]:
    """The address of a server of a build, without a slash at its end; with a desk it can be corrected."""
    shelf = Shelf(load(out), lambda: newest(out), lambda: load(out))
    with running(shelf, settings, desk) as address:
        yield address


@contextmanager
def running(shelf: Shelf, settings: Settings | None = None, desk: Desk | None = None) -> Iterator[str]:
    """The same, of whatever stands on the shelf."""
    app = create_app(shelf, settings or Settings(), desk)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])

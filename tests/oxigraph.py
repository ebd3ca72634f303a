"""A store of others, for the tests that publish: Oxigraph's own server, a process by itself, on a free port."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pyoxigraph as ox


@contextmanager
def oxigraph(folder: Path) -> Iterator["Store"]:
    """The server of a store in a folder."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    binary = Path(sys.executable).with_name("oxigraph")
    process = subprocess.Popen(
        [binary, "serve", "-l", folder, "-b", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        store = Store(f"http://127.0.0.1:{port}")
        until = time.monotonic() + 20
        while not store.is_up():
            assert process.poll() is None and time.monotonic() < until, "oxigraph serve does not start"
            time.sleep(0.05)
        yield store
    finally:
        process.kill()
        process.wait()


class Store:
    """What a test asks of it."""

    def __init__(self, address: str) -> None:
        self.address = address

    def is_up(self) -> bool:
        try:
            return httpx.get(self.address).status_code < 500
        except httpx.HTTPError:
            return False

    def put(self, trig: str) -> None:
        """Adds quads as another program would."""
        kind = {"Content-Type": "application/trig"}
        httpx.post(f"{self.address}/store", content=trig.encode(), headers=kind).raise_for_status()

    def quads(self) -> set[ox.Quad]:
        """All that stands there."""
        answer = httpx.get(f"{self.address}/store", headers={"Accept": "application/n-quads"}, timeout=60)
        return set(ox.parse(answer.raise_for_status().content, ox.RdfFormat.N_QUADS))

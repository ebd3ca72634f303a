"""A cluster of processes on this machine: a scheduler and workers, as their users start them, for tests and benchmarks."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
_PATHS = (ROOT / "src", ROOT / "tests", ROOT / "tests" / "unit")
_HOST = "127.0.0.1"


@dataclass(slots=True)
class Cluster:
    """Its address and its processes."""

    master: str
    folder: Path
    scheduler: "subprocess.Popen[bytes]"
    workers: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def hire(self, paths: tuple[Path, ...] = _PATHS, nanny: bool = False) -> None:
        """One worker more; with a nanny a worker that dies is followed by another. `paths` are where it finds its programs."""
        own = ["--local-directory", str(self.folder / f"worker{len(self.workers)}")]
        more = ["--nanny" if nanny else "--no-nanny", "--nthreads", "1", "--host", _HOST, "--no-dashboard"]
        self.workers.append(_started(["worker", self.master, *own, *more], paths))

    def wait(self) -> None:
        """Until all are there."""
        from distributed import Client

        with Client(self.master, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(len(self.workers), timeout=60)


@contextmanager
def cluster(folder: Path, workers: int, nanny: bool = False) -> Iterator[Cluster]:
    """One with so many workers, all of them there; `folder` is for what they keep while they run."""
    with socket.socket() as free:
        free.bind((_HOST, 0))
        port = free.getsockname()[1]
    scheduler = _started(["scheduler", "--host", _HOST, "--port", str(port), "--no-dashboard"], _PATHS)
    made = Cluster(f"tcp://{_HOST}:{port}", folder, scheduler)
    try:
        for _ in range(workers):
            made.hire(nanny=nanny)
        if workers:
            made.wait()
        yield made
    finally:
        for process in (*made.workers, scheduler):
            _end(process)


def _started(arguments: list[str], paths: tuple[Path, ...]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))},
    )


def _end(process: "subprocess.Popen[bytes]") -> None:
    """With all that it has started: a nanny's worker is of its group."""
    with suppress(ProcessLookupError):  # it is gone, and nobody is left
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()

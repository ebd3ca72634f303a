"""A build on a cluster of processes, one of them killed in the middle: the files of a local build."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kg_builder.engines import opened
from kg_builder.model.errors import SettingsError
from kg_builder.pipeline import build, recipe

pytest.importorskip("distributed")
ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "bench"))


@pytest.fixture
def cluster(tmp_path):
    """A scheduler and two workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    master = f"tcp://127.0.0.1:{port}"
    dask = [sys.executable, "-m", "dask"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])}
    scheduler = [*dask, "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    worker = [*dask, "worker", master, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment}
    running = [subprocess.Popen(scheduler, **quiet)]
    running += [subprocess.Popen([*worker, str(tmp_path / f"w{number}")], **quiet) for number in (1, 2)]
    yield master, running[1:]
    for process in running:
        process.kill()
        process.wait()


def files(out: Path) -> dict[str, bytes]:
    return {
        file.relative_to(out).as_posix(): file.read_bytes()
        for name in ("graph", "annotations", "articles", "reports")
        for file in sorted((out / name).rglob("*"))
        if file.is_file()
    }


def test_a_worker_killed_in_the_middle_changes_no_byte(tmp_path, cluster, pack):
    import corpus

    master, workers = cluster
    corpus.write(60, tmp_path / "in")
    build([tmp_path / "in"], tmp_path / "local", pack)
    killed = threading.Event()

    def step(told: str) -> None:
        if told.startswith("12 read") and not killed.is_set():
            killed.set()
            workers[0].send_signal(signal.SIGKILL)

    deadline = time.monotonic() + 30
    while True:
        try:
            with opened("dask", 1, master, recipe.of_program) as engine:
                build([tmp_path / "in"], tmp_path / "far", pack, on_step=step, engine=engine)
            break
        except SettingsError:
            if time.monotonic() > deadline or killed.is_set():
                raise
    assert killed.is_set()
    assert files(tmp_path / "far") == files(tmp_path / "local")


def test_a_master_that_is_not_there_is_told_in_a_sentence():
    with (
        pytest.raises(SettingsError, match="no Dask scheduler answers there"),
        opened("dask", 1, "tcp://127.0.0.1:9", recipe.of_program),
    ):
        pass
    with pytest.raises(SettingsError, match="needs --master"), opened("dask", 1, None, recipe.of_program):
        pass

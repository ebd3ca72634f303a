"""Results in order, and no item harms another."""

import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from kg_builder.engines import start
from kg_builder.model.errors import Issue, SourceError


def work(number: int) -> int:
    if number == 7:
        raise ValueError("a bug")
    if number == 8:
        raise SourceError("int: it holds no text.")
    if number in (20, 90):
        os._exit(1)
    return number * 2


def test_one_process_keeps_order_and_tells_faults():
    issues: list[Issue] = []
    assert list(start(1).map(work, range(10), issues.append)) == [n * 2 for n in range(10) if n not in (7, 8)]
    assert [issue.code for issue in issues] == ["engine.failed", "ingest.unreadable"]


def test_a_worker_that_dies_costs_one_item():
    issues: list[Issue] = []
    lost = (7, 8, 20, 90)
    assert list(start(2).map(work, range(300), issues.append)) == [n * 2 for n in range(300) if n not in lost]
    assert len(issues) == len(lost)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_ends_all_processes():
    script = """
        import time
        from kg_builder.engines import start
        def work(number):
            time.sleep(0.01)
            return number
        for result in start(2).map(work, range(100_000), print):
            print(result, flush=True)
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True) as run:
        assert run.stdout is not None
        run.stdout.readline()
        os.killpg(run.pid, signal.SIGINT)  # as a terminal sends it: to the parent and its workers
        began = time.monotonic()
        run.communicate(timeout=30)
        assert run.returncode != 0
        assert time.monotonic() - began < 10

"""Results in order, no item harms another, nothing takes more than it may, and no process is left behind."""

import gc
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg_builder.engines import Limits, start
from kg_builder.engines.inline import risky
from kg_builder.model.article import Source
from kg_builder.model.errors import Issue, SettingsError, SourceError

posix = pytest.mark.skipif(os.name == "nt", reason="signals and limits of POSIX")
linux = pytest.mark.skipif(sys.platform != "linux", reason="/proc")


@dataclass(frozen=True)
class Item:
    """An article that does `deed` when it is read."""

    iri: str
    deed: str = ""
    payload: bytes = b""
    media_type: str = "text/plain"


def work(number: int) -> int:
    if number == 7:
        raise ValueError("a bug")
    if number == 8:
        raise SourceError("int: it holds no text.")
    if number in (20, 90):
        os._exit(1)
    return number * 2


def act(item: Item) -> tuple[str, int]:
    """What is read, and by which process."""
    if item.deed == "hang":
        while True:
            time.sleep(1)
    if item.deed == "spin":
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
        while True:
            pass
    if item.deed == "eat":
        return item.iri, len(bytearray(1 << 40))
    if item.deed == "grow":
        held = []
        while True:
            held.append(bytearray(1 << 24))
    if item.deed == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if item.deed == "once":  # dies the first time
        mark = Path(item.payload.decode())
        if not mark.exists():
            mark.touch()
            os._exit(3)
    if item.deed == "print":
        print("noise", flush=True)
        os.write(1, b"more noise")
    if item.deed == "lambda":
        return lambda: None  # type: ignore[return-value]
    return item.iri, os.getpid()


def items(*deeds: tuple[int, str], count: int = 40, **more: object) -> list[Item]:
    special = dict(deeds)
    return [Item(f"{n:03d}", special.get(n, ""), **more) for n in range(count)]


def run(engine, given) -> tuple[list[str], list[Issue]]:
    issues: list[Issue] = []
    return [iri for iri, _ in engine.map(act, given, issues.append)], issues


def test_one_process_keeps_order_and_tells_faults():
    issues: list[Issue] = []
    assert list(start(1).map(work, range(10), issues.append)) == [n * 2 for n in range(10) if n not in (7, 8)]
    assert [issue.code for issue in issues] == ["engine.failed", "ingest.unreadable"]


def test_a_worker_that_dies_costs_one_item():
    issues: list[Issue] = []
    lost = (7, 8, 20, 90)
    assert list(start(2).map(work, range(300), issues.append)) == [n * 2 for n in range(300) if n not in lost]
    assert [issue.code for issue in issues] == ["engine.failed", "ingest.unreadable", "engine.died", "engine.died"]


@posix
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(
    ("deed", "code", "seconds"),
    [
        ("hang", "engine.timeout", 1.5),
        ("spin", "engine.timeout", 1.5),
        ("eat", "engine.memory", 60),
        ("grow", "engine.memory", 60),  # to fill so much memory may take seconds where the machine is busy
        ("die", "engine.died", 60),
        ("lambda", "engine.failed", 60),
    ],
)
def test_an_article_over_the_limit_is_an_issue_and_the_others_go_on(deed, code, seconds, workers):
    given = items((3, deed), (12, deed), count=20, media_type="application/pdf")
    read, issues = run(start(workers, Limits(seconds=seconds, memory=1 << 28)), given)
    assert read == [item.iri for item in given if not item.deed]
    assert [(issue.code, issue.where) for issue in issues] == [(code, "003"), (code, "012")]
    assert all(issue.message.endswith((".", "it.")) for issue in issues)


def test_a_worker_that_dies_by_chance_costs_nothing(tmp_path):
    given = items()
    given[5] = Item("005", "once", str(tmp_path / "mark").encode())
    read, issues = run(start(2), given)
    assert (tmp_path / "mark").exists()
    assert read == [item.iri for item in given]
    assert not issues


def test_time_grows_with_the_size():
    assert Limits().time(0) == 60
    assert Limits().time(1_000_000) == 110


def test_large_items_and_results_pass_in_order():
    given = [Item(f"{n}", payload=os.urandom(1 << (10 + n % 12))) for n in range(36)]
    issues: list[Issue] = []
    assert list(start(2).map(same, given, issues.append)) == given
    assert not issues


def same(item: Item) -> Item:
    return item


def test_what_a_library_prints_is_no_result():
    read, issues = run(start(2), items((1, "print"), (2, "print"), count=6))
    assert read == [f"{n:03d}" for n in range(6)]
    assert not issues


def test_no_process_is_started_for_nothing():
    assert run(start(2), []) == ([], [])
    (process,) = {pid for _, pid in start(1).map(act, items(count=3), print)}
    assert process == os.getpid()
    assert os.getpid() not in {pid for _, pid in start(1).map(act, items(count=3, media_type="text/html"), print)}
    assert len({pid for _, pid in start(2).map(act, items(count=1), print)}) == 1


def test_what_may_be_a_trap_is_read_in_a_worker():
    assert not risky(Source("a.txt", "text/plain", b"x" * 60_000))
    assert risky(Source("a.txt", "text/plain", b"x" * 70_000))
    assert risky(Source("a.pdf", "application/pdf", b"x"))
    assert not risky(7)


def test_work_that_cannot_begin_is_said():
    with pytest.raises(SettingsError, match="cannot start"):
        list(start(2).map(Unborn(), items(count=3), print))


class Unborn:
    def __reduce__(self):
        return os._exit, (4,)


def children() -> list[str]:
    found = []
    for task in Path("/proc/self/task").iterdir():
        found += (task / "children").read_text().split()
    return found


@linux
def test_nobody_is_left_behind():
    gc.collect()
    before = children()
    run(start(2, Limits(seconds=1)), items((3, "hang"), (5, "die"), count=12))
    assert children() == before  # no zombie either
    results = start(2).map(act, items(count=200), print)
    next(results)
    assert len(children()) > len(before)
    results.close()
    assert children() == before
    assert threading.active_count() < 12


def held(size: int) -> tuple[int, int]:
    return len(bytearray(size)), os.getpid()


@linux
def test_workers_go_from_one_map_to_the_next_while_a_with_lasts():
    before = children()
    with start(2) as engine:
        list(engine.map(act, items(), print))
        workers = set(children()) - set(before)
        assert len(workers) == 2
        assert {str(pid) for _, pid in engine.spread(held, [1] * 40)} <= workers
        assert {str(pid) for _, pid in engine.map(act, items(), print)} <= workers
        assert set(children()) - set(before) == workers
    assert children() == before


@posix
def test_each_map_has_limits_of_its_own():
    with start(2, Limits(memory=1 << 28)) as engine:
        assert run(engine, items((3, "grow"), count=6))[1][0].code == "engine.memory"
        assert [size for size, _ in engine.spread(held, [1 << 29] * 5)] == [1 << 29] * 5
        read, issues = run(engine, items((3, "grow"), count=6))
    assert len(read) == 5
    assert [issue.code for issue in issues] == ["engine.memory"]


def test_a_worker_that_died_between_two_maps_is_replaced():
    with start(2) as engine:
        for _ in range(5):
            pids = {pid for _, pid in engine.map(act, items(), print)}
            os.kill(min(pids), signal.SIGTERM)
        read, issues = run(engine, items())
    assert len(read) == 40
    assert not issues


@linux
def test_many_workers_that_died_between_two_maps_are_no_fault_of_the_program():
    with start(4) as engine:
        before = set(children())
        list(engine.map(pause, range(60), print))
        pids = set(children()) - before
        assert len(pids) == 4
        for pid in pids:
            os.kill(int(pid), signal.SIGKILL)
        assert list(engine.map(pause, range(60), print)) == list(range(60))


def pause(number: int) -> int:
    time.sleep(0.1)
    return number


@linux
def test_what_was_begun_and_is_wanted_no_more_harms_nobody():
    with start(2) as engine:
        left = engine.map(act, items((1, "hang"), count=200), print)
        assert next(left)[0] == "000"
        within = engine.map(work, range(7), print)
        assert next(within) == 0
        left.close()
        assert list(within) == [2, 4, 6, 8, 10, 12]
        assert run(engine, items()) == ([item.iri for item in items()], [])


# The first line: a job that a shell started in the background ignores SIGINT, and so would its children.
SCRIPT = """
    import signal; signal.signal(signal.SIGINT, signal.default_int_handler)
    import sys
    from kg_builder.engines import start
    from test_engines import nap
    for result in start(2).map(nap, range(100_000), print):
        print(result, flush=True)
"""


def nap(number: int) -> int:
    time.sleep(0.01)
    return os.getpid()


def script() -> "subprocess.Popen[bytes]":
    paths = [str(Path(__file__).parent), *filter(None, sys.path)]
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SCRIPT)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


@posix
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda how: how.name)
def test_a_signal_ends_all_processes_within_a_second(how):
    with script() as running:
        assert running.stdout is not None
        workers = {int(running.stdout.readline()) for _ in range(40)}
        assert running.pid not in workers
        if how == signal.SIGINT:
            os.killpg(running.pid, how)  # as a terminal sends it
        else:
            os.kill(running.pid, how)
        began = time.monotonic()
        running.communicate(timeout=30)
        assert running.returncode != 0
        while any(map(alive, workers)) and time.monotonic() - began < 5:
            time.sleep(0.02)
        assert time.monotonic() - began < 1.5

"""A quick slice of each campaign in tests/crash, signals, one writer at a time, and `build --watch`."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg_builder.project import Output, damaged, latest, lock

ROOT = Path(__file__).parent.parent.parent
TEXTS = sorted((ROOT / "data" / "gold" / "constructed").glob("*.txt"))
COMMAND = [sys.executable, "-m", "kg_builder.cli"]


def campaign(name: str, *options: str) -> str:
    """What a script of tests/crash says at its end."""
    script = ROOT / "tests" / "crash" / f"{name}.py"
    run = subprocess.run([sys.executable, str(script), *options], capture_output=True, encoding="utf-8", check=False)
    if run.returncode and "no right to mount" in run.stderr:
        pytest.skip("no right to mount a small disk here")
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout.splitlines()[-1]


def test_kills_at_random_moments():
    said = campaign("kills", "--times", "6", "--articles", "1", "--seed", str(2021))
    assert sum(int(n) for n in re.findall(r"(\d+) (?:killed before|swapped before)", said)) == 6


def test_a_disk_that_fills_up():
    said = campaign("full_disk", "--from", "120", "--step", "300")
    assert "with exit 2" in said


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is missing")
def test_faults_at_calls_that_touch_out():
    assert "20 struck" in campaign("faults", "--situation", "change", "--sample", "20")


def corpus(folder: Path, numbers: range) -> Path:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        shutil.copy(TEXTS[number], folder)
    return folder


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def workers_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def gone(pid: int) -> bool:
    """Ended, though its parent may not have asked yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_signal_ends_a_build_and_its_workers(tmp_path, how):
    folder, out = corpus(tmp_path / "in", range(len(TEXTS))), tmp_path / "out"
    for copy in range(1, 30):
        for text in TEXTS:
            (folder / f"{copy}-{text.name}").write_text(
                f"{text.read_text(encoding='utf-8')}\n第{copy}次。", encoding="utf-8"
            )
    command = [*COMMAND, "build", str(folder), "-o", str(out), "--workers", "2"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8") as run:
        until(lambda: len(workers_of(run.pid)) >= 2)
        workers = workers_of(run.pid)
        time.sleep(0.5)
        began = time.monotonic()
        run.send_signal(how)
        code = run.wait(timeout=30)
        assert time.monotonic() - began < 3  # one on a machine that has nothing else to do
        until(lambda: all(gone(worker) for worker in workers), 5)
        said = run.stderr.read()
    if how == signal.SIGKILL:
        assert code == -how
    else:
        assert code == 130
        assert len(said.splitlines()) == 1
        assert said.startswith("Stopped: ")
    with lock(out):  # nobody holds it any more
        assert not latest(out).knowledge.exists()


def test_a_second_build_says_who_is_at_work(tmp_path):
    folder = corpus(tmp_path / "in", range(1))
    with lock(tmp_path / "out"):
        run = subprocess.run(
            [*COMMAND, "build", str(folder), "-o", str(tmp_path / "out")],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert run.returncode == 2
    assert f"process {os.getpid()}" in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_readers_do_not_wait_for_a_writer(tmp_path):
    folder, out = corpus(tmp_path / "in", range(1)), tmp_path / "out"
    subprocess.run([*COMMAND, "build", str(folder), "-o", str(out), "--quiet"], check=True)
    with lock(out):
        for verb in (("query", str(out), "regions"), ("validate", str(out)), ("export", str(out), "--format", "csv")):
            subprocess.run([*COMMAND, *verb], check=True, capture_output=True)
    assert (out / "exports" / "entities.csv").is_file()


def test_validate_tells_a_file_that_was_changed(tmp_path):
    folder, out = corpus(tmp_path / "in", range(1)), tmp_path / "out"
    subprocess.run([*COMMAND, "build", str(folder), "-o", str(out), "--quiet"], check=True)
    Output(out).turtle.write_text("spoilt")
    run = subprocess.run([*COMMAND, "validate", str(out)], capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 1
    assert "graph/kg.ttl: file.changed" in run.stdout


def test_a_watch_builds_again_on_each_change(tmp_path):
    folder, log = corpus(tmp_path / "in", range(2)), tmp_path / "log"
    out = folder / "output"  # inside what is watched: its own writing starts nothing
    command = [*COMMAND, "build", str(folder), "-o", str(out), "--quiet", "--watch"]
    with log.open("w") as said, subprocess.Popen(command, stdout=said, stderr=said) as run:
        try:
            until(lambda: "built: 2 articles" in log.read_text())
            corpus(folder, range(2, 3))
            until(lambda: "built: 3 articles" in log.read_text())
            for text in folder.glob("*.txt"):
                text.unlink()
            until(lambda: "stays as it is" in log.read_text())
            assert damaged(latest(out).root) == ()
            corpus(folder, range(1))
            until(lambda: "built: 1 article," in log.read_text())
            time.sleep(1)
            lines = len(log.read_text().splitlines())
            (tmp_path / "beside.txt").write_text("not asked for")  # where the first ledger would come
            time.sleep(1)
            assert len(log.read_text().splitlines()) == lines
            (tmp_path / "curation").mkdir()
            (tmp_path / "curation" / "corrections.jsonl").write_text("no correction\n")
            until(lambda: "mend the line" in log.read_text())
        finally:
            run.send_signal(signal.SIGTERM)
    assert run.returncode == 130
    assert lines <= 7  # a burst of changes may be seen in two parts, no more

"""Time and memory of a build as the corpus grows: PYTHONPATH=src python tests/bench/scale.py --sizes 1000,10000 [--workers 1,2]

Makes corpora of articles of 400 to 600 characters (tests/bench/corpus.py), builds each in a process of its own, and prints a table:
wall and CPU seconds, milliseconds an article beside those of the smallest size, and peak memory. `anon` is memory that is no
mapped file, sampled twenty times a second; `RSS` counts mapped files too. With --stages each stage of the build is told as well,
with the CPU seconds of its own process and of its workers.
"""

import argparse
import json
import os
import re
import resource
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import corpus
from measuring import Row, apart, options, tell

_LENGTHS = (400, 600, 500)
_STATEMENTS = ("reading", "resolving names")  # the stages from text to statements
_ASKED = {2: "≤ 0.56"}  # of the time of one worker: two are 1.8 times as fast
_EVERY = 0.05  # seconds between two looks at the memory


@dataclass(slots=True)
class Stage:
    """What a stage of the build took."""

    wall: float = 0.0
    cpu: float = 0.0  # of the build's own process, and
    away: float = 0.0  # of its workers
    anon: float = 0.0  # MiB, at most


@dataclass(slots=True)
class Watch:
    """Looks at this process and its workers while a build runs."""

    stage: str = "beginning"
    stages: dict[str, Stage] = field(default_factory=dict)
    workers: dict[int, dict[str, float]] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)
    since: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def step(self, step: str) -> None:
        """The build tells what it does now."""
        name = "reading" if re.match(r"\d+ read:", step) else step
        if name != self.stage:
            self.turn(name)

    def turn(self, name: str) -> None:
        """One stage ends, another begins."""
        now = time.monotonic(), time.process_time(), _away()
        if self.since[0]:
            own = self.stages.setdefault(self.stage, Stage())
            own.wall += now[0] - self.since[0]
            own.cpu += now[1] - self.since[1]
            own.away += now[2] - self.since[2]
        self.stage, self.since = name, now

    def look(self) -> None:
        """Until it is over."""
        while not self.over.wait(_EVERY):
            own = self.stages.setdefault(self.stage, Stage())
            own.anon = max(own.anon, _status(os.getpid()).get("RssAnon", 0.0))
            for pid in _children():
                seen = self.workers.setdefault(pid, {})
                for name, value in _status(pid).items():
                    seen[name] = max(seen.get(name, 0.0), value)


def _status(pid: int) -> dict[str, float]:
    """Memory of a process in MiB, as Linux tells it; nothing where it is gone."""
    try:
        text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return {}
    return {name: int(size) / 1024 for name, size in re.findall(r"^(RssAnon|VmHWM):\s+(\d+) kB", text, re.MULTILINE)}


def _away() -> float:
    """CPU seconds of the workers, of those that live and of those that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime + sum(map(_cpu, _children()))


def _cpu(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9
    except OSError:
        return 0.0


def _children() -> list[int]:
    found: list[int] = []
    for task in Path("/proc/self/task").iterdir():
        try:
            found += map(int, (task / "children").read_text(encoding="ascii").split())
        except OSError:
            continue
    return found


def one(articles: Path, out: Path, workers: int) -> None:
    """One build in this process; prints what it took as JSON."""
    from kg_builder.pipeline import build
    from kg_builder.project import load_pack

    watch = Watch()
    thread = threading.Thread(target=watch.look, daemon=True)
    thread.start()
    begun = time.monotonic()
    watch.turn("beginning")
    summary = build([articles], out, load_pack("all", []), workers, watch.step)
    watch.turn("over")
    watch.over.set()
    thread.join()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    told = {
        "wall": time.monotonic() - begun,
        "cpu": sum(each.ru_utime + each.ru_stime for each in used),
        "anon": max(stage.anon for stage in watch.stages.values()),
        "rss": used[0].ru_maxrss / 1024,
        "worker_anon": max((each.get("RssAnon", 0.0) for each in watch.workers.values()), default=0.0),
        "worker_rss": max((each.get("VmHWM", 0.0) for each in watch.workers.values()), default=0.0),
        "articles": summary.articles,
        "statements": sum(summary.statements.values()),
        "bytes": sum(file.stat().st_size for file in out.rglob("*") if file.is_file() and not file.is_symlink()),
        "stages": {name: [stage.wall, stage.cpu, stage.away, stage.anon] for name, stage in watch.stages.items()},
    }
    print(json.dumps(told))


def measured(count: int, workers: int, home: Path) -> dict[str, Any]:
    """A build of so many articles in a process of its own."""
    articles, out = home / f"articles-{count}", home / f"out-{count}-{workers}"
    if not articles.exists():
        corpus.write(count, articles, 1, _LENGTHS)
    shutil.rmtree(out, ignore_errors=True)
    told: dict[str, Any] = apart(__file__, "--one", articles, out, workers)
    return told


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--workers", default="1")
    parser.add_argument("--folder", type=Path, help="where corpora and graphs are kept; else they are removed")
    parser.add_argument("--stages", action="store_true")
    parser.add_argument("--one", nargs=3, metavar=("ARTICLES", "OUT", "WORKERS"), help=argparse.SUPPRESS)
    given = options(parser)
    if given.one:
        one(Path(given.one[0]), Path(given.one[1]), int(given.one[2]))
        return
    with tempfile.TemporaryDirectory(prefix="kg-scale-") as scratch:
        home = given.folder or Path(scratch)
        home.mkdir(parents=True, exist_ok=True)
        tell(rows(given, home), given.json)


def rows(given: argparse.Namespace, home: Path) -> Iterator[Row]:
    """Rows of each build; time and memory beside those of the smallest and of the last size before, then beside one worker."""
    alone: dict[int, float] = {}  # seconds from text to statements with one worker, by size
    for workers in map(int, given.workers.split(",")):
        least, before = 0.0, 0.0
        for count in map(int, given.sizes.split(",")):
            told = measured(count, workers, home)
            name, each = f"{count:,} articles, {workers} worker{'s' * (workers > 1)}", told["wall"] * 1000 / count
            yield Row(f"{name}: build", told["wall"], unit="s")
            yield Row(f"{name}: build, CPU", told["cpu"], unit="s CPU")
            yield Row(
                f"{name}: each (at the smallest size)",
                each,
                least or "",
                "ms",
                "≤ 1.2" if least and count >= 10_000 else "",
            )
            most = told["anon"] + workers * told["worker_anon"] * (workers > 1)
            yield Row(
                f"{name}: memory (at the size before)",
                most,
                before or "",
                "MiB",
                "< 1.3" if before and count >= 100_000 else "",
            )
            yield Row(f"{name}: on disk, an article", told["bytes"] / count / 1024, unit="KB")
            for stage, (wall, cpu, away, anon) in told["stages"].items() if given.stages else ():
                yield Row(f"  {stage}, CPU {cpu:.2f} + {away:.2f} s, {anon:.0f} MiB", wall, unit="s")
            seconds = sum(told["stages"][stage][0] for stage in _STATEMENTS)
            if workers == 1:
                alone[count] = seconds
            elif count in alone:
                yield Row(
                    f"{name}: text to statements (one worker)", seconds, alone[count], "s", _ASKED.get(workers, "")
                )
            least, before = least or each, most


if __name__ == "__main__":
    main()

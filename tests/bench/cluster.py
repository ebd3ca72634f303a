"""A cluster beside one process: PYTHONPATH=src python tests/bench/cluster.py [--count 20000] [--json]

Builds one corpus (tests/bench/corpus.py) four times: with one worker, with a pool of two, on a scheduler and two workers of Dask
that are processes of this machine, and there once more, where one worker is killed in the middle. Tells wall and CPU seconds of
all processes together, the scheduler's and the workers' with them, beside those of one worker; and whether the files are the same.
"""

import argparse
import filecmp
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
import corpus
from clustered import Cluster, cluster
from measuring import Cost, Row, apart, options, run, taken, tell

_LENGTHS = (400, 600, 500)
_FOLDERS = ("graph", "annotations", "articles", "reports")
_ON_CLUSTER = "Dask, 2 workers"


def built(given: Path, out: Path, *more: str) -> Cost:
    """A build as a user starts it."""
    command = [sys.executable, "-m", "kg_builder.cli", "build", str(given), "-o", str(out), "--quiet", *more]
    return run(command)[0]


def killing(given: Path, out: Path, master: str, count: int, victim: int) -> Cost:
    """A build on a cluster, with one of its workers killed when half of the articles are read."""
    from kg_builder.engines import opened
    from kg_builder.pipeline import build, recipe
    from kg_builder.project import load_pack

    def step(step: str) -> None:
        if step.startswith(f"{count // 2} read: "):
            os.kill(victim, 9)

    with taken() as cost, opened("dask", 1, master, recipe.of_program) as engine:
        build([given], out, load_pack(), on_step=step, engine=engine)
    return cost


def on_cluster(given: Path, out: Path, home: Path, count: int, kill: bool) -> Cost:
    """A build on a new cluster; what its processes take is counted from when all are there."""
    home.mkdir()
    with cluster(home, 2) as there:
        before, begun = _used(there), time.perf_counter()
        if kill:
            victim = there.workers[0]
            own = Cost(**apart(__file__, "--part", there.master, given, out, count, victim.pid))
            if _alive(victim.pid):
                raise SystemExit("no worker was killed: this row would tell of a cluster that lacks nothing")
        else:
            own = built(given, out, "--engine", "dask", "--master", there.master)
        wall, after = time.perf_counter() - begun, _used(there)
    return Cost(wall, own.cpu + sum(after) - sum(before), own.mib)


def _alive(process: int) -> bool:
    """Whether it runs: one that is dead and not buried does not. It is not waited for, which would bury it, and `_used` asks for it."""
    return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] not in "ZX"


def _used(there: Cluster) -> list[float]:
    """CPU seconds that each of its processes has taken, also one that is dead and not buried."""
    tick, used = os.sysconf("SC_CLK_TCK"), []
    for process in (there.scheduler, *there.workers):
        fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        used.append(sum(map(int, fields[11:15])) / tick)
    return used


def same(one: Path, other: Path) -> str:
    """Whether two builds wrote the same files."""
    for name in _FOLDERS:
        files = [
            sorted(f.relative_to(out / name) for f in (out / name).rglob("*") if f.is_file()) for out in (one, other)
        ]
        if files[0] != files[1] or not files[0]:
            return "no"
        if filecmp.cmpfiles(one / name, other / name, files[0], shallow=False)[0] != files[0]:
            return "no"
    return "yes"


def rows(count: int) -> Iterator[Row]:
    """The table."""
    with tempfile.TemporaryDirectory(prefix="kg-cluster-") as folder:
        home = Path(folder)
        given, local = home / "in", home / "local"
        corpus.write(count, given, lengths=_LENGTHS)
        least = built(given, local)
        yield Row(f"{count:,} articles, one worker, wall", least.wall, unit="s")
        yield Row("  CPU", least.cpu, unit="s")
        for what in ("pool of 2", _ON_CLUSTER, f"{_ON_CLUSTER}, one killed"):
            out = home / re.sub(r"\W", "", what)
            if what.startswith(_ON_CLUSTER):
                cost = on_cluster(given, out, home / f"{out.name}-workers", count, what != _ON_CLUSTER)
            else:
                cost = built(given, out, "--workers", "2")
            yield Row(f"{what} (one worker), wall", cost.wall, least.wall, "s")
            yield Row("  CPU of all processes", cost.cpu, least.cpu, "s")
            yield Row("  the same bytes", same(local, out), asked="yes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000, help="articles")
    parser.add_argument("--part", nargs=5, help=argparse.SUPPRESS)
    given = options(parser)
    if given.part:
        master, folder, out, count, victim = given.part
        print(json.dumps(asdict(killing(Path(folder), Path(out), master, int(count), int(victim)))))
    else:
        tell(rows(given.count), given.json)


if __name__ == "__main__":
    main()

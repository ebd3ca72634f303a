"""What all benchmarks share: a part in a process of its own, its CPU seconds and peak memory, the machine, rows as a table or as JSON.

A benchmark makes `Row`s and hands them to `tell`, which prints a table or, with --json, one line of JSON that `all.py` gathers.
"""

import argparse
import json
import os
import platform
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

_LIBRARIES = ("pyoxigraph", "rdflib", "networkx", "jieba", "rjieba", "pyvis", "dask")
_ASKED = re.compile(r"([≤<≥>]) ?([\d.]+)")
_TESTS: dict[str, Callable[[float, float], bool]] = {
    "≤": float.__le__, "<": float.__lt__, "≥": float.__ge__, ">": float.__gt__,
}  # fmt: skip
COLUMNS = ("what", "ours", "beside", "ratio", "asked", "met")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. `asked` is of the ratio, "≤ 0.10", or "yes" where something is to be the same; of `ours` where no ratio is."""

    what: str
    ours: float | str
    beside: float | str = ""
    unit: str = ""
    asked: str = ""
    ratio: float | None = None  # else ours / beside, where both are numbers
    verdict: str = ""  # what `met` says whatever the ratio is: "NO", "not compared"

    @property
    def share(self) -> float | None:
        """The ratio."""
        if self.ratio is None and isinstance(self.ours, int | float) and isinstance(self.beside, int | float):
            return self.ours / self.beside if self.beside else None
        return self.ratio

    @property
    def met(self) -> str:
        """Whether what is asked is so."""
        if self.verdict:
            return self.verdict
        found = _ASKED.match(self.asked)
        if not found:
            return ("yes" if self.ours == self.asked else "NO") if self.asked else ""
        value = self.share if self.share is not None else self.ours
        return "yes" if isinstance(value, int | float) and _TESTS[found[1]](float(value), float(found[2])) else "NO"

    def cells(self) -> tuple[str, ...]:
        """As text, in the order of COLUMNS."""
        unit, share = f" {self.unit}" if self.unit else "", self.share
        ours, beside = (f"{shown(v)}{unit}" if v != "" else "" for v in (self.ours, self.beside))
        return self.what, ours, beside, "" if share is None else f"{share:.3f}", self.asked, self.met


@dataclass(slots=True)
class Cost:
    """What a piece of work took."""

    wall: float = 0.0  # seconds
    cpu: float = 0.0  # seconds, of all threads and of children that have ended
    mib: float = 0.0  # peak memory of the process


class taken:
    """`with taken() as cost`: what the block costs this process."""

    def __enter__(self) -> Cost:
        self.cost = Cost(time.perf_counter(), _cpu())
        return self.cost

    def __exit__(self, *_: object) -> None:
        self.cost.wall, self.cost.cpu = time.perf_counter() - self.cost.wall, _cpu() - self.cost.cpu
        self.cost.mib = peak()


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def peak() -> float:
    """MiB that this process held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(command: list[str]) -> tuple[Cost, str]:
    """A command in a process of its own: what it took, its children with it, and what it printed."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        printed = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024), printed


def apart(file: str, *arguments: object) -> Any:
    """Runs a benchmark's file in a process of its own; the JSON it prints last."""
    return json.loads(run([sys.executable, file, *map(str, arguments)])[1].splitlines()[-1])


def machine() -> str:
    """One line: where and with what it was measured."""
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        found = None
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    versions = []
    for name in _LIBRARIES:
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return (
        f"{platform.machine()}, {os.cpu_count()} cores, {found[1] if found else platform.processor()}, {memory:.0f} GiB, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}, {', '.join(versions)}"
    )


def shown(value: float | str) -> str:
    """A number in as many digits as tell something."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 100 else f"{value:.2f}" if abs(value) >= 1 else f"{value:.4f}"


def table(rows: Iterable[Row]) -> str:
    """The rows as Markdown, set so that it can be read as it is."""
    lines = [COLUMNS, *(row.cells() for row in rows)]
    widths = [max(len(line[k]) for line in lines) for k in range(len(COLUMNS))]
    told = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    ]
    told.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(told)


def options(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """What was given at the command line, with --json among it."""
    parser.add_argument("--json", action="store_true", help="one line of JSON for all.py instead of a table")
    return parser.parse_args()


def tell(rows: Iterable[Row], as_json: bool) -> None:
    """Prints what a benchmark finds."""
    if as_json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False))
    else:
        print(f"{machine()}\n\n{table(rows)}")


def told(line: str) -> list[Row]:
    """The rows of a benchmark's JSON."""
    return [Row(**each) for each in json.loads(line)]

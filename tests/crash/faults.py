"""A fault at every call that touches OUT, one after the other: python tests/crash/faults.py

strace watches one build and numbers its calls on paths below OUT (fsync, rename, write, openat, link, symlink …). Then for each
call, and for each of EIO, ENOSPC and kill -9 (EIO alone where the call only reads), the same build runs with that fault at that call. After it the last good build must
be readable and whole, the exit code one that is stated, and one more run must give the bytes of a clean build.

Four situations: a first build, a rebuild after a change, a rebuild that changes nothing, and one over an OUT of the older layout.
"""

import argparse
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import ground

CALLS = (
    "openat", "write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat",
    "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "truncate", "ftruncate", "fallocate", "copy_file_range", "sendfile", "flock",
    "readlink", "getdents64", "pwritev", "writev", "fchmod", "chmod", "utimensat",
)  # fmt: skip
FAULTS = {"EIO": "error=EIO", "ENOSPC": "error=ENOSPC", "KILL": "signal=KILL"}
_SHORT = 150  # characters of each article: the fault falls on files, not on words
_READING = ("readlink", "getdents64", "flock")
SITUATIONS = ("first", "change", "same", "older")
_LINE = re.compile(r"^\d+ +\w+\((.*)$")
_PATH = re.compile(r"[\"<](/[^\">]*)[\">]")


@dataclass(frozen=True)
class Point:
    """The when-th call of its name that touches a path."""

    call: str
    path: str
    when: int
    writes: bool

    def faults(self) -> tuple[str, ...]:
        """A call that only reads meets no full disk, and a kill there is a kill at the next call that writes."""
        return tuple(FAULTS) if self.writes else ("EIO",)

    def __str__(self) -> str:
        return f"{self.call} no. {self.when} on {self.path}"


def main() -> int:
    """The campaign."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--situation", choices=SITUATIONS, action="append")
    parser.add_argument("--fault", choices=tuple(FAULTS), action="append")
    parser.add_argument("--call", choices=CALLS, action="append", help="only these calls")
    parser.add_argument("--sample", type=int, help="only so many of the points, chosen by chance")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if shutil.which("strace") is None:
        sys.exit("faults: strace is missing; install the package strace.")
    ground.warm()
    with ground.workplace() as place:
        campaign = Campaign(place)
        chance = random.Random(options.seed)
        for situation in options.situation or SITUATIONS:
            points = [p for p in campaign.points(situation) if p.call in (options.call or CALLS)]
            tasks = [(p, f) for p in points for f in p.faults() if f in (options.fault or FAULTS)]
            for point, fault in chance.sample(tasks, min(options.sample, len(tasks))) if options.sample else tasks:
                campaign.strike(situation, point, fault)
                campaign.counts["runs"] += 1
                ground.going_on(f"faults: {situation}", campaign.counts, campaign.verdict)
            print(
                f"faults: {situation}: {len(tasks)} faults at {len(points)} calls",
                flush=True,
            )
        return ground.closing("faults", campaign.counts, campaign.verdict)


class Campaign:
    """Two corpora, the states that OUT can be in, and what a clean build of each gives."""

    def __init__(self, place: Path) -> None:
        self.counts: Counter[str] = Counter()
        self.verdict = ground.Verdict()
        self._place, self._out, self._log = place, place / "out", place / "log"
        self._before = ground.corpus(place / "before", (0, 1), _SHORT)
        self._after = ground.corpus(place / "after", (0, 2), _SHORT)
        self._start = {name: place / f"start-{name}" for name in SITUATIONS}
        self._good = {}
        for folder in (self._before, self._after):
            assert ground.build(folder, place / folder.name / "out", self._log) == 0, self._log.read_text()
            self._good[folder] = ground.digests(place / folder.name / "out")
            (place / folder.name / "out").rename(place / f"clean-{folder.name}")
        for name in ("change", "same", "older"):
            ground.copied(place / "clean-before", self._start[name])
        ground.old_layout(self._start["older"])

    def points(self, situation: str) -> list[Point]:
        """Every call of a build that touches something below OUT."""
        trace = self._place / "trace"
        code = self._traced(situation, trace, [])
        self.verdict.check(code == 0, f"{situation}: without a fault the exit code is {code}: {self._log.read_text()}")
        ground.copied(self._start[situation], self._out)
        leads = {str(path): str(path.resolve()) for path in self._out.rglob("*") if path.is_symlink()}
        found, numbers = [], Counter()
        for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
            match = _LINE.match(line)
            paths = _PATH.findall(match[1]) if match else []
            touched = [path for path in paths if path == str(self._out) or path.startswith(f"{self._out}/")]
            if match and touched:
                call = match[0].split("(")[0].split()[-1]
                also = (link for link, place in leads.items() if place in touched)  # strace watches both ends of a link
                numbers.update((call, path) for path in {*touched, *also})
                writes = call not in _READING and not (call == "openat" and "O_RDONLY" in match[1])
                found.append(Point(call, touched[0], numbers[call, touched[0]], writes))
        assert len(found) > 20, "strace saw next to nothing"
        return found

    def strike(self, situation: str, point: Point, fault: str) -> None:
        """One build with the fault, what it leaves, and the run after it."""
        what = f"{situation}: {fault} at {str(point).replace(str(self._out), 'OUT')}"
        trace = self._place / "trace"
        code = self._traced(
            situation, trace, ["-P", point.path, "-e", f"inject={point.call}:{FAULTS[fault]}:when={point.when}"]
        )
        struck = self._struck(trace, fault)
        self.counts["struck" if struck else "missed"] += 1
        self.verdict.check(struck, f"{what}: the fault did not fall on OUT")
        self.counts[f"exit {code}"] += 1
        ground.told(self.verdict, what, code, self._log, (-signal.SIGKILL,) if fault == "KILL" else (0, 2))
        folder = self._folder(situation)
        wanted = self._good[folder]
        last = {} if situation == "first" else self._good[self._before]
        ground.readable(self.verdict, what, self._out, (last, wanted))
        if code == 0:
            self.verdict.check(ground.digests(self._out) == wanted, f"{what}: done, it says, but it is not")
        if ground.standing(self._out) == ground.standing(self._start[situation]):
            self.counts["left as it was"] += (
                1  # then the run after it is a run from the start, which was seen to be good
            )
            return
        again = ground.build(folder, self._out, self._log)
        ground.told(self.verdict, f"{what}, the run after it", again, self._log, (0,))
        ground.finished(self.verdict, what, self._out, wanted)

    def _folder(self, situation: str) -> Path:
        return self._before if situation == "same" else self._after

    def _traced(self, situation: str, trace: Path, inject: list[str]) -> int:
        """A build from a situation's start, with strace on it before it begins."""
        ground.copied(self._start[situation], self._out)
        run = ground.Run(("build", self._folder(situation), "-o", self._out, "--quiet"), self._log)
        command = ["strace", "-f", "-y", "-s", "0", "-o", str(trace), "-e", "trace=" + ",".join(CALLS), *inject]
        with subprocess.Popen([*command, "-p", str(run.pid)], stderr=subprocess.DEVNULL) as strace:
            while "TracerPid:\t0\n" in Path(f"/proc/{run.pid}/status").read_text():
                time.sleep(0.002)
            run.go()
            code = run.wait()
            strace.wait()
        return code

    def _struck(self, trace: Path, fault: str) -> bool:
        lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
        if fault == "KILL":
            return bool(lines) and "+++ killed by SIGKILL +++" in lines[-1]
        return any("(INJECTED)" in line for line in lines)  # strace was told to look at this path alone


if __name__ == "__main__":
    sys.exit(main())

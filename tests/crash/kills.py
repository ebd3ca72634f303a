"""kill -9 at random moments of builds and rebuilds: python tests/crash/kills.py --times 200 --seed 1

Each time the whole process group is killed while the articles have changed since the last good build. Then the last good
build must still be readable, and one more run must give, byte for byte, what a clean build gives.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import ground


def main() -> int:
    """The campaign."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=3, help="articles of a corpus")
    options = parser.parse_args()
    ground.warm()
    with ground.workplace() as place:
        return Campaign(place, options.seed, options.articles).run(options.times)


class Campaign:
    """One OUT that is built, killed and built again as the articles change."""

    def __init__(self, place: Path, seed: int, articles: int) -> None:
        self._place, self._articles = place, articles
        self._random = random.Random(seed)
        self._verdict = ground.Verdict()
        self._counts: Counter[str] = Counter()
        texts = range(len(ground.TEXTS))
        self._corpora = [tuple(sorted(self._random.sample(texts, articles))) for _ in range(8)]
        self._clean: dict[tuple[int, ...], dict[str, str]] = {}
        self._seconds = {1: 1.0, 2: 1.0}

    def run(self, times: int) -> int:
        """Its exit code."""
        out, last = self._place / "out", {}
        for time_ in range(times):
            if self._random.random() < 0.1:  # a first build now and then
                shutil.rmtree(out, ignore_errors=True)
                last = {}
            chosen = self._random.choice(self._corpora)
            wanted = self._wanted(chosen)
            folder = ground.corpus(self._place / "in", chosen)
            workers = self._random.choice((1, 2))
            what = f"kill {time_} ({workers} workers, articles {chosen})"
            self._strike(folder, out, workers)
            ground.readable(self._verdict, what, out, (last, wanted))
            self._counts["swapped before the kill" if self._is(out, wanted) else "killed before the swap"] += 1
            log = self._place / "log"
            ground.told(self._verdict, what, ground.build(folder, out, log, "--workers", str(workers)), log, (0,))
            ground.finished(self._verdict, what, out, wanted)
            last = wanted
            self._counts["runs"] += 1
            ground.going_on("kills", self._counts, self._verdict)
        return ground.closing("kills", self._counts, self._verdict)

    def _strike(self, folder: Path, out: Path, workers: int) -> None:
        """A build that is killed somewhere between its beginning and shortly after its usual end."""
        run = ground.Run(("build", folder, "-o", out, "--quiet", "--workers", str(workers)), self._place / "log")
        began = time.monotonic()
        run.go()
        time.sleep(self._random.uniform(0, self._seconds[workers] * 1.05))
        with suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
        if run.wait() == 0:
            self._counts["of them after the end"] += 1
            self._seconds[workers] = time.monotonic() - began

    def _wanted(self, chosen: tuple[int, ...]) -> dict[str, str]:
        if chosen not in self._clean:
            out = self._place / "clean"
            shutil.rmtree(out, ignore_errors=True)
            log = self._place / "log"
            workers = 1 if len(self._clean) % 2 else 2
            began = time.monotonic()
            code = ground.build(ground.corpus(self._place / "in", chosen), out, log, "--workers", str(workers))
            self._seconds[workers] = time.monotonic() - began
            ground.told(self._verdict, f"clean build of {chosen}", code, log, (0,))
            self._clean[chosen] = ground.digests(out)
        return self._clean[chosen]

    @staticmethod
    def _is(out: Path, wanted: dict[str, str]) -> bool:
        return ground.project.latest(out).knowledge.is_file() and ground.digests(out) == wanted


if __name__ == "__main__":
    sys.exit(main())

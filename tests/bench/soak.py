"""Hours of use in minutes: PYTHONPATH=src python tests/bench/soak.py --minutes 30

Clients of every kind ask at once while builds change the graph under them: small queries, pages, runaways, clients that go away,
slow readers of large answers. Every entity carries the number of the build that made it, so an answer that holds two numbers is a
wrong one. A line a minute; exits 1 where an answer was wrong, p99 of small queries over 2 s, or memory or open files grew.
"""

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import graph
import httpx
from server import PAGES, RUNAWAYS, SMALL, ask, at, serving, taken

ALIASES = "SELECT ?s ?a { ?s a kgb:Official ; skos:altLabel ?a } LIMIT 60"
EVERYTHING = "SELECT ?s ?p ?o { ?s ?p ?o }"
_SLACK = 1.35  # what memory and open files may grow from the second minute to the last


class Soak:
    """What the clients saw."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.over = threading.Event()
        self.lock = threading.Lock()
        self.times: list[float] = []
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.seen: set[bytes] = set()

    def note(self, what: str, wrong: str = "", seconds: float | None = None) -> None:
        with self.lock:
            self.counts[what] += 1
            if wrong:
                self.wrong.append(f"{what}: {wrong}")
            if seconds is not None:
                self.times.append(seconds)

    def check(self, what: str, answer: httpx.Response, seconds: float | None = None) -> None:
        """An answer is 200 and of one build, or 503 where all are busy."""
        rounds = graph.rounds(answer.content)
        self.seen |= rounds
        wrong = f"builds {sorted(rounds)} in one answer" if len(rounds) > 1 else ""
        if answer.status_code not in (200, 503):
            wrong = f"status {answer.status_code}: {answer.text[:200]}"
        self.note(what if answer.status_code == 200 else f"{what} {answer.status_code}", wrong, seconds)

    # --- the clients; each runs until all is over

    def small(self, number: int) -> None:
        chance = random.Random(number)
        with httpx.Client(base_url=self.address, timeout=60) as client:
            while not self.over.is_set():
                began = time.perf_counter()
                answer = ask(client, chance.choice((*SMALL, ALIASES)))
                self.check("small", answer, time.perf_counter() - began)
                time.sleep(0.08)

    def pages(self, number: int) -> None:
        chance = random.Random(number)
        with httpx.Client(base_url=self.address, timeout=60) as client:
            while not self.over.is_set():
                self.check("page", client.get(chance.choice(PAGES)))
                time.sleep(0.1)

    def runaways(self, number: int) -> None:
        chance = random.Random(number)
        with httpx.Client(base_url=self.address, timeout=60) as client:
            while not self.over.is_set():
                answer = ask(client, chance.choice(RUNAWAYS))
                self.note("runaway", "" if answer.status_code in (503, 413) else f"status {answer.status_code}")
                time.sleep(2)

    def leavers(self, number: int) -> None:
        chance = random.Random(number)
        while not self.over.is_set():
            query = chance.choice((RUNAWAYS[0], EVERYTHING, ALIASES))
            try:
                with httpx.Client(base_url=self.address, timeout=chance.choice((0.01, 0.1, 0.6))) as client:
                    ask(client, query)
            except httpx.HTTPError:
                pass
            self.note("left")
            time.sleep(1)

    def slow(self, number: int) -> None:
        del number
        while not self.over.is_set():
            with httpx.stream("GET", f"{self.address}/sparql", params={"query": EVERYTHING}, timeout=60) as answer:
                if answer.status_code != 200:
                    answer.read()
                    self.check("slow", answer)
                    continue
                parts = []
                for part in answer.iter_bytes(1 << 18):
                    parts.append(part)
                    time.sleep(0.2)
            whole = b"".join(parts)
            rounds = graph.rounds(whole)
            complete = len(json.loads(whole)["results"]["bindings"]) > 1000
            self.note("slow", "" if complete and len(rounds) == 1 else f"cut or mixed: {sorted(rounds)}")


def rebuilds(soak: Soak, out: Path, quads: int, every: float) -> None:
    """A build after the other."""
    number = 0
    while not soak.over.wait(every):
        number += 1
        graph.write(out, quads, 1, number)
        soak.note("builds")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument(
        "--quads", type=int, default=40_000, help="10,000 or more: a smaller graph lacks what is asked for"
    )
    parser.add_argument("--every", type=float, default=20, help="seconds between builds")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        graph.write(out, given.quads, 1, 0)
        with serving(out, "--seconds", "4", "--workers", "4", "--memory", "512") as (process, address):
            failed = soaked(process.pid, Soak(address), out, given)
        left = [path.name for path in (out / ".kg-builder" / "served").iterdir() if path.is_dir()]
        print(f"generations left on disk: {len(left)}")
    sys.exit(failed)


def soaked(pid: int, soak: Soak, out: Path, given: argparse.Namespace) -> int:
    """Runs the clients; the exit code."""
    work = [(soak.small, 4), (soak.pages, 2), (soak.runaways, 1), (soak.leavers, 2), (soak.slow, 1)]
    threads = [threading.Thread(target=kind, args=(n,), daemon=True) for kind, count in work for n in range(count)]
    threads.append(threading.Thread(target=rebuilds, args=(soak, out, given.quads, given.every), daemon=True))
    for thread in threads:
        thread.start()
    everything: list[float] = []
    first: dict[str, int] = {}
    now: dict[str, int] = {}
    until, minute = time.monotonic() + given.minutes * 60, 0
    while time.monotonic() < until:
        time.sleep(min(60.0, max(0.0, until - time.monotonic())))
        minute, now = minute + 1, taken(pid)
        with soak.lock:
            times, soak.times = soak.times, []
        everything += times
        if minute == 2:
            first = now
        print(f"minute {minute}: {len(times)} small, median {at(times, 0.5):.0f} ms, p99 {at(times, 0.99):.0f} ms, {now}, {dict(soak.counts)}, wrong {len(soak.wrong)}", flush=True)  # fmt: skip
    soak.over.set()
    for thread in threads:
        thread.join(30)
    grew = [name for name in ("MiB", "handles") if first and now[name] > first[name] * _SLACK + 20]
    print(
        f"{len(everything)} small queries, p99 {at(everything, 0.99):.0f} ms; builds seen {len(soak.seen)}; grew: {grew or 'nothing'}"
    )
    for wrong in soak.wrong[:20]:
        print("WRONG", wrong)
    return int(bool(soak.wrong or grew or at(everything, 0.99) > 2000))


if __name__ == "__main__":
    main()

"""How quickly a large graph is loaded and answers: PYTHONPATH=src python tests/bench/endpoint.py [--quads 1000000] [--out FOLDER] [--json]"""

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import graph
import httpx
from measuring import Row, options, run, tell
from server import PAGES, RUNAWAYS, SMALL, ask, at, serving, taken


def load(out: Path) -> Iterator[Row]:
    """Time and memory of `kg-builder load`."""
    cost, _ = run([sys.executable, "-m", "kg_builder.cli", "load", str(out), "--again"])
    yield Row("load, by the clock", cost.wall, unit="s")
    yield Row("load", cost.cpu, unit="s CPU")
    yield Row("load, peak memory", cost.mib, unit="MiB")


def spread(what: str, times: list[float]) -> Iterator[Row]:
    """Median and 99th percentile."""
    yield Row(f"{what}, median", at(times, 0.5), unit="ms")
    yield Row(f"{what}, p99", at(times, 0.99), unit="ms")


def one_client(address: str, rounds: int) -> Iterator[Row]:
    """Each small query and each page, one after the other."""
    with httpx.Client(base_url=address, timeout=60) as client:
        every = []
        for number, query in enumerate(SMALL):
            every += (times := [timed(lambda query=query: ask(client, query)) for _ in range(rounds)])
            yield from spread(f"small query {number}", times)
        yield Row("all small queries, median", at(every, 0.5), unit="ms")
        for page in PAGES:
            status = client.get(page).status_code
            times = [timed(lambda page=page: client.get(page)) for _ in range(max(rounds // 5, 5))]
            yield from spread(f"{page}: {status}", times)


def timed(work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def many_clients(address: str, clients: int, each: int) -> Iterator[Row]:
    """So many at once; nobody may be refused."""

    def work(number: int) -> list[tuple[int, float]]:
        found = []
        with httpx.Client(base_url=address, timeout=60) as client:
            for turn in range(each):
                began = time.perf_counter()
                status = ask(client, SMALL[(number + turn) % len(SMALL)]).status_code
                found.append((status, time.perf_counter() - began))
        return found

    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        found = [pair for some in pool.map(work, range(clients)) for pair in some]
    seconds, times = time.perf_counter() - began, [second for _, second in found]
    yield Row(f"{clients} clients, queries a second", len(found) / seconds)
    yield from spread(f"{clients} clients", times)
    yield Row(f"{clients} clients, failed", sum(status != 200 for status, _ in found), asked="≤ 0")


def beside_a_runaway(address: str, seconds: float, rate: int) -> Iterator[Row]:
    """Small queries at a rate, while another client asks what never ends."""
    over = threading.Event()

    def runaway() -> None:
        with httpx.Client(base_url=address, timeout=60) as client:
            while not over.is_set():
                ask(client, RUNAWAYS[0])

    thread = threading.Thread(target=runaway)
    thread.start()
    time.sleep(0.5)

    def work(number: int) -> tuple[int, float]:
        time.sleep(max(0.0, began + number / rate - time.perf_counter()))
        asked = time.perf_counter()
        return ask(client, SMALL[number % len(SMALL)]).status_code, time.perf_counter() - asked

    began = time.perf_counter()
    with httpx.Client(base_url=address, timeout=60) as client, ThreadPoolExecutor(8) as pool:
        found = list(pool.map(work, range(int(seconds * rate))))
    took = time.perf_counter() - began
    over.set()
    thread.join()
    times = [second for _, second in found]
    yield Row(f"beside a runaway, queries a second of {rate}", len(found) / took)
    yield from spread("beside a runaway", times)
    yield Row("beside a runaway, failed", sum(status != 200 for status, _ in found), asked="≤ 0")


def rows(quads: int, made: Path | None, rounds: int) -> Iterator[Row]:
    """The table."""
    with tempfile.TemporaryDirectory() as folder:
        out = made or Path(folder) / "out"
        if not out.exists():
            graph.write(out, quads)
        yield from load(out)
        with serving(out, "--seconds", "5") as (process, address):
            yield from one_client(address, rounds)
            yield from many_clients(address, 16, rounds)
            yield from beside_a_runaway(address, 10, 50)
            for name, value in taken(process.pid).items():
                yield Row(f"the server, {name}", value)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--out", type=Path, help="a graph made before")
    parser.add_argument("--rounds", type=int, default=100)
    given = options(parser)
    tell(rows(given.quads, given.out, given.rounds), given.json)


if __name__ == "__main__":
    main()

"""How quickly a large graph is loaded and answers: PYTHONPATH=src python tests/bench/endpoint.py [--quads 1000000] [--out FOLDER]"""

import argparse
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import graph
import httpx
from measuring import run
from server import PAGES, RUNAWAYS, SMALL, ask, at, serving, taken


def load(out: Path) -> None:
    """Time and memory of `kg-builder load`."""
    cost, _ = run([sys.executable, "-m", "kg_builder.cli", "load", str(out), "--again"])
    print(f"load: {cost.wall:.1f} s, {cost.cpu:.1f} s of CPU, {cost.mib:.0f} MiB at most")


def one_client(address: str, rounds: int) -> None:
    """Each small query and each page, one after the other."""
    with httpx.Client(base_url=address, timeout=60) as client:
        every = []
        for number, query in enumerate(SMALL):
            every += (times := [timed(lambda query=query: ask(client, query)) for _ in range(rounds)])
            print(f"small query {number}: median {at(times, 0.5):.1f} ms, p99 {at(times, 0.99):.1f} ms")
        print(f"all small queries: median {at(every, 0.5):.1f} ms")
        for page in PAGES:
            status = client.get(page).status_code
            times = [timed(lambda page=page: client.get(page)) for _ in range(max(rounds // 5, 5))]
            print(f"{page}: {status}, median {at(times, 0.5):.1f} ms, p99 {at(times, 0.99):.1f} ms")


def timed(work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def many_clients(address: str, clients: int, each: int) -> None:
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
    failed = sum(status != 200 for status, _ in found)
    print(
        f"{clients} clients: {len(found) / seconds:.0f} queries/s, median {at(times, 0.5):.1f} ms, p99 {at(times, 0.99):.1f} ms, {failed} failed"
    )


def beside_a_runaway(address: str, seconds: float, rate: int) -> None:
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
    failed = sum(status != 200 for status, _ in found)
    print(
        f"beside a runaway: {len(found) / took:.0f} queries/s of {rate}, median {at(times, 0.5):.1f} ms, p99 {at(times, 0.99):.1f} ms, {failed} failed"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--out", type=Path, help="a graph made before")
    parser.add_argument("--rounds", type=int, default=100)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = given.out or Path(folder) / "out"
        if not out.exists():
            graph.write(out, given.quads)
        load(out)
        with serving(out, "--seconds", "5") as (process, address):
            one_client(address, given.rounds)
            many_clients(address, 16, given.rounds)
            beside_a_runaway(address, 10, 50)
            print(taken(process.pid))


if __name__ == "__main__":
    main()

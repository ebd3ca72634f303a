"""A server as its own process, for measuring, and what it takes."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

SMALL = (
    "SELECT ?s ?o { ?s kgb:leads ?o } LIMIT 20",
    "SELECT ?p ?o { <https://w3id.org/kg-builder/id/official/p0000007> ?p ?o }",
    "SELECT ?who ?words { ?s rdf:subject <https://w3id.org/kg-builder/id/official/p0000011> ; kgb:evidence ?e . ?e oa:exact ?words ; kgb:speaker ?who }",
    "SELECT ?s ?name { ?s kgb:commitsTo <https://w3id.org/kg-builder/id/task/s00005> ; rdfs:label ?name } LIMIT 20",
    "ASK { <https://w3id.org/kg-builder/id/bureau/b0000003> kgb:launches ?c }",
    "SELECT DISTINCT ?g { GRAPH ?g { <https://w3id.org/kg-builder/id/official/p0000012> ?p ?o } }",
)
RUNAWAYS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
    "SELECT DISTINCT ?a ?f { ?a ?b ?c . ?d ?e ?f }",
)
PAGES = (
    "/", "/search?q=%E4%BB%BB%E5%8A%A1", "/page/official/p0000007", "/page/bureau/b0000003", "/page/campaign/s00001",
    "/data/official/p0000007.ttl", "/api/search?q=wang", "/queries",
)  # fmt: skip


@contextmanager
def serving(out: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """(process, address) of `kg-builder serve OUT`."""
    command = [sys.executable, "-m", "kg_builder.cli", "serve", str(out), "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        address = re.match(r"(\S+)/  pages", process.stderr.readline())[1]
        while True:
            try:
                httpx.get(f"{address}/sparql", timeout=30)
                break
            except httpx.ConnectError:
                continue
        yield process, address
    finally:
        process.terminate()
        process.wait(30)


def ask(client: httpx.Client, query: str, **options) -> httpx.Response:
    """One query."""
    return client.get("/sparql", params={"query": query}, **options)


def family(pid: int) -> list[int]:
    """A process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in family(int(child)))]


def taken(pid: int) -> dict[str, int]:
    """MiB and open files of the server itself, MiB of all its processes, their number."""
    own = _resident(pid)
    everybody = family(pid)
    handles = len(list(Path(f"/proc/{pid}/fd").iterdir()))
    return {"MiB": own, "MiB all": sum(map(_resident, everybody)), "processes": len(everybody), "handles": handles}


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 // 1024**2
    except (OSError, IndexError):
        return 0


def at(times: list[float], share: float) -> float:
    """The time, in ms, below which a share of them lies."""
    return sorted(times)[min(int(len(times) * share), len(times) - 1)] * 1000 if times else 0.0

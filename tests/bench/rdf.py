"""Writing, loading and asking beside rdflib: PYTHONPATH=src python tests/bench/rdf.py [--quads 1000000] [--no-rdflib] [--json]

On a made graph (tests/bench/graph.py), each side in a process of its own. Both take the same tuples one by one, rdflib as its
own terms; what making and dropping them costs is taken off. Peak memory is that of the whole process. A named query has --cap
seconds of CPU in rdflib: where it is cut off, the cap is a lower bound, and its rows are not compared.
"""

import argparse
import json
import os
import re
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import graph
import pyoxigraph as ox
import rdflib
from measuring import Row, apart, options, taken, tell

from kg_builder.project import resource as found
from kg_builder.rdf import named_queries, open_store
from kg_builder.rdf.bulk import load_store
from kg_builder.rdf.pieces import line
from kg_builder.rdf.serialize import Short, blocks
from kg_builder.rdf.terms import BASE, PREFIXES

_QUAD = re.compile(r"(<[^>]*>) (<[^>]*>) (.*?)(?: (<[^> ]*>))? \.\n", re.S)
_LITERAL = re.compile(r'"(.*)"(?:@([\w-]+)|\^\^<([^>]+)>)?', re.S)
_SOME = 100_000  # quads made into lines at a time
_ASK = "SELECT (COUNT(*) AS ?n) { ?s kgb:leads ?o }"
Quad = tuple[str, ...]


def tuples(nquads: Path, default_only: bool) -> Iterator[Quad]:
    """The quads of a file as our model has them, one by one."""
    with nquads.open(encoding="utf-8", newline="\n") as lines:
        for text in lines:
            match = _QUAD.fullmatch(text)
            assert match, text
            if not match[4] or not default_only:
                yield match[1], match[2], match[3], match[4] or ""


def terms(quads: Iterable[Quad]) -> Iterator[tuple[Any, ...]]:
    """The same as rdflib has them."""
    for s, p, o, g in quads:
        yield _term(s), _term(p), _term(o), _term(g) if g else None


def _term(text: str) -> Any:
    if text.startswith("<"):
        return rdflib.URIRef(text[1:-1])
    match = _LITERAL.fullmatch(text)
    assert match, text
    value = json.loads(f'"{match[1]}"') if "\\" in match[1] else match[1]
    return rdflib.Literal(value, lang=match[2], datatype=rdflib.URIRef(match[3]) if match[3] else None)


def made(source: Iterable[object]) -> float:
    """CPU seconds of making them."""
    with taken() as cost:
        for _ in source:
            pass
    return cost.cpu


# --- the parts, each in a process of its own


def our_turtle(nquads: Path, home: Path) -> dict[str, float]:
    before, short = made(tuples(nquads, True)), Short(BASE)
    with taken() as cost, (home / "ours.ttl").open("w", encoding="utf-8") as file:
        file.write(short.head())
        file.writelines(blocks(((s, p, o) for s, p, o, _ in tuples(nquads, True)), short, ""))
    return {"cpu": cost.cpu - before, "mib": cost.mib}


def their_turtle(nquads: Path, home: Path) -> dict[str, float]:
    before, made_of = made(terms(tuples(nquads, True))), rdflib.Graph()
    with taken() as cost:
        for prefix, address in PREFIXES.items():
            made_of.bind(prefix, address)
        for s, p, o, _ in terms(tuples(nquads, True)):
            made_of.add((s, p, o))
        made_of.serialize(home / "theirs.ttl", format="turtle")
    return {"cpu": cost.cpu - before, "mib": cost.mib}


def our_nquads(nquads: Path, home: Path) -> dict[str, float]:
    """Sorted lines, each once, in a file."""
    before = made(tuples(nquads, False))
    with taken() as cost, (home / "ours.nq").open("w", encoding="utf-8", newline="\n") as file:
        lines = sorted({line(quad) for quad in tuples(nquads, False)})
        file.writelines(lines)
    return {"cpu": cost.cpu - before, "mib": cost.mib, "quads": len(lines)}


def our_store(nquads: Path, _: Path) -> dict[str, float]:
    before = made(tuples(nquads, False))
    with taken() as cost:
        store = stored(tuples(nquads, False))
        list(store.query(_ASK, prefixes=PREFIXES))
    return {"cpu": cost.cpu - before, "mib": cost.mib, "quads": len(store)}


def stored(quads: Iterable[Quad]) -> ox.Store:
    """A store that holds the quads, taken some at a time as lines: no list of all of them is held."""
    store, quads = ox.Store(), iter(quads)
    while some := "".join([line(quad) for quad in islice(quads, _SOME)]):
        store.bulk_load(some.encode(), format=ox.RdfFormat.N_QUADS, lenient=True)
    return store


def their_store(nquads: Path, _: Path) -> dict[str, float]:
    before = made(terms(tuples(nquads, False)))
    with taken() as cost:
        dataset = _dataset(nquads)
        list(dataset.query(_ASK, initNs=PREFIXES))
    return {"cpu": cost.cpu - before, "mib": cost.mib}


def _dataset(nquads: Path) -> rdflib.Dataset:
    dataset = rdflib.Dataset()
    graphs: dict[object, rdflib.Graph] = {None: dataset.default_graph}
    for s, p, o, g in terms(tuples(nquads, False)):
        if g not in graphs:
            graphs[g] = dataset.graph(g)
        graphs[g].add((s, p, o))
    return dataset


def loading(nquads: Path, home: Path, how: str) -> dict[str, float]:
    """A store of the file: ours or bare, in memory or on disk."""
    folder = home / "store"
    with taken() as cost:
        if how == "our-memory":
            open_store(nquads)
        elif how == "our-disk":
            load_store(folder, nquads, found("ontology"))
        else:
            store = ox.Store(folder) if how == "bare-disk" else ox.Store()
            store.bulk_load(path=nquads, format=ox.RdfFormat.N_QUADS)
            store.optimize()
            store.flush()
    shutil.rmtree(folder, ignore_errors=True)
    return {"cpu": cost.cpu, "wall": cost.wall, "mib": cost.mib}


def our_queries(nquads: Path, home: Path, on_disk: bool) -> dict[str, Any]:
    """Seconds of each, the least of three; its rows go into a file."""
    if on_disk:
        load_store(home / "store", nquads, found("ontology"))
    store = ox.Store.read_only(str(home / "store")) if on_disk else open_store(nquads)
    took = {}
    for name, each in named_queries(found("ontology")).items():
        tries = []
        while len(tries) < 3 and sum(tries) < 60:
            with taken() as cost:
                rows = [[str(cell) for cell in row] for row in store.query(each.text, prefixes=PREFIXES)]
            tries.append(cost.cpu)
        took[name] = min(tries)
        (home / f"{name}.ours").write_text(json.dumps(rows))
    return took


def their_queries(nquads: Path, home: Path, cap: int) -> dict[str, Any]:
    """The same by rdflib, each in a copy of the process that has the graph, cut off at the cap."""
    dataset, took = _dataset(nquads), {}
    for name, each in named_queries(found("ontology")).items():
        child = os.fork()
        if not child:
            resource.setrlimit(resource.RLIMIT_CPU, (cap + int(time.process_time()), resource.RLIM_INFINITY))
            with taken() as cost:
                rows = list(dataset.query(each.text, initNs=PREFIXES))
            told = [["" if cell is None else _spelled(cell) for cell in row] for row in rows]
            (home / f"{name}.theirs").write_text(json.dumps(told))
            (home / f"{name}.took").write_text(str(cost.cpu))
            os._exit(0)
        os.waitpid(child, 0)
        file = home / f"{name}.took"
        took[name] = float(file.read_text()) if file.exists() else None
    return took


def _spelled(cell: Any) -> str:
    """A term of rdflib as pyoxigraph spells it."""
    if isinstance(cell, rdflib.URIRef):
        return str(ox.NamedNode(cell))
    if cell.language:
        return str(ox.Literal(str(cell), language=cell.language))
    return str(ox.Literal(str(cell), datatype=ox.NamedNode(cell.datatype) if cell.datatype else None))


# --- what is made of them


def same_rows(home: Path, name: str) -> bool:
    """The same rows in the same order, from the first to the last: every named query orders its rows fully."""
    ours, theirs = (json.loads((home / f"{name}.{who}").read_text()) for who in ("ours", "theirs"))
    return [["" if cell == "None" else cell for cell in row] for row in ours] == theirs


def same_triples(home: Path) -> bool:
    """Whether both Turtle files say the same; rdflib writes the decimal 1 as 1.0."""
    ours, theirs = (
        {
            str(q.triple) if "decimal>" not in (text := str(q.triple)) else re.sub(r'"(\d+)\.0"', r'"\1"', text)
            for q in ox.parse(path=home / name)
        }
        for name in ("ours.ttl", "theirs.ttl")
    )
    return ours == theirs


def query_rows(home: Path, ours: dict[str, float], theirs: dict[str, float | None], cap: int) -> Iterator[Row]:
    """A row a query, and that of the median."""
    ratios = []
    for name in named_queries(found("ontology")):
        took = theirs[name]
        beside = took if took is not None else float(cap)
        if took is None:
            told, verdict = "rows not compared, cut off", "not compared"
        else:
            told, verdict = ("rows the same", "") if same_rows(home, name) else ("rows DIFFER", "NO")
        ratios.append(ours[name] / beside)
        yield Row(f"query {name} ({told})", ours[name], beside, "s CPU", "≤ 0.15", verdict=verdict)
    yield Row("named queries, median of the ratios", "", "", "", "≤ 0.05", statistics.median(ratios))


def rows(quads: int, out: Path | None, beside: bool, cap: int) -> Iterator[Row]:
    """The table."""
    with tempfile.TemporaryDirectory(prefix="kg-rdf-") as folder:
        home = Path(folder)
        if out is None:
            graph.write(home / "out", quads)
        nquads = ((out or home / "out") / "graph" / "kg.nq").resolve()

        def part(name: str) -> Any:
            return apart(__file__, "--part", name, "--nquads", nquads, "--home", home, "--cap", cap)

        for where in ("memory", "disk"):
            ours, bare = ([part(f"{who}-{where}") for _ in range(2)] for who in ("our", "bare"))
            least = [min(tries, key=lambda each: each["cpu"]) for tries in (ours, bare)]
            yield Row(
                f"N-Quads to a store, {where} (bare pyoxigraph)", least[0]["cpu"], least[1]["cpu"], "s CPU", "≤ 1.2"
            )
            yield Row(f"  the same, peak memory, {where}", least[0]["mib"], least[1]["mib"], "MiB")
        written, turtle, store = part("our-nquads"), part("our-turtle"), part("our-store")
        yield Row("tuples to sorted N-Quads, quads a second", written["quads"] / written["cpu"])
        if beside:
            other, dataset = part("their-turtle"), part("their-store")
            yield Row("tuples to grouped Turtle (rdflib)", turtle["cpu"], other["cpu"], "s CPU", "≤ 0.10")
            yield Row("  both say the same", "yes" if same_triples(home) else "no", asked="yes")
            yield Row("tuples to a store that answers (rdflib)", store["cpu"], dataset["cpu"], "s CPU", "≤ 0.25")
            yield Row("  the same, peak memory", store["mib"], dataset["mib"], "MiB", "≤ 0.50")
        else:
            yield Row("tuples to grouped Turtle", turtle["cpu"], unit="s CPU")
            yield Row("tuples to a store that answers", store["cpu"], unit="s CPU")
        yield Row("tuples to a store, quads a second", store["quads"] / store["cpu"])
        if beside:
            yield from query_rows(home, part("our-queries"), part("their-queries"), cap)
        else:
            for name, seconds in part("our-queries-on-disk").items():
                yield Row(f"query {name}, store on disk", seconds, unit="s CPU")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--out", type=Path, help="a graph made before")
    parser.add_argument("--no-rdflib", action="store_true")
    parser.add_argument("--cap", type=int, default=60, help="seconds of CPU for a query of rdflib")
    for name in ("--part", "--nquads", "--home"):
        parser.add_argument(name, help=argparse.SUPPRESS)
    given = options(parser)
    if not given.part:
        tell(rows(given.quads, given.out, not given.no_rdflib, given.cap), given.json)
        return
    nquads, home = Path(given.nquads), Path(given.home)
    parts: dict[str, Callable[[], object]] = {
        "our-nquads": lambda: our_nquads(nquads, home),
        "our-turtle": lambda: our_turtle(nquads, home),
        "their-turtle": lambda: their_turtle(nquads, home),
        "our-store": lambda: our_store(nquads, home),
        "their-store": lambda: their_store(nquads, home),
        "our-queries": lambda: our_queries(nquads, home, False),
        "our-queries-on-disk": lambda: our_queries(nquads, home, True),
        "their-queries": lambda: their_queries(nquads, home, given.cap),
    }
    print(json.dumps(parts[given.part]() if given.part in parts else loading(nquads, home, given.part)))


if __name__ == "__main__":
    main()

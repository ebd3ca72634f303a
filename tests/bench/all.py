"""The benchmarks of speed and memory as one table: PYTHONPATH=src python tests/bench/all.py [--quick] [-o FILE.md]

Each is a process of its own that prints its rows with --json. --quick takes some ten minutes: 1,000 articles, 100,000 quads. A
benchmark that fails is told as a row that is not met, and the others go on.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from measuring import Row, machine, run, table, told

_HERE = Path(__file__).parent
_QUICK = (
    ("reading", "--articles", "100"),
    ("scale", "--sizes", "200,1000"),
    ("rebuild", "--articles", "200"),
    ("rdf", "--quads", "100000", "--cap", "20"),
    ("endpoint", "--quads", "100000", "--rounds", "20"),
    ("page", "--nodes", "2000"),
)
_FULL = (
    ("reading",),
    ("scale", "--sizes", "1000,10000,100000", "--workers", "1,2"),
    ("rebuild", "--articles", "1000"),
    ("rdf", "--quads", "1000000", "--cap", "120"),
    ("rdf", "--quads", "10000000", "--no-rdflib"),
    ("endpoint", "--quads", "1000000"),
    ("page", "--nodes", "10000"),
    ("cluster",),
)


def rows(quick: bool) -> Iterator[Row]:
    """Those of each benchmark, in their order."""
    for name, *options in _QUICK if quick else _FULL:
        file = _HERE / f"{name}.py"
        print(f"{name} {' '.join(options)}", file=sys.stderr, flush=True)
        try:
            yield from told(run([sys.executable, str(file), *options, "--json"])[1].splitlines()[-1])
        except (SystemExit, ValueError, TypeError, IndexError, subprocess.SubprocessError) as error:
            yield Row(f"{name}: no figures ({type(error).__name__})", "no", asked="yes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    made = f"{machine()}\n\n{table(rows(given.quick))}\n"
    if given.output:
        given.output.write_text(made, encoding="utf-8")
    print(made, end="")


if __name__ == "__main__":
    main()

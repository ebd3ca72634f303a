"""Each hostile or odd input has the outcome its table states, and the good article beside it is read as if it were alone."""

import contextlib
import io
import json
import sys
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import bytes_kinds
import containers
import encodings_kinds
import file_names
import pages_kinds
import places
import pytest
import texts
from kinds import NEIGHBOUR, Kind

from kg_builder.cli.main import main

TABLES = {
    "encodings": encodings_kinds.KINDS,
    "bytes": bytes_kinds.KINDS,
    "names": file_names.KINDS,
    "containers": containers.KINDS,
    "pages": pages_kinds.KINDS,
    "places": places.KINDS,
    "texts": texts.KINDS,
}
ALL = [(table, kind) for table, kinds in TABLES.items() for kind in kinds]


@dataclass(frozen=True)
class Run:
    """How a command ended."""

    code: int
    out: str
    err: str


def kg(*arguments: str | Path) -> Run:
    """`kg-builder` in this process."""
    out, err, before = io.StringIO(), io.StringIO(), sys.argv
    sys.argv = ["kg-builder", *map(str, arguments)]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        sys.argv = before
    return Run(code, out.getvalue(), err.getvalue())


@dataclass(frozen=True)
class Outcome:
    """What a build made of its kinds: codes and articles below each kind's folder, and what it says of the neighbour."""

    run: Run
    codes: dict[str, list[str]]
    texts: dict[str, list[str]]
    neighbour: tuple[str, ...]


def outcome(folder: Path, out: Path) -> Outcome:
    run = kg("build", folder, "-o", out)
    assert run.code == 0, run.err
    codes: dict[str, list[str]] = {}
    for line in (out / "reports" / "issues.jsonl").read_text(encoding="utf-8").split("\n")[:-1]:
        issue = json.loads(line)
        codes.setdefault(issue["where"].partition("/")[0], []).append(issue["code"])
    texts: dict[str, list[str]] = {}
    good = ""
    for each in json.loads((out / "run.json").read_text(encoding="utf-8"))["inputs"]:
        text = (out / "articles" / f"{each['article']}.txt").read_bytes().decode("utf-8")
        for source in (each["source"], *each["also"]):
            texts.setdefault(source.partition("/")[0], []).append(text)
        good = each["article"] if each["source"].startswith("neighbour/") else good
    archive = (out / "graph" / "kg.nq").read_text(encoding="utf-8").split("\n")
    lines = (out / "annotations" / "articles.jsonl").read_text(encoding="utf-8").split("\n")
    graph = [line for line in archive if f"/graph/{good}>" in line]
    read = [line for line in lines if f'"{good}"' in line[:400]]
    assert graph
    assert len(read) == 1
    return Outcome(run, codes, texts, (*graph, *read))


def written(folder: Path, kinds, full: bool) -> Path:
    """The folder of a build: the neighbour and a folder for each kind."""
    (folder / "neighbour").mkdir(parents=True)
    (folder / "neighbour" / "good.txt").write_text(NEIGHBOUR, encoding="utf-8")
    for kind in kinds:
        (folder / kind.name).mkdir()
        (kind.full if full and kind.full else kind.make)(folder / kind.name)
    return folder


@pytest.fixture(scope="session")
def build(tmp_path_factory, request):
    """Builds a table once, or one kind alone where that is asked for."""
    mode = request.config.getoption("--hostile")

    @lru_cache
    def built(table: str, name: str) -> Outcome:
        kinds = [kind for kind in TABLES.get(table, ()) if name in ("", kind.name)]
        place = tmp_path_factory.mktemp("hostile")
        return outcome(written(place / "in", kinds, mode == "full"), place / "out")

    return lambda table, kind=None: built(table, kind.name if kind and mode == "alone" else "")


@pytest.mark.parametrize("table", TABLES)
def test_the_neighbour_is_read_as_if_it_were_alone(build, table):
    assert build(table).neighbour == build("nothing else").neighbour


@pytest.mark.parametrize(("table", "kind"), ALL, ids=[kind.name for _, kind in ALL])
def test_it_ends_as_it_is_stated(build, request, table: str, kind: Kind):
    made = build(table, kind)
    found = made.texts.get(kind.name, [])
    full = request.config.getoption("--hostile") == "full" and kind.full
    issues = kind.full_issues if full and kind.full_issues is not None else kind.issues
    assert Counter(made.codes.get(kind.name, [])) == Counter(issues)
    assert len(found) == kind.articles or (full and len(found) > kind.articles)
    assert not kind.reads or any(kind.reads in text for text in found)
    assert not kind.lacks or not any(kind.lacks in text for text in found)


def test_the_kinds_are_many_and_each_is_there_once():
    names = [kind.name for _, kind in ALL]
    assert len(names) == len(set(names)) > 90

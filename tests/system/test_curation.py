"""Corrections on whole builds: made at the command line, kept by later builds with other articles, undone to the byte."""

import dataclasses
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg_builder.curate import append, make, read_ledger
from kg_builder.model.correction import Action
from kg_builder.model.errors import LedgerError
from kg_builder.model.knowledge import KnowledgeGraph, Status
from kg_builder.pipeline import build, reload

ONE = "云川见闻\n2021-03-05\n\n青岛市司法局局长王建民表示，我们将坚决清除害群之马。\n"
TWO = "会议消息\n2021-04-06\n\n青岛市司法局局长王健民主持会议。\n"


@pytest.fixture
def place(tmp_path) -> Path:
    (tmp_path / "data" / "articles").mkdir(parents=True)
    for name, text in (("a.txt", ONE), ("b.txt", TWO)):
        (tmp_path / "data" / "articles" / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def built(place, pack) -> Path:
    build([place / "data" / "articles"], place / "output", pack)
    return place


def kg(place: Path, *arguments: str, code: int = 0) -> str:
    environment = {**os.environ, "KG_BUILDER_AUTHOR": "林原"}
    run = subprocess.run(
        [sys.executable, "-m", "kg_builder.cli", *arguments], cwd=place, capture_output=True, encoding="utf-8",
        check=False, env=environment,
    )  # fmt: skip
    assert run.returncode == code, run.stdout + run.stderr
    if code == 2:
        assert len(run.stderr.strip().splitlines()) == 1
    return run.stdout + run.stderr


def files(out: Path) -> dict[str, str]:
    folders = [out / name for name in ("graph", "articles", "reports", "annotations")]
    found = [file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()]
    return {file.relative_to(out).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in found}


def official(graph: KnowledgeGraph, name: str) -> str:
    return next(e.id for e in graph.entities.values() if name in (e.name, *e.aliases) and e.type == "Official")


def test_a_correction_survives_a_rebuild_with_a_changed_article(built, pack):
    articles, out = built / "data" / "articles", built / "output"
    graph, _ = reload(out)
    old, new = official(graph, "王健民"), official(graph, "王建民")
    pledge = next(s for s in graph.statements.values() if s.predicate == "commitsTo")
    kg(built, "curate", "add", "same", "王健民", "王建民", "--reason", "同一局长，一处误写")
    kg(built, "curate", "add", "reject", f"evidence/{pledge.evidence[0].id}", "--reason", "只是表态")
    (articles / "b.txt").write_text(TWO + "青岛市司法局局长王健民出席座谈会。\n", encoding="utf-8")
    (articles / "c.txt").write_text(
        "通报\n2021-05-07\n\n济宁市司法局局长朱大成表示，将开展查纠整改。\n", encoding="utf-8"
    )
    summary = build([articles], out, pack)
    assert (summary.curated.applied, summary.curated.unmet) == (2, 0)
    graph, _ = reload(out)
    assert graph.redirects[old] == new
    assert "王健民" in graph.entities[new].aliases
    assert graph.statements[pledge.id].status is Status.REJECTED
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert run["ledger"] == "../data/curation/corrections.jsonl"
    assert run["curation"] == {
        "sha256": hashlib.sha256((built / "data/curation/corrections.jsonl").read_bytes()).hexdigest(),
        "lines": 2, "in_force": 2, "applied": 2, "issues": 0,
    }  # fmt: skip


def test_undo_gives_the_same_bytes_as_before(built, pack):
    articles, out = built / "data" / "articles", built / "output"
    before = files(out)
    told = json.loads(kg(built, "curate", "add", "rename", "青岛市司法局", "青岛司法局", "--reason", "试改", "--json"))
    assert told["written"]
    assert "待建" in kg(built, "curate", "log")
    build([articles], out, pack)
    assert files(out) != before
    undone = json.loads(kg(built, "curate", "undo", told["correction"]["id"], "--reason", "改错", "--json"))
    build([articles], out, pack)
    assert files(out) == before
    kg(built, "curate", "undo", undone["correction"]["id"], "--reason", "原来没错")
    build([articles], out, pack)
    assert any(e.name == "青岛司法局" for e in reload(out)[0].entities.values())


def test_the_build_says_which_ledger_it_used_and_what_it_did_not_meet(built, pack):
    file = built / "data" / "curation" / "corrections.jsonl"
    append(file, make(Action.RENAME, "bureau/gone-00000000", author="林原", reason="试", object_="某局"))
    told = kg(built, "build", "data/articles")
    assert "data/curation/corrections.jsonl: 1 correction in force, 0 applied" in told
    (issue,) = map(json.loads, (built / "output/reports/issues.jsonl").read_text(encoding="utf-8").splitlines())
    assert (issue["code"], issue["where"]) == ("curate.unmet", "corrections.jsonl:1")
    assert "落空" in kg(built, "curate", "log")


def test_a_bad_ledger_is_the_users_mistake_and_the_last_build_stays(built, pack):
    before = files(built / "output")
    (built / "data" / "curation").mkdir()
    (built / "data" / "curation" / "corrections.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    assert "corrections.jsonl:1: this is no correction" in kg(built, "build", "data/articles", code=2)
    assert "corrections.jsonl:1: this is no correction" in kg(built, "curate", "log", code=2)
    assert files(built / "output") == before


def test_two_ledgers_and_a_missing_one_are_refused(place, pack):
    with pytest.raises(LedgerError, match="there is no such ledger"):
        build([place / "data" / "articles"], place / "output", pack, curation=place / "none.jsonl")
    for folder in ("one", "two"):
        (place / folder / "articles").mkdir(parents=True)
        line = make(Action.RENAME, "bureau/gone-00000000", author="林原", reason=folder, object_="某局")
        append(place / folder / "curation" / "corrections.jsonl", line)
    both = [place / "one" / "articles", place / "two" / "articles"]
    with pytest.raises(LedgerError, match="several ledgers"):
        build(both, place / "output", pack)


def test_the_ledger_is_no_article(built, pack):
    kg(built, "curate", "add", "rename", "青岛市司法局", "青岛司法局", "--reason", "试改")
    summary = build([built / "data"], built / "other", pack)
    assert summary.articles == 2
    assert summary.curated.applied == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "rename", "无此人", "某", "--reason", "试"), "no entity is called '无此人'"),
        (("add", "rename", "青岛市司法局", "新名"), "--reason is missing"),
        (("add", "confirm", "王建民", "--reason", "试"), "no id of a statement"),
        (("add", "same", "王建民", "青岛市司法局", "--reason", "试"), "two classes"),
        (("add", "same", "王建民", "王建民", "--reason", "试"), "one entity already"),
        (("add", "add", "青岛市司法局", "王建民", "--predicate", "leads", "--reason", "试"), "leads does not join"),
        (("add", "add", "王建民", "青岛市司法局", "--reason", "试"), "'predicate' is missing"),
        (("add", "undo", "0123", "--reason", "试"), "kg-builder curate undo"),
        (("add", "rename", "王建民", "王某", "--at", "x", "--reason", "试"), "no place"),
        (("undo", "0123", "--reason", "试"), "curate log"),
        (("suggest", "nowhere"), "kg-builder build"),
    ],
)
def test_a_mistake_gets_one_sentence_and_writes_nothing(built, arguments, told):
    assert told in kg(built, "curate", *arguments, code=2)
    assert not (built / "data" / "curation").exists()


def test_a_name_of_several_lists_them(place, pack):
    (place / "data/articles/c.txt").write_text(
        "通报\n2021-05-07\n\n成都市司法局局长王建民主持会议。\n", encoding="utf-8"
    )
    build([place / "data" / "articles"], place / "output", pack)
    told = kg(place, "curate", "add", "rename", "王建民", "王某", "--reason", "试", code=2)
    assert "is the name of 2" in told
    assert "成都市司法局局长" in told


def test_dry_run_says_what_changes_and_writes_nothing(built):
    told = kg(built, "curate", "add", "same", "王健民", "王建民", "--reason", "误写", "--dry-run")
    assert "并入 王建民（青岛市司法局局长）" in told
    assert not (built / "data" / "curation").exists()


def test_suggestions_can_be_run_as_they_stand(built, pack):
    listed = json.loads(kg(built, "curate", "suggest", "output", "--json"))
    assert listed
    first = next(s for s in listed if "王健民" in s["question"])
    assert any("王健民" in words for words in first["words"])
    command = first["choices"][0]["command"].split()
    assert command[0] == "same"
    kg(built, "curate", "add", *command)
    assert "王健民" not in kg(built, "curate", "suggest", "output", "--limit", "3")
    (entry,) = read_ledger(built / "data" / "curation" / "corrections.jsonl").entries
    assert entry.correction.author == "林原"
    assert dataclasses.asdict(entry.correction)["made_at"].endswith("Z")
    build([built / "data" / "articles"], built / "output", pack)
    assert "林原" in kg(built, "why", "output", "王建民")

"""A build with reprints: linked, counted once, told in run.json; and the same text in other bytes is one article."""

import json

import pyoxigraph
import pytest
from typer.testing import CliRunner

from kg_builder.cli.main import app
from kg_builder.pipeline import build, reload
from kg_builder.rdf import open_store

TEXT = """坚决把队伍教育整顿引向深入
2021-03-05 来源：济宁日报
青岛市司法局局长王建民表示，我们将坚决清除害群之马。全市司法行政系统要聚焦群众关切，扎实推进法律援助服务。
各县区压实工作责任，持续深化矛盾纠纷化解，累计办理案件132件，走访群众5600户。
基层党组织紧盯薄弱环节，加快补齐社区矫正工作短板，排查隐患31处，化解纠纷78起。
"""
AGAIN = (
    TEXT.replace("2021-03-05 来源：济宁日报", "2021-04-01 10:20 来源：大众网 作者：李明").replace("，", ",")
    + "青岛市司法局局长王建民说，要坚决查纠整改。\n责任编辑：李明\n"
)


@pytest.fixture(scope="module")
def out(tmp_path_factory, pack):
    folder = tmp_path_factory.mktemp("in")
    (folder / "z-original.txt").write_text(TEXT, encoding="utf-8")
    (folder / "a-reprint.txt").write_text(AGAIN, encoding="utf-8")
    out = tmp_path_factory.mktemp("out") / "out"
    summary = build([folder], out, pack)
    assert not summary.faults
    assert not summary.issues
    return out


def test_the_reprint_names_its_original(out):
    graph, _ = reload(out)
    (reprint,) = (header for header in graph.articles.values() if header.reprint)
    assert reprint.source == "a-reprint.txt"
    assert graph.articles[reprint.reprint.of].source == "z-original.txt"
    query = "SELECT ?a ?b WHERE { ?a <https://w3id.org/kg-builder/ontology#reprintOf> ?b }"
    (row,) = open_store(out / "graph" / "kg.nq").query(query)
    base = "https://w3id.org/kg-builder/id/article/"
    assert row["a"] == pyoxigraph.NamedNode(base + reprint.id)
    assert row["b"] == pyoxigraph.NamedNode(base + reprint.reprint.of)


def test_what_the_reprint_repeats_counts_once_and_what_it_adds_stays(out, tmp_path, pack):
    graph, _ = reload(out)
    (reprint,) = (header for header in graph.articles.values() if header.reprint)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "z-original.txt").write_text(TEXT, encoding="utf-8")
    build([tmp_path / "in"], tmp_path / "out", pack)
    alone, _ = reload(tmp_path / "out")
    assert alone.statements
    for own, statement in alone.statements.items():
        first = {evidence.quote for evidence in statement.evidence}
        more = [e for e in graph.statements[own].evidence if e.article == reprint.id]
        assert not first & {evidence.quote.replace(",", "，") for evidence in more}
        assert set(statement.evidence) <= set(graph.statements[own].evidence)
    assert reprint.reprint.repeated > 0
    assert any(e.article == reprint.id for s in graph.statements.values() for e in s.evidence)


def test_the_manifest_shows_the_choice(out):
    (group,) = json.loads((out / "run.json").read_text(encoding="utf-8"))["reprints"]
    graph, _ = reload(out)
    assert graph.articles[group["original"]].source == "z-original.txt"
    (reprint,) = group["reprints"]
    assert reprint["source"] == "a-reprint.txt"
    assert 0.8 <= reprint["jaccard"] <= reprint["contained"] <= 1
    assert reprint["evidence_repeated"] > 0


def test_why_tells_it_of_an_article(out):
    graph, _ = reload(out)
    (reprint,) = (header for header in graph.articles.values() if header.reprint)
    for article, word in ((reprint.id, f"（{reprint.reprint.of}）"), (reprint.reprint.of, f"（{reprint.id}）")):
        told = CliRunner().invoke(app, ["why", str(out), article])
        assert told.exit_code == 0
        assert "转载" in told.output
        assert word in told.output


def test_line_ends_marks_and_encodings_make_no_other_article(tmp_path, pack):
    folder = tmp_path / "in"
    folder.mkdir()
    ways = {
        "a": TEXT.encode(),
        "b": b"\xef\xbb\xbf" + TEXT.encode(),
        "c": TEXT.replace("\n", "\r\n").encode(),
        "d": TEXT.encode("gb18030"),
        "e": TEXT.encode("utf-16"),
        "f": TEXT.replace("\n", "\r").encode("utf-16"),
    }
    for name, payload in ways.items():
        (folder / f"{name}.txt").write_bytes(payload)
    summary = build([folder], tmp_path / "out", pack)
    assert summary.articles == 1
    graph, _ = reload(tmp_path / "out")
    (header,) = graph.articles.values()
    assert sorted((header.source, *header.also)) == [f"{name}.txt" for name in ways]


def test_reprints_that_come_and_go_leave_what_a_first_build_gives(tmp_path, pack):
    """Originals and reprints are added, taken away and changed: every build is byte for byte a clean one."""
    later = AGAIN.replace("责任编辑：李明", "责任编辑：张华").replace("坚决查纠整改", "坚决清除害群之马")
    early = TEXT.replace("2021-03-05", "2021-03-01").replace("济宁日报", "大众日报")
    form = TEXT.replace("王建民", "李学军")
    states = [
        {"a": TEXT},
        {"a": TEXT, "b": AGAIN},
        {"a": TEXT, "b": AGAIN, "c": later, "d": form},
        {"a": TEXT, "c": later},
        {"a": TEXT, "b": AGAIN, "c": later, "e": early},
        {"b": AGAIN, "c": later, "e": early},
        {"b": AGAIN, "c": later},
        {"c": later, "d": form},
        {"a": TEXT, "b": AGAIN, "c": later, "d": form, "e": early},
    ]
    folder = tmp_path / "in"
    for number, state in enumerate(states):
        folder.mkdir()
        for name, text in state.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        build([folder], tmp_path / "kept", pack)
        build([folder], tmp_path / f"clean{number}", pack)
        assert files(tmp_path / "kept") == files(tmp_path / f"clean{number}"), state.keys()
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()


def files(out):
    found = {name: (out / "graph" / name).read_bytes() for name in ("kg.nq", "kg.ttl", "kg.jsonl")}
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    return {**found, "run": {key: value for key, value in run.items() if key != "seconds"}}

"""The named queries on the sample: the rows a researcher expects, the same ones from Oxigraph and from rdflib."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

from kg_builder import rdf
from kg_builder.pipeline import assemble, build
from kg_builder.project import resource

ROOT = Path(__file__).parent.parent.parent
QUERIES = rdf.named_queries(resource("ontology"))
TITLE = "教育整顿·司法局长访谈(三):刀刃向内 动真碰硬 打造新时代司法行政铁军"
CAMPAIGN = "政法队伍教育整顿"
# What the sample does not hold: a notice of posts, in the words such notices use.
NOTICE = (
    "任免通报\n2021年5月8日，平阴县人大常委会任命李建国为平阴县司法局局长，免去王大明的平阴县司法局局长职务。\n"
    "赵文斌同志2016年3月至2019年8月任济南市公安局局长。\n"
)


@pytest.fixture(scope="module")
def out(tmp_path_factory, pack) -> Path:
    folder = tmp_path_factory.mktemp("asked")
    build([ROOT / "data" / "articles"], folder, pack)
    return folder


@pytest.fixture(scope="module")
def archive(out) -> Path:
    return out / "graph" / "kg.nq"


@pytest.fixture(scope="module")
def store(archive):
    return rdf.open_store(archive)


@pytest.fixture(scope="module")
def default(archive) -> rdflib.Graph:
    return rdflib.Dataset().parse(archive, format="nquads").default_graph


def theirs(graph: rdflib.Graph, name: str) -> list[tuple[str, ...]]:
    return [tuple("" if cell is None else str(cell) for cell in row) for row in graph.query(QUERIES[name].text)]


def rows(store, name: str, *columns: str) -> list[tuple[str, ...]]:
    """The rows of a query, in its order; of the named columns alone where some are named."""
    answer = rdf.answer(store, QUERIES[name].text)
    picked = [answer.columns.index(column) for column in columns or answer.columns]
    return [tuple(row[i] for i in picked) for row in answer.rows]


@pytest.mark.parametrize("name", QUERIES)
def test_both_engines_give_the_same_rows_in_the_same_order(store, default, name):
    assert rows(store, name) == theirs(default, name)


@pytest.mark.parametrize("name", QUERIES)
def test_an_empty_graph_gives_no_rows(tmp_path, name):
    (tmp_path / "kg.nq").write_text("", encoding="utf-8")
    assert rows(rdf.open_store(tmp_path / "kg.nq"), name) == theirs(rdflib.Graph(), name) == []


@pytest.mark.parametrize("name", sorted(set(QUERIES) - {"appointments", "members", "tenures"}))
def test_every_query_has_rows_on_the_sample(store, name):
    assert rows(store, name)


def test_who_leads_what(store):
    assert rows(store, "who-leads-what") == [
        ("陈霖", "临沂市司法局", "临沂市司法局党组书记、局长 陈霖", "1822", TITLE, "2021-03"),
        ("丁辉", "日照市司法局", "日照市司法局党组书记、局长 丁辉", "1119", TITLE, "2021-03"),
        ("朱勇志", "济宁市司法局", "济宁市司法局党委书记、局长 朱勇志", "370", TITLE, "2021-03"),
        ("商光胜", "聊城市司法局", "聊城市司法局党组书记、局长 商光胜", "2512", TITLE, "2021-03"),
    ]


def test_phases_in_order(store):
    assert rows(store, "phases-in-order", "campaign", "position", "phase") == [
        (CAMPAIGN, "1", "学习教育"),
        (CAMPAIGN, "2", "查纠整改"),
        (CAMPAIGN, "3", "总结提升"),
    ]


def test_tasks_of_campaigns(store):
    assert rows(store, "tasks-of-campaigns") == [
        (CAMPAIGN, "弘扬英模精神", "朱勇志", "把清除害群之马与弘扬英模精神结合起来"),
        (CAMPAIGN, "整治顽瘴痼疾", "丁辉", "坚决整治顽瘴痼疾"),
        (CAMPAIGN, "整治顽瘴痼疾", "朱勇志", "把整治顽瘴痼疾与建立长效机制结合起来"),
        (CAMPAIGN, "清除害群之马", "丁辉", "坚决清除害群之马"),
        (CAMPAIGN, "清除害群之马", "朱勇志", "把清除害群之马与弘扬英模精神结合起来"),
        (CAMPAIGN, "筑牢政治忠诚", "", ""),  # a task that nobody pledges is a finding as well
    ]


def test_who_pledged_what_gives_the_very_words(store, sample):
    text = sample.document.article.text
    found = rows(store, "who-pledged-what")
    assert {row[0] for row in found} >= {"丁辉", "朱勇志", "陈霖", "商光胜"}
    for _, _, _, words, start, title in found:
        assert text[int(start) : int(start) + len(words)] == words
        assert title == TITLE
    assert ("丁辉", "清除害群之马", "Task", "坚决清除害群之马", "1559", TITLE) in found
    assert ("丁辉", "查纠整改", "Phase", "坚决抓好查纠整改", "1550", TITLE) in found
    assert [row[4] for row in found if row[0] == "丁辉"] == sorted(
        (row[4] for row in found if row[0] == "丁辉"), key=int
    )  # in the order in which it was said


def test_joint_launches(store):
    found = rows(store, "joint-launches", "campaign", "bodies", "body")
    assert {row[:2] for row in found} == {(CAMPAIGN, "5")}
    assert [row[2] for row in found][:4] == ["中央政法委", "司法部", "中共山东省委政法委", "山东省司法厅"]
    assert {row[2] for row in found} == {"中央政法委", "司法部", "中共山东省委政法委", "山东省司法厅", "中共中央"}


def test_who_omits_a_formula(store):
    found = rows(store, "omitted-formulas", "official", "formula", "others")
    assert found[:2] == [("商光胜", "政治判断力、政治领悟力、政治执行力", "3"), ("商光胜", "自我革命", "3")]
    assert ("陈霖", "两个维护", "2") in found
    assert ("朱勇志", "两个维护", "2") not in found  # he pledges it


def test_posts_of_officials(store):
    assert rows(store, "posts-of-officials", "official", "post", "body", "former") == [
        ("丁辉", "日照市司法局党组书记", "日照市司法局", ""),
        ("丁辉", "日照市司法局局长", "日照市司法局", ""),
        ("商光胜", "聊城市司法局党组书记", "聊城市司法局", ""),
        ("商光胜", "聊城市司法局局长", "聊城市司法局", ""),
        ("朱勇志", "济宁市司法局党委书记", "济宁市司法局", ""),
        ("朱勇志", "济宁市司法局局长", "济宁市司法局", ""),
        ("陈霖", "临沂市司法局党组书记", "临沂市司法局", ""),
        ("陈霖", "临沂市司法局局长", "临沂市司法局", ""),
    ]


def test_regions_and_their_bodies(store):
    found = rows(store, "regions")
    assert [row for row in found if row[0] == "日照市"] == [("日照市", "371100", "日照市司法局")]
    assert ("山东省", "370000", "山东省司法厅") in found
    assert [row[1] for row in found] == sorted(row[1] for row in found)


def test_the_timeline(store):
    words = "2月27日,全国政法队伍教育整顿动员部署会议"
    assert ("2021-02-27", "全国政法队伍教育整顿动员部署会议", "Meeting", words) in rows(store, "timeline")


def test_what_several_pledge(store):
    found = rows(store, "shared-pledges")
    assert (CAMPAIGN, "Campaign", "4") in found[:2]
    assert ("清除害群之马", "Task", "2") in found
    assert ("查纠整改", "Phase", "2") in found


def test_who_uses_a_formula(store):
    found = rows(store, "formulas-by-officials")
    assert ("自我革命", "3", "0") in found
    assert ("两个维护", "2", "1") in found
    only = rows(store, "only-one-speaker", "formula", "official", "relation", "words")
    assert ("四种形态", "陈霖", "commitsTo", "充分运用“四种形态”") in only
    assert not {row[0] for row in only} & {row[0] for row in found if row[1] != "1"}


def test_all_statements_of_one_article(store, graph):
    found = rows(store, "statements-of-article", "subject", "predicate", "object", "speaker", "start", "end", "words")
    assert len(found) == sum(len(statement.evidence) for statement in graph.statements.values())
    assert all(int(end) - int(start) == len(words) for *_, start, end, words in found)
    assert [int(row[4]) for row in found] == sorted(int(row[4]) for row in found)
    assert ("丁辉", "commitsTo", "查纠整改", "丁辉", "1550", "1558", "坚决抓好查纠整改") in found


def test_posts_given_and_taken_and_dated(read, pack, tmp_path):
    file = tmp_path / "kg.nq"
    file.write_text(rdf.nquads(assemble([read(NOTICE, "2021-05-10")], pack)), encoding="utf-8")
    store = rdf.open_store(file)
    assert rows(store, "appointments", "official", "act", "post", "issued") == [
        ("李建国", "appointed", "平阴县司法局局长", "2021-05-10"),
        ("王大明", "removed", "平阴县司法局局长", "2021-05-10"),
    ]
    assert rows(store, "tenures") == [("赵文斌", "济南市公安局局长", "济南市公安局", "2016-03", "2019-08")]
    default = rdflib.Dataset().parse(file, format="nquads").default_graph
    for name in QUERIES:
        assert rows(store, name) == theirs(default, name), name


# --- as a user types it ---


def ask(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg_builder.cli", "query", *map(str, arguments)]
    return subprocess.run(
        command, input=stdin, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "60"}
    )


def test_every_format_gives_the_same_rows(out, store):
    expected = rows(store, "who-pledged-what")
    as_json = json.loads(ask(out, "who-pledged-what", "--format", "json").stdout)
    assert [tuple(row.values()) for row in as_json] == expected
    as_csv = list(csv.reader(io.StringIO(ask(out, "who-pledged-what", "--format", "csv").stdout)))
    assert [tuple(row) for row in as_csv[1:]] == expected
    table = ask(out, "who-pledged-what").stdout
    assert f"{len(expected)} rows" in table
    for row in expected:
        assert row[3] in table  # no word is cut, however narrow the window


def test_a_file_and_standard_input_are_asked(out, tmp_path):
    text = "SELECT (COUNT(*) AS ?n) { ?x a kgb:Official }"  # the prefixes are known
    (tmp_path / "mine.rq").write_text(text, encoding="utf-8")
    for run in (ask(out, tmp_path / "mine.rq", "--format", "json"), ask(out, "-", "--format", "json", stdin=text)):
        assert json.loads(run.stdout) == [{"n": "4"}]


def test_without_a_name_all_are_listed():
    listed = ask().stdout
    for query in QUERIES.values():
        for text in (query.name, query.title_zh, query.title_en, query.question_zh, query.question_en):
            assert text in listed


@pytest.mark.parametrize(
    ("what", "stdin", "word"),
    [
        ("who-lead-what", "", "did you mean 'who-leads-what'?"),
        ("xyzzy", "", "the names are appointments, "),
        ("-", "SELECT ?x WHERE {\n ?x a kgb:Official .\n ?x kgb:leads }", "line 3, column 15"),
        ("-", "SELECT ?x { ?x foo:bar ?y }", "a prefix is not declared"),
        ("-", "", "the query is empty"),
        ("-", "INSERT DATA { <http://a/a> <http://a/b> 1 }", "a query only reads"),
        ("-", "SELECT ?x { ?x a kgb:Official ", "at its end"),
    ],
)
def test_a_mistake_gets_one_sentence(out, what, stdin, word):
    run = ask(out, what, stdin=stdin)
    assert run.returncode == 2
    assert word in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
    assert not run.stdout


@pytest.mark.parametrize("verb", ["query", "validate"])
def test_a_damaged_archive_is_a_sentence(out, tmp_path, verb):
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(out, copy)
    with (copy / "graph" / "kg.nq").open("a", encoding="utf-8") as file:
        file.write("no quad\n")
    command = [sys.executable, "-m", "kg_builder.cli", verb, str(copy), *(["regions"] if verb == "query" else [])]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "build again" in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


def test_validate_reads_the_archive_against_the_texts(out, tmp_path):
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(out, copy)
    file = copy / "graph" / "kg.nq"
    file.write_text(file.read_text(encoding="utf-8").replace('oa#exact> "坚决', 'oa#exact> "某某', 1), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "kg_builder.cli", "validate", str(copy)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "evidence.quote" in run.stdout

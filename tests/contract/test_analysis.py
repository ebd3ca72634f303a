"""Comparison, campaign and questions as programs and readers without scripts get them."""

import csv
import io
import re

import httpx
import pytest
from indexed import indexed
from serving import serving
from starlette.testclient import TestClient

from kg_builder import rdf
from kg_builder.browse import Index
from kg_builder.model.article import Header
from kg_builder.model.knowledge import Entity, Evidence, KnowledgeGraph, Statement, statement_id
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate
from kg_builder.project import latest, resource
from kg_builder.serve.app import create_app
from kg_builder.serve.load import load
from kg_builder.serve.settings import Settings
from kg_builder.serve.shelf import Served, Shelf

CAMPAIGN = "政法队伍教育整顿"
QUERIES = rdf.named_queries(resource("ontology"))


@pytest.fixture(scope="module")
def index(built) -> Index:
    return load(built).index


@pytest.fixture(scope="module")
def http(built):
    with serving(built) as address, httpx.Client(base_url=address, headers={"Accept": "text/html"}) as client:
        yield client


@pytest.fixture(scope="module")
def article(index) -> str:
    return index.articles()[0].id


@pytest.fixture(scope="module")
def campaign(index) -> str:
    return next(entity.id for entity, _ in index.of_type(EntityType.CAMPAIGN) if entity.name == CAMPAIGN)


def sheet(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"].startswith("attachment")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_table_of_a_comparison_as_data(http, article):
    rows = {row["thing"]: row for row in sheet(http.get("/compare.csv", params={"article": article}))}
    assert list(rows["自我革命"]) == ["thing", "kind", "iri", "spread", "speakers", "陈霖", "丁辉", "商光胜", "朱勇志"]
    row = rows["自我革命"]
    assert (row["kind"], row["spread"], row["speakers"]) == ("Slogan", "one_omits", "3")
    assert (row["商光胜"], row["丁辉"]) == ("silent", "invokes")
    assert rows["清除害群之马"]["朱勇志"] == "pledges"


def test_its_sentences_as_data_are_those_of_the_article(http, index, article):
    text = index.text(article)
    rows = sheet(
        http.get("/compare.csv", params={"article": article, "shape": "long", "kind": ["Slogan", "Commitment"]})
    )
    spoken = [row for row in rows if row["stance"] != "silent"]
    assert {row["kind"] for row in rows} == {"Slogan", "Commitment"}
    assert len(spoken) > 60
    for row in spoken:
        assert text[int(row["start"]) : int(row["end"])] == row["quote"].removeprefix("'")
        assert row["evidence_iri"].startswith(rdf.BASE + "evidence/")
    assert all(row["quote"] == "" for row in rows if row["stance"] == "silent")


def test_a_comparison_says_in_words_what_stands_out(http, article, campaign):
    for scope in ({"article": article}, {"campaign": campaign}):
        page = http.get("/compare", params={**scope, "lang": "zh"}).text
        assert page.count('scope="col"') == 5
        assert "独缺" in page
        assert "独用" in page
        # each cell that says something leads to its sentences on the same page
        cells = set(re.findall(r'href="#(c\d+-\d+)"', page))
        assert len(cells) > 40
        assert cells == set(re.findall(r'id="(c\d+-\d+)"', page))


def test_columns_can_be_chosen(http, index, article):
    chosen = [entity.id for entity, _ in index.speakers([article]) if entity.name in ("丁辉", "朱勇志")]
    rows = sheet(http.get("/compare.csv", params={"article": article, "speaker": chosen}))
    assert {"丁辉", "朱勇志"} == set(rows[0]) - {"thing", "kind", "iri", "spread", "speakers"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/compare?article=none", 404), ("/compare?campaign=campaign/none", 404), ("/compare.csv", 400), ("/campaign/none", 404),
        ("/queries/none", 404), ("/compare?campaign=%00%ff", 404), ("/query?run=1&query=SELEC", 400),
        ("/query?run=1&query=SELECT+*+{SERVICE+<http://x/>+{}}", 400), ("/query?run=1&query=INSERT+DATA{}", 400),
        ("/queries/who-leads-what?offset=-1", 200), ("/queries/who-leads-what?offset=99999999999", 200), ("/compare", 200),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said(http, path, status):
    assert http.get(path).status_code == status


def test_a_campaign_page_has_its_phases_in_order_and_its_pledges(http, campaign):
    page = http.get(f"/{campaign}").text
    phases = [page.index(name) for name in ("学习教育</bdi>", "查纠整改</bdi>", "总结提升</bdi>")]
    assert phases == sorted(phases)
    assert "坚决清除害群之马" in page
    assert "济宁市司法局" in page


def test_each_question_is_listed_in_both_languages(http):
    for language in ("zh", "en"):
        page = http.get("/queries", params={"lang": language}).text
        for query in QUERIES.values():
            assert getattr(query, f"question_{language}").replace("'", "&#39;") in page, query.name


@pytest.mark.parametrize("name", QUERIES)
def test_each_question_is_answered_with_links_and_the_rows_of_its_query(http, name):
    query = QUERIES[name]
    page = http.get(f"/queries/{name}").text
    rows = http.get("/sparql", params={"query": query.asked("en"), "format": "csv"}).text.count("\r\n") - 1
    shown = page.count("<tr>") - 1 if "<table" in page else 0
    assert shown == min(rows, 200)
    if shown:
        assert 'href="/id/' in page
        assert "<code>?" not in page, "a column without a heading in strings.toml"


@pytest.mark.parametrize("name", [name for name, query in QUERIES.items() if query.choice])
def test_a_question_asked_of_one_thing_gives_the_rows_of_that_thing(built, name):
    query, store = QUERIES[name], rdf.open_store(latest(built).nquads)
    variable = query.choice[0]
    whole = rdf.answer(store, query.linked())
    place = whole.columns.index(variable)
    assert all(row[place] for row in whole.rows), f"?{variable} is not bound in every row"
    for own in {row[place] for row in whole.rows[:5]}:
        mine = sorted(row for row in map(tuple, whole.rows) if row[place] == own)
        assert sorted(map(tuple, rdf.answer(store, query.linked(own)).rows)) == mine
        assert len(rdf.answer(store, query.asked("zh", own)).rows) == len(mine)


def test_a_name_stands_for_the_one_of_that_name(http):
    page = http.get("/queries/who-pledged-what", params={"of": "丁辉"}).text
    assert "坚决清除害群之马" in page
    assert "朱勇志</bdi></a></td>" not in page
    assert "没有“无此人”" in http.get("/queries/who-pledged-what", params={"of": "无此人", "lang": "zh"}).text


def test_without_scripts_a_query_is_answered_below_its_form(http):
    page = http.get(
        "/query", params={"run": "1", "query": "SELECT ?o ?name { ?o kgb:leads ?b ; rdfs:label ?name }"}
    ).text
    assert re.search(r'<a href="/id/official/[^"]+">', page)
    assert "朱勇志" in page
    assert "<strong>" in http.get("/query", params={"run": "1", "query": "ASK { ?s ?p ?o }"}).text
    graph = http.get("/query", params={"run": "1", "query": "CONSTRUCT WHERE { ?s kgb:leads ?o }"}).text
    assert "kgb:leads" in graph


def test_only_the_query_page_lets_in_a_style_and_that_by_its_hash(http):
    for path in ("/queries", "/compare", "/queries/who-leads-what"):
        assert "style-src 'self';" in http.get(path).headers["content-security-policy"]
    policy = http.get("/query").headers["content-security-policy"]
    assert re.search(r"style-src 'self' 'sha256-[^']+';", policy)
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


HOSTILE = "</script><img src=x onerror=alert(1)>\"'{{7*7}}\u202e"


def test_hostile_names_are_text(tmp_path):
    app = create_app(Shelf(hostile(tmp_path), lambda: "gen-hostile", lambda: hostile(tmp_path)), Settings())
    client = TestClient(app, base_url="http://127.0.0.1")
    for path in (
        "/compare",
        "/compare?article=a",
        "/compare?campaign=campaign/x&kind=Campaign&kind=Phase",
        "/campaign/x",
    ):
        page = client.get(path, headers={"Accept": "text/html"})
        assert page.status_code == 200, path
        assert "<img" not in page.text, path
        assert "&lt;img src=x" in page.text, path
        assert "49" not in re.findall(r"<bdi>(.*?)</bdi>", page.text), path
    for shape in ("wide", "long"):
        rows = list(csv.reader(io.StringIO(client.get(f"/compare.csv?article=a&kind=Campaign&shape={shape}").text)))
        assert any("=1+1" in cell for row in rows for cell in row)
        assert not any(cell.startswith("=") for row in rows for cell in row)


def hostile(folder) -> Served:
    """A graph whose names, quotes and title are those of somebody who means harm."""
    kinds = {"official/o": EntityType.OFFICIAL, "official/p": EntityType.OFFICIAL, "campaign/x": EntityType.CAMPAIGN,
             "phase/f": EntityType.PHASE}  # fmt: skip
    entities = {own: Entity(own, kind, f"=1+1{own}{HOSTILE}", (HOSTILE,)) for own, kind in kinds.items()}
    facts = [
        ("official/o", Predicate.COMMITS_TO, "campaign/x"), ("official/o", Predicate.COMMITS_TO, "phase/f"),
        ("official/p", Predicate.COMMITS_TO, "campaign/x"), ("phase/f", Predicate.PHASE_OF, "campaign/x"),
    ]  # fmt: skip
    statements = {}
    for subject, predicate, target in facts:
        own = statement_id(subject, predicate, target)
        place = Evidence(f"e{own}", "a", Span(0, len(HOSTILE)), HOSTILE, HOSTILE, HOSTILE, subject, "test", 0.9)
        statements[own] = Statement(own, subject, predicate, target, (place,))
    article = Header("a", "a.txt", "a", "text/plain", title=HOSTILE, date="2021-03-05")
    graph = KnowledgeGraph(entities, statements, {"a": article}, {})
    return Served("gen-hostile", indexed(folder, graph, {"a": HOSTILE}), folder / "store")

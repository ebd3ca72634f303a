"""What the pages show where there is much of it, or little, or where analysts decided otherwise."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from indexed import indexed
from msgspec import structs
from starlette.testclient import TestClient

from kg_builder.model.knowledge import Decision, Entity, Evidence, Statement, Status, statement_id
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate
from kg_builder.pipeline import reload
from kg_builder.serve.app import create_app
from kg_builder.serve.load import load
from kg_builder.serve.settings import Settings
from kg_builder.serve.shelf import Shelf

OFFICIAL, ARTICLE = "official/zhu-yong-zhi-a1267a0f", "a5c4fa71d2319f21"
REJECTED = "f5f13d11107af821"
LONG = "b" * 16
MANY = 100


@pytest.fixture(scope="module")
def client(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The sample with a hundred more pledges, an article of a megabyte, a statement that was rejected."""
    loaded = load(built)
    graph, texts = reload(built)
    line = "我们将坚决清除害群之马。\n"
    long = line * 30_000
    entities, statements = dict(graph.entities), dict(graph.statements)
    for number in range(MANY):
        pledge = Entity(f"commitment/pledge-{number:03}", EntityType.COMMITMENT, f"第{number}项承诺")
        own = statement_id(OFFICIAL, Predicate.COMMITS_TO, pledge.id)
        start = number * 3000 * len(line)
        place = Span(start + 3, start + 11)
        said = Evidence(f"{number:016x}", LONG, place, place.of(long), "我们", "害群之马", OFFICIAL, "pledges", 0.9)
        entities[pledge.id] = pledge
        statements[own] = Statement(own, OFFICIAL, Predicate.COMMITS_TO, pledge.id, (said,))
    old = statements[REJECTED]
    decided = (Decision(0, "c" * 16, Status.REJECTED),)
    statements[REJECTED] = structs.replace(
        old, status=Status.REJECTED, evidence=(), refuted=old.evidence, decisions=decided
    )
    header = replace(graph.articles[ARTICLE], id=LONG, title="很长的文章")
    more = structs.replace(graph, entities=entities, statements=statements, articles={**graph.articles, LONG: header})
    folder = tmp_path_factory.mktemp("index")
    index = indexed(folder, more, {**texts, LONG: long})
    served = replace(loaded, index=index)
    with TestClient(
        create_app(Shelf(served, lambda: served.name, lambda: served), Settings()), "http://localhost"
    ) as client:
        yield client


def shown(client: TestClient, path: str) -> list[str]:
    """The statements of a page, by their permanent names."""
    answer = client.get(path)
    assert answer.status_code == 200
    return re.findall(r'<li class="said \w+" id="s-([0-9a-f]+)">', answer.text)


def test_a_long_group_is_read_page_by_page_and_each_statement_once(client):
    first = client.get(f"/page/{OFFICIAL}").text
    whole = int(re.search(r'id="from-commitsTo">\s*<h2>.*?<span class="number">(\d+)', first, re.S)[1])
    assert whole > MANY
    link = html.unescape(re.search(r'href="([^"]*predicate=commitsTo[^"]*)"', first)[1])
    found: list[str] = []
    while link:
        found += shown(client, link)
        after = re.search(r'rel="next" href="([^"]+)"', client.get(link).text)
        link = html.unescape(after[1]) if after else ""
    assert len(found) == len(set(found)) == whole


@pytest.mark.parametrize(
    "query", ["side=from&predicate=nothing", "side=from", "predicate=leads", "side=to&predicate=leads"]
)
def test_a_group_that_is_not_there_is_404(client, query):
    assert client.get(f"/page/{OFFICIAL}?{query}").status_code == 404


@pytest.mark.parametrize("page", ["-1", "１", "99999999999", "9999", "x", "", "0"])
@pytest.mark.parametrize(
    "path", [f"/page/{OFFICIAL}?side=from&predicate=commitsTo&", "/search?kind=Post&", "/search?q=a&kind=No&"]
)
def test_any_number_of_a_page_is_taken(client, path, page):
    assert client.get(f"{path}page={page}").status_code == 200


def test_what_was_rejected_says_so_and_keeps_its_words(client):
    page = client.get(f"/page/statement/{REJECTED}").text
    assert "已驳回" in page
    assert "坚决清除害群之马" in page
    assert f'href="/page/correction/{"c" * 16}"' in page


def test_a_megabyte_opens_and_an_evidence_at_its_end_is_in_the_part_that_opens(client):
    first = client.get(f"/page/article/{LONG}")
    assert first.status_code == 200
    assert len(first.content) < 1_000_000
    late = f"{9:016x}"
    part = client.get(f"/page/article/{LONG}?e={late}").text
    assert f'id="e-{late}"' in part
    assert f'id="n-{late}" class="extracted chosen"' in part


@pytest.mark.parametrize(
    ("words", "found"), [("朱勇志", True), ("zhuyongzhi", True), ("ZYZ", True), ("没有这个人", False)]
)
def test_search_finds_by_characters_pinyin_and_initials(client, words, found):
    page = client.get("/search", params={"q": words})
    assert (f'href="/page/{OFFICIAL}"' in page.text) is found


def test_a_class_narrows_a_search_and_its_count_is_what_it_leads_to(client):
    page = client.get("/search", params={"q": "司法局"}).text
    links = re.findall(r'<a href="(/search\?[^"]*kind=(\w+))"[^>]*><i.*?<span class="number">([\d,]+)', page)
    assert len(links) > 2
    for link, kind, count in links:
        if kind != "Article":
            inner = client.get(html.unescape(link)).text
            assert f"{count} 个结果" in inner, kind

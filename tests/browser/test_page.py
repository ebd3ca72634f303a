"""The graph page as a file: it opens from the disk, asks no host, holds no trap, and large ones open as quickly."""

import dataclasses
import sys
from pathlib import Path

import pytest
from crowd import crowd
from msgspec import structs
from opening import READY, opened

from kg_builder import network

pytestmark = pytest.mark.browser
HOSTILE = "</script><img src=x onerror=alert(1)>\"'\u202e"


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("large") / "graph.html"
    file.write_text(network.page(*crowd(10_000)), encoding="utf-8")
    return file


def test_it_opens_without_a_request_and_without_an_error(browser, file):
    page, faults = opened(browser, file)
    assert page.locator("#network canvas").count() >= 1
    assert page.evaluate("kg.shown().nodes.length") > 50
    assert faults == []


@pytest.mark.parametrize(("locale", "ground"), [("zh-CN", "light"), ("en-US", "dark")])
def test_every_view_opens_in_both_languages_and_on_both_grounds(open_page, locale, ground):
    page = open_page("v=table", locale=locale, color_scheme=ground)
    assert page.evaluate("kg.language") == locale[:2]
    assert page.evaluate("kg.state.view") == "table"
    for view in ("graph", "matrix", "timeline", "map", "table"):
        page.evaluate("(view) => kg.set({ view })", view)
        page.wait_for_selector(f"#view-{view}:not([hidden])", state="attached")


def test_at_first_sight_posts_and_pledges_are_folded(open_page):
    page = open_page()
    kinds = set(page.evaluate("kg.shown().nodes.map((node) => node.type)"))
    assert {"Official", "Campaign", "Phase", "Slogan"} <= kinds
    assert not {"Post", "Commitment"} & kinds


def test_every_shown_node_stands_in_the_frame_of_a_group(open_page):
    outside = """kg.shown().nodes.filter((n) => !kg.data.groups.some((g) => n.x > g.x0 && n.x < g.x1 && n.y > g.y0 && n.y < g.y1))"""
    page = open_page()
    assert page.evaluate(f"{outside}.length") == 0
    assert "政法队伍教育整顿" in page.evaluate("kg.data.groups.map((group) => group.name)")


def test_a_link_restores_what_was_looked_at(open_page, graph):
    ding = next(e.id for e in graph.entities.values() if e.name == "丁辉")
    page = open_page()
    page.evaluate("(id) => { kg.choose(kg.node(id).i); kg.set({ hidden: new Set(['Slogan']) }); }", ding)
    again = open_page(page.evaluate("location.hash.slice(1)"))
    assert again.evaluate("kg.nodes[kg.state.selected.node].name") == "丁辉"
    assert again.evaluate("[...kg.state.hidden]") == ["Slogan"]


def test_a_link_that_names_what_is_not_there_opens_all_the_same(open_page):
    page = open_page("v=nonsense&n=official/nobody&e=1&region=x&near=9:y&path=a|b&score=-3&hide=Nothing&since=never")
    assert page.evaluate("kg.state.view") == "graph"
    assert page.evaluate("kg.state.selected") is None


def test_hostile_names_are_text(browser, graph, sample, tmp_path):
    header = sample.document.article.header
    own = next(iter(graph.entities))
    entities = {**graph.entities, own: structs.replace(graph.entities[own], name=HOSTILE, aliases=(HOSTILE,))}
    articles = {header.id: dataclasses.replace(graph.articles[header.id], title=HOSTILE, url="javascript:alert(1)")}
    hostile = structs.replace(graph, entities=entities, articles=articles)
    file = tmp_path / "hostile.html"
    file.write_text(network.page(hostile, {header.id: HOSTILE * 200}), encoding="utf-8")
    page, faults = opened(browser, file)
    page.evaluate("(id) => kg.choose(kg.node(id).i)", own)
    for view in ("matrix", "timeline", "map", "table", "graph"):
        page.evaluate("(view) => kg.set({ view })", view)
        page.wait_for_timeout(50)
        assert page.locator("img, a[href^='javascript:']").count() == 0
    assert page.evaluate("kg.node(kg.nodes[kg.state.selected.node].id).name") == HOSTILE
    assert faults == []


def test_no_script_runs_that_the_page_does_not_name(open_page):
    page = open_page()
    blocked = """() => new Promise((told) => {
      document.addEventListener("securitypolicyviolation", (event) => told(event.violatedDirective));
      const script = document.createElement("script"); script.textContent = "window.trapped = true"; document.body.append(script);
    })"""
    # the browser says so on the console, which is what is wished for here
    context = page.context.browser.new_context()
    other = context.new_page()
    other.goto(page.url)
    other.wait_for_selector(READY)
    assert other.evaluate(blocked).startswith("script-src")
    assert other.evaluate("window.trapped") is None
    context.close()


def test_ten_thousand_nodes_open_on_the_most_telling_part(browser, large):
    page, faults = opened(browser, large)
    assert page.evaluate("kg.nodes.length") >= 10_000
    shown = page.evaluate("kg.shown().nodes.length")
    assert 300 < shown <= network.MOST
    page.evaluate("kg.set({ all: true })")
    assert page.evaluate("kg.shown().nodes.length") > 5_000
    assert page.evaluate("kg.articles.length") > 1_000  # all of it was in the page
    assert faults == []


def test_quotes_of_a_packed_page_are_what_the_articles_say(browser, large):
    graph, _ = crowd(10_000)
    said = list(graph.statements.values())[4321]
    page, _ = opened(browser, large, f"e={said.id}")
    assert page.evaluate("kg.place(kg.edges[kg.state.selected.edge].evidence[0]).quote") == said.evidence[0].quote


def test_a_graph_too_large_for_one_page_has_several_with_links_between(browser, tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["kg_builder.network.telling"], "MOST_NODES", 800)
    for path, text in network.pages(*crowd(900)):
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    page, faults = opened(browser, tmp_path / network.INDEX)
    link = page.locator("#pages a[href^='pages/campaign-']").first
    page.click("#pages summary")
    name = link.inner_text()
    link.click()
    page.wait_for_url("**/pages/campaign-*")
    page.wait_for_selector(READY)
    assert page.evaluate("(name) => kg.nodes.some((node) => node.type === 'Campaign' && node.name === name)", name)
    page.click("#pages summary")
    page.click("#pages a[href='../graph.html']")
    page.wait_for_url("**/graph.html")
    assert faults == []


def test_a_notebook_shows_the_same_page(browser, graph, sample, tmp_path, file):
    texts = {sample.document.article.header.id: sample.document.article.text}
    frame = network.Graph(graph, texts).show(tmp_path / "shown.html")
    assert (tmp_path / "shown.html").read_bytes() == file.read_bytes()
    notebook = tmp_path / "notebook.html"
    notebook.write_text(frame._repr_html_(), encoding="utf-8")
    page = browser.new_page()
    page.goto(notebook.as_uri())
    page.frame_locator("iframe").locator("html[data-ready=true]").wait_for(timeout=20_000)
    page.close()

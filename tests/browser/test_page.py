"""The graph page in headless Chromium, driven as a person would. A missing browser fails."""

import dataclasses
import pytest
from opening import opened

from kg_builder.network import page as render

pytestmark = pytest.mark.browser
HOSTILE = "</script><img src=x onerror=alert(1)>\"'\u202e"


def test_it_opens_without_a_request_and_without_an_error(browser, file):
    page, faults = opened(browser, file)
    assert page.locator("canvas").count() == 1
    assert faults == []


@pytest.mark.parametrize("typed", ["朱勇志", "zhuyongzhi", "zyz"])
def test_search_finds_by_characters_pinyin_and_initials(browser, file, typed):
    page, faults = opened(browser, file)
    page.fill("#search", typed)
    page.press("#search", "Enter")
    assert page.inner_text("#panel h1") == "朱勇志"
    panel = page.inner_text("#panel")
    assert "济宁市司法局党委书记、局长 朱勇志" in panel
    assert page.locator("#panel mark").count() > 5
    assert faults == []


def test_an_edge_shows_the_quote_the_speaker_and_the_article(browser, file):
    page, _ = opened(browser, file)
    page.evaluate(
        "kg.describeEdge(kg.data.edges.find((e) => e.predicate === 'commitsTo' && e.evidence[0].quote.includes('坚决清除害群之马')))"
    )
    panel = page.inner_text("#panel")
    assert "坚决清除害群之马" in page.inner_text("#panel mark")
    assert "丁辉" in panel
    assert "司法局长访谈" in panel


def test_the_legend_filters_and_folds(browser, file):
    page, _ = opened(browser, file)
    before = page.inner_text("#counts")
    assert page.get_attribute("#legend [data-type=Commitment]", "aria-pressed") == "false"
    page.click("#legend [data-type=Commitment]")
    assert page.inner_text("#counts") != before
    page.click("#legend [data-type=Slogan]")
    assert page.get_attribute("#legend [data-type=Slogan]", "aria-pressed") == "false"


def test_a_link_restores_what_was_chosen(browser, file):
    page, _ = opened(browser, file)
    page.fill("#search", "丁辉")
    page.press("#search", "Enter")
    address = page.evaluate("location.hash")
    again, _ = opened(browser, file)
    again.goto(file.as_uri() + address)
    again.reload()
    again.wait_for_selector("html[data-ready=true]")
    assert again.inner_text("#panel h1") == "丁辉"


def test_both_languages(browser, file):
    page, _ = opened(browser, file)
    assert "官员" in page.inner_text("#legend")
    page.click("#language")
    assert "Officials" in page.inner_text("#legend")


def test_hostile_names_are_text(browser, graph, sample, tmp_path):
    own = next(iter(graph.entities))
    entities = {**graph.entities, own: dataclasses.replace(graph.entities[own], name=HOSTILE)}
    hostile = dataclasses.replace(graph, entities=entities)
    file = tmp_path / "hostile.html"
    file.write_text(render(hostile, {sample.document.article.header.id: "x" + HOSTILE}), encoding="utf-8")
    page, faults = opened(browser, file)
    page.evaluate("(id) => kg.choose(id, false)", own)
    assert page.inner_text("#panel h1") == HOSTILE
    assert page.locator("img").count() == 0
    assert faults == []


def test_on_a_phone_the_graph_and_the_words_share_the_screen(browser, file):
    page, faults = opened(browser, file, viewport={"width": 420, "height": 800}, locale="en-US")
    page.fill("#search", "dinghui")
    page.press("#search", "Enter")
    page.wait_for_selector("#panel blockquote")
    graph, panel = page.locator("#network").bounding_box(), page.locator("#panel").bounding_box()
    assert graph["height"] > 200
    assert panel["height"] > 200
    assert panel["y"] + panel["height"] <= 801
    assert "chars" not in page.locator("#panel").inner_text()
    assert faults == []

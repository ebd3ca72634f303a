"""Finding, filtering and exploring on the graph page, as a person does it: typing, clicking, keys."""

import re

import pytest
from msgspec import structs
from opening import opened
from playwright.sync_api import Page, expect

from kg_builder.network import page as render

pytestmark = pytest.mark.browser


def suggested(page: Page, typed: str) -> list[str]:
    page.fill("#search", typed)
    return page.locator("#search-list .name").all_inner_texts()


def counted(page: Page) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", page.inner_text("#counts"))]


def chosen(page: Page) -> str:
    return page.evaluate("kg.nodes[kg.state.selected?.node]?.name ?? ''")


def chip(page: Page, key: str):
    return page.locator(f"[data-chip={key}]")


def test_the_finder_suggests_by_every_way_of_typing(open_page):
    page = open_page()
    page.keyboard.press("/")
    page.keyboard.type("zyz")
    assert page.locator("#search-list .name").first.inner_text() == "朱勇志"
    assert page.locator("#search-list mark").first.inner_text() == "朱勇志"
    for typed in ("朱勇志", "zhuyongzhi", "zhu yong zhi", "ZhuYZ", "朱yz", "z勇志", "zhuyongz"):
        assert suggested(page, typed)[0] == "朱勇志", typed
    assert suggested(page, "chongqingshi") == []
    assert "没有找到" in page.inner_text("#search-list")
    # an exact name comes before one that begins so, and that before one that holds it; posts and pledges last
    for typed in ("sdssft", "山东省"):
        assert suggested(page, typed)[0] == {"sdssft": "山东省司法厅", "山东省": "山东省"}[typed]
    kinds = [kind for _ in suggested(page, "司法局") for kind in page.locator("#search-list .kind").all_inner_texts()]
    assert kinds.index("机构") < kinds.index("职务")
    # composing: the letters of an input method are no query, what they become is
    page.fill("#search", "")
    page.evaluate(
        "f = document.getElementById('search'); f.value = 'ding'; f.dispatchEvent(new InputEvent('input', { isComposing: true }))"
    )
    expect(page.locator("#search-list .name")).to_have_count(0)
    page.evaluate("f.value = '丁'; f.dispatchEvent(new CompositionEvent('compositionend'))")
    assert page.locator("#search-list .name").first.inner_text() == "丁辉"
    page.press("#search", "ArrowDown")
    page.press("#search", "ArrowUp")
    page.press("#search", "Enter")
    assert chosen(page) == "丁辉"
    expect(page.locator("#search-list")).to_be_hidden()


def test_any_reading_of_a_character_finds_it(browser, graph, tmp_path):
    own = next(iter(graph.entities))
    entities = {
        **graph.entities,
        own: structs.replace(graph.entities[own], name="重庆市长寿区", aliases=("渝东长寿",)),
    }
    file = tmp_path / "readings.html"
    file.write_text(render(structs.replace(graph, entities=entities), {}), encoding="utf-8")
    page, faults = opened(browser, file)
    for typed in ("chongqingshichangshou", "zhongqing", "cqs", "zqs", "changshou", "zhangshouqu", "重qs", "chqsh"):
        assert "重庆市长寿区" in suggested(page, typed), typed
    page.fill("#search", "yudong")
    assert page.inner_text("#search-list .alias mark") == "渝东"
    assert faults == []


def test_the_legend_filters_and_its_counts_follow(open_page):
    page = open_page()
    slogans, relations = page.locator("#legend [data-type=Slogan]"), page.locator("#relations [data-predicate=invokes]")
    before = counted(page)
    n = int(slogans.locator(".count").inner_text())
    slogans.click()
    expect(slogans).to_have_attribute("aria-pressed", "false")
    assert counted(page)[0] == before[0] - n
    expect(relations.locator(".count")).to_have_text(re.compile(r"^0 / "))
    expect(relations).to_have_class(re.compile("empty"))
    assert chip(page, "types").inner_text().startswith("不看：提法")
    chip(page, "types").get_by_role("button").click()
    assert counted(page) == before
    page.locator("#legend [data-type=Official]").dblclick()
    assert chip(page, "types").inner_text().startswith("只看：官员")
    assert counted(page)[0] == 4
    page.locator("#legend [data-type=Official]").dblclick()
    assert counted(page) == before
    relations.click()
    assert counted(page)[1] == before[1] - 14
    page.click("#reset")
    assert counted(page) == before


def test_scope_and_confidence_narrow_and_chips_take_off(open_page):
    page = open_page()
    before = counted(page)
    page.focus("#by-campaign")  # the first suggestion, nothing typed
    page.press("#by-campaign", "Enter")
    assert chip(page, "campaign").locator(".words").inner_text() == "活动：政法队伍教育整顿"
    assert counted(page)[0] < before[0]
    assert " / " in page.inner_text("#legend [data-type=Region] .count")
    page.fill("#by-region", "日照")
    noted = int(page.locator("#by-region-list .kind").first.inner_text())
    page.press("#by-region", "Enter")
    inside = page.evaluate("kg.passing().length")
    assert noted == inside > 0
    assert page.inner_text("#panel h1") == "筛选出的部分"
    page.evaluate("s = document.getElementById('score'); s.value = 80; s.dispatchEvent(new Event('input'))")
    page.evaluate("s.value = 90; s.dispatchEvent(new Event('input')); s.dispatchEvent(new Event('change'))")
    assert chip(page, "score").locator(".words").inner_text() == "可信度：≥ 90%"
    page.keyboard.press("Control+z")  # a drag is one step
    expect(chip(page, "score")).to_have_count(0)
    chip(page, "campaign").get_by_role("button").click()
    expect(page.locator("#panel .pair")).to_have_text(["丁辉领导日照市司法局"])  # the sum beside the graph follows
    chip(page, "region").get_by_role("button").click()
    assert counted(page) == before
    assert page.input_value("#by-campaign") == ""


def test_focus_path_and_folding(open_page):
    page = open_page()
    page.fill("#search", "丁辉")
    page.press("#search", "Enter")
    near = []
    for key in "123":
        page.keyboard.press(key)
        near.append(counted(page)[0])
    assert near[0] < near[1] <= near[2]
    assert "3 步" in chip(page, "focus").inner_text()
    page.keyboard.press("0")
    whole = counted(page)[0]
    page.click("[data-act=unfold]")
    assert counted(page)[0] > whole
    kinds = page.evaluate("[...new Set([...kg.state.unfolded].map((i) => kg.nodes[i].type))].sort().join()")
    assert kinds == "Commitment,Post"
    assert "of=" in page.evaluate("location.hash")
    page.click("[data-act=fold]")
    assert counted(page)[0] == whole
    # a path: from here, to another one, by the key and by the finder
    page.keyboard.press("p")
    assert "从丁辉到" in chip(page, "pathFrom").inner_text()
    page.keyboard.press("Escape")
    expect(chip(page, "pathFrom")).to_have_count(0)
    page.click("[data-act=path]")
    page.fill("#search", "陈霖")
    page.press("#search", "Enter")
    said = chip(page, "path").locator(".words").inner_text()
    steps = int(re.search(r"(\d+) 步", said).group(1))
    assert re.fullmatch(r"路径（\d 步）：丁辉 (—|←).+(→|—) 陈霖", said)
    assert counted(page) == [steps + 1, steps]
    expect(page.locator("#panel .way li")).to_have_count(steps)
    page.click("#panel .way .verb >> nth=0")  # the words of a step, still on the way
    assert page.locator("#panel .quote").count() and counted(page) == [steps + 1, steps]
    page.keyboard.press("u")
    link = page.url
    page.keyboard.press("Escape")
    assert counted(page)[0] == whole
    assert chosen(page) == "陈霖"
    page.keyboard.press("]")
    first = chosen(page)
    page.keyboard.press("]")
    second = chosen(page)
    page.keyboard.press("[")
    assert chosen(page) == first != second
    page.goto(link)  # within the page: the address alone changes
    expect(chip(page, "path")).to_have_count(1)


def test_undo_redo_and_back_go_through_what_was_seen(open_page):
    page = open_page()
    for name in ("丁辉", "陈霖", "朱勇志"):
        page.fill("#search", name)
        page.press("#search", "Enter")
    page.keyboard.press("u")
    assert chosen(page) == "陈霖"
    page.keyboard.press("Control+z")
    assert chosen(page) == "丁辉"
    page.keyboard.press("Control+Shift+Z")
    page.click("#redo")
    assert chosen(page) == "朱勇志"
    expect(page.locator("#redo")).to_be_disabled()
    page.go_back()
    page.wait_for_function("kg.nodes[kg.state.selected.node].name === '陈霖'")
    page.go_forward()
    page.wait_for_function("kg.nodes[kg.state.selected.node].name === '朱勇志'")
    page.reload()
    page.wait_for_selector("html[data-ready=true]")
    assert chosen(page) == "朱勇志"
    assert not page.evaluate("kg.canUndo()")


def test_keys_help_and_language(open_page):
    page = open_page(locale="en-US")
    page.keyboard.press("?")
    assert "Shortest path" in page.inner_text("#dialog")
    page.keyboard.press("p")  # the help is before the keys
    page.keyboard.press("Escape")
    expect(page.locator("#dialog")).to_be_hidden()
    page.keyboard.press("m")
    assert page.evaluate("kg.state.view") == "matrix"
    page.keyboard.press("g")
    page.click("#language")
    assert "官员" in page.inner_text("#legend")
    page.click("#theme")
    page.click("#theme")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.focus("#search")
    page.keyboard.type("gmk")
    assert page.evaluate("kg.state.view") == "graph"
    for tool in page.locator("#tools button").all():
        assert tool.get_attribute("aria-label")


def test_on_a_phone_the_side_is_a_drawer(open_page):
    page = open_page(viewport={"width": 390, "height": 844})
    expect(page.locator("#side")).to_be_hidden()
    assert page.locator("#bar").bounding_box()["height"] < 100
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.click("#side-toggle")
    page.click("#legend [data-type=Slogan]")
    page.mouse.click(370, 500)  # the scrim
    expect(page.locator("#side")).to_be_hidden()
    expect(chip(page, "types")).to_be_visible()
    page.click("#side-toggle")
    page.keyboard.press("Escape")
    expect(page.locator("#side")).to_be_hidden()


def test_a_large_graph_says_what_it_opens_on(open_page):
    page = open_page()
    whole = counted(page)
    page.evaluate(
        "kg.first = new Set([0, 1, 2, 3]); kg.data.whole = 25000; kg.set({ view: 'table' }); kg.set({ view: 'graph' })"
    )
    assert "最有代表性的 4 个，共 106 个" in chip(page, "first").inner_text()
    assert "25,000" in chip(page, "whole").inner_text()
    page.click("[data-act=all]")
    assert counted(page) == whole
    expect(chip(page, "first")).to_have_count(0)

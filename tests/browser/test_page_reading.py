"""Reading and keeping on the graph page: the panel, citing, exports, the list, paper. Driven as a person would."""

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest
import rdflib

from kg_builder.rdf import answer, nquads, open_store

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_page):
    return open_page(permissions=["clipboard-read", "clipboard-write"])


def go_to(page, name: str) -> None:
    """Chooses the node of a name as a view does."""
    page.evaluate("(name) => kg.choose(kg.nodes.find((node) => node.name === name).i)", name)
    page.locator("#panel h1", has_text=name).wait_for()


def copied(page, kind: str) -> str:
    page.evaluate("void kg.notice('')")
    page.click("#panel .cite")
    page.click(f"#panel [data-cite={kind}]")
    page.wait_for_selector("#notice:not(:empty)")
    return page.evaluate("navigator.clipboard.readText()")


def saved(page, key: str) -> bytes:
    with page.expect_download() as download:
        page.click(f"#panel [data-export='{key}']")
    return Path(download.value.path()).read_bytes()


def test_who_never_saw_the_article_finds_the_answers(page):
    start = page.inner_text("#panel")
    assert "丁辉\n领导\n日照市司法局" in start
    phases = page.locator("#panel .phases .name").all_inner_texts()
    assert phases == ["学习教育", "查纠整改", "总结提升"]
    alone = page.locator("#panel .alone", has=page.get_by_text("陈霖", exact=True))
    alone.locator("button.more").click()
    assert "沂蒙精神" in alone.locator(".name").all_inner_texts()
    assert "自我革命" not in page.locator("#panel .alone .name").all_inner_texts()  # three of them invoke it
    page.click("#panel .campaign .name:has-text('整治顽瘴痼疾')")
    stances = page.locator("#panel .stances dd").all_inner_texts()
    assert [sorted(text.split()) for text in stances] == [["丁辉", "朱勇志"], ["无"], ["商光胜", "陈霖"]]
    words = page.locator("#panel [data-predicate='in.commitsTo'] mark").all_inner_texts()
    assert words == ["坚决整治顽瘴痼疾", "把整治顽瘴痼疾与建立长效机制结合起来"]


def test_a_node_is_told_by_kind_and_direction_with_words_and_source(page):
    go_to(page, "丁辉")
    assert "日照市司法局" in page.inner_text("#panel [data-predicate='out.leads']")
    commits = page.locator("#panel [data-predicate='out.commitsTo']")
    assert commits.locator(".fact").count() == 12
    commits.locator("> button.more, > .further > button.more").click()
    assert commits.locator(".fact").count() == 20
    figure = commits.locator("figure:has(.unfold)").first
    short = figure.locator("blockquote").inner_text()
    figure.locator(".unfold").click()
    assert len(figure.locator("blockquote").inner_text()) > len(short)
    assert figure.locator(".unfold").get_attribute("aria-expanded") == "true"
    caption = figure.locator("figcaption").inner_text()
    assert re.search(r"说话人\s+丁辉", caption)
    assert re.search(r"第 \d+–\d+ 字", caption)
    assert figure.locator("figcaption a").get_attribute("href").startswith("http://sft.shandong.gov.cn/")


def test_many_quotations_unfold_and_names_lead_on(page):
    go_to(page, "商光胜")
    fact = page.locator("#panel .fact", has=page.locator(".end", has_text="政法队伍教育整顿"))
    assert fact.locator("figure").count() == 3
    fact.get_by_text("另有 3 处原文").click()
    assert fact.locator("figure").count() == 6
    fact.locator(".end .name").click()
    assert page.inner_text("#panel h1") == "政法队伍教育整顿"
    assert page.evaluate("document.activeElement === document.querySelector('#panel h1')")
    assert page.locator("#panel [data-predicate='in.phaseOf'] .end .name").all_inner_texts() == [
        "学习教育",
        "查纠整改",
        "总结提升",
    ]
    page.click("#panel .close")
    assert page.get_attribute("#panel", "data-kind") == "start"


def test_a_relation_is_a_sentence_with_all_its_places(page):
    go_to(page, "清除害群之马")
    page.click("#panel .fact:has(.end:has-text('丁辉')) .score")
    assert page.locator("#panel h1 > *").all_inner_texts() == ["丁辉", "承诺", "清除害群之马"]
    assert "坚决清除害群之马" in page.inner_text("#panel mark")
    assert page.evaluate("location.hash").startswith("#e=")


def test_what_is_copied_is_a_citation_and_bibtex(page):
    go_to(page, "清除害群之马")
    page.click("#panel .fact:has(.end:has-text('丁辉')) .score")
    edge = page.evaluate("kg.edges[kg.state.selected.edge].id")
    plain = copied(page, "plain")
    assert plain.startswith("丁辉承诺清除害群之马：“坚决清除害群之马”（丁辉语），见《教育整顿")
    assert plain.endswith(f"，https://w3id.org/kg-builder/id/statement/{edge}")
    assert re.search(r"2021-03，http://sft\S+，第 \d+–\d+ 字。kg-builder \d", plain)
    bibtex = copied(page, "bibtex")
    assert re.match(r"@misc\{kg2021-[0-9a-f]{12}-[0-9a-z]{8},\n  title = \{\{教育整顿", bibtex)
    assert "  month = mar,\n" in bibtex
    assert bibtex.count("{") - bibtex.count("\\{") == bibtex.count("}") - bibtex.count("\\}")
    page.evaluate("kg.articles[0].title = '50% of {a} & b_c #1 \\\\ ~ ^ $'")
    assert r"50\% of \{a\} \& b\_c \#1 \textbackslash{} \textasciitilde{} \textasciicircum{} \$" in copied(
        page, "bibtex"
    )


def test_turtle_is_a_part_of_the_published_graph_and_sparql_finds_it(page, graph, tmp_path):
    lines = tmp_path / "graph.nq"
    lines.write_text(nquads(graph), encoding="utf-8")
    published = rdflib.Dataset(default_union=True)
    published.parse(lines, format="nquads")
    for name in ("政法队伍教育整顿", "聊城市司法局教育整顿工作领导小组"):
        go_to(page, name)
        part = rdflib.Graph().parse(data=copied(page, "turtle"), format="turtle")
        assert len(part) > 30
        assert [triple for triple in part if triple not in published] == []
        found = answer(open_store(lines), copied(page, "sparql"))
        assert name in {row[0] for row in found.rows} | {row[2] for row in found.rows}
    page.click("#panel .score >> nth=0")
    edge = page.evaluate("kg.edges[kg.state.selected.edge].id")
    turtle = rdflib.Graph().parse(data=copied(page, "turtle"), format="turtle")
    assert [triple for triple in turtle if triple not in published] == []
    [row, *_] = answer(open_store(lines), copied(page, "sparql")).rows
    assert row[0].endswith(edge)
    assert row[2] in page.locator("#panel mark").all_inner_texts()


def test_without_a_clipboard_the_text_stands_ready(open_page):
    page = open_page(locale="en-US")
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('denied')))")
    go_to(page, "丁辉")
    page.click("#panel .cite")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    area = page.locator("#dialog textarea")
    assert area.input_value().startswith("@misc{")
    assert area.evaluate("(area) => area.selectionEnd - area.selectionStart") == len(area.input_value())
    page.click("#dialog button")
    assert not page.locator("#dialog").is_visible()


def test_what_is_shown_is_saved_in_every_form(page, tmp_path):
    shown = page.evaluate("[kg.shown().nodes.length, kg.shown().edges.length]")
    gexf = tmp_path / "shown.gexf"
    gexf.write_bytes(saved(page, "export.gexf"))
    network = networkx.read_gexf(gexf, version="1.3")
    assert [network.number_of_nodes(), network.number_of_edges()] == shown
    places = {(node["viz"]["position"]["x"], node["viz"]["position"]["y"]) for _, node in network.nodes(data=True)}
    assert len(places) == shown[0]
    assert {node["type"] for _, node in network.nodes(data=True)} >= {"Official", "Slogan"}
    nodes = list(csv.DictReader(io.StringIO(saved(page, "export.csvNodes").decode("utf-8-sig"))))
    relations = list(csv.DictReader(io.StringIO(saved(page, "export.csvEdges").decode("utf-8-sig"))))
    assert [len(nodes), len(relations)] == shown
    assert saved(page, "export.csvEdges").startswith(b"\xef\xbb\xbf")
    leads = next(row for row in relations if row["predicate"] == "leads" and row["subject"] == "丁辉")
    assert leads["quote"] == "日照市司法局党组书记、局长 丁辉"
    data = json.loads(saved(page, "export.json"))
    assert [len(data["nodes"]), len(data["relations"])] == shown


def test_names_that_are_formulas_or_markup_stay_names(page, tmp_path):
    page.evaluate("kg.nodes.find((node) => node.name === '丁辉').name = '=1+1<b>&\\u0000\"]]>'")
    [row] = [line for line in saved(page, "export.csvNodes").decode("utf-8-sig").splitlines() if "1+1" in line]
    assert '"\'=1+1<b>&\ufffd""]]>"' in row
    gexf = tmp_path / "hostile.gexf"
    gexf.write_bytes(saved(page, "export.gexf"))
    assert '=1+1<b>&\ufffd"]]>' in {
        node["label"] for _, node in networkx.read_gexf(gexf, version="1.3").nodes(data=True)
    }


def test_the_picture_is_saved_as_drawn(page):
    page.click("#tab-table")  # the picture is the graph's, whatever view is open
    svg = ElementTree.fromstring(saved(page, "export.svg"))
    labels = {text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")}
    assert {"丁辉", "政法队伍教育整顿"} <= labels
    numbers = [
        text.get(name) for text in svg.iter() for name in ("x", "y", "font-size", "stroke-width") if text.get(name)
    ]
    assert all(re.fullmatch(r"-?[\d.]+", number) for number in numbers)
    png = saved(page, "export.png")
    assert png.startswith(b"\x89PNG")
    assert len(png) > 20_000


def test_the_list_sorts_and_chooses_by_keyboard(page):
    page.click("#tab-table")
    nodes = page.locator("[data-table=nodes]")
    assert nodes.locator("th[aria-sort=descending]").inner_text().strip().startswith("关系数")
    page.focus("#sort-nodes-name")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('th').getAttribute('aria-sort')") == "ascending"
    names = nodes.locator("tbody th").all_inner_texts()
    assert names.index("陈霖") < names.index("丁辉") < names.index("朱勇志")  # by pinyin
    nodes.locator("tbody button").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h1").strip() == names[1].strip()
    assert nodes.locator("tr[aria-selected=true]").count() == 1
    relations = page.locator("[data-table=relations]")
    assert relations.locator("caption").inner_text().startswith("关系")
    relations.locator("tbody tr", has_text="坚决清除害群之马").click()
    assert page.locator("#panel h1 > *").all_inner_texts() == ["丁辉", "承诺", "清除害群之马"]


def test_on_paper_there_are_words_and_no_controls(page):
    go_to(page, "整治顽瘴痼疾")
    page.emulate_media(media="print", color_scheme="dark")  # who reads on a dark ground prints on a light one
    assert not page.locator("#panel .cite").is_visible()
    assert not page.locator("#bar").is_visible()
    assert page.locator("#panel mark").first.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('#panel h1')).color") == "rgb(31, 35, 40)"
    page.evaluate("void dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#on-paper text", has_text="整治顽瘴痼疾").is_visible()
    assert (
        page.locator("#on-paper rect").first.get_attribute("fill") == "rgb(251, 250, 247)"
    )  # light on a dark screen too
    page.evaluate("void dispatchEvent(new Event('afterprint'))")
    assert page.locator("#on-paper").count() == 0


def test_both_languages_and_a_phone(open_page):
    page = open_page(locale="en-US", viewport={"width": 390, "height": 844})
    assert "Who leads what" in page.inner_text("#panel")
    go_to(page, "丁辉")
    panel = page.inner_text("#panel")
    assert "Leads" in panel
    assert "characters" in panel
    assert page.evaluate("document.getElementById('panel').scrollWidth <= document.getElementById('panel').clientWidth")
    page.evaluate("kg.speak('zh')")
    assert "说话人" in page.inner_text("#panel")
    missing = page.evaluate(
        "(() => { const words = JSON.parse(document.getElementById('words').textContent);"
        " return Object.keys(words.zh).filter((key) => !(key in words.en)).concat(Object.keys(words.en).filter((key) => !(key in words.zh))); })()"
    )
    assert missing == []

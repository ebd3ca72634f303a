"""The comparing views of the graph page, driven as a person would: the table of who and what, the timeline, the map."""

import dataclasses

import pytest
from crowd import crowd
from msgspec import structs
from opening import opened

from kg_builder.model.vocabulary import EntityType, Predicate
from kg_builder.network import page as render

pytestmark = pytest.mark.browser
HOSTILE = "</script><img src=x onerror=alert(1)>\"'\u202e"


def chosen(page) -> str:
    """The name of the chosen node, or the predicate and both ends of the chosen edge."""
    return page.evaluate(
        "(() => { const s = kg.state.selected; if (!s) return ''; if (s.node !== undefined) return kg.nodes[s.node].name;"
        " const e = kg.edges[s.edge]; return [kg.nodes[e.from].name, e.predicate, kg.nodes[e.to].name].join(' '); })()"
    )


def test_the_table_answers_who_pledges_who_invokes_who_is_silent(open_page, graph):
    page = open_page("v=matrix&m=Official.Task.city.all")
    names = page.locator(".matrix .names th[data-node]")
    columns = [names.nth(i).get_by_role("button").get_attribute("title") for i in range(names.count())]
    column = columns.index("整治顽瘴痼疾")
    entities = graph.entities
    pledged = {
        entities[s.subject].name
        for s in graph.statements.values()
        if s.predicate is Predicate.COMMITS_TO and entities[str(s.object)].name == "整治顽瘴痼疾"
    }
    told = page.evaluate(
        "(c) => Object.fromEntries([...document.querySelectorAll('.matrix tbody tr')].map((line) =>"
        " [line.querySelector('th b').textContent, line.cells[c + 1].className.split(' ')[0]]))",
        column,
    )
    assert {name for name, stance in told.items() if stance == "pledges"} == pledged
    assert pledged < set(told), "who is silent is a row as well"
    assert page.locator(".matrix caption").text_content().startswith("官员")
    page.click(".matrix td.pledges button")
    assert " commitsTo " in chosen(page)
    assert page.locator("td.chosen").count() == 1


def test_what_only_one_uses_is_seen_and_the_switch_keeps_only_that(open_page, graph):
    page = open_page("v=matrix")
    users = {}
    for s in graph.statements.values():
        if s.predicate in (Predicate.COMMITS_TO, Predicate.INVOKES) and s.subject in graph.entities:
            thing = graph.entities[str(s.object)]
            if thing.type is EntityType.SLOGAN and graph.entities[s.subject].type is EntityType.OFFICIAL:
                users.setdefault(thing.id, set()).add(s.subject)
    alone = [thing for thing, by in users.items() if len(by) == 1]
    assert 0 < len(alone) < len(users)
    assert page.locator(".matrix .sums td").count() == len(users)
    assert page.locator(".matrix .sums td.lone").count() == len(alone)
    page.click("[data-group=only] [data-value=one]")
    assert page.locator(".matrix .sums td").count() == len(alone)
    assert page.evaluate("document.activeElement.dataset.value") == "one"
    link = page.evaluate("location.hash")
    again = open_page(link.removeprefix("#"))
    assert again.locator(".matrix .sums td").count() == len(alone), "a link restores the choice"


def test_the_table_goes_by_keys(open_page):
    page = open_page("v=matrix")
    page.locator(".matrix tbody [tabindex='0']").first.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert chosen(page) == page.locator(".matrix .names th[data-node] button").first.get_attribute("title")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert chosen(page) == page.locator(".matrix tbody th b").first.inner_text()
    assert page.locator(".matrix tr.chosen").count() == 1


def test_phases_stand_in_their_order_and_bodies_speak_through_their_heads(open_page):
    page = open_page("v=matrix&m=Bureau.Phase.name.all")
    names = [each.get_attribute("title") for each in page.locator(".matrix .names th[data-node] button").all()]
    assert names == ["学习教育", "查纠整改", "总结提升"]
    assert "日照市司法局" in page.inner_text(".matrix tbody")
    page.evaluate("kg.choose(kg.nodes.find((node) => node.name === '日照市').i)")
    page.wait_for_selector(".matrix tr.chosen")
    assert "日照市司法局" in page.inner_text(".matrix tr.chosen"), "a region chosen elsewhere marks its bodies"


def test_the_timeline_tells_dates_and_says_what_has_none(open_page):
    page = open_page("v=timeline")
    meeting = page.locator(".event.Meeting").first
    meeting.hover()
    assert "2021-02-27" in page.inner_text(".time-tell")
    meeting.press("Enter")
    assert chosen(page) == meeting.inner_text()
    assert page.locator(".event.chosen").count() == 1
    phases = page.locator(".chain").first.locator("li .chip").all_inner_texts()
    assert [text.split("\n")[0].removesuffix("无日期").strip() for text in phases] == [
        "学习教育",
        "查纠整改",
        "总结提升",
    ]
    assert all("无日期" in text for text in phases)
    before = page.locator(".time-ground text").all_text_contents()
    page.click("[data-do=closer]")
    assert page.locator(".time-ground text").all_text_contents() != before
    assert page.evaluate("document.activeElement.dataset.do") == "closer"


def test_dragging_over_the_articles_keeps_those_of_that_time(open_page):
    page = open_page("v=timeline")
    box = page.locator(".tick").first.bounding_box()
    page.mouse.move(box["x"] - 40, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] + 20, box["y"] + 5, steps=4)
    page.mouse.up()
    low, high = page.evaluate("[kg.state.from, kg.state.to]")
    assert low < "2021-03" < high
    assert page.locator(".event").count() > 0
    page.click(".kept button")
    page.mouse.move(box["x"] + box["width"] + 20, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] + 90, box["y"] + 5, steps=4)
    page.mouse.up()
    assert page.locator(".event").count() == 0, "no article is of that time"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2021-02-27", "2021-02-27", "2021-02-28"),
        ("2021-02", "2021-02-01", "2021-03-01"),
        ("2021-02/2021-06", "2021-02-01", "2021-07-01"),
        ("2021-24", "2021-12-01", "2022-03-01"),
        ("0621", "0621-01-01", "0622-01-01"),
        ("202X", "2020-01-01", "2030-01-01"),
        ("2021-13", None, None),
        ("去年", None, None),
    ],
)
def test_dates_as_written_are_times(parser, text, low, high):
    found = parser.evaluate(
        "(text) => { const s = kg.dateSpan(text); return s && [kg.isoOf(s.from), kg.isoOf(s.to)]; }", text
    )
    assert found == ([low, high] if low else None)


@pytest.fixture(scope="module")
def parser(browser, file):
    page = opened(browser, file)[0]
    yield page
    page.context.close()


def test_the_map_shows_positions_and_the_people_of_a_region(open_page):
    page = open_page("v=map", locale="en-US", color_scheme="dark")
    assert "no borders" in page.inner_text(".map-legend")
    place = page.get_by_role("button", name="日照市 (")
    place.locator("circle").click()
    assert chosen(page) == "日照市"
    assert "丁辉" in page.inner_text(".map-list")
    assert page.locator(".threads path").count() == page.locator(".map-list li").count() > 0
    page.click(".map-list li button >> text=丁辉")
    assert chosen(page) == "丁辉"
    assert page.locator(".place.chosen").count() == 1, "the region of a chosen official stands out"
    lines = page.locator(".graticule text").all_text_contents()
    page.click("[data-do=country]")
    assert page.locator(".seats text").count() > 20
    assert page.locator(".graticule text").all_text_contents() != lines
    box = page.locator("svg.map").bounding_box()
    where = page.locator(".place.chosen circle").get_attribute("cx")
    page.mouse.move(box["x"] + 60, box["y"] + box["height"] - 80)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + box["height"] - 80, steps=3)
    page.mouse.up()
    moved = page.locator(".place.chosen circle").get_attribute("cx")
    assert float(moved) - float(where) == pytest.approx(100, abs=2)


def test_without_dates_and_points_the_views_say_so_and_names_are_text(browser, graph, sample, tmp_path):
    entities = {
        own: structs.replace(e, lon=None, lat=None, name=HOSTILE if e.type is EntityType.SLOGAN else e.name)
        for own, e in graph.entities.items()
    }
    statements = {own: s for own, s in graph.statements.items() if isinstance(s.object, str)}
    articles = {own: dataclasses.replace(header, date=None) for own, header in graph.articles.items()}
    bare = structs.replace(graph, entities=entities, statements=statements, articles=articles)
    plain = tmp_path / "bare.html"
    plain.write_text(render(bare, {sample.document.article.header.id: sample.document.article.text}), encoding="utf-8")
    page, faults = opened(browser, plain, "v=timeline", viewport={"width": 390, "height": 844})
    assert page.locator(".nothing").is_visible()
    page.evaluate("kg.set({ view: 'map' })")
    page.wait_for_selector(".map-beside .chip")
    page.evaluate("kg.set({ view: 'matrix' })")
    page.wait_for_selector(".matrix .names th")
    assert page.locator("img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert faults == []


def test_a_large_table_says_what_it_leaves_out(browser, tmp_path):
    graph, texts = crowd(2600)
    large = tmp_path / "large.html"
    large.write_text(render(graph, texts), encoding="utf-8")
    page, faults = opened(browser, large, "v=matrix", locale="en-US")
    speaking = {
        s.subject
        for s in graph.statements.values()
        if s.predicate in (Predicate.COMMITS_TO, Predicate.INVOKES)
        and graph.entities[s.subject].type is EntityType.OFFICIAL
    }
    used = {str(s.object) for s in graph.statements.values() if s.predicate is Predicate.INVOKES}
    assert page.locator(".matrix tbody tr").count() == 200
    assert page.locator(".matrix .sums td").count() == min(60, len(used))
    notes = page.inner_text(".matrix-notes")
    assert f"{len(speaking) - 200} more rows" in notes
    assert f"of {len(speaking)}" in page.inner_text(".matrix .sums th")
    page.locator(".matrix td button").last.click()
    assert page.locator(".matrix td.chosen").count() == 1
    page.evaluate("kg.set({ view: 'map' })")
    page.wait_for_selector(".map-beside .chip")
    assert page.locator(".map-beside .chip").count() == len(
        [e for e in graph.entities.values() if e.type is EntityType.REGION]
    )
    assert faults == []

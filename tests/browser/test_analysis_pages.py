"""Comparison, campaign, questions and the query page in headless Chromium, as a reader drives them."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page
from serving import serving

from kg_builder.browse import Index
from kg_builder.model.vocabulary import EntityType
from kg_builder.serve.load import load

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(built):
    with serving(built) as address:
        yield address


@pytest.fixture(scope="module")
def article(built: Path) -> str:
    return load(built).index.articles()[0].id


@pytest.fixture(scope="module")
def campaign(built: Path) -> str:
    index: Index = load(built).index
    return next(entity.id for entity, _ in index.of_type(EntityType.CAMPAIGN) if entity.name == "政法队伍教育整顿")


@pytest.fixture
def open_page(browser, site):
    """Opens a path; when the test is over, nothing may have gone to another host and no error been said."""
    contexts, faults = [], []

    def said(message: ConsoleMessage, allowed: str) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(allowed):
            faults.append(message.text)

    def opened(path: str, allowed: str = "no message", **options) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN", **options})
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request",
            lambda request: None if request.url.startswith((site, "data:", "blob:")) else faults.append(request.url),
        )
        page.on("console", lambda message: said(message, allowed))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(site + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def test_a_cell_opens_its_sentence_and_closing_it_leads_back(open_page, article):
    page = open_page(f"/compare?article={article}")
    row = page.locator("table.comparison tr", has=page.locator("th[scope=row]", has_text="清除害群之马"))
    cell = row.locator("a.open").last
    cell.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog#sentence")
    assert dialog.is_visible()
    assert "清除害群之马" in dialog.locator("h2").inner_text()
    assert "清除害群之马" in dialog.locator("mark").first.inner_text()
    assert dialog.locator("cite a").first.get_attribute("href").startswith(f"/page/article/{article}")
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert page.evaluate("document.activeElement.className") == "open"


def test_without_scripts_a_cell_leads_to_its_sentences(open_page, article):
    page = open_page(f"/compare?article={article}", java_script_enabled=False)
    page.locator("a.open").first.click()
    place = re.search(r"#(c\d+-\d+)$", page.url)[1]
    assert page.locator(f"#{place} mark").first.is_visible()


def test_the_table_is_one_for_screen_readers(open_page, article):
    page = open_page(f"/compare?article={article}")
    table = page.get_by_role("table")
    assert table.get_by_role("columnheader").count() == 5
    assert table.get_by_role("rowheader").count() > 30
    lone = page.locator("td.lone.silent").first
    assert "独缺" in lone.inner_text()
    assert "未提" in lone.inner_text()
    alone = page.locator("td.lone:not(.silent)").first
    assert "独用" in alone.inner_text()


def test_the_form_changes_rows_and_columns(open_page, article):
    page = open_page(f"/compare?article={article}")
    page.get_by_label("承诺", exact=True).check()
    page.get_by_label("朱勇志").check()
    page.get_by_label("丁辉").check()
    page.locator(".chooser button").click()
    assert page.locator("table.comparison thead th").count() == 3
    kinds = page.locator("table.comparison th[scope=row] small").all_inner_texts()
    assert kinds.count("承诺") > 10


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_only_the_table_scrolls_sideways(open_page, article, campaign, scheme):
    for path in (f"/compare?article={article}", f"/{campaign}", "/queries", "/queries/who-pledged-what", "/query"):
        page = open_page(path, viewport={"width": 390, "height": 844}, color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") == 390, path
    page = open_page(f"/compare?article={article}", viewport={"width": 390, "height": 844})
    page.locator(".grid").evaluate("grid => grid.scrollLeft = 200")
    head = page.locator("table.comparison tbody th[scope=row]").first
    assert head.bounding_box()["x"] < 20  # names of rows stay where they are


def test_a_campaign_is_read_from_its_phases_to_its_words(open_page, campaign):
    page = open_page(f"/{campaign}")
    assert page.locator(".steps .end .thing").all_inner_texts() == ["学习教育", "查纠整改", "总结提升"]
    page.locator(".steps summary").first.click()
    assert page.locator(".steps mark").first.is_visible()
    page.get_by_role("link", name="对照各方表态").click()
    assert page.locator("table.comparison thead th").count() == 5


def test_a_question_is_asked_of_one_official_and_taken_to_the_query_page(open_page):
    page = open_page("/queries")
    page.get_by_role("link", name="每位官员、每个机构承诺了什么，原话是什么，出自哪里？").click()
    everybody = page.locator("table.answer tbody tr").count()
    page.get_by_label("只问这个官员").fill("丁辉")
    page.get_by_role("button", name="查询").click()
    assert 0 < page.locator("table.answer tbody tr").count() < everybody
    assert set(page.locator("table.answer td.c-actor").all_inner_texts()) == {"丁辉"}
    page.get_by_role("link", name="在查询页中打开").click()
    page.wait_for_selector("html[data-ready=true]")
    assert "VALUES ?o" in page.locator(".tabPanel.active .CodeMirror").evaluate(
        "editor => editor.CodeMirror.getValue()"
    )


def run(page: Page, query: str) -> None:
    page.wait_for_selector("html[data-ready=true]")
    editor = page.locator(".tabPanel.active .CodeMirror")
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)
    page.locator(".tabPanel.active .yasqe_queryButton").click()


def test_a_query_is_typed_and_run_and_its_rows_lead_to_our_pages(open_page):
    page = open_page("/query")
    run(page, "PREFIX kgb: <https://w3id.org/kg-builder/ontology#>\nSELECT ?o ?b WHERE { ?o kgb:leads ?b }")
    page.wait_for_selector(".tabPanel.active .dataTable tbody tr")
    assert page.locator(".tabPanel.active .dataTable tbody tr").count() >= 4
    addresses = page.locator(".tabPanel.active .dataTable a.iri").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    assert addresses
    assert all(address.startswith("/id/") for address in addresses)
    run(page, "SELECT ?o WHERE { ?o a kgb:Official }")  # a second table, and no PREFIX
    page.wait_for_function("document.querySelectorAll('.tabPanel.active .dataTable thead th').length <= 2")
    run(page, "ASK { ?s ?p ?o }")
    page.wait_for_selector(".tabPanel.active .booleanResult, .tabPanel.active .yasr_results :text('True')")


def test_an_example_opens_beside_what_is_written(open_page):
    page = open_page("/query")
    page.wait_for_selector("html[data-ready=true]")
    page.locator(".examples a[data-name=who-leads-what]").click()
    assert page.locator(".tabsList .tab").count() == 2
    page.locator(".tabPanel.active .yasqe_queryButton").click()
    page.wait_for_selector(".tabPanel.active .dataTable tbody tr")
    assert "朱勇志" in page.locator(".tabPanel.active .dataTable").inner_text()


def test_the_editor_completes_our_prefixes_and_no_others(open_page):
    page = open_page("/query")
    offered = page.evaluate(
        "async () => { const own = await Yasgui.Yasqe.Autocompleters.prefixes.get(); return own.map(each => each.split(':')[0]); }"
    )
    assert "kgb" in offered
    assert len(offered) < 20
    page.wait_for_selector("html[data-ready=true]")
    page.locator(".tabPanel.active .CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("PREFIX d")
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".CodeMirror-hints")
    assert page.locator(".CodeMirror-hints li").all_inner_texts() == ["dcterms: <http://purl.org/dc/terms/>"]


def test_hostile_values_are_text_in_both_ways_of_asking(open_page):
    hostile = 'SELECT ("</script><img src=x onerror=document.title=1>" AS ?x) (IRI("javascript:alert(1)") AS ?y) {}'
    # DOMPurify, which YASGUI cleans values with, parses them in a document without scripts; Chromium tells of that
    page = open_page("/query", "Executing inline event handler violates")
    title = page.title()
    run(page, hostile)
    page.wait_for_selector(".tabPanel.active .dataTable tbody tr")
    assert page.locator(".dataTable img").count() == 0
    assert page.locator("a[href^='javascript:']").count() == 0
    assert "onerror" in page.locator(".dataTable").inner_text()
    assert page.title() == title
    plain = open_page("/query", java_script_enabled=False)
    plain.locator("#query").fill(hostile)
    plain.locator("#plain button.main").click()
    assert plain.locator("table.answer img").count() == 0
    assert plain.locator("table.answer a").count() == 0
    assert "onerror" in plain.locator("table.answer").inner_text()

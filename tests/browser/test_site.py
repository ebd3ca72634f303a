"""The pages of the server in headless Chromium, driven as a person would. A missing browser fails."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from indexed import indexed
from msgspec import structs
from playwright.sync_api import Browser, Page
from serving import running, serving

from kg_builder.pipeline import reload
from kg_builder.serve.load import load
from kg_builder.serve.shelf import Shelf

pytestmark = pytest.mark.browser
OFFICIAL, ARTICLE = "official/zhu-yong-zhi-a1267a0f", "article/a5c4fa71d2319f21"
STATEMENT, EVIDENCE = "statement/f5f13d11107af821", "evidence/5776d5ec9060c492"
HOSTILE = "</script><img src=x onerror=alert(1)>\"'\u202e{{7*7}}"
PAGES = (
    "/",
    "/search?q=zyz",
    f"/page/{OFFICIAL}",
    f"/page/{ARTICLE}",
    f"/page/{STATEMENT}",
    f"/page/{EVIDENCE}",
    "/page/ontology",
)


@pytest.fixture(scope="module")
def site(built: Path) -> Iterator[str]:
    with serving(built) as address:
        yield address


@pytest.fixture(scope="module")
def hostile(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample, its names and texts replaced by what would run or turn the page round."""
    loaded = load(built)
    graph, texts = reload(built)
    entities = {
        own: structs.replace(entity, name=HOSTILE + entity.name, aliases=(HOSTILE,))
        for own, entity in graph.entities.items()
    }
    articles = {
        own: replace(
            header, title=HOSTILE, publisher=HOSTILE, author=HOSTILE, source=HOSTILE, url="javascript:alert(2)"
        )
        for own, header in graph.articles.items()
    }
    changed = {own: (HOSTILE * (len(text) // len(HOSTILE) + 1))[: len(text)] for own, text in texts.items()}
    folder = tmp_path_factory.mktemp("hostile")
    mentions = [("a5c4fa71d2319f21", place, place + 9, OFFICIAL) for place in range(0, 2000, 5)]
    index = indexed(folder, structs.replace(graph, entities=entities, articles=articles), changed, mentions)
    served = replace(loaded, name="gen-hostile", index=index)
    with running(Shelf(served, lambda: served.name, lambda: served)) as address:
        yield address


def opened(browser: Browser, site: str, path: str, **options: object) -> tuple[Page, list[str]]:
    """The page and what went wrong on it: requests to other hosts, errors of the console, dialogs."""
    context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN", **options})
    page, faults = context.new_page(), []
    page.on("request", lambda request: None if request.url.startswith(site + "/") else faults.append(request.url))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.goto(site + path)
    return page, faults


def test_a_name_leads_to_its_sentence_and_back(browser, site):
    page, faults = opened(browser, site, "/")
    page.keyboard.press("/")
    page.keyboard.type("zhuyongzhi")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=zhuyongzhi")
    page.click("main >> text=朱勇志")
    page.wait_for_url(f"**/page/{OFFICIAL}")
    assert page.locator("h1").inner_text() == "朱勇志"
    quotation = page.locator("figure.quote").nth(3)
    words = quotation.locator("mark").inner_text()
    quotation.locator("cite a").click()
    page.wait_for_url(f"**/page/{ARTICLE}?e=*#e-*")
    assert "".join(page.locator(".text .chosen").all_inner_texts()) == words
    in_view = "el => { const box = el.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"
    page.wait_for_function(f"({in_view})(document.querySelector('.text .chosen'))")
    page.locator(".text a.m", has_text="朱勇志").first.click()
    page.wait_for_url(f"**/page/{OFFICIAL}")
    page.go_back()
    page.wait_for_url(f"**/page/{ARTICLE}?e=*#e-*")
    assert faults == []


def test_suggestions_are_chosen_with_the_keyboard(browser, site):
    page, faults = opened(browser, site, "/")
    page.fill("#q", "")
    page.type("#q", "zyz")
    page.wait_for_selector("#suggestions li")
    page.press("#q", "ArrowDown")
    chosen = page.get_attribute("#q", "aria-activedescendant")
    assert page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    page.press("#q", "Enter")
    page.wait_for_url(f"**/page/{OFFICIAL}")
    assert faults == []


def test_the_number_of_a_statement_and_its_words_lead_to_each_other(browser, site):
    page, faults = opened(browser, site, f"/page/{ARTICLE}")
    own = EVIDENCE.split("/")[1]
    page.click(f"#n-{own} a.n")
    assert "".join(page.locator(".text .chosen").all_inner_texts()) == "坚决清除害群之马"
    page.click(f".text .ref a[href='#n-{own}']")
    assert page.locator(f"#n-{own}").evaluate("el => el.matches(':target')")
    assert faults == []


def test_an_article_is_read_without_a_character_too_many(browser, site, sample):
    page, faults = opened(browser, site, f"/page/{ARTICLE}", java_script_enabled=False)
    shown = page.locator(".text p").evaluate_all(
        "all => all.map(p => [...p.childNodes].filter(n => n.nodeName !== 'SUP').map(n => n.textContent).join(''))"
    )
    wanted = [line for line in sample.document.article.text.split("\n") if line.strip()]
    assert shown == wanted
    assert faults == []


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_pages_ask_no_other_host_and_fit_the_screen(browser, site, size):
    page, faults = opened(browser, site, "/", viewport={"width": size[0], "height": size[1]})
    for path in PAGES:
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path
        assert page.locator("h1").count() == 1, path
    assert faults == []


def test_hostile_names_are_text(browser, hostile):
    page, faults = opened(browser, hostile, "/")
    for path in (*PAGES, "/search?q=%3C%2Fscript%3E", "/search?q=%E2%80%AE%22%27%3E", "/page/%3Cscript%3E"):
        page.goto(hostile + path)
        own = page.locator("main img, main script, [onerror], [onclick], a[href^='javascript']")
        assert own.count() == 0, path
        if "official" in path:
            assert page.locator("h1").inner_text() == HOSTILE + "朱勇志"
            assert page.locator("h1 bdi").evaluate("el => getComputedStyle(el).unicodeBidi") == "isolate"
            assert HOSTILE in page.locator("figure.quote cite").first.inner_text()
        if "article" in path:
            shown = "el => [...el.querySelectorAll('.ref')].map(n => n.remove()) && el.textContent"
            assert HOSTILE.replace("\u202e", "\ufffd") in page.locator(".text").evaluate(shown)
    assert [fault for fault in faults if "404" not in fault] == []


def test_everything_works_without_scripts(browser, site):
    page, faults = opened(browser, site, "/", java_script_enabled=False)
    page.fill("#q", "朱勇志")
    page.press("#q", "Enter")
    page.wait_for_url("**/search?q=*")
    page.click(f"main a[href='/page/{OFFICIAL}']")
    page.locator("figure.quote cite a").first.click()
    page.wait_for_url(f"**/page/{ARTICLE}?e=*#e-*")
    assert page.locator(".text .chosen").count()
    page.click("text=English")
    page.wait_for_url("**lang=en**")
    assert page.locator("html").get_attribute("lang") == "en"
    assert faults == []


def test_the_page_of_the_graph_runs_its_own_scripts_and_asks_nobody(browser: Browser, site: str) -> None:
    page, faults = opened(browser, site, f"/page/{OFFICIAL}")
    page.click("a[href^='/graph/#n=']")
    page.wait_for_selector("html[data-ready=true]", timeout=20_000)
    assert page.locator("#network canvas").count() == 1
    assert "朱勇志" in page.inner_text("#panel")
    page.keyboard.press("Escape")
    page.click("#panel a[href='../']")  # and back to the other pages
    page.wait_for_url(f"{site}/")
    assert faults == []

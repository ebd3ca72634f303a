"""A rejection made on the pages in headless Chromium: shown, written, built again, and gone from the page."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from serving import serving

from kg_builder.pipeline import build
from kg_builder.serve.editing.desk import Desk
from kg_builder.serve.editing.gate import Gate

pytestmark = pytest.mark.browser
TEXT = "云川见闻\n2021-03-05\n\n青岛市司法局局长王建民表示，我们将坚决清除害群之马。青岛市司法局副局长李禾出席。\n"


@pytest.fixture
def place(tmp_path, pack) -> Path:
    (tmp_path / "data" / "articles").mkdir(parents=True)
    (tmp_path / "data" / "articles" / "a.txt").write_text(TEXT, encoding="utf-8")
    build([tmp_path / "data" / "articles"], tmp_path / "out", pack)
    return tmp_path


@pytest.fixture
def address(place):
    desk = Desk(place / "out", None, "林原", Gate(8000))
    with serving(place / "out", desk=desk) as found:
        yield f"{found}/edit/{desk.gate.token}"


def opened(browser, link: str, **options) -> tuple[Page, list[str]]:
    """A page that may correct, and what went wrong on it."""
    page, faults = browser.new_context(**{"locale": "zh-CN", **options}).new_page(), []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(link)
    return page, faults


def test_a_rejected_statement_is_gone_after_the_next_build(browser, place, address, pack):
    page, faults = opened(browser, address)
    base = address.split("/edit/")[0]
    assert page.url == f"{base}/"
    page.goto(f"{base}/search?q=wangjianmin")
    page.locator(".results a.thing", has_text="王建民").first.click()
    official = page.url
    leads = page.locator("#from-leads")
    expect(leads).to_contain_text("青岛市司法局")
    leads.locator(".said > .end").get_by_role("link", name="驳回").click()
    page.get_by_role("button", name="看看会改变什么").click()
    assert "/correct/reject" in page.url  # the browser asks for a reason first
    page.get_by_label("理由").fill("只是出席")
    page.get_by_role("button", name="看看会改变什么").click()
    expect(page.locator(".changes")).to_contain_text("已驳回")
    ledger = place / "data" / "curation" / "corrections.jsonl"
    assert not ledger.exists()
    page.get_by_role("button", name="写入账本").press("Enter")
    expect(page.locator(".ledger .state")).to_have_text("待建")
    assert ledger.read_text(encoding="utf-8").count("\n") == 1
    page.goto(official)
    expect(page.locator("#from-leads")).to_have_count(1)  # until the next build
    build([place / "data" / "articles"], place / "out", pack)
    until = time.monotonic() + 20
    while page.locator("#from-leads").count() and time.monotonic() < until:
        time.sleep(0.3)
        page.goto(official)
    expect(page.locator("#from-leads")).to_have_count(0)
    page.goto(f"{base}/corrections")
    expect(page.locator(".ledger .state")).to_have_text("有效")
    assert faults == []


def test_selected_words_go_along_to_the_form(browser, address):
    page, faults = opened(browser, address)
    page.goto(f"{address.split('/edit/')[0]}/search?kind=Article")
    page.locator(".lines.wide a").first.click()
    picked = page.get_by_role("link", name="以选中的原文补充陈述")
    expect(page.locator("article.text")).to_be_visible()
    page.wait_for_load_state("load")  # its scripts listen now
    expect(picked).to_have_count(0)
    page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.querySelector("article.text"), NodeFilter.SHOW_TEXT);
          const nodes = []; while (walker.nextNode()) nodes.push(walker.currentNode);
          const range = document.createRange();
          range.setStart(nodes.find((node) => node.data.includes("王建民")), 0);
          range.setEnd(nodes.find((node) => node.data.includes("清除害群之马")), 2);
          getSelection().removeAllRanges(); getSelection().addRange(range);
        }"""
    )
    picked.click()
    words = page.get_by_label("原文（可不填）").input_value()
    assert re.fullmatch("王建民.*清除|王建民.*坚决", words)
    assert page.locator("input[name=place]").count() == 1
    assert page.locator("input[name=place]").is_checked()
    assert faults == []


@pytest.mark.parametrize("options", [{"viewport": {"width": 390, "height": 844}}, {"java_script_enabled": False}])
def test_the_pages_fit_a_telephone_and_need_no_scripts(browser, address, options):
    page, _ = opened(browser, address, **options)
    base = address.split("/edit/")[0]
    page.goto(f"{base}/search?q=lihe")
    page.locator(".results a.thing").first.click()
    page.get_by_role("link", name="更名").click()
    page.get_by_label("新名称").fill("李和")
    page.get_by_label("理由").fill("原文有误")
    page.get_by_role("button", name="看看会改变什么").click()
    if "viewport" in options:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="写入账本").click()
    expect(page.locator(".ledger li")).to_contain_text("李和")
    if "viewport" in options:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390

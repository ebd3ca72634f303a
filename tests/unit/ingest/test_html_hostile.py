"""Pages that break parsers: too deep, too many attributes, nothing closed. Nothing is lost in silence, and time is linear."""

import time

import pytest

from kg_builder.ingest import doubts, ingest
from kg_builder.ingest.html import read_html
from kg_builder.ingest.text import read_text
from kg_builder.model.article import Source

HEAD = "<h1>推进会召开的消息</h1><p>会议指出，要坚决清除害群之马，动真碰硬。</p>"
LAST = "最后一句，不能丢。"
MANY = 20_000
HOSTILE = {
    "deep": "<div>" * MANY + f"<p>{LAST}</p>" + "</div>" * MANY,
    "deep, never closed": "<div>" * MANY + f"<p>{LAST}</p>",
    "deep formatting": "<b>" * MANY + f"<p>{LAST}</p>",
    "misnested": "<b><p></b>" * MANY + f"<p>{LAST}</p>",
    "tables in tables": "<table><tr><td>" * MANY + f"<p>{LAST}</p>",
    "lists in lists": "<ul><li>" * MANY + f"<p>{LAST}</p>",
    "attributes": f"<div {' '.join(f'a{i}=1' for i in range(2 * MANY))}><p>{LAST}</p></div>",
    "attributes with broken quotes": "<div " + " ".join(f'a{i}="1' for i in range(2 * MANY)) + f"><p>{LAST}</p></div>",
    "tags never ended": "<a " * MANY + f"<p>{LAST}</p>",
    "quotes never ended": '<p title="x>' + f"<p>{LAST}</p>",
    "long attribute": f'<img src="data:image/png;base64,{"A" * 300_000}"><p>{LAST}</p>',
    "classes": f'<div class="{" ".join(f"c{i}" for i in range(MANY))}"><p>{LAST}</p></div>',
    "white space": f"<p>{' ' * MANY}{chr(10) * MANY}</p><p>{LAST}</p>",
    "containers": "<div id=zoom>要坚决清除害群之马，动真碰硬。" * 2000 + f"<p>{LAST}</p>",
    "variables": f"<script>{'var ct = ' * MANY}</script><p>{LAST}</p>",
    "entities": f"<p>{'&#x4e2d;' * MANY}</p><p>{LAST}</p>",
    "NULs": "<p>\0\0</p>" + f"<p>{LAST}</p>",
    "form around all": f"<form>{HEAD}<div class='left side'>{HEAD}<p>{LAST}</p></div></form>",
}


def _read(body: str, head: str = HEAD):
    page = f"<html><head><meta charset=utf-8><title>推进会召开的消息</title></head><body>{head}{body}</body></html>"
    return read_html(Source("a.html", "text/html", page.encode()))


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_text_is_lost(kind):
    started = time.process_time()
    reading = _read(HOSTILE[kind])
    assert reading.text.split("\n")[-1] == LAST
    assert "要坚决清除害群之马" in reading.text
    assert reading.lost == 0
    assert time.process_time() - started < 10


@pytest.mark.parametrize("opened", ["<!--", "<script>", "<style>", "<img alt='"])
def test_what_broken_markup_swallows_is_told(opened):
    cut = Source("a.html", "text/html", f"<html><body>{HEAD}{opened}<p>{LAST}".encode())
    article = ingest(cut)
    assert article.text.endswith("动真碰硬。") or article.text.endswith(LAST)
    told = [issue.code for issue in doubts(article)]
    assert told == ([] if article.text.endswith(LAST) else ["ingest.lost"])


@pytest.mark.parametrize("size", [1, 4])
def test_time_is_in_proportion_to_the_page(size):
    started = time.process_time()
    reading = _read("<div class='a b'><p>会议强调，要抓好落实。</p>局长 丁某<br></div>" * (2000 * size))
    assert reading.text.count("要抓好落实") == 2000 * size
    assert time.process_time() - started < 3 * size


def test_script_of_a_page_is_no_text_and_what_it_writes_neither():
    reading = _read(
        f"<script>document.write('<p>不该读到。</p>')</script><template><p>不该读到。</p></template><p>{LAST}</p>"
    )
    assert "不该读到" not in reading.text


def test_marks_that_a_page_shows_as_text_stay_text():
    reading = _read(f"<p>公文写作用到&lt;标题&gt;与&amp;nbsp;等符号，一字不动。</p><p>{LAST}</p>")
    assert "<标题>与&nbsp;等符号" in reading.text


def test_a_text_file_with_tags_is_read_as_before():
    text = f"<p>市<b>司法局</b>召开会议。</p>\n{LAST}"
    assert read_text(Source("a.txt", "text/plain", text.encode())).text == text


def test_references_to_characters_that_nothing_can_hold():
    reading = _read(
        f"<p>局长&#x11;丁某&#13;说&#xd800;，要动真碰硬。</p><p>{LAST}</p>", HEAD.replace("召开", "召开&#3;")
    )
    assert "局长\ufffd丁某 说\ufffd，要动真碰硬。" in reading.text
    assert "\x03" not in reading.text and "\x03" not in (reading.title or "")

"""Web pages as they are set by the sites of governments, parties and newspapers."""

import re
import sys
from pathlib import Path

import pytest

from kg_builder.ingest.html import read_html
from kg_builder.model.article import Source
from kg_builder.model.errors import SourceError

sys.path.insert(0, str(Path(__file__).parent))
import pages


def _read(payload: bytes):
    return read_html(Source("a.html", "text/html", payload))


@pytest.mark.parametrize("build", pages.ARTICLES, ids=lambda build: build.__name__)
def test_all_lines_of_an_article_and_no_others(build):
    sample = build()
    assert _read(sample.payload).text.split("\n") == list(sample.lines)


@pytest.mark.parametrize("field", ["title", "date", "publisher", "author", "url", "encoding"])
@pytest.mark.parametrize("build", pages.ARTICLES, ids=lambda build: build.__name__)
def test_masthead(build, field):
    sample = build()
    assert getattr(_read(sample.payload), field) == getattr(sample, field)


_NAMES = re.compile(r"""\s(?:class|id)=(?:"[^"]*"|'[^']*'|\w+)""")


@pytest.mark.parametrize("build", pages.ARTICLES, ids=lambda build: build.__name__)
def test_an_article_is_found_where_nothing_is_named(build):
    sample = build()
    page = _NAMES.sub("", sample.payload.decode(sample.encoding)).replace("founder-content", "div")
    page = page.replace("visibility: hidden; opacity: 0;", "")
    text = _read(page.encode(sample.encoding)).text.split("\n")
    particulars = [line for line in text if line.startswith("| ") and line not in sample.lines]  # of a document
    assert [line for line in text if line not in particulars] == list(sample.lines)


@pytest.mark.parametrize("kind", pages.REFUSED)
def test_what_is_no_article_is_refused_with_the_reason(kind):
    payload, reason = pages.REFUSED[kind]
    with pytest.raises(SourceError) as refused:
        _read(payload)
    assert reason in str(refused.value)


def _page(head: str = "", above: str = "", script: str = "", title: str = "市局召开推进会") -> str:
    text = "<p>会议指出，要坚决清除害群之马，动真碰硬。</p>"
    return f"<html><head><title>{title}</title>{head}</head><body><h1>市局召开推进会</h1>{above}<div id=zoom>{text}</div>{script}</body></html>"


@pytest.mark.parametrize(
    ("page", "date"),
    [
        (_page('<meta name="PubDate" content="2021-03-05 10:20">', "发布日期：2022-11-08"), "2021-03-05"),
        (_page('<meta property="article:published_time" content="2021-03-05T10:20:00+08:00">'), "2021-03-05"),
        (_page('<meta name="publishdate" content="20210305">'), "2021-03-05"),
        (_page('<meta name="pubdate" content="2021-11-3">'), "2021-11-03"),
        (_page('<meta name="PubDate" content="">', "<p>发布：2021-03-05 08:36 来源：市局</p>"), "2021-03-05"),
        (_page(above="<p>青河日报2021年3月5日</p>"), "2021-03-05"),
        (_page(above="<p>２０２１年３月５日</p>"), "2021-03-05"),
        (_page(script="<script>var ct = '1614873600'</script>"), "2021-03-05"),  # 00:00 in China, the day before in UTC
        (_page(script="<script>var createTime = '2021-03-05 09:00';</script>"), "2021-03-05"),
        (
            _page(script='<script type="application/ld+json">{"datePublished": "2021-03-05T08:00:00"}</script>'),
            "2021-03-05",
        ),
        (_page('<link rel="canonical" href="http://a.example.cn/xw/202103/t20210305_1.html">'), "2021-03-05"),
        (_page('<meta name="PubDate" content="2021-13-45">'), None),
        (_page(above="<p>会议于2020年3月5日召开，各县区参加。</p>"), None),
    ],
)
def test_date(page, date):
    assert _read(page.encode()).date == date


@pytest.mark.parametrize(
    ("page", "publisher"),
    [
        (_page('<meta name="ContentSource" content="来源：青河日报">'), "青河日报"),
        (
            _page('<meta name="ContentSource" content="本站原创"><meta name="SiteName" content="青河市司法局">'),
            "青河市司法局",
        ),
        (_page('<meta name="ContentSource" content="${source}">', "<p>来源：<a href='/'>青河日报</a></p>"), "青河日报"),
        (_page(above="<p>2021-03-05<span>来源：青河日报</span><span>作者：何文</span></p>"), "青河日报"),
        (_page('<meta property="og:site_name" content="青河新闻网">'), "青河新闻网"),
        (_page(), None),
    ],
)
def test_publisher(page, publisher):
    assert _read(page.encode()).publisher == publisher


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (_page('<meta name="ArticleTitle" content="市局召开推进会">', title="青河市司法局"), "市局召开推进会"),
        (_page(title="市局召开推进会-工作动态-青河市司法局"), "市局召开推进会"),
        (_page(title="青河市司法局 > 工作动态"), "市局召开推进会"),
        (_page('<meta property="og:title" content="市局召…">'), "市局召开推进会"),
        (_page(title="").replace("<h1>市局召开推进会</h1>", "<p align=center>市局召开推进会</p>"), "市局召开推进会"),
    ],
)
def test_title(page, title):
    assert _read(page.encode()).title == title


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="http://a.example.cn/1.html?a=1&amp;b=2">', "http://a.example.cn/1.html?a=1&b=2"),
        ('<meta property="og:url" content="https://a.example.cn/1.html">', "https://a.example.cn/1.html"),
        ("<!-- saved from url=(0030)http://a.example.cn/saved.html -->", "http://a.example.cn/saved.html"),
        ('<link rel="canonical" href="/1.html">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<meta name="url" content="http://a.example.cn/<script>">', None),
    ],
)
def test_address(head, url):
    assert _read(_page(head).encode()).url == url


@pytest.mark.parametrize(
    ("payload", "encoding", "how"),
    [
        (_page("<meta charset=gb2312>").replace("指出", "指出喆镕燚𬱟䶮").encode("gb18030"), "gb18030", "declared"),
        (_page("<meta charset=utf-8>").encode("utf-8-sig"), "utf-8-sig", "bom"),
        (_page("<meta charset=gbk>").encode("utf-16"), "utf-16", "bom"),
        (_page("<!-- <meta charset=big5> --><meta charset='GBK'>").encode("gb18030"), "gb18030", "declared"),
    ],
)
def test_encoding(payload, encoding, how):
    reading = _read(payload)
    assert (reading.encoding, reading.encoding_from) == (encoding, how)
    assert "坚决清除害群之马" in reading.text


def test_a_header_of_the_server_tells_the_encoding():
    source = Source("a.html", "text/html", _page().encode("gb18030"), charset="gbk")
    assert read_html(source).encoding_from == "declared"


@pytest.mark.parametrize("name", list("𬱟䶮喆镕"))
def test_rare_characters_of_names_come_through(name):
    assert f"丁{name}" in _read(_page().replace("会议指出", f"局长丁{name}指出").encode()).text


def test_lines_that_are_not_the_articles_stay_out():
    below = "<p>（责编：甲某、乙某）</p><p>责任编辑：丙某</p><p>编辑 | 丁某</p><p>字体：大 中 小</p><p>【打印】【关闭】</p><p>上一篇：某某</p><p>扫一扫在手机打开当前页</p>"
    kept = "<p>（记者 何文 责任编辑 甲某）</p><p>联系电话：0000-1234567</p><p>附件：<a href='a.doc'>名单.doc</a></p>"
    reading = _read(_page().replace("</p></div>", f"</p>{below}{kept}</div>").encode())
    assert reading.text.split("\n")[-3:] == ["（记者 何文 责任编辑 甲某）", "联系电话：0000-1234567", "附件：名单.doc"]
    assert len(reading.text.split("\n")) == 5


@pytest.mark.parametrize(
    "page",
    [
        _page('<meta name="PubDate" content="2021-03-05">').replace("会议指出", "因系统维护，网站3月6日暂停服务"),
        _page().replace(
            "会议指出",
            "因系统维护，网站3月6日暂停服务，旧系统已下线，请各单位相互转告并提前做好准备，有疑问请联系信息科。会议指出",
        ),
    ],
)
def test_a_notice_of_maintenance_is_an_article(page):
    assert "系统维护" in _read(page.encode()).text

"""Web pages: hostile, broken, swollen, or no article at all."""

from containers import page
from kinds import SAYS, Kind, file

_SAID = f"<p>{SAYS},我们将坚决清除害群之马,全力抓好查纠整改,推动队伍教育整顿走深走实。</p>"
_LINKS = "".join(
    f"<li><a href=/{n}.html>青岛市司法局召开第{n}次会议部署工作</a><span>2021-03-{n % 28 + 1:02}</span></li>"
    for n in range(60)
)


def web(name: str, raw: str | bytes, **expected) -> Kind:
    return Kind(name, file(raw, "a.html"), **{"reads": SAYS, "lacks": "alert(", **expected})


REFUSED = {"issues": ("ingest.unreadable",), "articles": 0, "reads": ""}
KINDS = (
    web("a page", page("a page")),
    web("a page with a script", page("a page with a script", f"<script>alert(1)</script>{_SAID}<svg onload=alert(1)></svg>")),
    web("a page with a frame", page("a page with a frame", f"<iframe src='javascript:alert(1)'></iframe>{_SAID}")),
    web("a page with onerror", page("a page with onerror", f"<img src=x onerror=alert(1)>{_SAID}")),
    web("a script as a page's title", page("x</title><script>alert(1)</script>", _SAID)),
    web("markup inside a name on a page", page("markup inside a name on a page", "<p>青岛市司法局局长王<b>建</b><span>民</span>表示,我们将坚决清除害群之马。</p>")),
    web("a page in gbk that says nothing", page("a page in gbk that says nothing").replace("<meta charset=utf-8>", "").encode("gbk")),
    web("a page in gbk that says gb2312", page("a page in gbk that says gb2312", _SAID + "<p>朱镕喆</p>").replace("utf-8", "gb2312").encode("gbk")),
    web("a page in gbk that says utf-8", page("a page in gbk that says utf-8").encode("gbk")),
    web("a page in utf-8 that says gbk", page("a page in utf-8 that says gbk").replace("utf-8", "gbk").encode()),
    web("a page in utf-16", page("a page in utf-16").encode("utf-16")),
    web("a page of an encoding that is none", page("a page of an encoding that is none").replace("utf-8", "klingon").encode()),
    web("a page ten thousand deep", page("a page ten thousand deep", "<div>" * 10_000 + _SAID + "</div>" * 10_000)),
    web("a tag of 40,000 attributes", page("a tag of 40,000 attributes", "<p " + " ".join(f"a{n}=1" for n in range(40_000)) + f">x</p>{_SAID}")),
    web("5 MB of signs on a page", page("5 MB of signs on a page", "<" * 200_000 + _SAID), full=file(page("5 MB of signs", "<" * 5_000_000 + _SAID), "a.html"), issues=("segment.long_sentence",)),
    web("a page without ends", page("a page without ends", "<p><b><table><tr><td>" * 500 + _SAID)),
    web("a page with zeros", page("a page with zeros", _SAID.replace("我们", "\0我们\0")), issues=("ingest.damaged",)),
    web("a page cut short", page("a page cut short")[:-60]),
    web("a page of entities", page("a page of entities", _SAID + "<p>&#0;&#x202e;&#xD800;&bogus;&lt;script&gt;alert&#40;1)</p>"), issues=("ingest.damaged",), lacks=""),
    web("a page that lists others", page("a page that lists others", f"<ul>{_LINKS}</ul>"), **REFUSED),
    web("a page of an error", "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1><p>您访问的页面不存在。</p></body></html>", **REFUSED),
    web("a page that asks to log in", "<html><head><title>登录</title></head><body><form><input name=u><input type=password></form></body></html>", **REFUSED),
    web("an empty page", "<html><head></head><body></body></html>", **REFUSED),
    web("a page that a script fills", "<html><head><title>访谈</title></head><body><div id=app></div><script>fetch('/a')</script></body></html>", **REFUSED),
    web("comments without end", page("comments without end", _SAID + "<!--" * 20_000)),
    web("a base of elsewhere", page("a base of elsewhere", _SAID, "<base href='javascript:alert(1)//'><link rel=canonical href='javascript:alert(1)'>")),
)  # fmt: skip

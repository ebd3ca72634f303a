"""Invented web pages, set as the sites that a researcher of Chinese politics saves are set. Nothing in them is copied."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

TITLE = "青河市司法局召开教育整顿推进会"
LINES = (
    "3月4日，青河市司法局召开教育整顿推进会，部署下一阶段工作。市委政法委有关负责人到会指导。",
    "青河市司法局党组书记、局长 周启明",
    "会议指出，要坚决清除害群之马，坚决整治顽瘴痼疾，把纪律挺在前面。",
    "一、提高站位",
    "“查纠整改是第二个环节的关键。”白石县司法局局长林秀英说，全系统要动真碰硬。",
    "会议强调，各县区司法局要在3月底前完成自查自纠，建立台账，逐项销号。",
)
DATE, SOURCE, URL = "2021-03-05", "青河日报", "http://sfj.qinghe.example.cn/xwzx/202103/t20210305_1001.html"
NAV = "".join(
    f'<li><a href="/c{i}/">{name}</a></li>'
    for i, name in enumerate(
        [
            "首页",
            "机构概况",
            "新闻中心",
            "政务公开",
            "办事服务",
            "互动交流",
            "专题专栏",
            "普法依法治理",
            "公共法律服务",
            "律师管理",
        ]
    )
)
OTHERS = "".join(
    f'<li><a href="/n{i}.html">{place}司法局开展普法宣传活动第{i}期</a><span>2022-11-0{i}</span></li>'
    for i, place in enumerate(["白石县", "青山区", "临水县", "河口区", "东岭县", "西坪县"], 1)
)
FOOT = "<p>版权所有：青河市司法局</p><p>主办：青河市司法局 地址：青河市人民路1号 邮编：200000</p><p>鲁ICP备00000000号-1 网站标识码3700000000</p>"


@dataclass(frozen=True)
class Sample:
    """A page as bytes and what is to be read of it."""

    payload: bytes
    lines: tuple[str, ...]
    title: str | None = TITLE
    date: str | None = DATE
    publisher: str | None = SOURCE
    author: str | None = None
    url: str | None = None
    encoding: str = "utf-8"


def paragraphs(lines: Sequence[str] = LINES, before: str = "<p>", after: str = "</p>") -> str:
    return "\n".join(f"{before}{line}{after}" for line in lines)


def whole(
    body: str, head: str = "", title: str = f"{TITLE}-青河市司法局", charset: str = '<meta charset="utf-8">'
) -> str:
    return f"<!DOCTYPE html><html><head>{charset}<title>{title}</title>{head}<style>p{{margin:0}}</style></head><body>{body}</body></html>"


def metas(**values: str) -> str:
    return "".join(f'<meta name="{name}" content="{value}">' for name, value in values.items())


def trs() -> Sample:
    """The content system of most government sites."""
    head = metas(
        SiteName="青河市司法局",
        SiteIDCode="3700000000",
        ColumnName="工作动态",
        ArticleTitle=TITLE,
        PubDate="2021-03-05 10:20",
        ContentSource=SOURCE,
    )
    body = f"""<div class="header"><ul class="nav">{NAV}</ul></div>
      <div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/xw">新闻中心</a> &gt; <a href="/gz">工作动态</a></div>
      <div class="main"><div class="left">
      <h1 class="bt">{TITLE}</h1>
      <div class="xx"><span>发布时间：2021-03-05 10:20</span> <span>来源：{SOURCE}</span> <span>浏览次数：<script>count(1)</script>127次</span> <span>字体：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]</span></div>
      <div class="view TRS_UEDITOR trs_paper_default"><style>.a{{}}</style>{paragraphs(before='<p style="text-indent:2em">　　', after="</p>")}</div>
      <div class="gn"><a href="#">打印本页</a> <a href="#">关闭窗口</a></div>
      <div>上一篇：<a href="/1">白石县司法局召开例会</a></div><div>下一篇：<a href="/2">青山区司法局开展培训</a></div>
      <div class="xgxw"><h3>相关新闻</h3><ul>{OTHERS}</ul></div>
      </div><div class="right"><h2>热点新闻</h2><ul>{OTHERS}</ul></div></div><div class="footer">{FOOT}</div>"""
    top = (TITLE, f"发布时间：2021-03-05 10:20 来源：{SOURCE}")
    return Sample(whole(body, head).encode(), (*top, *("　　" + line for line in LINES)))


def ucap() -> Sample:
    """As the central government's site sets its articles."""
    head = (
        metas(firstpublishedtime="2021-03-05-21:50:00", lastmodifiedtime="2021-03-07-09:00:00")
        + f'<link rel="canonical" href="{URL}">'
    )
    body = f"""<div class="header-wrap"><ul>{NAV}</ul></div><div class="BreadcrumbNav"><a href="/">首页</a> &gt; <a href="/xw">新闻</a> &gt; <a href="/d">地方</a></div>
      <div class="article oneColumn pub_border"><h1 id="ti">{TITLE}</h1>
      <div class="pages-date">2021-03-05 21:50 <span class="font">来源：{SOURCE}</span>
        <div class="pages_print mhide"><span class="font index_switchsize">字号：<span class="small">默认</span> <span>大</span> <span>超大</span></span>|<span>打印</span>|<div class="share" id="share_1"><a href="#">收藏</a></div></div></div>
      <div class="pages_content" id="UCAP-CONTENT">{paragraphs()}<div class="editor">责任编辑：孙某某</div></div></div>
      <div class="related"><h2>相关稿件</h2><ul>{OTHERS}</ul></div><div class="footer">{FOOT}</div>"""
    return Sample(
        whole(body, head, f"{TITLE}_地方动态_青河市人民政府网").encode(),
        (TITLE, f"2021-03-05 21:50 来源：{SOURCE}", *LINES),
        url=URL,
    )


def people() -> Sample:
    """As people.com.cn sets its pages, in GBK."""
    body = f"""<div class="top"><ul>{NAV}</ul></div><div class="layout rm_txt cf"><div class="col col-1">
      <div class="path"><a href="/">人民某网</a>&gt;&gt;<a href="/df">地方</a></div><h3 class="pre">——青河在行动</h3><h1>{TITLE}</h1><h4></h4>
      <div class="author cf">本报记者 何文&nbsp;</div>
      <div class="channel cf"><div class="col-1-1 fl">2021年03月05日08:12 | 来源：<a href="http://paper.example.cn/">{SOURCE}</a></div><div class="col-1-2 fr">小字号</div></div>
      <div class="rm_txt_con cf"><div class="bza"><a href="#">推广</a></div>{paragraphs(before="<p style='text-indent: 2em;'>	", after="</p>")}<p class="paper_num">《{SOURCE}》（2021年03月05日 04 版）</p>
      <div class="edit cf">(责编：甲某、乙某)</div><div id="rwb_tjyd" class="rwb_tjyd"><p>推荐阅读</p><ul>{OTHERS}</ul></div></div>
      <div class="share cf">分享让更多人看到</div></div><div class="col col-2"><h2>热门排行</h2><ul>{OTHERS}</ul></div></div><div class="foot">{FOOT}</div>"""
    page = whole(
        body,
        metas(publishdate="2021-03-05", source=f"来源：{SOURCE}", author="104665"),
        f"{TITLE}--地方--人民某网",
        '<meta http-equiv="content-type" content="text/html;charset=GB2312"/>',
    )
    top = (TITLE, "本报记者 何文", f"2021年03月05日08:12 | 来源：{SOURCE}")
    return Sample(
        page.encode("gb18030"),
        (*top, *LINES, f"《{SOURCE}》（2021年03月05日 04 版）"),
        author="何文",
        encoding="gb18030",
    )


def xinhua() -> Sample:
    """As news.cn sets its pages: the date is cut into elements."""
    body = f"""<div class="header-cont"><ul>{NAV}</ul></div>
      <div class="header"><div class="header-time left"><span class="year"><em> 2021</em></span> <span class="day"><em>03</em>/<em>05</em></span> <span class="time"> 10:20:11</span></div>
      <div class="source">来源：{SOURCE}</div>
      <div class="head-line clearfix"><h1><span class="title">{TITLE}</span></h1><div class="pageShare"><div class="setFont">字体：<span>小</span><span>中</span><span>大</span></div><div class="share">分享到：<a href="#"></a></div></div></div></div>
      <div class="main clearfix"><div class="main-left left"><div id="detail"><span id="detailContent">{paragraphs(before="<p>　　", after="</p>")}</span><div class="bottom"></div></div>
      <div id="articleEdit"><span class="editor"> 【责任编辑:丙某】 </span></div></div><div class="main-right right"><ul>{OTHERS}</ul></div></div><div class="foot">{FOOT}</div>"""
    return Sample(
        whole(body, metas(publishdate="2021-03-05", source="", author=""), f"{TITLE}-某华网").encode(),
        (TITLE, *("　　" + line for line in LINES)),
    )


def wechat() -> Sample:
    """An article of a WeChat account; its text is hidden until a script shows it."""
    sections = "".join(
        f'<section style="margin:8px"><section><span style="font-size:15px">{line}</span></section></section>'
        for line in LINES[:2]
    )
    rest = "".join(f"<p><span>{line}</span></p>" for line in LINES[2:])
    address = "http://mp.weixin.qq.com/s?__biz=MzA0&amp;mid=265&amp;idx=1"
    head = f'<meta property="og:title" content="{TITLE}"/><meta property="og:url" content="{address}"/><meta property="og:site_name" content="微信公众平台"/>'
    body = f"""<div id="js_article"><div id="img-content"><h1 class="rich_media_title" id="activity-name">
        {TITLE}
      </h1><div id="meta_content"><span id="copyright_logo" style="display: none;">原创</span><span class="rich_media_meta_text">何文</span> <a href="javascript:void(0);" id="js_name">青河司法</a> <em id="publish_time"></em></div>
      <div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;"><section style="display:none">隐藏的推广文字。</section>{sections}<p><br></p><p><img data-src="a.png" alt="图片"></p>{rest}<p>编辑 | 甲某</p><p>审核 | 乙某</p></div></div>
      <div id="js_pc_qr_code">微信扫一扫<br>关注该公众号</div><div class="rich_media_tool">阅读 赞 在看</div></div>
      <script>var nickname = htmlDecode("青河司法"); var ct = "1614902400"; var msg_title = '{TITLE}'.html(false); var author = "何文";</script>"""
    return Sample(
        whole(body, head, "").encode(),
        (TITLE, "何文 青河司法", *LINES),
        publisher="青河司法",
        author="何文",
        url=address.replace("&amp;", "&"),
    )


def wechat_saved() -> Sample:
    """The same saved by a browser: the scripts are gone, the day is in the masthead, which breaks lines between its parts."""
    body = f"""<h1 id="activity-name">{TITLE}</h1><div id="meta_content"><span class="rich_media_meta rich_media_meta_text">何文</span>
<span class="rich_media_meta"><a id="js_name">
青河司法 </a></span>
<em id="publish_time">2021-03-05 10:00</em></div><div id="js_content">{"".join(f"<p>{line}</p>" for line in LINES)}</div>"""
    shown = (TITLE, "何文 青河司法 2021-03-05 10:00", *LINES)
    return Sample(whole(body, "", "").encode(), shown, publisher="青河司法", author="何文", url=None)


def daily() -> Sample:
    """A printed daily on the web: tables, the day above, paragraphs in capitals."""
    body = f"""<table width="978"><tr><td><table><tr><td class="riqi">2021年03月05日　星期五</td><td><a href="node_1.htm">第01版：要闻</a></td></tr></table></td></tr>
      <tr><td valign="top"><map>{NAV}</map></td><td><table><tr><td align="center"><a href="c1.htm">上一篇</a> <a href="c3.htm">下一篇</a></td><td>放大+ 缩小- 默认o 朗读</td></tr>
      <tr><td><founder-title><strong>{TITLE}</strong></founder-title></td></tr><tr><td>本报记者 何文</td></tr>
      <tr><td><div id="ozoom"><founder-content>{paragraphs(before="<P>　　", after="</P>")}</founder-content></div></td></tr></table></td></tr></table><div>{FOOT}</div>"""
    return Sample(
        whole(body, title="青河日报数字报-" + TITLE).encode(),
        (TITLE, "本报记者 何文", *("　　" + line for line in LINES)),
        publisher=None,
        author="何文",
    )


def tables() -> Sample:
    """An old page: set by tables, lines ended by <br>, in GBK and without a word about it."""
    text = "<br>\r\n".join("　　" + line for line in LINES)
    body = f"""<table width="100%" bgcolor="#cc0000"><tr><td>{NAV.replace("<li>", "<td>").replace("</li>", "</td>")}</td></tr></table>
      <table><tr><td width=200><table><tr><td>图片新闻</td></tr>{OTHERS.replace("<li>", "<tr><td>").replace("</li>", "</td></tr>")}</table></td>
      <td><table><tr><td align=center><font size=5><b>{TITLE}</b></font></td></tr><tr><td>信息来源：{SOURCE}&nbsp;&nbsp;发布日期：2021年3月5日&nbsp;&nbsp;阅读次数：12</td></tr>
      <tr><td><font size=3>{text}</font></td></tr><tr><td align=right>【<a href="#">打印</a>】【<a href="#">关闭</a>】</td></tr></table></td></tr></table>{FOOT.replace("<p>", "<center>").replace("</p>", "</center>")}"""
    page = f"<HTML><HEAD><TITLE>{TITLE}</TITLE></HEAD><BODY>{body}</BODY></HTML>"
    return Sample(
        page.encode("gbk"),
        (TITLE, f"信息来源：{SOURCE}\xa0\xa0发布日期：2021年3月5日", *("　　" + line for line in LINES)),
        encoding="gb18030",
    )


def wrong_charset() -> Sample:
    """UTF-8 that says it were GB2312."""
    sample = trs()
    return replace(
        sample,
        payload=sample.payload.replace(
            b'<meta charset="utf-8">', b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
        ),
    )


def wrong_utf8() -> Sample:
    """GBK that says it were UTF-8."""
    sample = trs()
    return replace(sample, payload=sample.payload.decode().encode("gb18030"), encoding="gb18030")


def xhtml() -> Sample:
    """XHTML with everything a strict author writes: ruby, entities, CDATA, comments, nested tables, lists, a table of data."""
    body = f"""<div class="nav"><ul>{NAV}</ul></div><div class="content">
      <h2>{TITLE}</h2><p class="info">时间：2021年3月5日　来源：{SOURCE}</p><!-- <p>注释里的话，不该读到。</p> -->
      <p>{LINES[0]}</p><p>局长&nbsp;<ruby>周启明<rp>(</rp><rt>zhōuqǐmíng</rt><rp>)</rp></ruby>说：&ldquo;&#x52a8;&#30495;碰硬&rdquo;，面积3000m<sup>2</sup>。</p>
      <script type="text/javascript">//<![CDATA[
      document.write("<p>脚本里的话，不该读到。</p>"); //]]></script>
      <ol><li>查摆问题，建立台账；</li><li>整改落实，逐项销号；</li></ol><ul><li>　健全制度，常抓不懈。</li></ul>
      <table><tr><td>组　长</td><td>周启明</td><td>市司法局局长</td></tr><tr><td>成　员</td><td>林秀英</td><td>白石县司法局局长</td></tr></table>
      <table><tr><td><table><tr><td><p>{LINES[2]}</p></td></tr><tr><td>{LINES[1]}</td></tr></table></td></tr></table>
      <pre>第一行，原样。
第二行，原样。</pre><p>会议由&lt;某副局长&gt;主持，
        各科室参加。</p><p style="display:none">看不见的话，不该读到。</p><p hidden="hidden">也看不见，不该读到。</p></div><div class="footer">{FOOT}</div>"""
    lines = (
        TITLE, f"时间：2021年3月5日　来源：{SOURCE}", LINES[0], "局长\xa0周启明说：“动真碰硬”，面积3000m²。", "1. 查摆问题，建立台账；", "2. 整改落实，逐项销号；",
        "　健全制度，常抓不懈。", "| 组　长 | 周启明 | 市司法局局长 |", "| 成　员 | 林秀英 | 白石县司法局局长 |", LINES[2], LINES[1], "第一行，原样。", "第二行，原样。",
        "会议由<某副局长>主持，各科室参加。",
    )  # fmt: skip
    page = f'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>{TITLE}</title></head><body>{body}</body></html>'
    return Sample(page.encode(), lines)


def sidebar() -> Sample:
    """Dates of other pages stand before the article's own, and nothing is named as anywhere else."""
    body = f"""<div class="k1"><ul>{NAV}</ul></div><div class="k2"><div class="k3">今天是2022年11月8日 星期二</div><div class="k4"><h2>最新通知</h2><ul>{OTHERS}</ul><div>2022-11-08</div></div>
      <div class="k5"><h1>{TITLE}</h1><div class="k6">发布日期：2021年3月5日　　来源：{SOURCE}　　作者：何文</div><div class="k7">{paragraphs(before="<div>", after="</div>")}</div></div></div><div class="k9">{FOOT}</div>"""
    return Sample(
        whole(body).encode(), (TITLE, f"发布日期：2021年3月5日　　来源：{SOURCE}　　作者：何文", *LINES), author="何文"
    )


NOTICE = (
    "因局机关搬迁，3月8日起办公地点调整到人民路1号。特此通知。",
    "联系电话：0000-1234567",
    "青河市司法局",
    "2021年3月5日",
)


def notice() -> Sample:
    """Four lines amid a large page."""
    title = "关于调整办公地点的通知"
    body = f"""<div class="top"><ul>{NAV}</ul></div><div class="side"><ul>{OTHERS * 3}</ul></div><div class="wrap"><div class="tit">{title}</div>
      <div class="neirong">{paragraphs(NOTICE[:2])}{paragraphs(NOTICE[2:], '<p align="right">')}</div></div><div class="bottom">{FOOT}</div>"""
    return Sample(
        whole(body, metas(SiteName="青河市司法局"), f"{title}-青河市司法局").encode(),
        (title, *NOTICE),
        title=title,
        publisher="青河市司法局",
    )


def questions() -> Sample:
    """A letter and its answer, each in a container."""
    title = "关于法律援助申请条件的咨询"
    asked, answered = (
        "您好，请问申请法律援助需要什么条件？",
        ("您好！来信收悉。", "经济困难标准按照城乡最低生活保障标准的一点五倍执行，可到白石县法律援助中心申请。"),
    )
    body = f"""<ul>{NAV}</ul><h1>{title}</h1><table><tr><td>来信人：</td><td>王某</td></tr><tr><td>来信时间：</td><td>2021-03-02</td></tr></table>
      <div class="article_con"><p>{asked}</p></div><div class="hf">答复单位：青河市司法局　答复时间：2021-03-05</div><div class="article_con">{paragraphs(answered)}</div><div class="footer">{FOOT}</div>"""
    lines = (
        title,
        "| 来信人： | 王某 |",
        "| 来信时间： | 2021-03-02 |",
        asked,
        "答复单位：青河市司法局　答复时间：2021-03-05",
        *answered,
    )
    return Sample(
        whole(body, metas(PubDate="2021-03-05", SiteName="青河市司法局"), f"{title}-互动交流").encode(),
        lines,
        title=title,
        publisher="青河市司法局",
    )


TRADITIONAL = (
    "青河市司法局召開教育整頓推進會",
    "三月四日，青河市司法局召開會議，部署下一階段工作。",
    "局長周啟明說，要堅決清除害群之馬。",
    "會議強調，各縣區須於月底前完成自查。",
)


def big5() -> Sample:
    """A page in traditional script, in Big5."""
    title, *lines = TRADITIONAL
    body = f'<div id="nav"><ul><li><a href="/">首頁</a></li><li><a href="/n">新聞</a></li></ul></div><h1>{title}</h1><p>2021年3月5日　來源：青河日報</p><div class="article-content">{paragraphs(lines)}</div><div class="footer">版權所有</div>'
    page = whole(
        body, title=f"{title} - 青河新聞", charset='<meta http-equiv="Content-Type" content="text/html; charset=big5">'
    )
    return Sample(
        page.encode("big5"),
        (title, "2021年3月5日　來源：青河日報", *lines),
        title=title,
        publisher="青河日報",
        encoding="big5hkscs",
    )


def unnamed() -> Sample:
    """An interview in a container nobody knows: many names on lines of their own, set in <section>s."""
    rounds = "".join(
        f"<section><section>{name}</section><section>{text}</section></section>"
        for name, text in zip(LINES[1::2], LINES[0::2], strict=True)
    )
    body = f"<header><ul>{NAV}</ul></header><main><section><h1>{TITLE}</h1><p>2021-03-05 来源：{SOURCE}</p>{rounds}</section><aside><ul>{OTHERS}</ul></aside></main><footer>{FOOT}</footer>"
    lines = [line for pair in zip(LINES[1::2], LINES[0::2], strict=True) for line in pair]
    return Sample(whole(body).encode(), (TITLE, f"2021-03-05 来源：{SOURCE}", *lines))


def document() -> Sample:
    """An order with its table of particulars, and attachments."""
    title = "关于开展教育整顿“回头看”的通知"
    table = "".join(f"<tr><td>{a}</td><td>{b}</td><td>{c}</td><td>{d}</td></tr>" for a, b, c, d in (
        ("索 引 号：", "000-2021-1", "主题分类：", "司法"), ("发文机关：", "青河市司法局", "成文日期：", "2021年03月05日"), ("标　　题：", title, "发文字号：", "青司发〔2021〕5号"),
    ))  # fmt: skip
    lines = (
        "各县区司法局，局机关各科室：",
        "现就开展教育整顿“回头看”有关事项通知如下。",
        "青河市司法局",
        "2021年3月5日",
    )
    files = "".join(f'<p>附件：<a href="/f{i}.doc">{i}.任务清单{i}.doc</a></p>' for i in (1, 2, 3))
    body = f"""<ul>{NAV}</ul><table class="bd1"><tbody>{table}</tbody></table><div class="pages_content">{paragraphs(lines[:2])}{paragraphs(lines[2:], '<p style="text-align:right">')}{files}</div>
      <ul class="share"><li>扫一扫在手机打开当前页</li></ul><h4>相关解读</h4><ul>{OTHERS}</ul><div class="footer">{FOOT}</div>"""
    files_read = tuple(f"附件：{i}.任务清单{i}.doc" for i in (1, 2, 3))
    return Sample(
        whole(body, metas(SiteName="青河市司法局"), f"{title}_政府信息公开_青河市司法局").encode(),
        (*lines, *files_read),
        title=title,
        publisher="青河市司法局",
    )


ARTICLES: tuple[Callable[[], Sample], ...] = (
    trs, ucap, people, xinhua, wechat, wechat_saved, daily, tables, wrong_charset, wrong_utf8, xhtml, sidebar, notice, questions, big5, unnamed, document,
)  # fmt: skip


def _bare(body: str, title: str = "青河市司法局") -> bytes:
    return whole(body, title=title).encode()


REFUSED: dict[str, tuple[bytes, str]] = {
    "list": (_bare(f'<ul>{NAV}</ul><div class="list"><ul>{OTHERS * 3}</ul></div><div>共 3 页 <a href="#">下一页</a></div><div class="footer">{FOOT}</div>', "工作动态"), "more than half of its text are links"),
    "teasers": (_bare(f"<ul>{NAV}</ul>" + "".join(f'<div class="it"><h3><a href="/n{i}">推进会第{i}场</a></h3><p>{line}<a href="/n{i}">[详细]</a></p></div>' for i, line in enumerate(LINES))), "link to the whole"),
    "404": (_bare(f"<ul>{NAV}</ul><h1>404</h1><p>抱歉，您访问的页面不存在或已被删除。</p><p><a href='/'>返回首页</a></p>", "404 Not Found"), "does not exist"),
    "deleted": (_bare('<div class="weui-msg"><h2>该内容已被发布者删除</h2></div>', ""), "does not exist"),
    "login": (_bare('<form><input name="u"><input type="password" name="p"><button>登录</button></form><p>请登录后查看全文</p>'), "log in"),
    "captcha": (_bare("<p>当前环境异常，完成验证后即可继续访问。</p>", ""), "check of the visitor"),
    "server": (_bare("<center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>", "502 Bad Gateway"), "fault of its server"),
    "shell": (_bare('<div id="app"></div><script src="/app.js"></script>'), "filled in by a script"),
    "noscript": (_bare("<noscript>请开启JavaScript</noscript><div id=root></div><script>boot()</script>"), "filled in by a script"),
    "frame": (_bare(f'<ul>{NAV}</ul><iframe src="/content/1001.html" width="100%"></iframe>'), "frame (/content/1001.html)"),
    "frameset": (b"<html><frameset cols='20%,80%'><frame src='menu.htm'><frame src='main.htm'></frameset></html>", "frame (menu.htm)"),
    "empty": (b"<html><body><p>&nbsp;</p></body></html>", "no text"),
    "index": (_bare(f"<ul>{NAV}</ul>" + "".join(f"<h2><a href='/c{i}'>专栏{i}</a></h2><ul>{OTHERS}</ul>" for i in range(6)) + f"<p>欢迎访问青河市司法局网站。</p>{FOOT}"), "links"),
}  # fmt: skip

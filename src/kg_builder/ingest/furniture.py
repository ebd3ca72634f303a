"""What stands around an article on its page: the way there, sizes of type, buttons, counters, who runs the site."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kg_builder.model.ruler import Edit

_BUTTON = (
    r"(?:打印(?:本页)?|关闭(?:窗口|本页)?|收藏|分享(?:到|至)?|转发|复制(?:链接|网址)|返回(?:顶部|首页|列表)?|微信(?:好友)?|朋友圈|(?:新浪)?微博|QQ(?:空间|好友)?"
    r"|扫一扫[^。]{0,20}|(?:大|中|小|默认|超大)|字[体号]|点赞|评论|纠错|视力保护色|语音播报|阅读全文|展开全文|登录|注册|手机版|无障碍(?:浏览)?|A[+\-]?)"
)
_LINE = re.compile(
    r"[ \t\u3000\u00a0]*(?:"
    r"(?:您?(?:的|现在)?(?:所在|当前|现在)(?:的)?位置(?:是|为)?|位置|首页|网站首页)\s*[：:>＞›»/|｜-].{0,80}"
    r"|[^。\n>＞›»]{0,20}(?:\s*[>＞›»]\s*[^。\n>＞›»]{1,16}){2,8}"
    rf"|[【\[（(]?{_BUTTON}(?:[\s：:|｜/\[\]【】（）()、+\-]*{_BUTTON})*[\s：:|｜/\[\]【】（）()+\-]*"
    r"|(?:浏览|阅读|点击|访问|播放)(?:次数|量|数|率)?[：:]?\s*\d*\s*次?"
    r"|(?:上|下)一(?:篇|条|页|则)[：:].{0,80}"
    r"|(?:版[权權]所有|[Cc]opyright|©|主办(?:单位)?[：:]|承办(?:单位)?[：:]|技术支持[：:]|网站标识码|联系电话[：:]|邮编[：:]|地址[：:]).{0,100}"
    r"|.{0,60}(?:ICP备|公网安备).{0,60}"
    r")[ \t\u3000\u00a0]*"
)
_TRAILING = re.compile(
    r"[\s\u00a0|｜【\[(（]+(?:字[体号]|打印|分享|浏览|点击|阅读(?:次数|量|数)?[：:]|访问量|(?:责任)?编辑[：:]|责编[：:]|[小大]字号|收藏|视力保护|关闭|扫一扫|纠错|朗读|放大|缩小)(?!.*来\s*源).*$"
)
_SAYS = re.compile(r"来\s*源|时间|日期|(?:19|20)\d\d\s?[-/.年]")
_FRONT = re.compile(r"\A\s*---[ \t]*\n(?:[^\n]{0,300}\n){1,40}?---[ \t]*(?=\n|\Z)")
_LONGEST = 160  # characters of such a line
_EDGE = 20  # lines at either end of a text in which furniture stands


_EDITORS = re.compile(
    r"(?:【纠错】)?[（(\[【\s]*(?!.{0,60}(?:记者|作者|通讯员|来源|供稿|摄))(?:责任编辑|责编|编\s*辑|执行主编|主\s*编|校\s*对|审\s*核|审\s*校|编\s*审|初\s*审|复\s*审|终\s*审|[一二三]\s*审"
    r"|排\s*版|美\s*编|监\s*制|总监制|值班(?:编辑|主任|总编)|制\s*作|网页编辑|录入)\s*[：:|｜/丨].{0,60}",
)
_BESIDE = re.compile(
    r"[\s\u00a0|｜【\[]*(?:Qzone|图集|调整字体|正常|举报|大|中|小|T|赏|(?>\d+)|朗读|听新闻|纠错|放大|缩小|默认|收听|播放|暂停|推荐|返回|下载|扫码|打印|关闭|分享|收藏|点赞|在看|阅读|赞|上一[篇版条页]|下一[篇版条页]|[+＋\-－oO]|[【\[】\]|｜\s])+"
    r"|第?\s*\d{1,3}\s*[页/]\s*(?:共\s*)?\d{1,3}\s*页?"
    r"|(?:首页|上一页|下一页|尾页|末页|(?>\d+)|\s)+"
    r"|(?:打印|分享)?(?:字[体号]|字体大小)\s*[：:].{0,24}|(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s*[：:].{0,12}|分享(?:到|至)?\s*[：:].{0,40}"
    r"|分享让更多人看到|(?:长按|点击|扫码|微信)?.{0,20}关注(?:该|本|我们的?)?(?:微信)?公众号.{0,10}|点击(?:上方|下方)?.{0,6}蓝字.{0,10}"
    r"|扫(?:一扫|描|码).{0,40}(?:二维码|手机|微信|打开|关注|分享).{0,20}|(?:上|下)一(?:篇|条|版|则)\s*[：:].{0,80}"
)
_SITE_FOOT = re.compile(r"版[权權]所有|ICP备|公网安备|网站标识码|[Cc]opyright")
_FOOT = re.compile(
    r"(?:主办|承办|协办|地址|联系电话|邮编|电话|维护)(?:单位)?[：:].{0,100}|.{0,6}(?:免责声明|特别声明|郑重声明|版权声明|违法和不良信息举报|未经授权).{0,120}"
)


def is_button(line: str) -> bool:
    """True for a line of a web page that is no part of its article, wherever it stands: a control, a counter, its editors.

    >>> is_button("【字体：大 中 小】"), is_button("（责编：王某、李某）"), is_button("联系电话：12348")
    (True, True, False)
    """
    return len(line) <= _LONGEST and "。" not in line and _is_control(line.strip(" \t\u3000\u00a0"))


@lru_cache(maxsize=8192)
def _is_control(line: str) -> bool:
    if _FOOT.fullmatch(line):
        return False
    return any(pattern.fullmatch(line) for pattern in (_LINE, _BESIDE, _EDITORS))


def is_site_foot(line: str) -> bool:
    """True for a line that names who runs the site, with its licence: nothing of an article follows.

    >>> is_site_foot("鲁ICP备00000000号-1"), is_site_foot("著作权和版权所有者要依法维权。")
    (True, False)
    """
    return is_button(line) and _SITE_FOOT.search(line) is not None


def is_foot(line: str) -> bool:
    """True for a line that is a button, or that names who runs the site as notices name who can be asked.

    >>> is_foot("主办：某市司法局")
    True
    """
    return _FOOT.fullmatch(line.strip(" \t\u3000\u00a0")) is not None or is_button(line)


def without_buttons(line: str) -> str:
    """A line that tells date or source, without the controls that stand behind.

    >>> without_buttons("2021-03-05 来源：某日报 浏览次数：12 字体：[大 中 小]"), without_buttons("会议要求（打印文件）")
    ('2021-03-05 来源：某日报', '会议要求（打印文件）')
    """
    cut = _TRAILING.search(line)
    return line[: cut.start()].rstrip() if cut and _SAYS.search(line, 0, cut.start()) else line


def furniture(text: str) -> Iterator[Edit]:
    """The lines of the page around the article, and the header of fields that Markdown files begin with."""
    front = _FRONT.match(text)
    if front:
        yield Edit(0, front.end())
    lines = text.split("\n")
    start = 0
    for index, line in enumerate(lines):
        at_edge = index < _EDGE or index >= len(lines) - _EDGE
        if at_edge and line and len(line) <= _LONGEST and (not front or start >= front.end()) and _LINE.fullmatch(line):
            yield Edit(start, start + len(line))
        start += len(line) + 1

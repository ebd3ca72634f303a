"""What stands around an article on its page: the way there, sizes of type, buttons, counters, who runs the site."""

import re
from collections.abc import Iterator

from kg_builder.model.ruler import Edit

_BUTTON = (
    r"(?:打印(?:本页)?|关闭(?:窗口|本页)?|收藏|分享(?:到|至)?|转发|复制(?:链接|网址)|返回(?:顶部|首页|列表)?|微信(?:好友)?|朋友圈|(?:新浪)?微博|QQ(?:空间|好友)?"
    r"|扫一扫[^。]{0,20}|(?:大|中|小|默认|超大)|字[体号]|点赞|评论|纠错|视力保护色|语音播报|阅读全文|展开全文|登录|注册|手机版|无障碍(?:浏览)?|A[+\-]?)"
)
_LINE = re.compile(
    r"[ \t\u3000\u00a0]*(?:"
    r"(?:您?(?:的|现在)?(?:所在|当前)(?:的)?位置(?:是|为)?|位置|首页|网站首页)\s*[：:>＞›»/|｜-].{0,80}"
    r"|[^。\n>＞›»]{0,20}(?:\s*[>＞›»]\s*[^。\n>＞›»]{1,16}){2,8}"
    rf"|[【\[（(]?{_BUTTON}(?:[\s：:|｜/\[\]【】（）()、+\-]*{_BUTTON})*[\s：:|｜/\[\]【】（）()+\-]*"
    r"|(?:浏览|阅读|点击|访问|播放)(?:次数|量|数|率)?[：:]?\s*\d*\s*次?"
    r"|(?:上|下)一(?:篇|条|页|则)[：:].{0,80}"
    r"|(?:版权所有|[Cc]opyright|©|主办(?:单位)?[：:]|承办(?:单位)?[：:]|技术支持[：:]|网站标识码|联系电话[：:]|邮编[：:]|地址[：:]).{0,100}"
    r"|.{0,60}(?:ICP备|公网安备).{0,60}"
    r")[ \t\u3000\u00a0]*"
)
_FRONT = re.compile(r"\A\s*---[ \t]*\n(?:[^\n]{0,300}\n){1,40}?---[ \t]*(?=\n|\Z)")
_EDGE = 20  # lines at either end of a text in which furniture stands


def furniture(text: str) -> Iterator[Edit]:
    """The lines of the page around the article, and the header of fields that Markdown files begin with."""
    front = _FRONT.match(text)
    if front:
        yield Edit(0, front.end())
    lines = text.split("\n")
    start = 0
    for index, line in enumerate(lines):
        at_edge = index < _EDGE or index >= len(lines) - _EDGE
        if at_edge and line and len(line) <= 160 and (not front or start >= front.end()) and _LINE.fullmatch(line):
            yield Edit(start, start + len(line))
        start += len(line) + 1

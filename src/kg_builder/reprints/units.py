r"""An article as the sentences it says, without what every site sets differently.

>>> [unit.key for unit in units("来源：大众日报\n　　本报讯（记者 甲）全市召开会议，部署工作。要抓好落实。")]
['全市召开会议部署工作', '要抓好落实']
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Ways to write the same: a sub-editor's 的, 得, 地, and pairs that take each other's place in print.
_SAME = dict(zip("帐象做她它唯份", "账像作他他惟分", strict=True))
_OTHER = re.compile("[帐象做她它唯份]")
_END = re.compile(r"[。！？；!?;\n…]+")
_NO_WORD = re.compile(r"[\W_的地得了]+")
_LABEL = (
    r"(?:文章|信息|稿件|新闻|图片)?(?:来源|稿源|出处)|作者|记者|本报记者|通讯员|撰[稿文]|(?:责任|值班|网络|执行|本期|图文|美术)?编辑|责编|编审"
    r"|(?:责任)?校[对审]|[一二三初复终]审|审核|监制|主编|策划|摄影|图片|供[图稿]|[图文](?=/)|排版|设计|发布(?:时间|日期|机构|单位)|更新时间"
    r"|浏览|阅读|点击|访问|上一[篇条页]|下一[篇条页]|相关(?:阅读|新闻|链接|文章)|延伸阅读|原标题|原文(?:链接)?|[转摘]自|转载|声明|免责声明|特别声明"
    r"|版权|主办|承办|协办|网站标识码|技术支持|关注我们|投稿"
)
_OUTLET = r"(?:报|网|社|台|刊|频道|客户端|公众号|微信|在线|广播|网站|视频|[云融]媒体?|微博|头条号|澎湃号)"
_STATION = (  # what only a page says, in any line
    r"https?://|www\.|ICP备|公网安备|[Cc]opyright|版权所有|版权归|扫一扫|二维码|授权转载|未经(?:书面)?授权|转载此文|侵权|不代表本|仅供参考|欢迎转发"
)
_DAY = r"(?:\d{4}\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}日?\W*)?"  # the day of printing, before who printed it
_FURNITURE = re.compile(
    rf"\W*{_DAY}(?:(?:{_LABEL})\W?\s*[:：/丨|].{{0,80}}"
    r"|(?:本报|本网|本台|本刊|\w{2,8}[报网社台])?(?:首席)?(?:记者|通讯员)\s*\w{2,8}(?:[\s、]+(?:记者|通讯员)?\s*\w{2,8}){0,6}"
    rf"|\S{{2,10}}{_OUTLET}|.*(?:{_STATION}).*"
    r"|[^，。；]{0,20}\d{4}\D\d{1,2}\D\d{1,2}\D{0,3}\d{1,2}[:：]\d{2}[^，。；]{0,40}"  # a stamp with its minute
    r"|(?:图为|图[①-⑨一二三四五\d]|[上下左右]图|资料图|配图).*|(?=.*[摄图]).{0,60}\w{2,4}\s*/?(?:摄影?|供图|文/图)[)）]?)\W*"
)
_NOTE = re.compile(
    r"\W*(?:编者[按注]|编者的话|编后|小编[按注]?|按语|核心提示|阅读提示|内容提要)\W?[:：]?(?!\w{0,6}(?:部|会))"
)
_LONGEST = 120  # characters of a line of furniture
_DATELINE = re.compile(
    r"\W*(?:\S{2,10}[社网报台刊]|本报|本网|本台|本刊|[中新]新|人民|央视|央广)[^，。；：\n]{0,24}?(?:讯|电)(?:\s*[(（][^)）\n]{1,40}[)）])?\W*"
)
_STAMP = re.compile(r"[\d年月日时分秒零〇一二三四五六七八九十星期第版]*")


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands between two ends of sentences or lines."""

    key: str  # letters, digits and characters alone, in one of their spellings
    sentence: bool  # ended by a mark; else a headline, a name, a signature

    @property
    def stamp(self) -> bool:
        """A date and no more."""
        return bool(_STAMP.fullmatch(self.key))


def key(folded: str) -> str:
    """What a reader would take for the same words."""
    return _OTHER.sub(lambda match: _SAME[match[0]], _NO_WORD.sub("", folded)).lower()


def units(folded: str) -> Iterator[Unit]:
    """The units of a folded text in order; lines of furniture and datelines are left out."""
    for line in folded.split("\n"):
        line = line.strip()
        if not line or _NOTE.match(line) or (len(line) <= _LONGEST and _FURNITURE.fullmatch(line)):
            continue
        dateline = _DATELINE.match(line)
        start = dateline.end() if dateline else 0
        for end in _END.finditer(line, start):
            yield from _unit(line[start : end.start()], True)
            start = end.end()
        yield from _unit(line[start:], False)


def _unit(words: str, sentence: bool) -> Iterator[Unit]:
    own = key(words)
    if own:
        yield Unit(own, sentence)

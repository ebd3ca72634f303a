"""Numbered sessions: congresses and plenums of the party, sessions of congresses and conferences, in their several spellings.

十九届二中、三中全会 are two plenums; 十三届全国人大五次会议 and 第十三届全国人民代表大会第五次会议 are one session.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from kg_builder.model.span import Span
from kg_builder.recognize.scan import Scan

NUMBER = r"[一二三四五六七八九十百零〇两\d]+"
TERM = re.compile(rf"第?{NUMBER}届")
BARE_SESSION = re.compile(
    rf"第?{NUMBER}次(?:全体|委员长|主席团?|常务|主任|常委会|扩大|联席|联组)?(?:会议|全会)|(?:预备|联组|闭幕|开幕)会议?"
)
_PLENUM = re.compile(
    r"(?P<party>党的|中共|中国共产党)?(?:第?(?P<term>[一二三四五六七八九十]{1,3})届(?:中央委员会)?)?"
    r"(?P<ones>[一二三四五六七]中(?:[、和][一二三四五六七]中)*)全会"
)
_CONGRESS = re.compile(
    r"(?=[党中十二第七八九])(?:(?:党的|中共|中国共产党)?(?:十[一二三四五六七八九]|二十)大(?![一-龥]?[家小型量力众])"
    r"|(?:党的|中共|中国共产党)(?:第?[七八九十]|二十)大(?![一-龥]?[家小型量力众]))"
)
_CONGRESS_FOLLOWS = (
    "代表", "以来", "精神", "报告", "召开", "闭幕", "开幕", "上", "胜利", "，", "。", "、", "和", "与", "及", "期间", "后", "前",
    "关于", "作出", "提出", "确定", "部署", "对", "把", "将", "的", "为", "；", "》", "”", "）", "通过", "明确", "以后", "之后",
    "擘画", "描绘", "绘就", "吹响", "决策", "要求", "战略", "选举", "当选", "\n", "<",
)  # fmt: skip
_SAME = (
    (re.compile(r"(部署|动员|推进|总结|工作|电话|视频)会议$"), r"\1会"),
    (re.compile(r"[“”‘’《》]|电视电话|视频|工作"), ""),
    (re.compile(r"^中华人民共和国"), ""),
    (re.compile(r"中国人民政治协商会议|人民政协"), "政协"),
    (re.compile(r"全国人民代表大会"), "全国人大"),
    (re.compile(r"人民代表大会"), "人大"),
    (re.compile(r"常务委员会"), "常委会"),
    (re.compile(r"中央纪律检查委员会"), "中央纪委"),
    (re.compile(r"纪律检查委员会"), "纪委"),
    (re.compile(r"全国政协第?(" + NUMBER + r")届|政协第?(" + NUMBER + r")届全国委员会"), r"全国政协\1\2届"),
    (re.compile(r"中央委员会第([一二三四五六七])次全体会议|([一二三四五六七])中全会"), r"\1\2中全会"),
    (re.compile(r"(?<=纪委)第?(" + NUMBER + r")次(?:全体会议|全会)"), r"\1次全会"),
    (re.compile(r"^(?:党的|中共|中国共产党)"), ""),
    (re.compile(r"第(?=" + NUMBER + r"[届次])"), ""),
)
_DIGITS = "零一二三四五六七八九"


def plenums(scan: Scan) -> Iterator[tuple[Span, str]]:
    """Plenums with their names; one of several in a row borrows what the first and the last say."""
    last: dict[str, str] = {}
    for match in _PLENUM.finditer(scan.text) if "中全会" in scan.text else ():
        head = (match["party"] or "") + (f"{match['term']}届" if match["term"] else "")
        pieces = list(re.finditer(r"[一二三四五六七]中", match["ones"]))
        for index, piece in enumerate(pieces):
            start = match.start() if index == 0 else match.start("ones") + piece.start()
            end = match.end() if index == len(pieces) - 1 else match.start("ones") + piece.end()
            name = f"{head}{piece[0]}全会" if head else last.get(piece[0], f"{piece[0]}全会")
            last[piece[0]] = name
            yield Span(start, end), name


def congresses(scan: Scan) -> Iterator[Span]:
    """党的二十大, 十九大; no quantity (十大家族) and no list (三大)."""
    for match in _CONGRESS.finditer(scan.text):
        if match.end() == len(scan.text) or scan.text.startswith(_CONGRESS_FOLLOWS, match.end()):
            yield Span(*match.span())


@lru_cache(maxsize=4096)  # the sessions of a corpus come again
def same_as(name: str) -> str:
    """One spelling for all the spellings of a session: its body, its term, its number.

    >>> same_as("第十三届全国人民代表大会第五次会议") == same_as("十三届全国人大五次会议")
    True
    """
    key = re.sub(r"\d+", lambda match: _chinese(int(match[0])), name)
    for pattern, plain in _SAME:
        key = pattern.sub(plain, key)
    return key


def _chinese(number: int) -> str:
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else ("" if tens == 1 else _DIGITS[tens]) + "十") + (
        _DIGITS[ones] if ones or not tens else ""
    )

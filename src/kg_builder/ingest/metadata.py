r"""What an article says about itself: title, date, publisher, author, address.

>>> date("重要讲话\n二〇二一年三月五日 来源：某报", "", None, "a.txt"), publisher("（来源：某报）")
('2021-03-05', '某报')
"""

import re
from itertools import product

_DIGITS = "〇一二三四五六七八九"
_NUMERAL = "〇零○一二三四五六七八九十"
_PART = rf"\d{{1,2}}|[{_NUMERAL}]{{1,3}}"
_DAY = rf"(?P<y>\d{{4}}|[{_NUMERAL}]{{4}})\s?[年/.\-]\s?(?P<m>{_PART})\s?[月/.\-]\s?(?P<d>{_PART})(?!\d)日?"
_LABELLED_DATE = re.compile(
    rf"(?=[发成印刊更录公生添上时日pd])(?:(?:发布|发文|成文|印发|刊发|更新|录入|公开|发稿|生成|添加|上传)(?:时间|日期)|发布于|(?<![一-龥])(?:时间|日期)|^(?:pub)?date)\s*[：:\s\"']*{_DAY}",
    re.M,
)
_TIME = r"(?:[\sT]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
_LINE_DATE = re.compile(
    rf"^[\s（(\[【]*{_DAY}[\s，,）)\]】]*(?:星期[一二三四五六日天])?{_TIME}\s*(?:印发|发布|讯)?\s*(?:$|(?=[|｜丨/]|来\s*源|作者|信息|编辑|浏览|点击|阅读|字[体号]|第?\d{{1,2}}版|文章|发布|责任))",
    re.M,
)
_SOURCE_DATE = re.compile(rf"来\s*源[：:|｜丨]\s*[^\n]{{2,30}}?[\s|｜（(]{_DAY}")
_URL = re.compile(r"https?://[^\s<>\"'）)\]]+")
_URL_DAY = re.compile(r"/t?(20\d{2})[/\-_]?(0[1-9]|1[0-2])[/\-_]?(0[1-9]|[12]\d|3[01])(?=[/_\-.]|\D)")
_URL_MONTH = re.compile(r"/(20\d{2})[/\-_]?(0[1-9]|1[0-2])(?=/)")
_NAME_DAY = re.compile(r"(?<!\d)(20\d{2})[-_.年]?(0[1-9]|1[0-2])[-_.月]?(0[1-9]|[12]\d|3[01])(?!\d)")
_PUBLISHER = re.compile(
    r"(?:(?:信息|稿件|文章|新闻)?来\s*源|发布(?:机构|单位)|转\s?自)\s*[：:|｜丨]\s*([^\s，。；|｜丨）)】\]<>*]{2,30})"
)
_AGENCY = re.compile(
    r"(?:^|[\s（(【])(新华社|新华网|中新社|中新网|人民网|央视网|央广网|光明网|中国网|经济日报|人民日报|光明日报)[^，。！？\n]{0,16}?(?:[电讯]|消息)(?=[\s（(：:，])",
    re.M,
)
_AUTHOR = re.compile(r"(?:作者|本报记者|记者|通讯员)[：:\s]\s*([^\s，。；|｜（）()]{2,12})")
_MASTHEAD = 600  # characters at either end of a text in which a masthead stands
_NO_TITLE = re.compile(
    rf"(?:{_DAY}.*|(?:信息|稿件|文章)?来\s*源\s*[：:].*|(?:作者|记者|编辑|责编|责任编辑|发布(?:时间|日期|机构)|时间|日期|索引号|发文(?:机关|字号)|主题(?:分类|词)|成文日期|文号|信息分类)\s*[：:].*"
    r"|[一-龥（）]{2,20}[〔\[（(]\d{4}[〕\])）]\s?第?\d{1,5}号|[A-Za-z0-9\W_]*)"
)
_TITLE_LABEL = re.compile(r"^(?:标\s*题|题\s*目|名\s*称|title)\s*[：:]\s*[\"“]?(?=\S)", re.I)
_AFTER_TITLE = re.compile(
    r"[ \t\u3000\u00a0]{1,8}(?:作者|本报记者|记者|来源|发布时间|日期|时间)\s*[：:].*$|\s*#+\s*$|[\"”]$"
)


def title(text: str) -> str | None:
    """The first line that names the article; None where it is a paragraph. `text` is the prose, without marks."""
    for line in text.splitlines():
        if not line.strip() or _NO_TITLE.fullmatch(line.strip()):
            continue
        stripped = _TITLE_LABEL.sub("", line.strip())
        found = _AFTER_TITLE.sub("", stripped) if _AFTER_TITLE.search(stripped, len(stripped) // 3) else stripped
        found = found.strip(" \t\u3000*")
        return found if found and len(found) <= 80 and not found.endswith(("。", "；")) else None
    return None


def date(masthead: str, prose: str, address: str | None, name: str) -> str | None:
    """EDTF: from a label, from a line of its own, beside the source, from the address, from the file's name.

    `prose` is read where the masthead's own spacing hides a date: 2 0 2 1 年.
    """
    for pattern, text in product((_LABELLED_DATE, _LINE_DATE, _SOURCE_DATE), (_ends(masthead), prose[:_MASTHEAD])):
        for match in pattern.finditer(text):
            year, month, day = (_number(match[group]) for group in "ymd")
            if 1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31:
                return f"{year:04d}-{month:02d}-{day:02d}"
    for pattern, place in ((_URL_DAY, address or ""), (_URL_MONTH, address or ""), (_NAME_DAY, name)):
        found = pattern.search(place)
        if found:
            return "-".join(part for part in found.groups() if part)
    return None


def _ends(text: str) -> str:
    return f"{text[:_MASTHEAD]}\n{text[-_MASTHEAD:]}" if len(text) > _MASTHEAD else text


def _number(written: str) -> int:
    """A year, month or day: 2021, 二〇二一, 三十一."""
    if written.isascii():
        return int(written)
    written = written.replace("零", "〇").replace("○", "〇")
    if "十" not in written:
        return int("".join(str(_DIGITS.index(char)) for char in written))
    tens, _, ones = written.partition("十")
    return (_DIGITS.index(tens[-1]) if tens else 1) * 10 + (
        _DIGITS.index(ones[0]) if ones and ones[0] in _DIGITS else 0
    )


def url(text: str) -> str | None:
    """The address a source line gives, else the last one of the text's end."""
    if "http" not in text:
        return None
    labelled = re.search(rf"(?:原文链接|原文地址|链接|网址|来源)[：:]\s*({_URL.pattern})", text)
    if labelled:
        return labelled[1]
    found = _URL.findall(text[-_MASTHEAD:])
    return found[-1] if found else None


def publisher(text: str) -> str | None:
    """Who published it, from a label of the masthead, else the agency of its dateline."""
    for match in _PUBLISHER.finditer(_ends(text)):
        if not match[1].startswith("http"):
            return match[1]
    agency = _AGENCY.search(text[:_MASTHEAD])
    return agency[1] if agency else None


def author(text: str) -> str | None:
    """Who wrote it, from a label of the masthead."""
    match = _AUTHOR.search(text[:_MASTHEAD])
    return match[1] if match else None

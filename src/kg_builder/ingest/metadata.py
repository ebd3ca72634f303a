"""What an article says about itself: title, date, publisher, author, address."""

import re

_TITLE_MARKS = re.compile(r"^[\s#*>]+|[\s*]+$")
_LABELLED_DATE = re.compile(
    r"(?:发布时间|发布日期|发文日期|成文日期|时间|日期)[:：\s]*(\d{4})[年/.\-](\d{1,2})[月/.\-](\d{1,2})"
)
_LINE_DATE = re.compile(r"^\s*(\d{4})[年/.\-](\d{1,2})[月/.\-](\d{1,2})日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*$", re.M)
_URL = re.compile(r"https?://[^\s<>\"'）)\]]+")
_URL_DAY = re.compile(r"/(20\d{2})[/\-_]?(0[1-9]|1[0-2])[/\-_]?(0[1-9]|[12]\d|3[01])(?=[/_\-.]|\D)")
_URL_MONTH = re.compile(r"/(20\d{2})[/\-_]?(0[1-9]|1[0-2])(?=/)")
_NAME_DAY = re.compile(r"(?<!\d)(20\d{2})[-_.年]?(0[1-9]|1[0-2])[-_.月]?(0[1-9]|[12]\d|3[01])(?!\d)")
_PUBLISHER = re.compile(r"(?:信息来源|稿件来源|来源|发布机构)[:：]\s*([^\s，。；|｜]{2,30})")
_AUTHOR = re.compile(r"(?:作者|本报记者|记者|通讯员)[:：\s]\s*([^\s，。；|｜（）()]{2,12})")
_MASTHEAD = 600  # characters at either end of a text in which a masthead stands


def title(text: str) -> str | None:
    """The first line that is not empty, without its marks; None where it is a paragraph."""
    for line in text.splitlines():
        stripped = _TITLE_MARKS.sub("", line)
        if stripped:
            return stripped if len(stripped) <= 80 and not stripped.endswith(("。", "；")) else None
    return None


def date(text: str, name: str) -> str | None:
    """EDTF: from a label, from a line of its own, from the article's address, from the file's name."""
    ends = f"{text[:_MASTHEAD]}\n{text[-_MASTHEAD:]}"
    for pattern in (_LABELLED_DATE, _LINE_DATE):
        match = pattern.search(ends)
        if match:
            return f"{int(match[1]):04d}-{int(match[2]):02d}-{int(match[3]):02d}"
    address = url(text) or ""
    for pattern, place in ((_URL_DAY, address), (_URL_MONTH, address), (_NAME_DAY, name)):
        match = pattern.search(place)
        if match:
            return "-".join(part for part in match.groups() if part)
    return None


def url(text: str) -> str | None:
    """The address a source line gives, else the last one of the text's end."""
    labelled = re.search(rf"(?:原文链接|原文地址|链接|网址|来源)[:：]\s*({_URL.pattern})", text)
    if labelled:
        return labelled[1]
    found = _URL.findall(text[-_MASTHEAD:])
    return found[-1] if found else None


def publisher(text: str) -> str | None:
    """Who published it, from a label of the masthead."""
    match = _PUBLISHER.search(f"{text[:_MASTHEAD]}\n{text[-_MASTHEAD:]}")
    return match[1] if match and not match[1].startswith("http") else None


def author(text: str) -> str | None:
    """Who wrote it, from a label of the masthead."""
    match = _AUTHOR.search(text[:_MASTHEAD])
    return match[1] if match else None

"""Dates as EDTF values, read against the article's own date; none is invented.

>>> [(m.name, m.span.start) for m in dates("2月27日开会，5月至7月整改", "2021-03")]
[('2021-02-27', 0), ('2021-05/2021-07', 8)]
"""

import re
from calendar import monthrange
from collections.abc import Iterator

from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType

_POINT = (
    r"(?:(?P<y{n}>(?:19|20)\d{{2}})年|(?P<r{n}>今年|去年|明年|前年|当年|同年))?"
    r"(?:(?P<m{n}>1[0-2]|0?[1-9])月(?:份)?|(?P<s{n}>本月|上月|下月))?"
    r"(?:(?P<d{n}>3[01]|[12]\d|0?[1-9])[日号])?(?P<p{n}>上旬|中旬|下旬|初|底|末)?"
)
_RANGE = re.compile(
    _POINT.format(n=1)
    + r"(?:(?:上午|下午|晚|晚上|清晨|凌晨)?(?P<to>至|到|[—\-－~～]{1,2})"
    + _POINT.format(n=2)
    + r")?"
)
_ISO = re.compile(r"(?<![\d.])(?P<y>(?:19|20)\d{2})[-./](?P<m>1[0-2]|0?[1-9])[-./](?P<d>3[01]|[12]\d|0?[1-9])(?![\d.])")
_YEARS = re.compile(r"(?<!\d)(?P<a>(?:19|20)\d{2})(?:年)?(?:[-—－~～]{1,2}|至)(?P<b>(?:19|20)\d{2})年")
_NEAR = re.compile(r"今天|今日|昨天|昨日|明天|前天")
_SEASON = re.compile(r"(?:(?P<y>(?:19|20)\d{2})年|(?P<r>今年|去年|明年))?(?P<q>上半年|下半年|第?[一二三四1-4]季度)")
_AFTER_BARS = ("内", "以内", "前", "之前", "游", "龄", "薪", "均", "报", "刊", "子", "程", "用", "益", "个")
_SHIFT = {"今年": 0, "去年": -1, "明年": 1, "前年": -2, "当年": 0, "同年": 0}
_DAYS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "明天": 1, "前天": -2}


def dates(text: str, issued: str | None) -> list[Mention]:
    """All dates of a folded text, without overlaps, in order. `issued` is the article's EDTF date or None."""
    found: list[Mention] = []
    taken: list[Span] = []
    for span, value in _all(text, issued):
        if value and not any(span.overlaps(other) for other in taken):
            taken.append(span)
            found.append(Mention(span, EntityType.DATE, value, "dates", 0.95))
    return sorted(found, key=lambda mention: mention.span)


def first(value: str) -> str:
    """The first day, month or year of an EDTF value, in its own precision."""
    return value.split("/", 1)[0]


def _all(text: str, issued: str | None) -> Iterator[tuple[Span, str | None]]:
    for match in _ISO.finditer(text):
        yield Span(*match.span()), _value(int(match["y"]), int(match["m"]), int(match["d"]))
    for match in _YEARS.finditer(text):
        yield Span(*match.span()), f"{match['a']}/{match['b']}"
    yield from _ranges(text, issued)
    for match in _SEASON.finditer(text):
        yield Span(*match.span()), _season(match, issued)
    for match in _NEAR.finditer(text):
        yield Span(*match.span()), _near(match[0], issued)


def _ranges(text: str, issued: str | None) -> Iterator[tuple[Span, str | None]]:
    month: tuple[int, int] | None = None
    sentence_end = -1
    for match in _RANGE.finditer(text):
        if not match[0] or not (match["y1"] or match["r1"] or match["m1"] or match["s1"] or match["d1"]):
            continue
        if (match.start() > 0 and text[match.start() - 1].isdigit()) or text.startswith(_AFTER_BARS, match.end()):
            continue
        if re.search(r"[。！？\n]", text[sentence_end : match.start()] if sentence_end >= 0 else "。"):
            month = None
        start, known = _point(match, 1, issued, month)
        if start is None:
            continue
        month, sentence_end = known, match.end()
        end = None
        if match["to"]:
            end, _ = _point(match, 2, start, known)
        if match["to"] and end is None:
            yield Span(match.start(), match.start("to")), start
        else:
            yield Span(*match.span()), f"{start}/{end}" if end else start


def _point(
    match: "re.Match[str]", n: int, issued: str | None, month: tuple[int, int] | None
) -> tuple[str | None, tuple[int, int] | None]:
    year_text, relative, month_text, day_text, part = (match[f"{key}{n}"] for key in "yrmdp")
    shifted = match[f"s{n}"]
    if not (year_text or relative or month_text or shifted or day_text) or (
        part and not (month_text or shifted or year_text or relative)
    ):
        return None, None
    base = _numbers(issued)
    year = int(year_text) if year_text else None
    if relative:
        year = base[0] + _SHIFT[relative] if base else None
        if year is None:
            return None, None
    which = int(month_text) if month_text else None
    if shifted and base and base[1]:
        year, which = _moved(base[0], base[1], {"本月": 0, "上月": -1, "下月": 1}[shifted])
    if which is None and day_text:
        if month is not None:
            year, which = month
        elif base and base[1] and year is None:
            year, which = base[0], base[1]
            if base[2] and int(day_text) > base[2] + 3:
                year, which = _moved(year, which, -1)
        else:
            return None, None
    if which is not None and year is None:
        if base is None:
            return None, None
        year = base[0] - 1 if base[1] and which > base[1] + 6 else base[0]
    if year is None:
        return None, None
    if which is None:
        return (f"{year:04d}", None) if not part else (f"{year:04d}-{'12' if part in '底末' else '01'}", None)
    value = _value(year, which, int(day_text) if day_text else None)
    if value and part in ("上旬", "中旬", "下旬"):
        first_day, last_day = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, monthrange(year, which)[1])}[part]
        value = f"{value}-{first_day:02d}" if n == 1 and not match["to"] else value
        del last_day
    return value, (year, which)


def _moved(year: int, month: int, by: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def _numbers(value: str | None) -> tuple[int, int | None, int | None] | None:
    if not value:
        return None
    parts = [int(part) for part in first(value).split("-") if part.isdigit()]
    return (parts[0], parts[1] if len(parts) > 1 else None, parts[2] if len(parts) > 2 else None) if parts else None


def _value(year: int, month: int, day: int | None) -> str | None:
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _season(match: "re.Match[str]", issued: str | None) -> str | None:
    base = _numbers(issued)
    year = int(match["y"]) if match["y"] else (base[0] + _SHIFT.get(match["r"] or "今年", 0) if base else None)
    if year is None:
        return None
    if match["q"].endswith("半年"):
        begin, end = (1, 6) if match["q"] == "上半年" else (7, 12)
    else:
        number = "一二三四1234".index(match["q"].removeprefix("第")[0]) % 4
        begin, end = 3 * number + 1, 3 * number + 3
    return f"{year:04d}-{begin:02d}/{year:04d}-{end:02d}"


def _near(word: str, issued: str | None) -> str | None:
    import datetime

    base = _numbers(issued)
    if not base or not base[1] or not base[2]:
        return None
    day = datetime.date(base[0], base[1], base[2]) + datetime.timedelta(days=_DAYS[word])
    return day.isoformat()

"""Dates as EDTF values, read against the article's own date; none is invented.

>>> [(m.name, m.span.start) for m in dates("2月27日开会，5月至7月整改", "2021-03")]
[('2021-02-27', 0), ('2021-05/2021-07', 8)]
"""

import datetime
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from msgspec import Struct
from msgspec.structs import replace

from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType

_YEAR = r"(?:19|20)\d{2}|[一二][〇○零O一二三四五六七八九]{3}"
_RELATIVE = r"今年|去年|明年|前年|当年|同年|次年|翌年|本年度?|上年度?"
_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_DAY = r"3[01]|[12]\d|0?[1-9]"
_HAN_DAY = r"三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_TO = r"[—\-－–~～至到]{1,2}"
_SHIFTED_MONTH = r"本月|上个?月|下个?月|同月|当月|次月"
_PART = r"上旬|中旬|下旬|初|底|末"
_POINT = re.compile(
    r"(?=[\d一二三四五六七八九十今去明前当同次翌本上下第年])(?:"
    rf"(?<![\d.A-Za-z])(?:(?P<y>{_YEAR})年度?|(?P<r>{_RELATIVE}))(?:的?"
    rf"(?:(?:(?P<ma>{_MONTH})月?份?{_TO})?(?P<m>{_MONTH})月份?|(?P<s>{_SHIFTED_MONTH}))"
    rf"(?:(?:(?P<da>{_DAY})日?{_TO})?(?P<d>{_DAY}|{_HAN_DAY})[日号])?(?P<p>{_PART})?"
    rf"|(?P<q>上半年|下半年|第?[一二三四1-4]季度|年?[初底末中](?![小等级期国央]))|)"
    rf"|(?<![\d.第每个几十])(?:(?:(?P<ma2>{_MONTH})月?份?{_TO})?(?P<m2>{_MONTH})月份?|(?P<s2>{_SHIFTED_MONTH}))"
    rf"(?:(?:(?P<da2>{_DAY})日?{_TO})?(?P<d2>{_DAY}|{_HAN_DAY})[日号])?(?P<p2>{_PART})?"
    rf"|(?<![\d.第每月几])(?:(?P<da3>{_DAY})日?{_TO})?(?P<d3>{_DAY})日"
    rf"|(?<![\d第每])(?P<q4>上半年|下半年|第?[一二三四1-4]季度)|(?<![\d每半多几年])(?P<q5>年[底末初])(?![小等级期]))"
)
_ISO = re.compile(
    rf"(?<![\d./])(?P<y>(?:19|20)\d{{2}})(?:(?P<mark>[-/.．])(?P<m>1[0-2]|0?[1-9])(?P=mark)(?P<d>{_DAY})(?![\d.])"
    rf"|[.．](?P<m2>1[0-2]|0?[1-9])(?![\d万亿元%％美公平立吨人户个件斤亩米倍家]|[.．]\d))"
)
_YEARS = re.compile(rf"(?<![\d.])(?P<a>(?:19|20)\d{{2}})年?{_TO}(?P<b>(?:19|20)\d{{2}})年")
_LINK = re.compile(rf"(?:上午|下午|晚上?|清晨|凌晨|起|开始)?\s*{_TO}\s*")
_NEAR = re.compile(
    r"(?:今天|今日|今晨|今早|今晚|昨天|昨日|昨晚|明天|前天)(?P<same>(?:上午|下午|晚上?|傍晚)?（(?=\d{1,2}月\d{1,2}日）))?"
)
_DATELINE = re.compile(r"(?<!\d)(?P<m>1[0-2]|0?[1-9])月(?P<d>3[01]|[12]\d|0?[1-9])日(?:上午|下午)?[电讯]")
_AFTER_BARS = (
    "内",
    "以内",
    "前",
    "之前",
    "游",
    "龄",
    "薪",
    "均",
    "报",
    "刊",
    "子",
    "程",
    "用",
    "益",
    "个",
    "代",
    "版",
    "级",
    "届",
    "嫂",
)
_SHIFT = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "上年度": -1, "明年": 1, "前年": -2}
_STOP = re.compile(r"[。！？\n]")
_BY_CONTEXT = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1}
_MONTH_SHIFT = {"本": 0, "上": -1, "下": 1}
_DAYS = {"今": 0, "昨": -1, "明": 1, "前": -2}
_DIGITS = "〇一二三四五六七八九"


@dataclass(slots=True)
class _Context:
    """What a bare month or day leans on."""

    issued: tuple[int, int | None, int | None] | None
    year: int | None = None  # the year written last
    month: tuple[int, int] | None = None  # year and month said last in the sentence
    written: bool = False  # that year was written beside the month
    end: int = 0


class _Date(Struct, frozen=True, gc=False):
    span: Span
    start: str
    end: str = ""
    known: tuple[int, int] | None = None
    bare: bool = False  # no year was written


def dates(text: str, issued: str | None) -> list[Mention]:
    """All dates of a folded text, without overlaps, in order. `issued` is the article's EDTF date or None."""
    found: list[Mention] = []
    taken = 0
    every = [*_numeric(text), *_near(text, issued), *_written(text, issued)]
    for date in _linked(text, sorted(every, key=lambda d: (d.span.start, -d.span.end))):
        if date.span.start >= taken:
            taken = date.span.end
            value = f"{date.start}/{date.end}" if date.end else date.start
            found.append(Mention(date.span, EntityType.DATE, value, "dates", 0.95))
    return found


def first(value: str) -> str:
    """The first day, month or year of an EDTF value, in its own precision."""
    return value.split("/", 1)[0]


def _linked(text: str, found: list[_Date]) -> Iterator[_Date]:
    """Two dates with 至 between them are one interval."""
    index = 0
    while index < len(found):
        date = found[index]
        index += 1
        while index < len(found) and found[index].span.start < date.span.end:
            index += 1
        following = found[index] if index < len(found) else None
        if following is not None and not date.end and _LINK.fullmatch(text, date.span.end, following.span.start):
            index += 1
            end = _after(date.start, following)
            if date.start <= end:
                yield _Date(Span(date.span.start, following.span.end), date.start, end)
                continue
            yield date
            date = following
        yield date


def _after(start: str, following: _Date) -> str:
    """The end of an interval; without a year of its own it is the first after the start: 11月至3月."""
    end = following.end or following.start
    if following.bare and end < start:
        end = start[:4] + end[4:]
        end = f"{int(start[:4]) + 1}{end[4:]}" if end < start else end
        return end if not end.endswith("-02-29") else end[:7]
    return end


def _numeric(text: str) -> Iterator[_Date]:
    for match in _ISO.finditer(text):
        day = int(match["d"]) if match["d"] else None
        value = _value(int(match["y"]), int(match["m"] or match["m2"]), day)
        if value:
            yield _Date(Span(*match.span()), value)
    for match in _YEARS.finditer(text):
        if match["a"] < match["b"]:
            yield _Date(Span(*match.span()), match["a"], match["b"])


def _written(text: str, issued: str | None) -> Iterator[_Date]:
    context = _Context(_numbers(issued))
    for match in _POINT.finditer(text):
        if text.startswith(_AFTER_BARS, match.end()) or text.endswith(("每年", "每月"), 0, match.start()):
            continue
        if _STOP.search(text, context.end, match.start()):
            context.month, context.written = None, False
        context.end = match.end()
        date = _quarter(match, context) if match["q"] or match["q4"] or match["q5"] else _point(match, context)
        if date is not None:
            since = match["r"] == "今年" and not date.known and not date.end and text.startswith("以来", match.end())
            if since and issued and "-" in issued:
                date = _Date(date.span, f"{date.start}-01", first(issued))
            yield replace(date, bare=not (match["y"] or match["r"]))


def _group(match: "re.Match[str]", key: str) -> str:
    return match[key] or match[f"{key}2"] or (match[f"{key}3"] if key in ("d", "da") else "") or ""


def _point(match: "re.Match[str]", context: _Context) -> _Date | None:
    month_text, shifted, day_text, part = (_group(match, key) for key in ("m", "s", "d", "p"))
    year = _year(match, context)
    written = bool(match["y"] or match["r"])
    if written and year is None:
        return None
    which = _number(month_text) if month_text else None
    if shifted:
        year, which = _shifted(shifted, context)
    elif which is None and day_text:
        year, which = _month_of_day(int(day_text), context)
    elif which is not None and year is None:
        year = _year_of_month(which, context)
    if year is None or (which is None and (day_text or shifted)):
        return None
    span = Span(*match.span())
    if which is None:
        return _Date(span, f"{year:04d}")
    context.month, context.written = (year, which), written or context.written
    return _spanned(match, span, year, which, day_text, part)


def _spanned(match: "re.Match[str]", span: Span, year: int, month: int, day_text: str, part: str) -> _Date | None:
    """The value of a point whose year and month are known: 3月上旬, 3月5—8日 and 1—5月 are intervals."""
    known = (year, month)
    first_day, first_month = _group(match, "da"), _group(match, "ma")
    value = _value(year, month, _number(day_text) if day_text else None)
    if value is None:
        return None
    if first_day and (begin := _value(year, month, int(first_day))) and begin < value:
        return _Date(span, begin, value, known)
    if first_month and _number(first_month) < month and not day_text:
        return _Date(span, f"{year:04d}-{_number(first_month):02d}", value, known)
    if part in ("上旬", "中旬", "下旬"):
        low, high = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, monthrange(year, month)[1])}[part]
        return _Date(span, f"{value}-{low:02d}", f"{value}-{high:02d}", known)
    return _Date(span, value, known=known)


def _year(match: "re.Match[str]", context: _Context) -> int | None:
    if match["y"]:
        context.year = int(match["y"]) if match["y"].isascii() else _han_year(match["y"])
        return context.year
    if match["r"] in _BY_CONTEXT:
        last = context.month[0] if context.month else context.year
        context.year = last + _BY_CONTEXT[match["r"]] if last else None
        return context.year
    if match["r"]:
        return context.issued[0] + _SHIFT[match["r"]] if context.issued else None
    return None


def _shifted(word: str, context: _Context) -> tuple[int | None, int | None]:
    if word[0] in "同当次":
        return _moved(*context.month, 1 if word[0] == "次" else 0) if context.month else (None, None)
    if context.issued is None or context.issued[1] is None:
        return None, None
    return _moved(context.issued[0], context.issued[1], _MONTH_SHIFT[word[0]])


def _month_of_day(day: int, context: _Context) -> tuple[int | None, int | None]:
    """A day alone is of the month said before it in the sentence, else of the month of the article, or the one before."""
    if context.month is not None:
        return context.month
    if context.issued is None or context.issued[1] is None:
        return None, None
    year, month, today = context.issued[0], context.issued[1], context.issued[2]
    return _moved(year, month, -1) if today and day > today + 3 else (year, month)


def _year_of_month(month: int, context: _Context) -> int | None:
    """A month alone is of the year written before it in the sentence, else of the year in which the article is near it."""
    if context.month is not None and context.written:
        return context.month[0] + (1 if month < context.month[1] else 0)
    if context.issued is None:
        return None
    year, now, _ = context.issued
    return year - 1 if now and month > now + 6 else year


def _quarter(match: "re.Match[str]", context: _Context) -> _Date | None:
    """上半年, 第三季度, 年底: of the year written before it, else of the article's."""
    word = match["q"] or match["q4"] or match["q5"]
    year = _year(match, context) if match["q"] else (context.issued[0] if context.issued else None)
    if year is None:
        return None
    span = Span(*match.span())
    if word.endswith("半年"):
        begin, end = (1, 6) if word == "上半年" else (7, 12)
    elif word.endswith("季度"):
        number = "一二三四1234".index(word.removeprefix("第")[0]) % 4
        begin, end = 3 * number + 1, 3 * number + 3
    else:
        month = {"初": 1, "中": 6}.get(word[-1], 12)
        return _Date(span, f"{year:04d}-{month:02d}")
    return _Date(span, f"{year:04d}-{begin:02d}", f"{year:04d}-{end:02d}")


def _near(text: str, issued: str | None) -> Iterator[_Date]:
    """今天 and 昨天, counted from the dateline where one stands at the head of the article."""
    base = _numbers(issued)
    if base is None or not base[1]:
        return
    today = _dateline(text, base)
    for match in _NEAR.finditer(text):
        if match["same"] or today is None:
            continue  # 今天（10月17日）: the date follows
        day = today + datetime.timedelta(days=_DAYS[match[0][0]])
        yield _Date(Span(*match.span()), day.isoformat())


def _dateline(text: str, base: tuple[int, int | None, int | None]) -> datetime.date | None:
    match = _DATELINE.search(text, 0, 400)
    if match is not None and base[1] is not None:
        month = int(match["m"])
        value = _value(base[0] - (1 if month > base[1] + 6 else 0), month, int(match["d"]))
        if value is not None:
            return datetime.date.fromisoformat(value)
    return datetime.date(base[0], base[1], base[2]) if base[1] and base[2] else None


def _moved(year: int, month: int, by: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def _number(text: str) -> int:
    """12, 十二 and 二十一 as numbers."""
    if text.isascii():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _DIGITS.index(text)
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)


def _han_year(text: str) -> int:
    return int("".join(str(_DIGITS.index("〇" if char in "○零O" else char)) for char in text))


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

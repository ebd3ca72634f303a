"""One record of named fields becomes a source: which field holds the text, and what the others say of it.

>>> edtf("2021年3月5日"), edtf("20210305"), edtf(1614902400), edtf("Fri, 05 Mar 2021 08:00:00 +0800"), edtf("soon")
('2021-03-05', '2021-03-05', '2021-03-05', '2021-03-05', None)
"""

import datetime
import email.utils
import re
from collections.abc import Mapping
from dataclasses import asdict

from kg_builder.ingest import kinds, metadata
from kg_builder.ingest.intake import Fields
from kg_builder.ingest.streams import Refused
from kg_builder.model.article import Source

# Usual names, the likelier first; compared without case, "-" and blanks taken for "_".
USUAL = {
    "text": ("text", "content", "body", "正文", "内容", "全文", "文本", "文章内容", "正文内容", "article", "full_text", "fulltext", "html"),
    "title": ("title", "标题", "题目", "题名", "文章标题", "新闻标题", "headline", "subject", "name"),
    "date": ("date", "日期", "发布日期", "发布时间", "时间", "发表时间", "pub_date", "pubdate", "publish_date", "published", "publish_time",
             "pub_time", "published_at", "publishtime", "date_published", "datetime", "time"),
    "publisher": ("publisher", "来源", "媒体", "发布机构", "信息来源", "报纸", "source", "media", "site", "site_name", "newspaper"),
    "author": ("author", "作者", "记者", "authors", "byline", "reporter", "creator"),
    "url": ("url", "网址", "链接", "原文链接", "link", "href", "address", "uri"),
}  # fmt: skip
_DATE = re.compile(
    r"(?<!\d)(\d{4})(?:[-/.年]\s?(\d{1,2})(?:[-/.月]\s?(\d{1,2})(?!\d))?(?!\d)|(\d{2})(\d{2})(?!\d)|(?!\d))"
)
_STAMP = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_CHINA = datetime.timezone(datetime.timedelta(hours=8))
_LONGEST = 500  # characters of a title or a name
_ODD = re.compile("[\ud800-\udfff]")
_PAGE = re.compile(r"\s*<(?:!doctype|html|head|body|div|p|section|article|table)\b", re.I)


def source(
    name: str, record: Mapping[str, object], fields: Fields, encoded: tuple[str, str]
) -> tuple[Source, list[str]]:
    """(source, doubts). Raises Refused where the record holds no text."""
    usual = {_usual(key): key for key in reversed(list(record))}
    doubts: list[str] = []
    text = _text(record, fields.text, usual)
    given = {"encoding": encoded[0], "encoding_from": encoded[1]}
    for what, asked in asdict(fields).items():
        if what == "text":
            continue
        value = _field(record, asked) if asked else _guessed(record, what, usual)
        said = edtf(value) if what == "date" else _line(value)
        if said and what == "publisher" and not asked and said.startswith(("http:", "https:")):
            given.setdefault("url", said)  # "source" often holds an address
        elif said:
            given[what] = said
        elif what == "date" and value not in (None, ""):
            doubts.append(f"{_line(value)!r} is no date that can be read; the text's own was looked for.")
    title = given.get("title")
    page = _PAGE.match(text) is not None
    if title and not page and title not in text[: 2 * len(title) + 200]:
        text = f"{title}\n{text}"  # the title is read too, and the text as read is kept
    payload = _ODD.sub("\ufffd", text).encode("utf-8")
    return Source(name, kinds.HTML if page else kinds.TEXT, payload, "utf-8", tuple(sorted(given.items()))), doubts


def _text(record: Mapping[str, object], asked: str | None, usual: Mapping[str, str]) -> str:
    value = _field(record, asked) if asked else _guessed(record, "text", usual)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n".join(value)
    if isinstance(value, str) and value.strip():
        return value
    names = ", ".join(str(key) for key in list(record)[:12])
    if value is None and asked:
        raise Refused("ingest.record", f"it has no field {asked}; it has {names}. It was left out.")
    if value is None:
        raise Refused(
            "ingest.record", f"it has no field of a usual name for a text; say --text-field NAME, one of: {names}."
        )
    raise Refused("ingest.record", "its text is empty or no text; it was left out.")


def _usual(key: object) -> str:
    return str(key).strip().lower().replace("-", "_").replace(" ", "_")


def _guessed(record: Mapping[str, object], what: str, usual: Mapping[str, str]) -> object:
    """The first of the usual fields that says something."""
    found = [record[usual[name]] for name in USUAL[what] if name in usual]
    return next((value for value in found if value not in (None, "", [])), found[0] if found else None)


def _field(record: Mapping[str, object], path: str) -> object:
    """A field by its name, or by a path of names: "data.content"."""
    if path in record:
        return record[path]
    value: object = record
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _line(value: object) -> str | None:
    """A title or name as one line; several names are joined."""
    if isinstance(value, list):
        value = "、".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    return " ".join(_ODD.sub("\ufffd", str(value)).split())[:_LONGEST] or None


def edtf(value: object) -> str | None:
    """A date as EDTF: written in any usual way, or seconds or milliseconds since 1970 as China's day."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    said = str(value).strip()
    if _STAMP.fullmatch(said):
        seconds = float(said) / (1000 if len(said.partition(".")[0]) == 13 else 1)
        return datetime.datetime.fromtimestamp(seconds, _CHINA).date().isoformat()
    match = _DATE.match(said)
    if match is None:
        found = email.utils.parsedate(said)
        return f"{found[0]:04d}-{found[1]:02d}-{found[2]:02d}" if found else metadata.date(said, "", None, "")
    year, month, day = match[1], match[2] or match[4], match[3] or match[5]
    if not 1900 <= int(year) <= 2100 or not 1 <= int(month or 1) <= 12 or not 1 <= int(day or 1) <= 31:
        return None
    return "-".join((year, *(part.zfill(2) for part in (month, day) if part)))

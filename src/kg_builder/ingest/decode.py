"""Bytes become text, and how was decided is said."""

import codecs
from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters, noncharacters and lone surrogates cannot stand in RDF or HTML; a replacement keeps every offset.
_FORBIDDEN = {c: "\ufffd" for c in range(0x20) if c not in (0x09, 0x0A)} | dict.fromkeys(range(127, 160), "�")
_FORBIDDEN |= dict.fromkeys((*range(64976, 65008), *range(55296, 57344), 65534, 65535), "�")
# Characters that no Chinese prose goes without: nearly all bytes of Big5 are GB18030 too, but then they say rare ones.
_FREQUENT = frozenset("的一是在不了有和人这這中大为為上个個国國我以要他时時来來们們会會发發年和，。、：；\n")


def decode(payload: bytes, declared: str | None = None) -> tuple[str, str, str]:
    """(text, encoding, how it was found): a byte order mark, strict UTF-8, else the one that reads most like Chinese.

    `declared` is what a page or a header says of itself; many say wrong, so it counts only where the text reads like Chinese.
    """
    for mark, encoding in _MARKS:
        if payload.startswith(mark):
            return _clean(payload.decode(encoding, errors="replace")), encoding, "bom"
    if declared is not None:
        told = _declared(payload, declared)
        if told is not None:
            return told
    try:
        return _clean(payload.decode("utf-8")), "utf-8", "strict"
    except UnicodeDecodeError:
        text, encoding, how = max(_readings(payload), key=lambda reading: _likeness(reading[0]))
        return _clean(text), encoding, how


def _declared(payload: bytes, declared: str) -> tuple[str, str, str] | None:
    """The text in the encoding it declares, if that is one, fits every byte and reads like Chinese."""
    try:
        encoding = codecs.lookup(declared.strip()).name
        text = payload.decode("gb18030" if encoding in ("gb2312", "gbk") else encoding)
    except (LookupError, UnicodeError):
        return None
    return (
        (_clean(text), "gb18030" if encoding in ("gb2312", "gbk") else encoding, "declared")
        if _likeness(text) > 0.05
        else None
    )


def damaged(text: str) -> float:
    """The share of characters that could not be read."""
    return text.count("\ufffd") / len(text) if text else 0.0


def _readings(payload: bytes) -> Iterator[tuple[str, str, str]]:
    """All ways to read bytes that are no UTF-8, the likelier first: of two that read alike the first is taken."""
    wide = ("utf-16-le", "utf-16-be") if b"\0" in payload else ()  # Chinese alone has no zero byte, a line end has
    for encoding in ("gb18030", "big5hkscs", *wide):
        try:
            yield payload.decode(encoding), encoding, "detected"
        except UnicodeDecodeError:
            continue
    for encoding in ("utf-8", "gb18030"):
        yield payload.decode(encoding, errors="replace"), encoding, "replaced"


def _likeness(text: str) -> float:
    """How much a text reads like Chinese prose."""
    return sum(char in _FREQUENT for char in text) / max(len(text), 1) - damaged(_clean(text))


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_FORBIDDEN)

"""Bytes become text, and how was decided is said."""

import codecs

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


def decode(payload: bytes) -> tuple[str, str, str]:
    """(text, encoding, how it was found): a byte order mark, strict UTF-8, GB18030, Big5, else GB18030 with replacements."""
    for mark, encoding in _MARKS:
        if payload.startswith(mark):
            return _clean(payload.decode(encoding, errors="replace")), encoding, "bom"
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            text = payload.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _clean(text), encoding, "strict"
    best = max(("utf-8", "gb18030"), key=lambda encoding: -payload.decode(encoding, errors="replace").count("\ufffd"))
    return _clean(payload.decode(best, errors="replace")), best, "replaced"


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_FORBIDDEN)

"""Bytes become text, and how was decided is said.

>>> decode("市司法局的会议".encode("gbk"), "gb2312")
('市司法局的会议', 'gb18030', 'declared')
"""

import codecs
from collections.abc import Iterator

from kg_builder.ingest.clean import clean, standard
from kg_builder.ingest.likeness import damaged, has_script, likeness
from kg_builder.ingest.mojibake import repaired
from kg_builder.ingest.realign import realigned

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# The larger encoding that pages mean by the name of the smaller: those that say gb2312 do hold 喆 and 镕.
_MEANT = dict.fromkeys(("gb2312", "gbk", "cp936", "euc_cn"), "gb18030") | dict.fromkeys(("big5", "cp950"), "big5hkscs")
_MEANT |= {"iso8859-1": "cp1252", "ascii": "utf-8", "utf_8": "utf-8", "utf-8-sig": "utf-8"}
_SURE = 0.05  # a text that reads at least so much like Chinese is Chinese
_BROKEN = 0.1  # a share of unreadable characters above which a byte order mark or UTF-8 is not believed

Read = tuple[str, str, str]


def decode(payload: bytes, declared: str | None = None) -> Read:
    """(text, encoding, how it was found): bom, declared, strict, detected, repaired or replaced.

    `declared` is what a page or a header says of itself; many say wrong, so it counts only where the text reads like
    Chinese, or where nothing else fits. Text that had once been decoded wrongly and saved so is put right where not one
    character is in doubt: its encoding is given as "utf-8 in windows-1252".
    """
    text, encoding, how = _marked(payload) or _unmarked(payload, _known(declared))
    if encoding == "gb18030":
        text = standard(text)
    mended = repaired(text) if how != "replaced" and encoding not in ("gb18030", "big5hkscs") else None
    if mended:
        text, encoding, how = mended[0], mended[1], "repaired"
    return clean(text), encoding, how


def _marked(payload: bytes) -> Read | None:
    """What a byte order mark says, unless it says wrong."""
    for mark, encoding in _MARKS:
        if payload.startswith(mark):
            body = payload[len(mark) :] if encoding == "gb18030" else payload
            text = body.decode(encoding, errors="replace")
            said = (text, encoding, "bom")
            if encoding != "utf-8-sig" or damaged(text) <= _BROKEN:
                return said
            return max(said, _unmarked(payload[len(mark) :], None), key=lambda reading: likeness(reading[0]))
    return None


def _unmarked(payload: bytes, declared: str | None) -> Read:
    told = _strictly(payload, declared) if declared else None
    if told is not None and declared != "utf-8" and likeness(told) >= _SURE:
        return told, str(declared), "declared"
    text = _strictly(payload, "utf-8")
    if text is not None and (text.isascii() or has_script(text) or not _likelier(payload, text)):
        return (text, "utf-8", "declared" if declared == "utf-8" else "strict")
    found = max(_readings(payload, declared), key=lambda reading: likeness(reading[0]))
    if found[2] == "replaced" and likeness(found[0]) < _SURE:
        return _foreign(payload, declared) or found
    return found


def _known(declared: str | None) -> str | None:
    """The encoding that a name means; None where it is the name of none."""
    try:
        info = codecs.lookup((declared or "").strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    name = info.name.replace("-", "_") if info.name.startswith("euc") else info.name
    return _MEANT.get(name, name) if getattr(info, "_is_text_encoding", True) else None


def _strictly(payload: bytes, encoding: str) -> str | None:
    try:
        return payload.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _likelier(payload: bytes, text: str) -> bool:
    """True where bytes that could be UTF-8 read more like Chinese in GB18030: 一些 is һЩ too."""
    other = _strictly(payload, "gb18030")
    return other is not None and likeness(other) >= max(2 * _SURE, likeness(text))


def _readings(payload: bytes, declared: str | None) -> Iterator[Read]:
    """All ways to read bytes that are no UTF-8, the likelier first: of two that read alike the first is taken."""
    wide = ("utf-16-le", "utf-16-be") if len(payload) % 2 == 0 else ()
    wider = ("utf-32-le", "utf-32-be") if b"\0\0" in payload else ()
    chinese = dict.fromkeys([declared] if declared in ("gb18030", "big5hkscs") else [])
    for encoding in (*chinese, *(e for e in ("gb18030", "big5hkscs") if e not in chinese), *wider, *wide):
        text = _strictly(payload, encoding)
        if text is not None:
            if encoding in ("gb18030", "big5hkscs") and (mended := realigned(payload, encoding, text)) is not None:
                yield mended, encoding, "replaced"
            yield text, encoding, "declared" if encoding == declared else "detected"
    pairs = _surrogates(payload)
    if pairs is not None:
        yield pairs, "utf-8", "detected"
    yield payload.decode("utf-8", errors="replace"), "utf-8", "replaced"
    for encoding in ("gb18030", "big5hkscs"):
        text = payload.decode(encoding, errors="replace")
        yield realigned(payload, encoding, text) or text, encoding, "replaced"


def _surrogates(payload: bytes) -> str | None:
    """UTF-8 as some databases write it: a rare character as two surrogates of three bytes each."""
    try:
        text = payload.decode("utf-8", errors="surrogatepass")
        return text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le")
    except UnicodeError:
        return None


def _foreign(payload: bytes, declared: str | None) -> Read | None:
    """Text in another language's encoding: the one declared if it fits, else what its bytes look like."""
    if declared and declared not in ("utf-8", "gb18030", "big5hkscs"):
        text = _strictly(payload, declared)
        if text is not None:
            return text, declared, "declared"
    import charset_normalizer

    best = charset_normalizer.from_bytes(payload[:_SAMPLE], threshold=0.1).best()
    text = _strictly(payload, best.encoding) if best is not None else None
    return (text, best.encoding, "detected") if best is not None and text is not None else None


_SAMPLE = 100_000  # bytes from which another language's encoding is told

"""What kind of file something is: by its name, by its first bytes, or by what the user says."""

import json
import re
from types import MappingProxyType

HTML, TEXT, MARKDOWN, PDF = "text/html", "text/plain", "text/markdown", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCUMENTS = frozenset((HTML, TEXT, MARKDOWN, PDF, DOCX))
RECORDS = frozenset(("jsonl", "json", "csv", "tsv"))
WARC = "warc"

FORMATS = MappingProxyType(
    {"txt": TEXT, "md": MARKDOWN, "html": HTML, "docx": DOCX, "pdf": PDF}
    | {name: name for name in ("jsonl", "json", "csv", "tsv", "zip", "tar", "warc")}
)
_SUFFIXES = {"txt": TEXT, "text": TEXT, "md": MARKDOWN, "markdown": MARKDOWN, "docx": DOCX, "pdf": PDF}
_SUFFIXES |= dict.fromkeys(("html", "htm", "shtml", "shtm", "xhtml"), HTML)
_SUFFIXES |= {"jsonl": "jsonl", "ndjson": "jsonl", "json": "json", "csv": "csv", "tsv": "tsv", "zip": "zip"}
_SUFFIXES |= {"warc": WARC, "wet": WARC} | dict.fromkeys(("tar", "tgz", "tbz", "tbz2", "txz"), "tar")
_PACKED = ("gz", "bz2", "xz")
_WORD = "open it in Word, WPS or LibreOffice and save it as .docx (soffice --headless --convert-to docx FILE)."
_TABLE = "open it in a spreadsheet and save it as CSV UTF-8."
_UNPACK = "unpack it, or pack it again as .zip or .tar.gz."
CONVERT = MappingProxyType(
    dict.fromkeys(("doc", "wps", "rtf", "odt", "dot", "docm"), _WORD)
    | dict.fromkeys(("xls", "xlsx", "et", "ods"), _TABLE)
    | dict.fromkeys(("mht", "mhtml", "eml"), "open it in a browser and save it as HTML.")
    | dict.fromkeys(("rar", "7z"), _UNPACK)
    | {"epub": "convert it to HTML or text.", "ofd": "print it to PDF or save it as text."}
    | dict.fromkeys(("caj", "ppt", "pptx"), "save it as text or PDF.")
)
READABLE = ".txt .md .html .docx .pdf .jsonl .json .csv .tsv .zip .tar .tar.gz .warc .warc.gz"
_OLE, _OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"[Content_Types].xml"
_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)
_MIME = re.compile(rb"\A\s*(?:From: <Saved by|MIME-Version:)", re.I)


def format_name(media_type: str) -> str:
    """What --format calls a kind: "html" for text/html."""
    return next((name for name, known in FORMATS.items() if known == media_type), media_type)


def suffix(name: str) -> str:
    """The end of a name that tells its kind, without the suffix of a compression: "html" of "A.HTML.gz"."""
    parts = name.rsplit("/", 1)[-1].lower().split(".")
    if len(parts) > 2 and parts[-1] in _PACKED:
        parts.pop()
    return parts[-1] if len(parts) > 1 else ""


def kind(name: str) -> str | None:
    """The kind a name tells; None where it tells none that is read."""
    return _SUFFIXES.get(suffix(name))


def sniff(head: bytes) -> str | None:
    """The kind that first bytes tell beyond doubt: one that is read, or a suffix of CONVERT."""
    for mark, found in (
        (_OLE, "doc"), (b"{\\rtf", "rtf"), (b"Rar!", "rar"), (b"7z\xbc\xaf'\x1c", "7z"), (b"WARC/", WARC), (b"PK\5\6", "zip"),
    ):  # fmt: skip
        if head.startswith(mark):
            return found
    if head.startswith(b"PK\3\4"):
        return _zipped(head)
    if b"%PDF-" in head[:1024] and not _PAGE.match(head):
        return PDF
    if head[257:262] == b"ustar":
        return "tar"
    if _PAGE.match(head):
        return HTML
    return "mhtml" if _MIME.match(head) else _json(head)


def _zipped(head: bytes) -> str:
    if b"xl/" in head:
        return "xlsx"
    if b"ppt/" in head:
        return "pptx"
    if b"mimetypeapplication/" in head[:80]:
        return "epub" if b"epub" in head[:80] else "odt"
    return DOCX if b"word/" in head or _OFFICE in head[:200] else "zip"


def _json(head: bytes) -> str | None:
    if re.match(rb"\A(?:\xef\xbb\xbf)?\s*\[\s*\{", head):
        return "json"
    line, end, _ = head.partition(b"\n")
    try:
        return "jsonl" if end and isinstance(json.loads(line), dict) else None
    except (ValueError, RecursionError):
        return None


def settled(name: str, told: str | None, head: bytes) -> str | None:
    """The kind to read a file as, after a look at its first bytes: many a .doc is a web page, many a .pdf an error page.

    None where it is of no kind that is read; then `sniff` or its suffix says how to convert it.
    """
    named, seen = told or kind(name), sniff(head)
    if named is None:
        if suffix(name) in CONVERT:
            return seen if seen in (HTML, DOCX, PDF) else None
        return None if seen in CONVERT else seen or TEXT
    if named not in DOCUMENTS or seen is None or seen == named:
        return named
    if seen in CONVERT:
        return None
    return seen if seen in (PDF, DOCX) or named in (PDF, DOCX) else named


def convert(name: str, head: bytes) -> str:
    """Why a file is not read, and how to convert it."""
    found = sniff(head)
    end = found if found is not None and found in CONVERT else suffix(name)
    if end == "doc" and suffix(name) == "docx":
        return f"an encrypted Word file, or an old one under another name; without its password, {CONVERT['doc']}"
    if end in CONVERT:
        return f"a .{end} file, which is not read; {CONVERT[end]}"
    return f"its format is not read ({READABLE}); convert it."

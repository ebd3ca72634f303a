"""Pages out of a WARC file: HTML and text that a server gave as an answer, with address and charset."""

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg_builder.ingest import kinds, streams
from kg_builder.ingest.limits import Limits
from kg_builder.ingest.streams import BROKEN, Refused
from kg_builder.model.article import Source
from kg_builder.model.errors import Issue
from kg_builder.model.extension import OnIssue

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_TYPES = {"text/html": kinds.HTML, "application/xhtml+xml": kinds.HTML, "text/plain": kinds.TEXT}
_HOLDING = ("response", "resource", "conversion")
_AROUND = ("warcinfo", "request", "metadata")  # records that belong to others


def responses(stream: io.BufferedReader, iri: str, limits: Limits, on_issue: OnIssue) -> Iterator[Source]:
    """One source a page, named by its place in the file: `a.warc.gz#12` is the twelfth record."""
    left: Counter[str] = Counter()
    number = 0
    for number, record in enumerate(_records(stream), 1):
        kind, charset = _kind(record)
        reason = _reason(record, kind)
        if reason or kind is None:
            left[reason] += 1
            continue
        where = f"{iri}#{number}"
        try:
            payload = _payload(record, limits.file)
            if not payload.strip():
                raise Refused("ingest.empty", "the page is empty; it was left out.")
        except (Refused, *BROKEN) as error:
            refused = streams.refusal(error)
            if refused.whole:
                raise refused from None
            on_issue(Issue(refused.code, where, refused.message))
            continue
        address = record.rec_headers.get_header("WARC-Target-URI") or ""
        given = (("url", address.strip("<> ")),) if address else ()
        yield Source(where, kind, payload, charset, given)
    if not number:
        raise Refused("ingest.damaged", "no record stands in it; it was left out. Fetch it again.")
    for reason, count in sorted(left.items()):
        if reason:
            on_issue(Issue("ingest.unknown", iri, f"{count} of its records {reason}; they were left out."))


def _records(stream: io.BufferedReader) -> "Iterator[ArcWarcRecord]":
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        yield from ArchiveIterator(stream)
    except ArchiveLoadFailed as error:
        raise Refused("ingest.broken", f"a record is damaged ({error}); it and what follows were left out.") from None


def _payload(record: "ArcWarcRecord", limit: int) -> bytes:
    """The page's bytes as the server had them, out of chunks and compression."""
    from warcio.bufferedreaders import ChunkedDataReader

    headers = record.http_headers
    chunked = headers is not None and (headers.get_header("Transfer-Encoding") or "").lower() == "chunked"
    body = ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream
    payload = streams.whole(body, limit, "file")
    if not chunked and getattr(record.raw_stream, "limit", 0) > 0:  # bytes that were announced and are not there
        raise Refused("ingest.broken", "the record is cut off; it was left out. Fetch it again.")
    coding = (headers.get_header("Content-Encoding") or "").strip().lower() if headers else ""
    if coding in ("gzip", "x-gzip") and payload.startswith(b"\x1f\x8b"):
        return _inflated(payload, 31, limit)
    if coding == "deflate" and not payload.lstrip().startswith(b"<"):
        return _inflated(payload, 15 if payload[:1] == b"\x78" else -15, limit)
    if coding in ("br", "zstd") and not payload.lstrip().startswith(b"<"):
        raise Refused("ingest.unknown", f"its page is compressed with {coding}, which is not read; it was left out.")
    return payload


def _inflated(payload: bytes, window: int, limit: int) -> bytes:
    found = zlib.decompressobj(window).decompress(payload, limit + 1)
    return streams.whole(io.BytesIO(found), limit, "file")


def _kind(record: "ArcWarcRecord") -> tuple[str | None, str | None]:
    """(kind, charset) as the server told them, or the record where no server was asked."""
    headers = record.http_headers or record.rec_headers
    told = (headers.get_header("Content-Type") or "").lower()
    if told.startswith("application/http"):
        return None, None
    name, *settings = (part.strip() for part in told.split(";"))
    charset = next((setting[8:].strip("\"' ") for setting in settings if setting.startswith("charset=")), None)
    return _TYPES.get(name), charset or None


def _reason(record: "ArcWarcRecord", kind: str | None) -> str:
    """Why a record is not read: "" where it is, or where it belongs to another."""
    if record.rec_type not in _HOLDING:
        return "" if record.rec_type in _AROUND else "repeat a page or go on with one"
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status != "200":
        return "are no pages but answers such as 301 or 404"
    return "" if kind else "are no HTML and no text"

"""The lines of a file of records as text, each by itself, so that one bad line costs no other."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from kg_builder.ingest import streams
from kg_builder.ingest.clean import standard
from kg_builder.ingest.decode import decode
from kg_builder.ingest.limits import Limits


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its end; `text` is None where it is longer than is read."""

    number: int
    text: str | None
    encoding: str = "utf-8"
    how: str = "strict"


def lines(stream: io.BufferedReader, limits: Limits) -> Iterator[Line]:
    """All lines, from 1. Line ends are bytes in all encodings but UTF-16 and UTF-32, which are turned into UTF-8 whole."""
    sample = streams.head(stream)
    _, encoding, how = decode(sample[: sample.rfind(b"\n") + 1] or sample)
    if encoding.startswith(("utf-16", "utf-32")):
        text, encoding, how = decode(streams.whole(stream, limits.whole, "whole"))
        for number, line in enumerate(io.StringIO(text), 1):
            yield Line(number, line, encoding, how)
        return
    for number, raw in _raw(stream, limits.file):
        yield Line(number, None) if raw is None else _decoded(number, raw, encoding, how)


def _raw(stream: io.BufferedReader, longest: int) -> Iterator[tuple[int, bytes | None]]:
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        if len(line) <= longest:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(2**20)
        yield number, None


def _decoded(number: int, raw: bytes, encoding: str, how: str) -> Line:
    """In the encoding of the file; a line that does not fit it, in what it reads like."""
    if number == 1:
        raw = raw.removeprefix(b"\xef\xbb\xbf")
    for name in (encoding, "utf-8"):
        try:
            text = raw.decode(name)
            return Line(
                number, standard(text) if name == "gb18030" else text, name, how if name == encoding else "strict"
            )
        except (UnicodeDecodeError, LookupError):
            continue
    return Line(number, *decode(raw))

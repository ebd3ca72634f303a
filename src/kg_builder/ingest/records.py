"""Records of JSON Lines, JSON and CSV files: each is an article, with the title, date and publisher it states."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg_builder.ingest import streams
from kg_builder.ingest.decode import decode
from kg_builder.ingest.intake import Intake
from kg_builder.ingest.lines import Line, lines
from kg_builder.ingest.record import source
from kg_builder.ingest.streams import Refused
from kg_builder.model.article import Source
from kg_builder.model.errors import Issue
from kg_builder.model.extension import OnIssue

_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class _Record:
    """Where a record stands, by number and by line; its fields, or why there are none."""

    number: int
    place: str
    fields: Mapping[str, object] | str
    line: Line


def records(stream: io.BufferedReader, iri: str, kind: str, intake: Intake, on_issue: OnIssue) -> Iterator[Source]:
    """One source a record: `a.jsonl#3` is line 3, `a.csv#3` the third row below the header, `a.json#3` the third of the list.

    A bad record is an issue that names file and line; the others go on.
    """
    if kind in ("csv", "tsv"):
        found = _rows(stream, intake, "\t" if kind == "tsv" else ",")
    else:
        found = _values(stream, intake) if kind == "json" else _json_lines(lines(stream, intake.limits))
    for record in found:
        where = f"{iri}:{record.place}"
        try:
            if isinstance(record.fields, str):
                raise Refused("ingest.record", record.fields)
            name, encoded = f"{iri}#{record.number}", (record.line.encoding, record.line.how)
            found_source, doubts = source(name, record.fields, intake.fields, encoded)
        except Refused as error:
            on_issue(Issue(error.code, where, error.message))
            continue
        for doubt in doubts:
            on_issue(Issue("ingest.record", where, doubt))
        yield found_source


def _json_lines(found: Iterator[Line]) -> Iterator[_Record]:
    for line in found:
        if line.text is None or line.text.strip():
            yield _Record(line.number, str(line.number), _object(line.text), line)


def _object(text: str | None) -> Mapping[str, object] | str:
    if text is None:
        return "the line is longer than is read (limit file); it was left out."
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        return f"the line is no JSON ({error.msg} at character {error.pos + 1}); it was left out. Mend the line."
    except (RecursionError, ValueError) as error:
        return f"the line is no JSON that can be read ({error}); it was left out. Mend the line."
    return value if isinstance(value, dict) else "the line is no JSON object; it was left out."


def _values(stream: io.BufferedReader, intake: Intake) -> Iterator[_Record]:
    """The objects of a JSON file: a list, an object that holds one list of objects, or a single record."""
    text, encoding, how = decode(streams.whole(stream, intake.limits.whole, "whole"))
    try:
        value = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        if error.msg.startswith("Extra data"):  # JSON Lines under another name
            yield from _json_lines(Line(n, line, encoding, how) for n, line in enumerate(io.StringIO(text), 1))
            return
        raise Refused("ingest.broken", f"line {error.lineno}: no JSON ({error.msg}); the file was left out.") from None
    except (RecursionError, ValueError) as error:
        raise Refused("ingest.broken", f"no JSON that can be read ({error}); the file was left out.") from None
    for number, one in enumerate(_listed(value), 1):
        fields = one if isinstance(one, dict) else "this is no JSON object; it was left out."
        yield _Record(number, f"#{number}", fields, Line(number, "", encoding, how))


def _listed(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        raise Refused("ingest.broken", "the file holds neither an object nor a list of objects; it was left out.")
    inside = [one for one in value.values() if isinstance(one, list) and one and all(isinstance(o, dict) for o in one)]
    return inside[0] if len(inside) == 1 else [value]


class _Reader:
    """Lines for the CSV reader, which joins those of a quoted field; remembers the last."""

    def __init__(self, found: Iterator[Line]) -> None:
        self._found, self.line, self.ended = found, Line(0, ""), False

    def __iter__(self) -> Iterator[str]:
        for line in self._found:
            self.line = line
            if line.text is None:
                raise csv.Error("the line is longer than is read (limit file)")
            yield line.text.replace("\0", "\ufffd")
        self.ended = True


def _rows(stream: io.BufferedReader, intake: Intake, delimiter: str) -> Iterator[_Record]:
    csv.field_size_limit(intake.limits.file)
    source_lines = _Reader(lines(stream, intake.limits))
    texts = iter(source_lines)
    header_line = next(texts, "")
    if not header_line.strip():
        return
    if delimiter == "," and "," not in header_line:
        delimiter = max(_DELIMITERS, key=header_line.count)
    try:
        header = [name.strip() for name in next(csv.reader([header_line], delimiter=delimiter))]
    except csv.Error as error:
        why = f"the line of the columns' names cannot be read ({error}), so no row was; mend it."
        yield _Record(0, "1", why, source_lines.line)
        return
    number = 0
    while True:
        first = source_lines.line.number + 1
        try:
            row = next(csv.reader(texts, delimiter=delimiter), None)
        except csv.Error as error:
            number += 1
            texts = iter(source_lines)
            yield _Record(number, str(first), f"the row cannot be read ({error}); it was left out.", source_lines.line)
            continue
        if row is None:
            return
        if row and source_lines.ended:  # nobody asks for a line after the last one, but to find the end of a quotation
            why = "a quotation mark is left open, so all that follows would be one field; it was left out. Close it."
            yield _Record(number + 1, str(first), why, source_lines.line)
        elif row:
            number += 1
            yield _Record(number, str(first), dict(zip(header, row, strict=False)), source_lines.line)

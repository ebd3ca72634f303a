"""Word files: paragraphs, tables, text boxes and notes in the order of the page; headers and footers are none of the text.

The XML is walked here, not by a library: those at hand drop what stands in content controls, insertions or text boxes.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import NoReturn
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kg_builder.ingest.clean import clean
from kg_builder.ingest.limits import LIMITS
from kg_builder.ingest.streams import BROKEN
from kg_builder.ingest.text import with_masthead
from kg_builder.model.article import Reading, Source
from kg_builder.model.errors import SourceError

_OUT = frozenset(  # what was deleted or moved away, or is told to the program, not to a reader
    ("del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "tblPr", "trPr", "tcPr", "rt", "Fallback", "sectPr", "sdtPr")
)  # fmt: skip
_AS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = ("footnoteReference", "endnoteReference")
_RELATION = ".//{*}Relationship"


def read_docx(source: Source) -> Reading:
    """The text of a Word file, and what its masthead says. Tracked deletions and hidden text are left out."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.payload)) as package:
            _small_enough(package, source.iri)
            text = _Package(package).text()
    except BROKEN as error:
        _refuse(source.iri, f"a damaged Word file ({error})")
    except KeyError:
        _refuse(source.iri, "a Word file without a document in it")
    except SyntaxError as error:  # errors of parsing are of this kind
        _refuse(source.iri, f"a Word file with faulty XML ({error.msg})")
    return with_masthead(clean(text), source.iri, "utf-8", "given")


def _refuse(iri: str, what: str) -> NoReturn:
    raise SourceError(
        f"{iri}: {what}; it was left out. Open it in Word, WPS or LibreOffice and save it anew."
    ) from None


def _small_enough(package: zipfile.ZipFile, iri: str) -> None:
    """Raises SourceError for a bomb: the sizes a package states are those up to which it is unpacked."""
    unpacked = sum(info.file_size for info in package.infolist())
    packed = sum(info.compress_size for info in package.infolist()) + 1
    if unpacked > LIMITS.whole or (unpacked > LIMITS.spared and unpacked > LIMITS.ratio * packed):
        limits = f"limits whole={LIMITS.whole} bytes, ratio={LIMITS.ratio}"
        raise SourceError(
            f"{iri}: it unpacks to {unpacked} bytes, which is more than is read ({limits}); it was left out."
        )


class _Package:
    """The parts of a Word file."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        targets = self._targets("_rels/.rels", "officeDocument")
        self._main = (targets or ["word/document.xml"])[0].lstrip("/")

    def text(self) -> str:
        """One paragraph or row of a table a line; the notes in the end."""
        body = self._parsed(self._main).find("{*}body")
        if body is None:
            return ""
        lines = list(_lines(body))
        referred = {(name, note.get(_named(note, "id"))) for name in _NOTES for note in body.iterfind(".//{*}" + name)}
        folder, _, file = self._main.rpartition("/")
        for name in _NOTES:
            kind = name.removesuffix("Reference")
            for target in self._targets(f"{folder}/_rels/{file}.rels", f"{kind}s"):
                path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
                for note in self._parsed(path):
                    if (name, note.get(_named(note, "id"))) in referred:
                        lines.extend(_lines(note))
        return "\n".join(lines)

    def _parsed(self, path: str) -> Element:
        data = self._package.read(path)
        if b"<!DOCTYPE" in data or b"<!\0D" in data or b"\0<\0!\0D" in data:
            raise ElementTree.ParseError("it declares a document type, which none of Word's has")  # and no entity, then
        return ElementTree.fromstring(data)  # noqa: S314

    def _targets(self, path: str, kind: str) -> list[str]:
        """The parts of a kind that a part refers to."""
        if path not in self._package.namelist():
            return []
        found = self._parsed(path).iterfind(_RELATION)
        return [
            one.get("Target", "")
            for one in found
            if one.get("Type", "").endswith(f"/{kind}") and one.get("TargetMode") != "External"
        ]


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _named(element: Element, name: str) -> str:
    """The full name of an attribute: it has a namespace of its own, in one of two editions of the standard."""
    return next((key for key in element.keys() if key.rpartition("}")[2] == name), name)  # noqa: SIM118


def _lines(element: Element) -> Iterator[str]:
    """The lines of whatever holds paragraphs and tables."""
    for child in element:
        name = _local(child)
        if name == "p":
            yield from _paragraph(child)
        elif name == "tbl":
            for row in _rows(child):
                yield from _row(row)
        elif name not in _OUT:
            yield from _lines(child)


def _paragraph(paragraph: Element) -> Iterator[str]:
    """Its line, broken where it says so; then what stands in its text boxes."""
    boxes: list[Element] = []
    yield from "".join(_pieces(paragraph, boxes)).split("\n")
    for box in boxes:
        yield from _lines(box)


def _pieces(element: Element, boxes: list[Element]) -> Iterator[str]:
    for child in element:
        name = _local(child)
        if name == "t":
            yield child.text or ""
        elif name in _AS:
            yield "" if child.get(_named(child, "type")) in ("page", "column") else _AS[name]
        elif name == "txbxContent":
            boxes.append(child)
        elif name not in _OUT and not (name == "r" and _hidden(child)):
            yield from _pieces(child, boxes)


def _hidden(run: Element) -> bool:
    mark = run.find("{*}rPr/{*}vanish")
    return mark is not None and mark.get(_named(mark, "val")) not in ("0", "false", "off")


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        name = _local(child)
        if name == "tr":
            if child.find("{*}trPr/{*}del") is None:
                yield child
        elif name not in _OUT:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        name = _local(child)
        if name == "tc":
            yield child
        elif name not in _OUT:
            yield from _cells(child)


def _row(row: Element) -> Iterator[str]:
    """A row of short cells as `| a | b |`, which is read as a row; where a cell holds paragraphs, the page is laid out by it."""
    cells = [[line for line in _lines(cell) if line.strip()] for cell in _cells(row)]
    if len(cells) > 1 and all(len(cell) <= 1 for cell in cells):
        yield "| " + " | ".join(cell[0].strip().replace("|", "\\|") if cell else "" for cell in cells) + " |"
        return
    for cell in cells:
        yield from cell

"""CSV tables of a pack become rows of values. A wrong cell raises PackError with file, line and mend."""

import csv
import difflib
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg_builder.model.errors import PackError
from kg_builder.model.pack import Entry, OrganEntry, RegionEntry, TitleEntry
from kg_builder.model.vocabulary import EntityType, Level

_KINDS = ("head", "deputy", "member", "staff", "private", "none")
_ORGAN_KINDS = ("party", "state", "legislative", "consultative", "judicial", "military", "mass", "unit")
_COLUMNS = {
    "entry": ("name", "type", "parent", "order", "aliases", "parts"),
    "region": ("code", "name", "short", "level", "parent", "valid_from", "valid_to", "successor", "lon", "lat"),
    "title": ("name", "kind", "organs", "body", "region", "aliases"),
    "organ": ("name", "kind", "scope", "bare", "aliases"),
    "surname": ("surname", "pinyin"),
}
_NEEDED = {
    "entry": ("name", "type"), "region": ("name", "level"), "title": ("name", "kind"), "organ": ("name", "kind"),
    "surname": ("surname",),
}  # fmt: skip
_SCOPES = ("central", "local")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table and where it stands."""

    file: Path
    line: int
    cells: Mapping[str, str]

    def fault(self, problem: str, mend: str) -> PackError:
        """An error that names the place."""
        return PackError(f"{self.file}:{self.line}: {problem}; {mend}.")

    def text(self, column: str, required: bool = False) -> str:
        """The cell, trimmed."""
        value = (self.cells.get(column) or "").strip()
        if required and not value:
            raise self.fault(f"the column '{column}' is empty", "fill it in or delete the line")
        return value

    def many(self, column: str) -> tuple[str, ...]:
        """The parts of a cell joined by |."""
        return tuple(part.strip() for part in self.text(column).split("|") if part.strip())

    def number(self, column: str) -> int:
        """The cell as a whole number, 0 where empty."""
        value = self.text(column)
        if value and not value.isdecimal():
            raise self.fault(f"'{value}' in the column '{column}' is no whole number", "write digits or leave it empty")
        return int(value or 0)

    def flag(self, column: str) -> bool:
        """The cell as yes, 1, or no, empty."""
        value = self.text(column)
        if value not in ("", "1"):
            raise self.fault(f"'{value}' in the column '{column}' is neither yes nor no", "write 1 or leave it empty")
        return value == "1"

    def date(self, column: str) -> str:
        """The cell as a year, month or day; "" where empty."""
        value = self.text(column)
        if value and not re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?", value):
            raise self.fault(
                f"'{value}' in the column '{column}' is no date", "write it as 2021, 2021-03 or 2021-03-05"
            )
        return value

    def place(self, column: str, most: int) -> float | None:
        """The cell as degrees between -most and most, None where empty."""
        value = self.text(column)
        if not value:
            return None
        try:
            degrees = float(value)
        except ValueError:
            degrees = math.nan
        if not -most <= degrees <= most:
            raise self.fault(f"'{value}' in the column '{column}' are no degrees", f"write a number up to {most}")
        return degrees

    def choice(self, column: str, allowed: tuple[str, ...]) -> str:
        """The cell, one of `allowed`."""
        value = self.text(column, required=True)
        if value not in allowed:
            near = difflib.get_close_matches(value, allowed, 1)
            hint = f"did you mean '{near[0]}'" if near else f"write one of {', '.join(allowed)}"
            raise self.fault(f"'{value}' is no {column}", hint)
        return value


def rows(file: Path, kind: str) -> Iterator[Row]:
    """The lines of a table of a kind, its header checked."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise PackError(f"{file}: byte {error.start} is not UTF-8; save the file as UTF-8.") from None
    reader = csv.DictReader(text.splitlines())
    missing = [column for column in _NEEDED[kind] if column not in (reader.fieldnames or ())]
    for column in reader.fieldnames or ():
        if column not in _COLUMNS[kind]:
            near = difflib.get_close_matches(column, _COLUMNS[kind], 1)
            hint = f"did you mean '{near[0]}'" if near else f"the columns are {', '.join(_COLUMNS[kind])}"
            raise PackError(f"{file}:1: unknown column '{column}'; {hint}.")
    if missing:
        raise PackError(f"{file}:1: the column '{missing[0]}' is missing; the columns are {', '.join(_COLUMNS[kind])}.")
    for cells in reader:
        if None in cells:
            raise PackError(f"{file}:{reader.line_num}: more cells than columns; quote a cell that holds a comma.")
        yield Row(file, reader.line_num, cells)


def entry(row: Row) -> Entry:
    """A named thing."""
    kind = EntityType(row.choice("type", tuple(EntityType)))
    return Entry(
        row.text("name", required=True),
        kind,
        row.many("aliases"),
        row.text("parent"),
        row.number("order"),
        row.many("parts"),
    )


def region(row: Row) -> RegionEntry:
    """An administrative division."""
    return RegionEntry(
        row.text("code"), row.text("name", required=True), row.text("short"), Level(row.choice("level", tuple(Level))),
        row.text("parent"), row.date("valid_from"), row.date("valid_to"), row.text("successor"),
        row.place("lon", 180), row.place("lat", 90),
    )  # fmt: skip


def title(row: Row) -> TitleEntry:
    """A word for a post."""
    return TitleEntry(
        row.text("name", required=True), row.choice("kind", _KINDS), row.many("organs"), row.text("body"),
        row.flag("region"), row.many("aliases"),
    )  # fmt: skip


def organ(row: Row) -> OrganEntry:
    """A word that makes a body."""
    return OrganEntry(
        row.text("name", required=True), row.choice("kind", _ORGAN_KINDS),
        row.choice("scope", _SCOPES) if row.text("scope") else "", row.flag("bare"),
        row.many("aliases"),
    )  # fmt: skip


def surname(row: Row) -> tuple[str, str]:
    """A surname and its reading."""
    return row.text("surname", required=True), row.text("pinyin")


READERS: Mapping[str, Callable[[Row], object]] = {
    "entry": entry, "region": region, "title": title, "organ": organ, "surname": surname,
}  # fmt: skip


def kind_of(file: Path) -> str:
    """Which kind of table a file name stands for; any name of one's own holds entries."""
    fixed = {"regions": "region", "zones": "region", "titles": "title", "organs": "organ", "surnames": "surname"}
    return fixed.get(file.stem, "entry")

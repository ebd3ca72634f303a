"""All that is wrong in a pack, each fault with file, line and mend."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg_builder.model.errors import Issue, PackError
from kg_builder.model.vocabulary import EntityType
from kg_builder.project import packs, tables

_PARTS = (EntityType.PHASE, EntityType.TASK)


def check_pack(name: str, roots: Sequence[Path] = ()) -> tuple[Issue, ...]:
    """Every fault of one pack, in the order of its files. Raises PackError where there is no such pack."""
    folder = packs.find(name, roots)
    issues = [*_lines(folder)]
    try:
        parent_names = {entry.name for entry in packs.load_pack(name, roots).entries} if not issues else set()
        issues.extend(_parents(folder, parent_names))
    except PackError as error:
        issues.append(_issue(error))
    return tuple(issues)


def _issue(error: PackError) -> Issue:
    where, _, message = str(error).partition(": ")
    return Issue("pack", where, message)


def _lines(folder: Path) -> Iterator[Issue]:
    seen: dict[tuple[str, str], str] = {}
    for file in sorted(folder.glob("*.csv")):
        kind = tables.kind_of(file)
        try:
            lines = list(tables.rows(file, kind))
        except PackError as error:
            yield _issue(error)
            continue
        for row in lines:
            try:
                tables.READERS[kind](row)
            except PackError as error:
                yield _issue(error)
                continue
            if kind != "region":
                yield from _doubles(row, kind, seen)
        if kind == "region":
            yield from _region_parents(lines)
    try:
        packs.words(folder)
    except PackError as error:
        yield _issue(error)


def _doubles(row: tables.Row, kind: str, seen: dict[tuple[str, str], str]) -> Iterator[Issue]:
    name = row.text("name") or row.text("surname")
    group = kind if kind != "entry" else row.text("type")
    for word in (name, *row.many("aliases")):
        where = f"{row.file}:{row.line}"
        other = seen.setdefault((group, word), where)
        if other != where:
            yield Issue(
                "pack", where, f"'{word}' stands at {other} too; delete one of the two or give it another name."
            )


def _region_parents(lines: list[tables.Row]) -> Iterator[Issue]:
    codes = {row.text("code") for row in lines}
    for row in lines:
        parent = row.text("parent")
        if parent and parent not in codes and row.file.stem == "regions":
            yield Issue(
                "pack", f"{row.file}:{row.line}", f"no region has the code {parent} given as parent; add its line."
            )


def _parents(folder: Path, names: set[str]) -> Iterator[Issue]:
    for file in sorted(folder.glob("*.csv")):
        if tables.kind_of(file) != "entry":
            continue
        for row in tables.rows(file, "entry"):
            parent = row.text("parent")
            if parent and names and parent not in names:
                yield Issue(
                    "pack",
                    f"{row.file}:{row.line}",
                    f"the parent '{parent}' is no name of the pack; add it or mend the name.",
                )
            if row.text("type") in _PARTS and not parent:
                yield Issue("pack", f"{row.file}:{row.line}", f"'{row.text('name')}' has no parent; name its campaign.")

"""All that is wrong in a pack, each fault with file, line and mend."""

import difflib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg_builder.model.errors import Issue, PackError
from kg_builder.model.pack import Pack
from kg_builder.model.vocabulary import EntityType
from kg_builder.project import packs, tables

_PARTS = (EntityType.PHASE, EntityType.TASK)


def check_pack(name: str, roots: Sequence[Path] = ()) -> tuple[Issue, ...]:
    """Every fault of one pack, in the order of its files. Raises PackError where there is no such pack."""
    folder = packs.find(name, roots)
    issues = [*_lines(folder), *_words(folder)]
    try:
        if not issues:
            issues.extend(_parents(folder, packs.load_pack(name, roots)))
        else:
            packs.parents(folder)
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


def _words(folder: Path) -> Iterator[Issue]:
    """A key that the shipped base does not know is read by nobody."""
    try:
        keys = list(packs.words(folder))
    except PackError as error:
        yield _issue(error)
        return
    known = list(packs.words(packs.find("base", ())))
    for key in keys:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f"did you mean '{near[0]}'?" if near else f"the keys are {', '.join(sorted(known))}."
            yield Issue("pack", str(folder / "words.toml"), f"unknown key '{key}'; {hint}")


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


def _parents(folder: Path, pack: Pack) -> Iterator[Issue]:
    """Phases and tasks belong to a campaign, and no two phases of one stand at the same place."""
    types: dict[str, set[EntityType]] = defaultdict(set)
    for entry in pack.entries:
        types[entry.name].add(entry.type)
    places: dict[tuple[str, str], str] = {}
    for file in sorted(folder.glob("*.csv")):
        if tables.kind_of(file) == "entry":
            for row in tables.rows(file, "entry"):
                where = f"{row.file}:{row.line}"
                yield from (Issue("pack", where, message) for message in _parent(row, types))
                parent, order = row.text("parent"), row.text("order")
                other = places.setdefault((parent, order), where) if parent and order else where
                if other != where:
                    message = f"place {order} of '{parent}' is taken by {other}; give another number."
                    yield Issue("pack", where, message)


def _parent(row: tables.Row, types: dict[str, set[EntityType]]) -> Iterator[str]:
    name, parent, is_part = row.text("name"), row.text("parent"), row.text("type") in _PARTS
    if is_part and not parent:
        yield f"'{name}' has no parent; name its campaign."
    elif parent and parent not in types:
        near = difflib.get_close_matches(parent, types, 1)
        hint = f"did you mean '{near[0]}'?" if near else "add it or mend the name."
        yield f"the parent '{parent}' is no name of the pack; {hint}"
    elif is_part and EntityType.CAMPAIGN not in types[parent]:
        yield f"the parent '{parent}' is no campaign; name the campaign of '{name}'."

"""Annotated texts: NAME.json beside NAME.txt. data/gold/README.md describes the format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from kg_builder.evaluate.located import Item, read
from kg_builder.model.errors import GoldError
from kg_builder.model.vocabulary import EntityType, Level, Predicate

_TYPES: Mapping[str, EntityType] = {
    **{str(kind): kind for kind in EntityType if kind is not EntityType.DATE},
    **{level.capitalize(): EntityType.REGION for level in Level},  # a Province is a Region
}


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """What a reader found: a thing with its names."""

    type: EntityType
    name: str
    surfaces: tuple[str, ...]
    optional: bool = False  # counts neither for nor against


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """What a reader found the text to say."""

    subject: str
    predicate: Predicate
    object: str  # name, or a date
    evidence: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated text."""

    id: str
    text: str
    date: str | None
    genre: str
    entities: tuple[GoldEntity, ...]
    relations: tuple[GoldRelation, ...]


def load_golds(paths: Sequence[Path]) -> list[Gold]:
    """The gold of files and folders, sorted by id. Raises GoldError: one sentence with file, line and mend."""
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise GoldError(f"{path}: there is no such gold file or folder; check the path.")
        if path.is_file() and not path.with_suffix(".txt").exists():
            raise GoldError(f"{path}: there is no {path.stem}.txt beside it; a gold file needs its text.")
        files.extend(sorted(path.rglob("*.json")) if path.is_dir() else [path])
    golds = [
        _Loader(file).gold()
        for file in files
        if not file.name.endswith(".meta.json") and file.with_suffix(".txt").exists()
    ]
    if not golds:
        raise GoldError(
            f"{paths[0] if paths else 'gold'}: no NAME.json with a NAME.txt beside it; name a folder of gold."
        )
    return sorted(golds, key=lambda gold: gold.id)


class _Loader:
    """Reads one file and says where it is wrong."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def gold(self) -> Gold:
        try:
            text = self._file.with_suffix(".txt").read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise GoldError(f"{self._file.with_suffix('.txt')}: {error}; store the text in UTF-8.") from None
        try:
            head, lists = read(self._file.read_bytes().decode("utf-8"), ("entities", "relations"))
        except UnicodeDecodeError as error:
            raise GoldError(f"{self._file}: {error}; store it in UTF-8.") from None
        except ValueError as error:
            self._fail(getattr(error, "lineno", 1), f"no valid JSON ({getattr(error, 'msg', error)})", "mend it there")
        for name in ("entities", "relations"):
            if name not in lists:
                self._fail(1, f"there is no list '{name}'", "add it, be it empty")
        entities = tuple(self._entity(item) for item in lists["entities"])
        known = {entity.name for entity in entities}
        relations = tuple(self._relation(item, known) for item in lists["relations"])
        date = head.get("date")
        if date is not None and not isinstance(date, str):
            self._fail(1, "the date is no text", 'write "2021-03-05"')
        return Gold(
            str(head.get("id", self._file.stem)), text, date, str(head.get("genre", "")), entities, _distinct(relations)
        )

    def _entity(self, item: Item) -> GoldEntity:
        kind = self._text(item, "type", "entity")
        if kind not in _TYPES:
            self._fail(item.line, f"'{kind}' is no class", f"the classes are {', '.join(_TYPES)}")
        surfaces = item.value.get("surfaces", ())
        if not isinstance(surfaces, list | tuple) or not all(isinstance(s, str) for s in surfaces):
            self._fail(item.line, "'surfaces' is no list of texts", 'write ["司法局", "市司法局"]')
        return GoldEntity(_TYPES[kind], self._text(item, "name", "entity"), tuple(surfaces), self._optional(item))

    def _relation(self, item: Item, known: set[str]) -> GoldRelation:
        subject, name, target = (self._text(item, key, "relation") for key in ("s", "p", "o"))
        if name not in list(Predicate):
            self._fail(item.line, f"'{name}' is no predicate", f"the predicates are {', '.join(Predicate)}")
        predicate = Predicate(name)
        for end in (subject,) if predicate is Predicate.OCCURS_ON else (subject, target):
            if end not in known:
                self._fail(
                    item.line, f"the relation {predicate} names '{end}', which is no entity", "add it or mend the name"
                )
        evidence = item.value.get("evidence", "")
        if not isinstance(evidence, str):
            self._fail(item.line, "'evidence' is no text", "quote the text that says it")
        return GoldRelation(subject, predicate, target, evidence, self._optional(item))

    def _text(self, item: Item, key: str, what: str) -> str:
        value = item.value.get(key)
        if not isinstance(value, str) or not value:
            self._fail(item.line, f"the {what} has no text for '{key}'", "follow data/gold/README.md")
        return value

    def _optional(self, item: Item) -> bool:
        value = item.value.get("optional", False)
        if not isinstance(value, bool):
            self._fail(item.line, "'optional' is neither true nor false", "write true or leave it out")
        return value

    def _fail(self, line: int, fault: str, mend: str) -> NoReturn:
        raise GoldError(f"{self._file}:{line}: {fault}; {mend}.") from None


def _distinct(relations: tuple[GoldRelation, ...]) -> tuple[GoldRelation, ...]:
    """Each fact once: a text may say it in two places. It is optional where every place is."""
    facts: dict[tuple[str, str, str], GoldRelation] = {}
    for relation in relations:
        key = (relation.subject, relation.predicate, relation.object)
        if key not in facts or (facts[key].optional and not relation.optional):
            facts[key] = relation
    return tuple(facts.values())

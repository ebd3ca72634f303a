"""Annotated texts: NAME.json beside NAME.txt."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg_builder.model.errors import GoldError
from kg_builder.model.vocabulary import EntityType, Predicate


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
    """The gold of files and folders, sorted by id. Raises GoldError: one sentence with file and mend."""
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise GoldError(f"{path}: there is no such gold file or folder; check the path.")
        files.extend(sorted(path.rglob("*.json")) if path.is_dir() else [path])
    golds = [
        _load(file) for file in files if not file.name.endswith(".meta.json") and file.with_suffix(".txt").exists()
    ]
    if not golds:
        raise GoldError(
            f"{paths[0] if paths else 'gold'}: no NAME.json with a NAME.txt beside it; name a folder of gold."
        )
    return sorted(golds, key=lambda gold: gold.id)


def _load(file: Path) -> Gold:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        entities = tuple(
            GoldEntity(EntityType(e["type"]), e["name"], tuple(e.get("surfaces", ())), bool(e.get("optional")))
            for e in data["entities"]
        )
        relations = tuple(
            GoldRelation(r["s"], Predicate(r["p"]), r["o"], r.get("evidence", ""), bool(r.get("optional")))
            for r in data["relations"]
        )
    except (ValueError, KeyError, TypeError) as error:
        raise GoldError(f"{file}: {type(error).__name__} {error}; follow data/gold/README.md.") from None
    known = {entity.name for entity in entities}
    for relation in relations:
        ends = (relation.subject,) if relation.predicate is Predicate.OCCURS_ON else (relation.subject, relation.object)
        for end in ends:
            if end not in known:
                raise GoldError(
                    f"{file}: the relation {relation.predicate} names '{end}', which is no entity; add it or mend the name."
                )
    text = file.with_suffix(".txt").read_text(encoding="utf-8")
    return Gold(str(data.get("id", file.stem)), text, data.get("date"), str(data.get("genre", "")), entities, relations)

"""A group of names made again from its rows, away from the workbook: which things they are, as rows again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import Struct

from kg_builder.model import codec
from kg_builder.model.knowledge import Merge
from kg_builder.model.vocabulary import EntityType
from kg_builder.resolve import MARK, Group, Groups, Named, Profile, key_of, order
from kg_builder.workbook import opened, sealed

Name = tuple[str, str, str]  # of a thing as one article names it: its group, its key there, a `Row` as JSON


class Row(Struct, frozen=True, gc=False):
    """What an article names, with what the group must know of the article."""

    date: str
    home: str
    named: Named


@dataclass(frozen=True, slots=True)
class Asked:
    """A group: its class and form, and its rows."""

    name: str
    rows: list[tuple[Any, ...]]  # article, place, key, value, id in the last build


@dataclass(frozen=True, slots=True)
class Grouped:
    """What came of a group."""

    name: str
    ids: list[tuple[str, str, str, int, str]]  # id, group, article, place, id before: where these differ
    members: list[tuple[str, str, str]]  # name, group, id
    entities: list[tuple[Any, ...]]  # as the table has them


def named(profile: Profile, maker: Groups) -> list[Name]:
    """What an article names, as rows."""
    return [
        (
            MARK.join(maker.key(each)),
            key_of(each),
            codec.encode(Row(profile.date, profile.home, each)).decode(),
        )
        for each in profile.named
    ]


def groups(batch: Sequence[Asked], maker: Groups) -> list[Grouped]:
    """What comes of groups."""
    return [_group(asked, maker) for asked in batch]


def _group(asked: Asked, maker: Groups) -> Grouped:
    if not asked.rows:
        return Grouped(asked.name, [], [], [])
    kind, form = asked.name.split(MARK, 1)
    group = maker.of(EntityType(kind), form, [_found(article, value) for article, _, _, value, _ in asked.rows])
    ids = [
        (own, asked.name, article, place, old)
        for article, place, key, _, old in asked.rows
        if (own := group.ids[article, key]) != old
    ]
    members = [(part, asked.name, own) for part, own in group.members.items()]
    return Grouped(asked.name, ids, members, _rows(asked.name, group, maker))


def _found(article: str, value: bytes) -> tuple[Profile, Named]:
    row = codec.decode(opened(value), Row)
    return Profile(article, row.date, row.home, ()), row.named


def _rows(name: str, group: Group, maker: Groups) -> list[tuple[Any, ...]]:
    """The entities of a group as rows."""
    reasons: dict[str, list[Merge]] = {}
    for merge in sorted(group.merges, key=order):
        reasons.setdefault(merge.entity, []).append(merge)
    found = []
    for entity in group.entities:
        body = group.bodies.get(entity.id)
        base = sealed(codec.encode(entity))
        told = sealed(codec.encode(reasons.get(entity.id, [])))
        place = MARK.join(body) if body else ""
        parts = MARK.join(maker.parts(entity))
        found.append((entity.id, name, str(entity.type), base, b"", place, parts, told, 1))
    return found

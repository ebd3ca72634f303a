"""Domain knowledge as values: what a folder of data/packs/ says, laid over its parents."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg_builder.model.vocabulary import EntityType, Level


@dataclass(frozen=True, slots=True)
class Entry:
    """A named thing: a campaign, phase, task, slogan, goal, meeting or a body with a name of its own."""

    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    parent: str = ""  # name of the campaign of a phase or task, of the body above a body
    order: int = 0  # place of a phase among its campaign's phases, from 1
    parts: tuple[str, ...] = ()  # members of a numeric formula


@dataclass(frozen=True, slots=True)
class RegionEntry:
    """An administrative division. One row a (code, name) with the years in which it held."""

    code: str  # GB/T 2260, six digits (nine for a township)
    name: str  # 济宁市
    short: str  # 济宁
    level: Level
    parent: str  # code
    valid_from: str = ""  # EDTF year or date; "" since the first edition
    valid_to: str = ""  # EDTF; "" still valid
    successor: str = ""  # code
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True, slots=True)
class TitleEntry:
    """A word for a post."""

    name: str  # 局长
    kind: str  # head: leads its body; deputy; member; staff: holds a post, leads nothing; private: no public post
    organs: tuple[str, ...] = ()  # endings of bodies it goes with: 局
    body: str = ""  # the body it implies where none is written: 委员长 -> 全国人大常委会
    region: bool = False  # belongs to a region, not to a body: 市长
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganEntry:
    """A word that makes a body: 司法局, 政法委, 人大常委会."""

    name: str
    kind: str  # party, state, legislative, consultative, judicial, military, mass, unit
    scope: str = ""  # which prefixes it takes: "central" | "local" | "" both
    bare: bool = False  # a body by itself, without region: 国务院, 司法部
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """The knowledge of a domain, laid over that of its parents; a later pack wins over an earlier one, name by name."""

    name: str
    title: str
    entries: tuple[Entry, ...]
    regions: tuple[RegionEntry, ...]
    titles: tuple[TitleEntry, ...]
    organs: tuple[OrganEntry, ...]
    surnames: Mapping[str, str]  # surname -> its pinyin as a surname (仇 -> qiu)
    words: Mapping[str, tuple[str, ...]]  # verbs of pledging, launching, attending, saying, ...: words.toml
    fingerprint: str  # sha256 of all files of the pack and its parents

"""Identifiers and aliases of entities.

>>> slug("朱勇志", {"朱": "zhu"})
'zhu-yong-zhi'
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import chain

from kg_builder.model.vocabulary import EntityType

_LENGTH = 48
_UMLAUT = frozenset({"lv", "nv", "lve", "nve"})
_OTHER = re.compile(r"[^a-z0-9]+")
_MARKS = re.compile(r"[“”‘’\"'《》\s]")


def identifier(kind: EntityType, name: str, apart: str, surnames: Mapping[str, str]) -> str:
    """TYPE/pinyin-slug-hash, ASCII: the hash is of type, name and what keeps homonyms apart."""
    digest = hashlib.sha256(f"{kind}|{name}|{apart}".encode()).hexdigest()[:8]
    return f"{kind.lower()}/{slug(name, surnames if kind is EntityType.OFFICIAL else {})}-{digest}"


def slug(name: str, surnames: Mapping[str, str]) -> str:
    """The name in pinyin, lower case, joined by hyphens; a surname in its reading as a surname (仇 is qiu)."""
    surname = next((name[:n] for n in (2, 1) if surnames.get(name[:n])), "") if surnames else ""
    syllables = [surnames[surname]] if surname else []
    syllables += _pinyin(name[len(surname) :])
    if not _UMLAUT.isdisjoint(syllables):
        syllables = [syllable.replace("v", "yu") if syllable in _UMLAUT else syllable for syllable in syllables]
    return _OTHER.sub("-", "-".join(syllables).lower())[:_LENGTH].strip("-") or "x"


def _pinyin(text: str) -> list[str]:
    """What pypinyin.lazy_pinyin gives: it too reads one word of its dictionary after the other, but every word each time."""
    return [syllable for word in _cutter()(text) for syllable in _syllables(word)]


@lru_cache(maxsize=1)
def _cutter() -> Callable[[str], Iterable[str]]:
    from pypinyin.constants import RE_HANS
    from pypinyin.seg import mmseg, simpleseg

    return lambda text: mmseg.seg.cut(text) if RE_HANS.match(text) else simpleseg.seg(text)


@lru_cache(maxsize=1)
def _converter() -> Callable[[str], Iterable[Iterable[str]]]:
    from pypinyin import Style
    from pypinyin.converter import DefaultConverter

    converter = DefaultConverter()
    return lambda word: converter.convert(word, Style.NORMAL, False, "default", strict=True)


@lru_cache(maxsize=65536)
def _syllables(word: str) -> tuple[str, ...]:
    return tuple(chain.from_iterable(_converter()(word)))


def aliases(kind: EntityType, name: str, surfaces: Iterable[str], deictic: frozenset[str]) -> tuple[str, ...]:
    """Every surface that is another name of the thing: no pronoun (我局), and no bare title, which many posts share."""
    found = set()
    for surface in surfaces:
        if surface == name or surface in deictic or (len(surface) < 2 and kind is not EntityType.OFFICIAL):
            continue
        if kind is EntityType.POST and len(surface) * 2 < len(name):
            continue
        if kind in (EntityType.COMMITMENT, EntityType.OFFICIAL) and _MARKS.sub("", surface) == _MARKS.sub("", name):
            continue
        found.add(" ".join(surface.split()))
    return tuple(sorted(found - {name}))

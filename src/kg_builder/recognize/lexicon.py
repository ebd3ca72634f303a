"""The pack's word lists, compiled once into fast multi-pattern matchers.

A matcher gives leftmost-longest hits; offsets are code points.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind
from msgspec import Struct

from kg_builder.model.pack import Entry, OrganEntry, Pack, RegionEntry, TitleEntry

_CACHE: dict[str, "Lexicon"] = {}  # by the fingerprint of the pack, the newest last
_KEPT = 3  # of them: a pack that is edited again and again leaves its former states behind


class Hit(Struct, frozen=True, gc=False):
    """A word of a list at a place: `text[start:end] == word`."""

    start: int
    end: int
    word: str


class Matcher:
    """Finds every word of a list in one pass over a text."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(filter(None, words)))
        self._machine = AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest) if self._words else None

    def hits(self, text: str) -> list[Hit]:
        """Leftmost-longest hits, in order, without overlaps."""
        if self._machine is None:
            return []
        words = self._words
        return [Hit(start, end, words[index]) for index, start, end in self._machine.find_matches_as_indexes(text)]


class Places:
    """Finds where any word of a list stands, overlapping ones too, in one pass over a text."""

    def __init__(self, words: Iterable[str]) -> None:
        found = sorted(set(filter(None, words)))
        self._machine = AhoCorasick(found) if found else None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Every place, by its end."""
        if self._machine is None:
            return []
        return [(start, end) for _, start, end in self._machine.find_matches_as_indexes(text, overlapping=True)]


@lru_cache(maxsize=64)
def matcher(words: tuple[str, ...]) -> Matcher:
    """The matcher of a word list of the pack, made once a process."""
    return Matcher(words)


class Lexicon:
    """What the recognizers need of a pack, in the form in which they need it."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.words: Mapping[str, frozenset[str]] = {key: frozenset(words) for key, words in pack.words.items()}
        self.surnames = frozenset(pack.surnames)
        self.surname_starts = frozenset(surname[0] for surname in pack.surnames)
        self.titles: dict[str, TitleEntry] = {}
        for title in pack.titles:
            for name in (title.name, *title.aliases):
                self.titles.setdefault(name, title)
        self.organs: dict[str, OrganEntry] = dict(_organs(pack))
        self.regions: dict[str, list[RegionEntry]] = {}
        for region in pack.regions:
            for name in filter(None, (region.name, region.short)):
                self.regions.setdefault(name, []).append(region)
        self.full_regions = frozenset(region.name for region in pack.regions)
        self.region_by_code: dict[str, RegionEntry] = {r.code: r for r in pack.regions if r.code and not r.valid_to}
        self.entries: dict[str, Entry] = {}
        for entry in pack.entries:
            for name in (entry.name, *entry.aliases):
                self.entries.setdefault(name, entry)
        self._lineages: dict[tuple[str, str], tuple[str, ...]] = {}
        self.region_words = dict(pair.split("=") for pair in pack.words.get("region_words", ()))
        self.surname_weight = _tiers(pack.words.get("surname_tiers", ()))
        self.given_first = _tiers(pack.words.get("given_first", ()))
        self.given_last = _tiers(pack.words.get("given_last", ()))
        self.given_single = _tiers(pack.words.get("given_single", ()))
        self.ethnic = frozenset(pack.words.get("ethnic_names", ()))
        self.find_regions = Matcher(self.regions)
        self.find_titles = Matcher(self.titles)
        self.find_organs = Matcher(
            [*self.organs, *pack.words.get("body_endings", ()), *pack.words.get("private_endings", ())]
        )
        self.find_entries = Matcher(self.entries)
        self.find_anchors = Places(pack.words.get("body_anchors", ()))
        self.find_body_stops = Places(word for word in pack.words.get("body_stops", ()) if len(word) > 1)

    def lineage(self, row: RegionEntry) -> tuple[str, ...]:
        """The codes of a region and of those above it."""
        key = (row.code, row.parent)
        codes = self._lineages.get(key)
        if codes is None:
            above = self.region_by_code.get(row.parent)
            codes = self._lineages[key] = (row.code, *(self.lineage(above) if above is not None else ()))
        return codes


def lexicon(pack: Pack) -> Lexicon:
    """The compiled form of a pack, made once a process while few packs are in use."""
    found = _CACHE.get(pack.fingerprint)
    if found is None:
        found = _CACHE[pack.fingerprint] = Lexicon(pack)
        if len(_CACHE) > _KEPT:
            del _CACHE[next(iter(_CACHE))]
    return found


def _organs(pack: Pack) -> Iterable[tuple[str, OrganEntry]]:
    for field in pack.words.get("body_fields", ()):
        for ending in pack.words.get("body_field_endings", ()):
            yield field + ending, OrganEntry(field + ending, "state", "local")
    for organ in pack.organs:
        for name in (organ.name, *organ.aliases):
            yield name, organ


def _tiers(tiers: Iterable[str]) -> dict[str, float]:
    """Log-odds of each character; one that no tier lists is rare everywhere and says nothing."""
    weights: dict[str, float] = {}
    for chars, weight in zip(tiers, (2.5, 1.5, 0.5, -0.5, -1.5, -3.5), strict=False):
        for char in chars:
            weights.setdefault(char, weight)
    return weights


@lru_cache(maxsize=64)
def alternatives(words: tuple[str, ...]) -> str:
    """A regular expression for any of the words, the longest first."""
    import re

    return "(?:" + "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) + ")"

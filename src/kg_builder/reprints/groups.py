"""Reprints among many articles: pairs that share a band of their signatures, then the exact comparison."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from kg_builder.reprints.compare import Alike, alike, same_words
from kg_builder.reprints.signature import BANDS, Sketch, bands, sketch
from kg_builder.reprints.units import Unit, units

_NEAR = 200  # of a bucket's articles each is compared with so many; only forms filled in by the thousand have more
Bands = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One article says another's words again."""

    original: str
    measure: Alike


def groups(
    signatures: Mapping[str, bytes], dates: Mapping[str, str | None], prose: Callable[[str], str]
) -> Mapping[str, str]:
    """Article id -> original's id, for the reprints alone."""
    return {article: found.original for article, found in find(signatures, dates, prose).items()}


def find(
    signatures: Mapping[str, bytes], dates: Mapping[str, str | None], prose: Callable[[str], str]
) -> Mapping[str, Found]:
    """The reprints by id, each with the original and the measure.

    The original is the earliest dated, then of the smallest id. Every reprint was compared with its original itself: no
    chain of likenesses leads from one article to another. `prose` gives the folded prose of an id; it is asked for only
    where a pair is in doubt.
    """
    sketched = cache(lambda article: sketch(signatures[article]))
    near = _near({article: bands(signatures[article]) for article in sorted(signatures)}, sketched)

    @lru_cache(maxsize=2048)
    def read(article: str) -> tuple[Unit, ...]:
        return tuple(units(prose(article)))

    found: dict[str, Found] = {}
    for article in sorted(near, key=lambda each: _age(each, dates)):
        for other in sorted(near[article], key=lambda each: _age(each, dates)):
            if other in found or _age(other, dates) > _age(article, dates):
                continue
            measure = near[article][other]
            if same_words(sketched(other), sketched(article), partial(_both, read, other, article)):
                found[article] = Found(other, measure)
                break
    return dict(sorted(found.items()))


def _both(read: Callable[[str], Sequence[Unit]], a: str, b: str) -> tuple[Sequence[Unit], Sequence[Unit]]:
    return read(a), read(b)


def _age(article: str, dates: Mapping[str, str | None]) -> tuple[str, str]:
    """A day comes before its month's unknown day, any date before none."""
    date = dates.get(article)
    return (f"{date}-99-99"[:10] if date else "9999-99-99", article)


def _near(keys: Mapping[str, Bands], sketched: Callable[[str], Sketch]) -> dict[str, dict[str, Alike]]:
    """Who has enough in common with whom, both ways."""
    near: dict[str, dict[str, Alike]] = defaultdict(dict)
    for a, b in _candidates(keys):
        measure = alike(sketched(a), sketched(b))
        if measure:
            near[a][b] = near[b][a] = measure
    return near


def _candidates(keys: Mapping[str, Bands]) -> set[tuple[str, str]]:
    """Pairs of ids that share a band, the smaller id first."""
    pairs: set[tuple[str, str]] = set()
    for band in range(BANDS):
        buckets: dict[int, list[str]] = defaultdict(list)
        for article, own in keys.items():
            if own[band]:
                buckets[own[band]].append(article)
        for bucket in buckets.values():
            if len(bucket) > _NEAR:  # reprints agree in other bands too: then they stand side by side
                bucket.sort(key=lambda article: (keys[article], article))
            for at, article in enumerate(bucket):
                pairs.update((min(article, other), max(article, other)) for other in bucket[at + 1 : at + 1 + _NEAR])
    return pairs

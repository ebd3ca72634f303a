"""Reprints among many articles: pairs that share a band of their signatures, then the exact comparison.

Signatures are looked up and pairs are sorted by whoever calls, so that memory does not grow with the number of articles.
"""

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby

from kg_builder.reprints.compare import Alike, alike, hopeless, same_words
from kg_builder.reprints.signature import Outline, bands, outline, sketch
from kg_builder.reprints.units import Unit, units

_NEAR = 200  # of a bucket's articles each is compared with so many; only forms filled in by the thousand have more
_HELD = 4096  # outlines held: of the articles of one bucket, or of buckets that have the same articles
_BUCKET = struct.Struct(">BQ")  # band, key
_MARK = "\0"  # between the parts of a pair
Sort = Callable[[Iterable[bytes]], Iterator[bytes]]  # each row once, in order


@dataclass(frozen=True, slots=True)
class Found:
    """One article says another's words again."""

    original: str
    measure: Alike


def groups(
    signatures: Mapping[str, bytes], date: Callable[[str], str | None], prose: Callable[[str], str]
) -> Mapping[str, str]:
    """Article id -> original's id, for the reprints alone."""
    return {article: found.original for article, found in find(signatures, date, prose).items()}


def _sorted(rows: Iterable[bytes]) -> Iterator[bytes]:
    return iter(sorted(set(rows)))


def find(
    signatures: Mapping[str, bytes],
    date: Callable[[str], str | None],
    prose: Callable[[str], str],
    sort: Sort = _sorted,
) -> Mapping[str, Found]:
    """The reprints by id, each with the original and the measure.

    The original is the earliest dated, then of the smallest id. Every reprint was compared with its original itself: no
    chain of likenesses leads from one article to another. `prose` gives the folded prose of an id; it is asked for only
    where a pair is in doubt.
    """
    sketched = lru_cache(maxsize=512)(lambda article: sketch(signatures[article]))

    @lru_cache(maxsize=512)
    def read(article: str) -> tuple[Unit, ...]:
        return tuple(units(prose(article)))

    found: dict[str, Found] = {}
    for row in sort(_pairs(signatures, date, sort)):
        _, article, _, other, contained, jaccard = row.decode().split(_MARK)
        if article in found or other in found:
            continue
        if same_words(sketched(other), sketched(article), partial(_both, read, other, article)):
            found[article] = Found(other, Alike(float(contained), float(jaccard)))
    return dict(sorted(found.items()))


def _both(read: Callable[[str], Sequence[Unit]], a: str, b: str) -> tuple[Sequence[Unit], Sequence[Unit]]:
    return read(a), read(b)


def _age(article: str, date: Callable[[str], str | None]) -> tuple[str, str]:
    """A day comes before its month's unknown day, any date before none."""
    day = date(article)
    return (f"{day}-99-99"[:10] if day else "9999-99-99", article)


def _pairs(signatures: Mapping[str, bytes], date: Callable[[str], str | None], sort: Sort) -> Iterator[bytes]:
    """The younger, the elder and what they have in common, as rows: in order, each article comes with the eldest first."""
    outlined = lru_cache(maxsize=_HELD)(lambda article: outline(signatures[article]))
    sketched = lru_cache(maxsize=512)(lambda article: sketch(signatures[article]))
    for _, rows in groupby(sort(_banded(signatures)), key=lambda row: row[: _BUCKET.size]):
        bucket = [row[_BUCKET.size :].decode() for row in rows]
        for a, b in _promising(bucket, outlined):
            measure = alike(sketched(a), sketched(b))
            if measure:
                elder, younger = sorted((_age(a, date), _age(b, date)))
                said = (*younger, *elder, repr(measure.contained), repr(measure.jaccard))
                yield _MARK.join(said).encode()


def _banded(signatures: Mapping[str, bytes]) -> Iterator[bytes]:
    for article in signatures:
        for band, own in enumerate(bands(signatures[article])):
            if own:
                yield _BUCKET.pack(band, own) + article.encode()


def _promising(bucket: list[str], outlined: Callable[[str], Outline]) -> Iterator[tuple[str, str]]:
    """The pairs of a bucket that may have enough in common."""
    if len(bucket) < 2:
        return
    told = [(outlined(article), article) for article in bucket]
    if len(told) > _NEAR:  # reprints agree in other bands too: then they stand side by side
        told.sort(key=lambda pair: (pair[0].bands, pair[1]))
    for at, (own, article) in enumerate(told):
        for other, second in told[at + 1 : at + 1 + _NEAR]:
            if not hopeless(own, other):
                yield article, second

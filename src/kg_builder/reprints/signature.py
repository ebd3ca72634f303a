"""What is kept of an article to compare it with all others: some 700 bytes, made of its text alone.

First sixteen band keys, each of two minima (MinHash) over the hashes of its longer sentences; then every unit's hash, length
and kind, in order. Sentences, not characters' shingles: two notices of one form share most shingles and few sentences.
"""

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from kg_builder.reprints.units import units

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BANDS = 16
_ROWS = 2
_TELLING = 6  # characters from which on a unit is more than a name or a label
_UNIT = struct.Struct("<QHB")
_BAND = struct.Struct(f"<{BANDS}Q")
_SENTENCE, _STAMP = 1, 2
_BITS = 512  # of an outline


@dataclass(frozen=True, slots=True)
class Mark:
    """A unit as its hash."""

    hash: int
    length: int
    sentence: bool
    stamp: bool


@dataclass(frozen=True, slots=True)
class Sketch:
    """The units of a signature, unpacked."""

    marks: tuple[Mark, ...]
    lengths: dict[int, int]  # of each hash once
    size: int  # all characters of these
    once: dict[int, int]  # hash to place, of the units that are not repeated, in order


@dataclass(frozen=True, slots=True)
class Outline:
    """What shows at a glance that two articles have little in common."""

    bands: tuple[int, ...]
    bits: int  # one for each unit, of so many that two units seldom have the same
    most: tuple[int, ...]  # characters of the longest so many units, counted from units that share a bit
    size: int


def signature(folded: str) -> bytes:
    """The signature of a folded prose."""
    marks, telling = bytearray(), set()
    for unit in units(folded):
        own = _hash(unit.key)
        if len(unit.key) >= _TELLING:
            telling.add(own)
        kind = unit.sentence * _SENTENCE | unit.stamp * _STAMP
        marks += _UNIT.pack(own, min(len(unit.key), 0xFFFF), kind)
    return _BAND.pack(*_bands(sorted(telling))) + bytes(marks)


def bands(packed: bytes) -> tuple[int, ...]:
    """The band keys of a signature."""
    return _BAND.unpack(packed[: _BAND.size])


def sketch(packed: bytes) -> Sketch:
    """The units of a signature."""
    marks = tuple(
        Mark(own, length, bool(kind & _SENTENCE), bool(kind & _STAMP))
        for own, length, kind in _UNIT.iter_unpack(packed[_BAND.size :])
    )
    lengths = {mark.hash: mark.length for mark in marks}
    return Sketch(marks, lengths, sum(lengths.values()), _once(marks))


def outline(packed: bytes) -> Outline:
    """The outline of a signature."""
    lengths = {own: length for own, length, _ in _UNIT.iter_unpack(packed[_BAND.size :])}
    bits = 0
    for own in lengths:
        bits |= 1 << (own % _BITS)
    sums = [0, *accumulate(sorted(lengths.values(), reverse=True))]
    hidden = len(lengths) - bits.bit_count()  # units that have the bit of another
    return Outline(bands(packed), bits, tuple(sums[hidden:]), sums[-1])


def _hash(text: str) -> int:
    return _digest(text.encode("utf-8", "replace"))


def _digest(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")


def _bands(hashes: Sequence[int]) -> list[int]:
    """Zero where there is nothing to compare."""
    if not hashes:
        return [0] * BANDS
    import numpy as np  # here: only who reads articles needs it

    factors, shifts = _mixers()
    mixed = np.array(hashes, np.uint64)[:, np.newaxis] * factors + shifts
    least = mixed.min(axis=0).astype("<u8").tobytes()  # all of it modulo 2 to the 64th
    return [_digest(least[at : at + 8 * _ROWS]) or 1 for at in range(0, len(least), 8 * _ROWS)]


@lru_cache(maxsize=1)
def _mixers() -> tuple["NDArray[np.uint64]", "NDArray[np.uint64]"]:
    """What a hash is multiplied with and what is added, for each minimum."""
    import numpy as np

    places = range(BANDS * _ROWS)
    factors, shifts = [_hash(f"a{n}") | 1 for n in places], [_hash(f"b{n}") for n in places]
    return np.array(factors, np.uint64), np.array(shifts, np.uint64)


def _once(marks: Sequence[Mark]) -> dict[int, int]:
    """Hash to place, of the units that are not repeated, in order."""
    seen: dict[int, int] = {}
    again = set()
    for at, mark in enumerate(marks):
        if mark.hash in seen:
            again.add(mark.hash)
        seen.setdefault(mark.hash, at)
    return {own: at for own, at in seen.items() if own not in again}

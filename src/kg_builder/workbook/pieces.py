"""The pieces of a sorted file that are new, changed or gone, in the order of their keys.

They are held in memory up to a bound; past it they go to sorted runs in one file without a name, packed, and are merged.
"""

import heapq
import os
import struct
import tempfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

_LENGTHS = struct.Struct("<II")
_PACKED = struct.Struct("<I")
_ONCE = 24 * 1024 * 1024  # bytes of pieces held in memory for one file
_BLOCK = 64 * 1024  # bytes packed together: so much is held of each run while they are merged
_FAST = 1  # level of compression: records shrink to a tenth


class Pieces:
    """Collects pieces by key; what was said last of a key counts."""

    def __init__(self, folder: Path, most: int = _ONCE) -> None:
        self._folder = folder
        self._most = most
        self._held: dict[bytes, bytes] = {}
        self._size = 0
        self._file: BinaryIO | None = None
        self._runs: list[tuple[int, int]] = []  # where each begins and ends in the file

    def put(self, key: bytes, piece: bytes) -> None:
        """A new or changed piece."""
        self.put_all([(key, piece)])

    def put_all(self, pieces: Collection[tuple[bytes, bytes]]) -> None:
        """New or changed pieces, the later ones last."""
        self._held.update(pieces)
        self._size += sum(len(key) + len(piece) + 100 for key, piece in pieces)
        if self._size > self._most:
            self._spill()

    def drop(self, key: bytes) -> None:
        """A piece that is gone."""
        self.put(key, b"")

    def __bool__(self) -> bool:
        return bool(self._held or self._runs)

    def __enter__(self) -> "Pieces":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()

    def sorted(self) -> Iterator[tuple[bytes, bytes]]:
        """(key, piece) in the order of the keys; b"" where the piece is gone."""
        newest = (((key, 0), self._held[key]) for key in sorted(self._held))
        runs = [self._read(*run, -age) for age, run in enumerate(self._runs, -len(self._runs))]
        last: bytes | None = None
        for (key, _), piece in heapq.merge(newest, *reversed(runs), key=lambda entry: entry[0]):
            if key != last:
                yield key, piece
                last = key

    def _spill(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 closed by __exit__
        begin = self._file.tell()
        for block in _blocks((key, self._held[key]) for key in sorted(self._held)):
            packed = zlib.compress(block, _FAST)
            self._file.write(_PACKED.pack(len(packed)))
            self._file.write(packed)
        self._file.flush()
        self._runs.append((begin, self._file.tell()))
        self._held = {}
        self._size = 0

    def _read(self, place: int, end: int, age: int) -> Iterator[tuple[tuple[bytes, int], bytes]]:
        """A run from its beginning; `age` is 1 for the newest run and grows with the older ones."""
        assert self._file is not None
        descriptor = self._file.fileno()
        while place < end:
            (length,) = _PACKED.unpack(os.pread(descriptor, _PACKED.size, place))
            block = zlib.decompress(os.pread(descriptor, length, place + _PACKED.size))
            place += _PACKED.size + length
            at = 0
            while at < len(block):
                first, second = _LENGTHS.unpack_from(block, at)
                at += _LENGTHS.size
                yield (block[at : at + first], age), block[at + first : at + first + second]
                at += first + second


def in_order(folder: Path, rows: Iterable[bytes]) -> Iterator[bytes]:
    """Rows in order, each once."""
    with Pieces(folder) as pieces:
        for row in rows:
            pieces.put(row, b"")
        for key, _ in pieces.sorted():
            yield key


def _blocks(pieces: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes]:
    """Pieces as blocks of bytes, none of them cut."""
    block = bytearray()
    for key, piece in pieces:
        block += _LENGTHS.pack(len(key), len(piece)) + key + piece
        if len(block) >= _BLOCK:
            yield bytes(block)
            block.clear()
    yield bytes(block)

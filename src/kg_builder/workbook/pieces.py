"""The pieces of a sorted file that are new, changed or gone, in the order of their keys.

They are held in memory up to a bound; past it they are written to sorted runs in a file without a name, and merged.
"""

import heapq
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

_LENGTHS = struct.Struct("<II")
_ONCE = 48 * 1024 * 1024  # bytes of pieces held in memory for one file
_AHEAD = 256 * 1024  # bytes read from a run at a time


class Pieces:
    """Collects pieces by key; what was said last of a key counts."""

    def __init__(self, folder: Path, most: int = _ONCE) -> None:
        self._folder = folder
        self._most = most
        self._held: dict[bytes, bytes] = {}
        self._size = 0
        self._runs: list[BinaryIO] = []

    def put(self, key: bytes, piece: bytes) -> None:
        """A new or changed piece."""
        self._held[key] = piece
        self._size += len(key) + len(piece) + 100
        if self._size > self._most:
            self._spill()

    def drop(self, key: bytes) -> None:
        """A piece that is gone."""
        self._held[key] = b""

    def __bool__(self) -> bool:
        return bool(self._held or self._runs)

    def __enter__(self) -> "Pieces":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for run in self._runs:
            run.close()

    def sorted(self) -> Iterator[tuple[bytes, bytes]]:
        """(key, piece) in the order of the keys; b"" where the piece is gone."""
        newest = [((key, 0), piece) for key, piece in sorted(self._held.items())]
        runs = [_read(run, -age) for age, run in enumerate(self._runs, -len(self._runs))]
        last: bytes | None = None
        for (key, _), piece in heapq.merge(newest, *reversed(runs), key=lambda entry: entry[0]):
            if key != last:
                yield key, piece
                last = key

    def _spill(self) -> None:
        run: BinaryIO = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 closed by __exit__
        for key, piece in sorted(self._held.items()):
            run.write(_LENGTHS.pack(len(key), len(piece)))
            run.write(key)
            run.write(piece)
        self._runs.append(run)
        self._held = {}
        self._size = 0


def _read(run: BinaryIO, age: int) -> Iterator[tuple[tuple[bytes, int], bytes]]:
    """A run from its beginning; `age` is 1 for the newest run and grows with the older ones."""
    import os

    descriptor, place, data, at = run.fileno(), 0, b"", 0
    run.flush()
    while True:
        while len(data) - at < _LENGTHS.size or len(data) - at < _LENGTHS.size + sum(_LENGTHS.unpack_from(data, at)):
            more = os.pread(descriptor, _AHEAD, place)
            if not more:
                return
            place += len(more)
            data, at = data[at:] + more, 0
        first, second = _LENGTHS.unpack_from(data, at)
        at += _LENGTHS.size
        yield (data[at : at + first], age), data[at + first : at + first + second]
        at += first + second

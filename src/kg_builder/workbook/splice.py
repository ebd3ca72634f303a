"""A sorted file is written from the last one: what is unchanged is copied in long stretches, what changed is put in its place.

The file needs no index: its records are in the order of their keys, so a place is found by halving.
"""

import hashlib
import mmap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg_builder.workbook.book import Changed

_STRETCH = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Form:
    """What a sorted file looks like."""

    end: bytes  # of a record: a line end, or an empty line
    key: Callable[[bytes], bytes]  # of a record, from its beginning
    head: bytes = b""  # stands before the first record
    first: int = 400  # bytes of a record in which its key ends


def splice(old: Path | None, digest: str, pieces: Iterable[tuple[bytes, bytes]], form: Form, new: Path) -> None:
    """Writes `new`: what stands in `old`, whose SHA-256 is `digest`, with the pieces in their places.

    Without `old` the pieces are all there is. Raises Changed where `old` is not the file of that digest: then what was
    written is worth nothing.
    """
    with new.open("wb") as file:
        file.write(form.head)
        if old is None:
            for _, piece in pieces:
                file.write(piece)
            return
        if not old.is_file():
            raise Changed(f"{old} is gone")
        with (
            old.open("rb") as source,
            mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as data,
            memoryview(data) as view,
        ):
            if hashlib.sha256(view).hexdigest() != digest or data[: len(form.head)] != form.head:
                raise Changed(f"{old} is not what the last build wrote")
            _merge(data, view, pieces, form, file)


def _merge(
    data: mmap.mmap, view: memoryview, pieces: Iterable[tuple[bytes, bytes]], form: Form, file: BinaryIO
) -> None:
    copied = len(form.head)  # up to here the old file is done with
    for key, piece in pieces:
        start = _place(data, form, key, copied)
        end = start
        while end < len(data) and form.key(data[end : end + form.first]) == key:
            end = _after(data, form, end)
        _copy(file, view, copied, start)
        file.write(piece)
        copied = end
    _copy(file, view, copied, len(data))


def _place(data: mmap.mmap, form: Form, key: bytes, low: int) -> int:
    """Where the first record stands whose key is not below `key`; `low` is the beginning of a record."""
    high = len(data)
    while low < high:
        middle = data.rfind(form.end, low, (low + high) // 2)
        at = low if middle < 0 else middle + len(form.end)
        if form.key(data[at : at + form.first]) < key:
            low = _after(data, form, at)
        else:
            high = at
    return low


def _after(data: mmap.mmap, form: Form, start: int) -> int:
    found = data.find(form.end, start)
    return len(data) if found < 0 else found + len(form.end)


def _copy(file: BinaryIO, view: memoryview, start: int, end: int) -> None:
    for at in range(start, end, _STRETCH):
        with view[at : min(at + _STRETCH, end)] as part:
            file.write(part)

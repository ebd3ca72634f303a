"""Bytes as they are read: opened with care, unpacked, counted against the limits."""

import bz2
import gzip
import io
import lzma
import os
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from kg_builder.ingest.limits import Limits

PEEK = 64 * 1024  # bytes by which a kind and an encoding are decided
# What damaged archives raise.
BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, struct.error,
    NotImplementedError, RuntimeError, ValueError, OverflowError, OSError,
)  # fmt: skip


class Refused(Exception):
    """Something is not read; becomes an issue: a code, and what is wrong, what was done, how to mend it."""

    def __init__(self, code: str, message: str, whole: bool = False) -> None:
        super().__init__(message)
        self.code, self.message = code, message
        self.whole = whole  # of all that the archive around it still holds, too


@dataclass(frozen=True, slots=True)
class Item:
    """Something that may be an article or hold some: a file, standard input, a member of an archive."""

    iri: str
    name: str  # by which its kind is told
    open: Callable[[], BinaryIO]
    told: str | None = None  # the kind the user gave
    asked: bool = False  # named by the user, so that it is read whatever its suffix is
    depth: int = 0  # archives around it


class Budget:
    """What one archive may still unpack to."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.unpacked = limits, 0

    def take(self, count: int) -> None:
        """Counts bytes; raises Refused past the limit."""
        self.unpacked += count
        if self.unpacked > self.limits.unpacked:
            limit = f"limit unpacked={self.limits.unpacked} bytes"
            raise Refused(
                "ingest.bomb", f"it unpacks to more than is read ({limit}); the rest was left out.", whole=True
            )


class Metered(io.RawIOBase):
    """A stream whose bytes count: against a budget, and against the packed bytes they come from."""

    def __init__(self, inner: BinaryIO, budget: Budget, packed: Callable[[], int]) -> None:
        super().__init__()
        self._inner, self._budget, self._packed, self._count = inner, budget, packed, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self._count += len(data)
        self._budget.take(len(data))
        limits = self._budget.limits
        if self._count > limits.spared and self._count > limits.ratio * max(self._packed(), 1):
            limit = f"limit ratio={limits.ratio}"
            raise Refused(
                "ingest.bomb", f"it unpacks to too many times its size ({limit}); it was left out. Unpack it."
            )
        return len(data)


class Counted(io.RawIOBase):
    """A stream that knows how many bytes were read from it."""

    def __init__(self, inner: BinaryIO) -> None:
        super().__init__()
        self._inner, self.count = inner, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


def plain_file(path: Path) -> BinaryIO:
    """Opens a plain file, and nothing that would wait or do something when it is opened."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Refused("ingest.special", "not a plain file; it was left out.")
    return os.fdopen(handle, "rb", buffering=PEEK)


def unpacked(stream: BinaryIO, budget: Budget) -> io.BufferedReader:
    """The stream, decompressed where its first bytes say that it is compressed."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream), PEEK)
    counted = Counted(buffered)
    inner = _decompressor(buffered.peek(8)[:8], io.BufferedReader(counted, PEEK))
    return buffered if inner is None else io.BufferedReader(Metered(inner, budget, lambda: counted.count), PEEK)


def _decompressor(head: bytes, packed: BinaryIO) -> BinaryIO | None:
    if head.startswith(b"\x1f\x8b\x08"):
        return cast(BinaryIO, gzip.GzipFile(fileobj=packed))
    if head.startswith(b"BZh"):
        return cast(BinaryIO, bz2.BZ2File(packed))
    return cast(BinaryIO, lzma.LZMAFile(packed)) if head.startswith(b"\xfd7zXZ\0") else None


def head(stream: io.BufferedReader) -> bytes:
    """The first bytes, which stay to be read."""
    return stream.peek(PEEK)[:PEEK]


def whole(stream: BinaryIO, limit: int, name: str) -> bytes:
    """All bytes of a stream; raises Refused where they are more than the limit of that name."""
    parts, count = [], 0
    while part := stream.read(min(2**20, limit + 1 - count)):
        parts.append(part)
        count += len(part)
        if count > limit:
            message = (
                f"larger than {limit} bytes (limit {name}); it was left out. Cut it into articles, or set the limit."
            )
            raise Refused("ingest.large", message)
    return b"".join(parts)


def refusal(error: BaseException) -> Refused:
    """What is said of an error met while reading."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, FileNotFoundError):
        return Refused("ingest.missing", "it is not there any more, or a link leads nowhere; it was left out.")
    if isinstance(error, OSError) and error.errno is not None:
        return Refused("ingest.unreadable", f"it cannot be read ({error.strerror}); check its permissions.")
    what = str(error) or type(error).__name__
    return Refused(
        "ingest.broken", f"it is damaged or of an unknown make ({what}); what could not be read was left out."
    )

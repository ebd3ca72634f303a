"""A file opened for one writer at a time."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg_builder.model.errors import LedgerError

_PATIENCE = 10.0  # seconds; an append takes a few milliseconds


@contextmanager
def locked(file: Path, patience: float = _PATIENCE) -> Iterator[int]:
    """The descriptor of a file, made where there was none, and locked until the block ends."""
    until = time.monotonic() + patience
    while True:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
        try:
            if _lock(handle, until):
                if _is_still(handle, file):
                    yield handle
                    return
            else:
                raise LedgerError(f"{file}: another process is writing it; wait for it to end, then try again.")
        finally:
            os.close(handle)


def _lock(handle: int, until: float) -> bool:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                return False
            time.sleep(0.02)
        else:
            return True


def _is_still(handle: int, file: Path) -> bool:
    """False where git or an editor put another file in its place while we waited."""
    held = os.fstat(handle)
    try:
        there = file.stat()
    except FileNotFoundError:
        return False
    return (held.st_dev, held.st_ino) == (there.st_dev, there.st_ino)


def create_folder(folder: Path) -> None:
    """Makes a folder and those above it; each is on disk when this returns."""
    if folder.is_dir():
        return
    create_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """What stands in a folder is on disk when this returns."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

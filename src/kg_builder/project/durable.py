"""Small steps on a disk that are whole or not done at all, whenever the power goes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg_builder.model.errors import SettingsError


def sync(path: Path) -> None:
    """What stands in the file, or which names stand in the folder, is on the disk when this returns."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def point(link: Path, target: str) -> None:
    """The symbolic link leads to the target from one moment to the next."""
    new = link.with_name(f"{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    new.replace(link)


def put(file: Path, data: bytes) -> None:
    """The file holds the data from one moment to the next."""
    new = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        with new.open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        new.replace(file)
        sync(file.parent)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """What the disk refuses is one sentence, not a traceback."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsError(
            f"{out}: it cannot be written ({reason}); mend that, or give another folder; what stood there stays."
        ) from None

"""Small steps on a disk that are whole or not done at all, whenever the power goes."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from itertools import islice
from pathlib import Path

from kg_builder.model.errors import SettingsError

_AT_ONCE = 16  # waits for the disk at a time: it writes many files in one go, which is 17 times as fast as one by one


def sync(*paths: Path) -> None:
    """What stands in the files, and which names stand in the folders, is on the disk when this returns."""
    sync_all(paths)


def sync_all(paths: Iterable[Path]) -> None:
    """The same of any number of them."""
    paths = iter(paths)
    some = list(islice(paths, _AT_ONCE))
    with ThreadPoolExecutor(_AT_ONCE) if len(some) > 1 else nullcontext() as pool:
        while some:
            handles: list[int] = []
            try:
                for path in some:
                    handles.append(os.open(path, os.O_RDONLY))  # noqa: PERF401 - what was opened is closed
                list(pool.map(os.fsync, handles) if pool else map(os.fsync, handles))
            finally:
                for handle in handles:
                    os.close(handle)
            some = list(islice(paths, _AT_ONCE))


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

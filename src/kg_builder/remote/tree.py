"""A folder or file at a URL, read and written. Whatever its package raises comes out as an OSError."""

import errno
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from kg_builder.model.elsewhere import Entry
from kg_builder.remote.address import filesystem, reason, scheme, trimmed

_KINDS = {"file": "file", "directory": "folder"}


class RemoteTree:
    """What stands at a URL; to make one asks nobody yet, but for its package."""

    def __init__(self, url: str) -> None:
        """Raises SettingsError where there is no package for such a URL, or it is not to be opened."""
        self._fs, self._path = filesystem(url)
        self._url = trimmed(url)

    @property
    def url(self) -> str:
        """As the user wrote it, without a / at its end."""
        return self._url

    @property
    def local(self) -> Path | None:
        """The folder on a disk of this machine that a file:// means."""
        return Path(self._path) if scheme(self._url) in ("file", "local") else None

    def root(self) -> Entry:
        """The folder or file itself."""
        with _plainly():
            return _entry(self._fs.info(self._path))

    def entries(self, path: str) -> Sequence[Entry]:
        """What stands in a folder, in no order."""
        with _plainly():
            found = self._fs.ls(path, detail=True)
        # stores of objects list a folder's own mark in it
        return [self._followed(info) for info in found if _bare(info) != path.rstrip("/")]

    def open(self, path: str) -> BinaryIO:
        """The bytes of a file."""
        with _plainly():
            return cast(BinaryIO, _Bytes(self._fs.open(path, "rb")))

    def below(self, other: "RemoteTree") -> str | None:
        """Where it lies in another one: "" where it is that one, None where it does not."""
        if type(self._fs) is not type(other._fs):
            return None
        # a link may lead a path of this disk into the other one
        places = [str(tree.local.resolve()) if tree.local else tree._path for tree in (self, other)]
        own, folder = (f"{place.rstrip('/')}/" for place in places)
        return own.removeprefix(folder).rstrip("/") if own.startswith(folder) else None

    def names(self) -> set[str]:
        """What stands in the folder itself; nothing where there is none."""
        with suppress(FileNotFoundError):
            return {each.name for each in self.entries(self._path)}
        return set()

    def text(self, name: str) -> str:
        """What a small file in the folder says; nothing where there is none."""
        with suppress(FileNotFoundError), _plainly():
            return cast(bytes, self._fs.cat_file(self._at(name))).decode("utf-8", "replace")
        return ""

    def put(self, files: Mapping[str, Path]) -> None:
        """Copies files of this disk to names in the folder, as many at a time as its package does."""
        with _plainly():
            self._fs.put([str(file) for file in files.values()], [self._at(name) for name in files])

    def remove(self, name: str) -> None:
        """Removes a file of the folder, if it is there."""
        with suppress(FileNotFoundError), _plainly():
            self._fs.rm_file(self._at(name))

    def _at(self, name: str) -> str:
        return f"{self._path.rstrip('/')}/{name}"

    def _followed(self, info: dict[str, Any]) -> Entry:
        """An entry, the kind of a link being that of what it leads to; links to folders are told from folders."""
        if not info.get("islink") and info["type"] != "link":
            return _entry(info)
        name = _bare(info).rpartition("/")[2]
        try:
            with _plainly():
                led = _entry(self._fs.info(info["name"]))
        except OSError:
            return Entry(name, info["name"], "lost")
        return Entry(name, info["name"], "link" if led.kind == "folder" else led.kind)


class _Bytes(io.RawIOBase):
    """A file whose package raises what it likes."""

    def __init__(self, inner: Any) -> None:  # noqa: ANN401 - what a package of fsspec opens
        super().__init__()
        self._inner = inner

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._inner.seekable())

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        with _plainly():
            data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        with _plainly():
            return int(self._inner.seek(offset, whence))

    def tell(self) -> int:
        return int(self._inner.tell())

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
        super().close()


def _bare(info: dict[str, Any]) -> str:
    return str(info["name"]).rstrip("/")


def _entry(info: dict[str, Any]) -> Entry:
    kind = cast(Any, _KINDS.get(info["type"], "other"))
    return Entry(_bare(info).rpartition("/")[2], info["name"], kind)


@contextmanager
def _plainly() -> Iterator[None]:
    """Errors of networks and packages as those of a disk, with a reason in words."""
    try:
        yield
    except FileNotFoundError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None and error.strerror:
            raise
        raise OSError(errno.EIO, reason(error)) from None

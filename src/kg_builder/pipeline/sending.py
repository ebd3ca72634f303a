"""A build at a URL: made in a folder of this machine, then sent there, its list last.

    URL/graph, URL/articles … run.json     what stands in OUT of a build on the disk; a large kg.nq in parts
    URL/MANIFEST                           the list of these files, with sizes and hashes: sent last, taken away first
    URL/SENDING                            the names that may stand there while there is no list, for whoever goes on

So what has a MANIFEST is whole, and what a broken sending left is known and removed by the next one.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from kg_builder.model.elsewhere import Tree
from kg_builder.model.errors import SettingsError
from kg_builder.pipeline.reading import OnStep
from kg_builder.project import LINKED, MANIFEST, OWN, latest, listed, manifest_read, manifest_written
from kg_builder.remote import RemoteTree, is_url

PART = 256 * 2**20  # bytes of kg.nq above which it is sent in parts of about that size, cut at the ends of lines
SENDING = "SENDING"
_ARCHIVE = "graph/kg.nq"
_TOGETHER = 256  # files sent in one go
_BLOCK = 2**20

Files = Mapping[str, tuple[int, str]]


class Landing:
    """Where a build goes: a folder of this disk, or one made to be sent away."""

    def __init__(self, folder: Path, tree: RemoteTree | None = None) -> None:
        self.folder = folder  # where to build
        self.tree = tree
        self.kept = tree is None  # whether the folder stays

    def __str__(self) -> str:
        return self.tree.url if self.tree else str(self.folder)

    def shown(self, folder: Path) -> str:
        """Where the files of a build stand: at the URL, unless they were not sent there."""
        return str(self) if folder == self.folder else str(folder)

    def send(self, folder: Path, on_step: OnStep) -> None:
        """Sends what was built, if it is to be cited and this disk is not where it was wanted."""
        if self.tree is None:
            return
        self.kept = True
        if folder != self.folder:  # rejected: to be looked at here
            return
        on_step(f"sending it to {self.tree.url}")
        try:
            _Sending(self.tree, latest(folder).root, self.folder).done()
        except OSError as error:
            raise SettingsError(
                f"{self.tree.url}: it cannot be written ({error.strerror or 'there is no such bucket or folder'}); what stands there is whole "
                f"where it has a {MANIFEST}. The build is in {self.folder}."
            ) from None
        self.kept = False


@contextmanager
def landing(out: str, read: Sequence[Tree] = ()) -> Iterator[Landing]:
    """Where `-o OUT` lets a build be made. Raises SettingsError where that would replace what is read, or a stranger's files."""
    if not out:
        raise SettingsError("OUT is empty, as an unset variable leaves it; give . for the current folder.")
    tree = RemoteTree(out) if is_url(out) and not Path(out).exists() else None
    folder = Path(out) if tree is None else tree.local
    _refuse_inside(out, tree or RemoteTree(f"file://{folder.resolve()}") if read and folder else tree, read)
    if folder is not None:
        yield Landing(folder)
        return
    assert tree is not None
    _refuse_foreign(tree)
    scratch = Path(tempfile.mkdtemp(prefix="kg-builder-"))
    place = Landing(scratch / "output", tree)
    try:
        yield place
    finally:
        if not place.kept:
            shutil.rmtree(scratch, ignore_errors=True)


def _refuse_inside(out: str, tree: RemoteTree | None, read: Sequence[Tree]) -> None:
    for other in read:
        if tree is None or not isinstance(other, RemoteTree):
            continue
        if tree.below(other) is not None:
            raise SettingsError(f"{out}: it lies in {other.url}, which is read; give a folder outside with -o.")
        if (other.below(tree) or "").partition("/")[0] in OWN:
            raise SettingsError(f"{other.url}: the build would replace what it reads; give another folder with -o.")


def _refuse_foreign(tree: RemoteTree) -> None:
    try:
        names = tree.names()
    except OSError as error:
        raise SettingsError(
            f"{tree.url}: it cannot be looked at ({error.strerror}); check the URL and its permissions."
        ) from None
    foreign = sorted(names.intersection(LINKED))
    if foreign and not names.intersection((MANIFEST, SENDING)):
        raise SettingsError(
            f"{tree.url}/{foreign[0]}: no build sent this there, and a build would replace it; give another URL with -o."
        )


class _Sending:
    """One build on its way."""

    def __init__(self, tree: RemoteTree, root: Path, scratch: Path) -> None:
        self._tree, self._root, self._file = tree, root, scratch / "being-sent"

    def done(self) -> None:
        """Everything, the list last; then what no list names any more is removed."""
        files = dict(listed(self._root))
        large = files.get(_ARCHIVE, (0, ""))[0] > PART
        planned = set(files) | (set(_part_names(files[_ARCHIVE][0])) if large else set())
        before = _known(self._tree)
        self._write(SENDING, "".join(f"{name}\n" for name in sorted(before | planned)).encode())
        self._tree.remove(MANIFEST)
        if large:
            del files[_ARCHIVE]
            files |= self._parts()
        self._copies({name: self._root / name for name in files if (self._root / name).is_file()})
        self._write(MANIFEST, manifest_written(dict(sorted(files.items()))))
        for name in sorted((before | planned) - set(files)):
            self._tree.remove(name)
        self._tree.remove(SENDING)

    def _copies(self, files: Mapping[str, Path]) -> None:
        rest = iter(files.items())
        while some := dict(islice(rest, _TOGETHER)):
            self._tree.put(some)

    def _parts(self) -> Files:
        """Sends kg.nq cut at ends of lines, one part on this disk at a time. The parts as they are listed."""
        sent: dict[str, tuple[int, str]] = {}
        with (self._root / _ARCHIVE).open("rb") as archive:
            for name in _part_names((self._root / _ARCHIVE).stat().st_size):
                size, sha256 = 0, hashlib.sha256()
                with self._file.open("wb") as part:
                    while size < PART and (block := archive.read(min(_BLOCK, PART - size)) + archive.readline()):
                        part.write(block)
                        sha256.update(block)
                        size += len(block)
                if not size:
                    break
                self._tree.put({name: self._file})
                sent[name] = size, sha256.hexdigest()
        self._file.unlink()
        return sent

    def _write(self, name: str, content: bytes) -> None:
        self._file.write_bytes(content)
        self._tree.put({name: self._file})
        self._file.unlink()


def _part_names(size: int) -> list[str]:
    """What the parts of so many bytes are called, at the most."""
    return [f"{_ARCHIVE}.part-{number:04}" for number in range(1, -(-size // PART) + 1)]


def _known(tree: RemoteTree) -> set[str]:
    """What may stand at a URL from an earlier build: nothing that another wrote there."""
    names = {*manifest_read(tree.text(MANIFEST)), *tree.text(SENDING).splitlines()}
    return {name for name in names if name.split("/")[0] in LINKED and ".." not in name.split("/")}

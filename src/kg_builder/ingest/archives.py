"""Members of ZIP and tar archives, read where they lie: nothing is ever written to disk."""

import io
import stat
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO, Self, cast

from kg_builder.ingest import kinds, names, streams
from kg_builder.ingest.streams import Budget, Item, Metered, Refused
from kg_builder.model.errors import Issue
from kg_builder.model.extension import OnIssue

_UTF8, _ENCRYPTED = 0x800, 0x1  # flags of a ZIP member


class _Members:
    """What is chosen of an archive's members: files of a kind that is read; the others are counted."""

    def __init__(self, archive: Item, budget: Budget, on_issue: OnIssue) -> None:
        self._archive, self._limits, self._on_issue = archive, budget.limits, on_issue
        self._unread: Counter[str] = Counter()
        self._seen: Counter[str] = Counter()
        self._special = self._count = 0

    def item(self, name: str, plain: bool, opener: Callable[[], BinaryIO]) -> Item | None:
        """The member as an item; None for one that is not read."""
        if self._count >= self._limits.members:
            limit = f"limit members={self._limits.members}"
            raise Refused("ingest.bomb", f"it has more members than are read ({limit}); the rest was left out.")
        self._count += 1
        name = names.below(name)
        self._seen[name] += 1
        if any(part.startswith((".", "~$", "__MACOSX")) for part in name.split("/")):
            return None
        if not plain:
            self._special += 1
        elif not kinds.kind(name):
            self._unread[kinds.suffix(name)] += 1
        else:
            again = f"%{self._seen[name]}" if self._seen[name] > 1 else ""  # two members of one name
            iri = f"{self._archive.iri}!{names.written(name)}{again}"
            return Item(iri, name, opener, depth=self._archive.depth + 1)
        return None

    def tell(self) -> None:
        """Issues for what was counted."""
        if not self._count:
            self._on_issue(Issue("ingest.empty", self._archive.iri, "the archive holds no file; it was left out."))
        for suffix, count in sorted(self._unread.items()):
            what = f".{names.written(suffix)}" if suffix else "nothing"
            how = kinds.CONVERT.get(suffix, "convert them.")
            message = f"{count} of its members end in {what}, which is not read ({kinds.READABLE}); {how}"
            self._on_issue(Issue("ingest.unknown", self._archive.iri, message))
        if self._special:
            message = f"{self._special} of its members are links or devices; they were left out."
            self._on_issue(Issue("ingest.special", self._archive.iri, message))


def zipped(stream: io.BufferedReader, archive: Item, budget: Budget, on_issue: OnIssue) -> Iterator[Item]:
    """The members of a ZIP archive, by name."""
    held: BinaryIO = stream
    if archive.depth or not stream.seekable():
        held = io.BytesIO(streams.whole(stream, budget.limits.whole, "whole"))
    members = _Members(archive, budget, on_issue)
    with zipfile.ZipFile(held) as opened:
        infos = [(_name(info), info) for info in opened.infolist() if not info.is_dir()]
        for name, info in sorted(infos, key=lambda pair: (pair[0], pair[1].header_offset)):
            kind = stat.S_IFMT(info.external_attr >> 16)
            item = members.item(name, kind in (0, stat.S_IFREG), lambda info=info: _member(opened, info, budget))  # type: ignore[misc]
            if item is not None:
                yield item
    members.tell()


def _name(info: zipfile.ZipInfo) -> str:
    return info.filename if info.flag_bits & _UTF8 else names.member(info.filename)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> BinaryIO:
    if info.flag_bits & _ENCRYPTED:
        raise Refused("ingest.encrypted", "it is encrypted; it was left out. Unpack it with its password.")
    opened = cast(BinaryIO, archive.open(info))
    return cast(BinaryIO, io.BufferedReader(Metered(opened, budget, lambda: info.compress_size), streams.PEEK))


def tarred(stream: io.BufferedReader, archive: Item, budget: Budget, on_issue: OnIssue) -> Iterator[Item]:
    """The members of a tar archive, in its own order: it is read once, from front to back."""
    members = _Members(archive, budget, on_issue)
    with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Strict) as opened:
        for info in opened:
            opened.members = []  # type: ignore[attr-defined]  # the library keeps them all
            if info.isdir():
                continue
            name = names.unescaped(info.name.encode("utf-8", "surrogateescape"))
            item = members.item(name, info.isreg(), lambda info=info: _extracted(opened, info))  # type: ignore[misc]
            if item is not None:
                yield item
    members.tell()


class _Strict(tarfile.TarInfo):
    """A member's header. The library takes a damaged one for the end of the archive; here it is an error."""

    @classmethod
    def fromtarfile(cls, tarfile_: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(tarfile_)
        except tarfile.HeaderError as error:
            if type(error).__name__ in ("TruncatedHeaderError", "InvalidHeaderError"):
                raise tarfile.ReadError(f"its headers break off: {error}") from None
            raise


def _extracted(archive: tarfile.TarFile, info: tarfile.TarInfo) -> BinaryIO:
    found = archive.extractfile(info)
    if found is None:
        raise Refused("ingest.special", "not a plain file; it was left out.")
    return cast(BinaryIO, found)

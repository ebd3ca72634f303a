"""Paths become files with names: folders, patterns, lists of paths; each file once, in an order that depends on names alone."""

import glob
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg_builder.ingest import kinds
from kg_builder.ingest.intake import Intake
from kg_builder.ingest.names import written
from kg_builder.model.errors import Issue, SettingsError, SourceError
from kg_builder.model.extension import OnIssue

STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Named:
    """A file, its name below what was asked for, and whether the user named this very file."""

    iri: str
    path: Path
    asked: bool


def files(paths: Sequence[Path], intake: Intake, on_issue: OnIssue, without: Sequence[Path]) -> Iterator[Named]:
    """All files, sorted by name; each once, however many of the paths lead to it. Those of one folder are not held.

    A path that does not exist raises SourceError; one of a list is an issue.
    """
    refused = [folder.resolve() for folder in without]
    roots = list(_roots(paths, intake, on_issue))
    if len(roots) == 1 and roots[0][0] != STDIN and roots[0][0].is_dir():
        return _once(roots[0][0], _below(*roots[0], on_issue, refused))
    return iter(_together(roots, on_issue, refused))


def _once(root: Path, found: Iterator[Named]) -> Iterator[Named]:
    """The files of one folder as they come; only those that links lead to may come twice."""
    linked = _linked(root)
    seen: set[str] = set()
    for named in found:
        place = os.path.realpath(named.path) if linked else ""
        if place not in seen:
            yield named
        if place in linked:
            seen.add(place)


def _together(roots: Sequence[tuple[Path, str, bool]], on_issue: OnIssue, refused: Sequence[Path]) -> list[Named]:
    """The files of several paths: each once, however many lead to it, and each under a name of its own."""
    found: dict[str, Named] = {}
    seen: set[str] = set()
    for root, name, asked in roots:
        if root == STDIN:
            found["stdin"] = Named("stdin", STDIN, asked=True)
            continue
        for named in _below(root, name, asked, on_issue, refused):
            place = os.path.realpath(named.path)
            if place not in seen:
                seen.add(place)
                iri = _free(named.iri, root, found)
                found[iri] = Named(iri, named.path, named.asked)
    return [found[iri] for iri in sorted(found)]


def _roots(paths: Sequence[Path], intake: Intake, on_issue: OnIssue) -> Iterator[tuple[Path, str, bool]]:
    """(path, its name, whether it was named itself): patterns and lists are opened up."""
    lists = set(intake.lists)
    for path in sorted(set(paths)):
        if path == STDIN:
            yield path, "", True
        elif os.path.lexists(path):
            yield path, "" if path.is_dir() else path.name, True
        elif str(path).startswith("@") and Path(str(path)[1:]).is_file():
            lists.add(Path(str(path)[1:]))
        elif glob.has_magic(str(path)):
            yield from _pattern(path)
        else:
            raise SourceError(f"{path}: there is no such file or folder; check the path.")
    if STDIN in lists and STDIN in paths:
        raise SettingsError("-: standard input is an article or a list of paths, not both.")
    for listing in sorted(lists):
        yield from _listed(listing, on_issue)


def _pattern(pattern: Path) -> Iterator[tuple[Path, str, bool]]:
    """What a pattern matches, named below the part of it that is no pattern."""
    base = Path()
    for part in pattern.parts[:-1]:
        if glob.has_magic(part):
            break
        base /= part
    matches = sorted(Path(match) for match in glob.iglob(str(pattern), recursive=True))  # noqa: PTH207 - absolute ones too
    if not matches:
        raise SourceError(f"{pattern}: no file matches; check the pattern.")
    for match in matches:
        name = match.relative_to(base).as_posix()
        yield match, "" if name == "." else name, False


def _listed(listing: Path, on_issue: OnIssue) -> Iterator[tuple[Path, str, bool]]:
    """The paths that a file names: one a line, or each ended by a NUL where there is one."""
    try:
        content = sys.stdin.buffer.read() if listing == STDIN else listing.read_bytes()
    except OSError as error:
        raise SourceError(f"{listing}: the list cannot be read ({error.strerror}); check the path.") from None
    mark = b"\0" if b"\0" in content else b"\n"
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(mark), 1):
        entry = os.fsdecode(line.strip(b"\r") if mark == b"\n" else line)
        if not entry.strip():
            continue
        path = Path(entry)
        if path == STDIN or not os.path.lexists(path):
            what = f"{written(entry)}: there is no such file or folder; it was left out."
            if "://" in entry:
                what = f"{written(entry)}: a URL in a list is not read; it was left out. Give it as an argument."
            on_issue(Issue("ingest.missing", f"{written(str(listing))}:{number}", what))
            continue
        inside = not path.is_absolute() and ".." not in path.parts
        yield path, path.as_posix() if inside else "" if path.is_dir() else path.name, True


def _free(name: str, path: Path, taken: dict[str, Named]) -> str:
    """The name; where another argument has one of that name, with as much of the path in front as tells them apart."""
    above = list(path.resolve().parts[1:] if path.is_dir() else path.resolve().parent.parts[1:])
    while name in taken and above:
        name = f"{written(above.pop())}/{name}"
    return name


def _below(path: Path, name: str, asked: bool, on_issue: OnIssue, without: Sequence[Path]) -> Iterator[Named]:
    """The files below a path, itself if it is one. `name` stands before the names of a folder's files."""
    if path.is_dir():
        yield from _Walk(path, name, on_issue, without).files()
    elif asked or kinds.kind(path.name):
        if not any(path.resolve().is_relative_to(folder) for folder in without):
            yield Named(written(name), path, asked)
    else:
        unread = Counter([kinds.suffix(path.name)])
        tell_unread(name, unread, on_issue)


class _Walk:
    """A folder gone through. Hidden files are left alone; links to folders are not followed, so that no loop holds us."""

    def __init__(self, root: Path, name: str, on_issue: OnIssue, without: Sequence[Path]) -> None:
        self._root, self._name, self._on_issue, self._without = root, name, on_issue, without
        self._unread: Counter[str] = Counter()

    def files(self) -> Iterator[Named]:
        """In the order of their names."""
        open_folders = [self._entries(self._root)]
        while open_folders:
            entry = next(open_folders[-1], None)
            if entry is None:
                open_folders.pop()
            elif entry.is_dir(follow_symlinks=False):
                open_folders.append(self._entries(Path(entry.path)))
            elif not _is_file(entry):
                self._special(Path(entry.path))
            elif kinds.kind(entry.name):
                path = Path(entry.path)
                yield Named(self._written(path), path, asked=False)
            else:
                self._unread[kinds.suffix(entry.name)] += 1
        tell_unread(self._name or self._root.name or ".", self._unread, self._on_issue)

    def _entries(self, folder: Path) -> Iterator["os.DirEntry[str]"]:
        """What is to be read in a folder. Names with a dot in front are hidden; ~$ is the lock of an open Word file."""
        real = os.path.realpath(folder)
        if self._own(real):
            return
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=_as_part)
        except OSError as error:
            what = f"the folder cannot be read ({error.strerror}); it was left out. Check its permissions."
            self._issue("ingest.unreadable", folder, what)
            return
        for entry in found:
            place = os.path.realpath(entry) if entry.is_symlink() else f"{real}/{entry.name}"
            if not entry.name.startswith((".", "~$")) and not self._own(place):
                yield entry

    def _own(self, place: str) -> bool:
        """Whether a file or folder, its links followed, lies below one that is not to be read."""
        return any(Path(place).is_relative_to(folder) for folder in self._without)

    def _special(self, path: Path) -> None:
        if path.is_dir():
            what = "a link to a folder, which is not followed; give that folder itself, if it is not read already."
            self._issue("ingest.link", path, what)
        elif path.exists():
            self._issue("ingest.special", path, "not a plain file; it was left out.")
        else:
            self._issue("ingest.missing", path, "the link leads nowhere, or in a circle; it was left out.")

    def _written(self, path: Path) -> str:
        return written("/".join(filter(None, (self._name, path.relative_to(self._root).as_posix()))))

    def _issue(self, code: str, path: Path, message: str) -> None:
        where = self._written(path) if path != self._root else written(self._name or path.name) or "."
        self._on_issue(Issue(code, where, message))


def _as_part(entry: "os.DirEntry[str]") -> str:
    """What puts the names below a folder in order, folder by folder."""
    return written(entry.name) + ("/" if entry.is_dir(follow_symlinks=False) else "")


def _linked(root: Path) -> set[str]:
    """The places to which links among the files below a folder lead."""
    found: set[str] = set()
    folders = [root]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.is_symlink():
                        found.add(os.path.realpath(entry))
                    elif entry.is_dir():
                        folders.append(Path(entry.path))
        except OSError:  # told where the files are read
            continue
    return found


def _is_file(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link to itself
        return False


def tell_unread(where: str, unread: Counter[str], on_issue: OnIssue) -> None:
    """An issue for each kind of file that is not read."""
    for suffix, count in sorted(unread.items()):
        what = (
            f"{count} of its files {'end' if count > 1 else 'ends'} in .{written(suffix)}"
            if suffix
            else f"{count} without suffix"
        )
        how = kinds.CONVERT.get(suffix, "convert them, or name a file itself to have it looked at.")
        on_issue(Issue("ingest.unknown", written(where), f"{what}, which is not read ({kinds.READABLE}); {how}"))

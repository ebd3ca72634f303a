"""The list of a generation's files with size and hash: what it is called by, and what shows that it is whole."""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

MANIFEST = "MANIFEST"
PASSING = (
    "seconds",
    "work",
    "ledger",
)  # what run.json says of one run and not of the graph: it does not count for the name
_TOLD = re.compile(rb' "(\w+)": ')
Files = Mapping[str, tuple[int, str]]  # path below the folder -> size and SHA-256


def taken(folder: Path, last: Path | None = None) -> Files:
    """The list of what stands in a folder now.

    What is one file with the generation `last`, and untouched since that was listed, is not read again.
    """
    known, since = (listed(last), _since(last)) if last else ({}, 0)
    found: dict[str, tuple[int, str]] = {}
    for path in below(folder):
        file = folder / path
        if file.name == MANIFEST or not file.is_file():
            continue
        status = file.stat()
        entry = known.get(path)
        kept = entry and last and status.st_nlink > 1 and status.st_mtime_ns <= since and _is_one(file, last / path)
        found[path] = entry if entry and kept else (status.st_size, digest(file))
    return found


def below(folder: Path, path: str = "") -> Iterator[str]:
    """The paths of all files and folders below one, in order."""
    with os.scandir(folder / path) as entries:
        found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    for name, is_folder in found:
        yield path + name
        if is_folder:
            yield from below(folder, f"{path}{name}/")


def digest(file: Path) -> str:
    """SHA-256 of a file's bytes."""
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def name(folder: Path, files: Files) -> str:
    """What a generation is called: the same content, the same name."""
    whole = hashlib.sha256()
    for path, (_, sha256) in files.items():
        whole.update(f"{path} {_lasting(folder / path) if path == 'run.json' else sha256}\n".encode())
    return f"gen-{whole.hexdigest()[:16]}"


def written(files: Files) -> bytes:
    """The list as the lines of a file; the first counts them."""
    lines = (f"{sha256} {size} {path}" for path, (size, sha256) in files.items())
    return "\n".join([f"{len(files)} files", *lines, ""]).encode("utf-8")


def listed(folder: Path) -> Files:
    """The list that stands in a generation; an empty one where there is none or it was cut."""
    try:
        return read((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}


def read(text: str) -> Files:
    """The list that a file says; an empty one where it was cut."""
    try:
        count, *lines = text.splitlines()
        rows = [line.split(" ", 2) for line in lines]
        files = {path: (int(size), sha256) for sha256, size, path in rows}
    except ValueError:
        return {}
    return files if count == f"{len(files)} files" else {}


def damaged(folder: Path) -> tuple[str, ...]:
    """The files on a generation's list that are missing or changed; MANIFEST itself where there is no list."""
    wanted, found = listed(folder), taken(folder)
    return tuple(path for path in wanted if wanted[path] != found.get(path)) if wanted else (MANIFEST,)


def touched(folder: Path) -> bool:
    """Whether somebody wrote to a generation after it was listed: told by sizes and times, no file is read."""
    wanted, since = listed(folder), _since(folder)
    try:
        status = {path: (folder / path).stat() for path in wanted}
    except (FileNotFoundError, NotADirectoryError):
        return True
    return not wanted or any(s.st_size != wanted[path][0] or s.st_mtime_ns > since for path, s in status.items())


def _since(folder: Path) -> int:
    return (folder / MANIFEST).stat().st_mtime_ns if (folder / MANIFEST).exists() else 0


def _is_one(file: Path, other: Path) -> bool:
    return other.exists() and file.samefile(other)


def _lasting(run: Path) -> str:
    """The hash of its lines but those of what passes: it has some of each article, so it is never held as a whole."""
    with run.open("rb") as lines:
        if lines.readline() == b"{\n":  # as a build writes it: what is told begins after one space
            whole, passes = hashlib.sha256(), False
            for line in lines:
                told = _TOLD.match(line)
                passes = told[1].decode() in PASSING if told else passes
                if not passes:
                    whole.update(line)
            return whole.hexdigest()
    said = json.loads(run.read_bytes())
    kept = {key: value for key, value in said.items() if key not in PASSING}
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()

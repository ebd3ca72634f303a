"""Folders, links and files that are no plain files."""

import os
import socket
from pathlib import Path

from kinds import SAYS, Kind, article


def _good(folder: Path, mark: str) -> None:
    (folder / "good.txt").write_text(article(mark), encoding="utf-8")


def _loop(folder: Path) -> None:
    (folder / "a").mkdir()
    _good(folder / "a", "a loop of links")
    (folder / "a" / "up").symlink_to(folder)
    (folder / "itself").symlink_to(folder / "itself")
    (folder / "itself.txt").symlink_to(folder / "itself.txt")


def _dangling(folder: Path) -> None:
    (folder / "a.txt").symlink_to("nowhere.txt")


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "a.txt")


def _socket(folder: Path) -> None:
    here = Path.cwd()
    with socket.socket(socket.AF_UNIX) as made:
        os.chdir(folder)  # a socket's path may have some 100 bytes only
        try:
            made.bind("a.txt")
        finally:
            os.chdir(here)


def _device(folder: Path) -> None:
    (folder / "a.txt").symlink_to("/dev/zero")
    (folder / "b.txt").symlink_to("/dev/full")


def _linked(folder: Path) -> None:
    _good(folder, "a file and a link to it")
    (folder / "link.txt").symlink_to("good.txt")
    os.link(folder / "good.txt", folder / "hard.txt")


def _folder(folder: Path) -> None:
    (folder / "a.txt").mkdir()
    _good(folder / "a.txt", "a folder called txt")


def deep(depth: int):
    """So many folders in each other; an article in the first and one in the last."""

    def make(folder: Path) -> None:
        _good(folder, "deep folders")
        handle = os.open(folder, os.O_RDONLY)
        for _ in range(depth):
            os.mkdir("d" * 100, dir_fd=handle)
            below = os.open("d" * 100, os.O_RDONLY, dir_fd=handle)
            os.close(handle)
            handle = below
        written = os.open("a.txt", os.O_WRONLY | os.O_CREAT, dir_fd=handle)
        os.write(written, article("the deepest of deep folders").encode())
        os.close(written)
        os.close(handle)

    return make


KINDS = (
    Kind("a loop of links", _loop, ("ingest.link", "ingest.missing", "ingest.missing"), reads=SAYS),
    Kind("a link to nowhere", _dangling, ("ingest.missing",), 0),
    Kind("a pipe", _pipe, ("ingest.special",), 0),
    Kind("a socket", _socket, ("ingest.special",), 0),
    Kind("links to devices", _device, ("ingest.special",) * 2, 0),
    Kind("a file and links to it", _linked, articles=2, reads=SAYS),
    Kind("a folder called txt", _folder, reads=SAYS),
    Kind("an empty folder", lambda folder: None, articles=0),
    Kind("folders in each other", deep(20), articles=2),
    Kind("folders deeper than a path can be", deep(60), ("ingest.unreadable",), reads=SAYS),
)

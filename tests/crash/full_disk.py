"""A disk that fills up: python tests/crash/full_disk.py

OUT lies on a small disk in memory (tmpfs). A first build and a rebuild run on disks of growing sizes, from next to nothing to enough.
Where a build does not fit it must say so in one sentence and leave the last good build readable; on a larger disk the next run must
give the bytes of a clean build. Needs the right to mount: root, or `unshare -rm`, which the script tries by itself.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import ground

_PAGE = 4096


def main() -> int:
    """The campaign."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--step", type=int, default=4, help="pages of 4 KiB by which the disk grows")
    parser.add_argument("--from", type=int, default=1, dest="first", help="pages of the smallest disk")
    options = parser.parse_args()
    if not _may_mount():
        if "KG_UNSHARED" in os.environ or shutil.which("unshare") is None:
            sys.exit("full_disk: no right to mount here; run it as root.")
        os.execvpe("unshare", ["unshare", "-rm", sys.executable, *sys.argv], {**os.environ, "KG_UNSHARED": "1"})
    ground.warm()
    with ground.workplace() as place:
        return Campaign(place).run(options.first, options.step)


class Campaign:
    """A build and a rebuild on every size of disk."""

    def __init__(self, place: Path) -> None:
        self._place, self._log, self._disk = place, place / "log", place / "disk"
        self._disk.mkdir()
        self._verdict, self._counts = ground.Verdict(), Counter[str]()
        self._folders = (ground.corpus(place / "one", (0, 1)), ground.corpus(place / "two", (0, 2)))
        self._wanted = []
        for folder in self._folders:
            assert ground.build(folder, place / "clean", self._log) == 0, self._log.read_text()
            self._wanted.append(ground.digests(place / "clean"))
            shutil.rmtree(place / "clean")

    def run(self, pages: int, step: int) -> int:
        """Its exit code."""
        while not self._both_fit(pages):
            pages += step
        self._counts["pages were enough"] = pages
        return ground.closing("full disk", self._counts, self._verdict)

    def _both_fit(self, pages: int) -> bool:
        out, last, fit = self._disk / "out", {}, True
        with disk(self._disk, pages * _PAGE) as grow:
            for number, (folder, wanted) in enumerate(zip(self._folders, self._wanted, strict=True)):
                what = f"build {number + 1} on {pages} pages"
                code = ground.build(folder, out, self._log)
                self._counts[f"of build {number + 1} with exit {code}"] += 1
                ground.told(self._verdict, what, code, self._log, (0, 2))
                ground.readable(self._verdict, what, out, (last, wanted) if code else (wanted,))
                fit = fit and code == 0
                if code:
                    grow(64 * 1024 * 1024)
                    again = ground.build(folder, out, self._log)
                    ground.told(self._verdict, f"{what}, on a larger disk", again, self._log, (0,))
                    ground.finished(self._verdict, what, out, wanted)
                    grow(_used(self._disk) + pages * _PAGE // 2)  # full again, but for less than a generation
                last = wanted
        return fit


@contextmanager
def disk(place: Path, size: int) -> "Iterator[Callable[[int], None]]":
    """A disk of so many bytes; what is given can change them."""

    def grow(bytes_: int) -> None:
        _mount("-o", f"remount,size={bytes_}", str(place))

    _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place))
    try:
        yield grow
    finally:
        subprocess.run(["umount", str(place)], check=True)


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


def _used(place: Path) -> int:
    usage = shutil.disk_usage(place)
    return usage.total - usage.free


def _may_mount() -> bool:
    with ground.workplace() as place:
        try:
            with disk(place, _PAGE):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False


if __name__ == "__main__":
    sys.exit(main())

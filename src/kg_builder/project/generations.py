"""A build's files as one generation: made beside the last one, verified, synced, and swapped in by the rename of one link.

    OUT/graph -> .kg-builder/current/graph      and so for every name of LINKED
    OUT/.kg-builder/current -> gen-5f0c…        the switch
    OUT/.kg-builder/previous -> gen-91ab…       for those who are still reading it; older ones are removed

Whatever ends a build, the links lead to a whole generation, and the next build removes what was left lying about.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg_builder.model.errors import SettingsError
from kg_builder.project import former, manifest
from kg_builder.project.durable import point, sync, sync_all, writing
from kg_builder.project.output import HOME, Output


def latest(out: Path) -> Output:
    """The files of the last good build. Ask once and read them all from there: a build that swaps meanwhile does no harm."""
    current = out / HOME / "current"
    # a copy that followed the links has plain folders everywhere: there the files in sight are the ones to read
    return Output(current.resolve() if current.is_symlink() and current.is_dir() else out)


@contextmanager
def generation(out: Path) -> "Iterator[Draft]":
    """A folder to build in; only `commit` puts it in the place of the last one. The caller holds the lock of OUT.

    What the disk refuses in here is a SettingsError, and the last generation stays.
    """
    home = out / HOME
    place = home / "building"
    try:
        with writing(out):
            home.mkdir(parents=True, exist_ok=True)
            _tidy(home)
            _refuse_without_links(out)
            place.mkdir()
            yield Draft(out)
    finally:
        shutil.rmtree(place, ignore_errors=True)


class Draft:
    """A generation in the making."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._home = out / HOME
        self._place = self._home / "building"

    @property
    def output(self) -> Output:
        """Where the build writes."""
        return Output(self._place)

    def reject(self) -> Path:
        """Puts the draft where it can be looked at; nobody takes it for the graph. The folder."""
        place = self._home / "rejected"
        self._place.rename(place)
        return place

    def commit(self) -> bool:
        """Puts the draft in the place of the last generation. False where that says the same: then nothing is written."""
        former.adopt(self._out)
        current = _target(self._home / "current")
        last = self._home / current if current else None
        files = manifest.taken(self._place, last)
        name = manifest.name(self._place, files)
        same = _whole(self._home, name)
        if same is None:
            self._finish(files, last)
            same = _free(self._home, name)
            self._place.rename(self._home / same)
            sync(self._home)
        former.lead(self._out)
        if same == current:
            return False
        self._switch(same, current)
        return True

    def _finish(self, files: manifest.Files, last: Path | None) -> None:
        """Every file on the disk and read back; what the last generation has in the same words is not stored twice."""
        (self._place / manifest.MANIFEST).write_bytes(manifest.written(files))
        old = manifest.listed(last) if last else {}
        shared = {path for path in files if last and old.get(path) == files[path] and self._share(path, last, files)}
        sync_all(self._place / path for path in manifest.below(self._place) if path not in shared)
        sync(self._place)
        for path in files.keys() - shared:
            if manifest.digest(self._place / path) != files[path][1]:
                raise OSError(f"{path} reads back otherwise than it was written")

    def _share(self, path: str, last: Path, files: manifest.Files) -> bool:
        """One file on the disk for both generations, where the last one's has not suffered."""
        new = self._place / f"{path}.new"
        try:
            if (last / path).samefile(self._place / path):
                return True
            if manifest.digest(last / path) != files[path][1]:
                return False
            new.hardlink_to(last / path)
        except OSError:  # no hard links here, or too many: the file of our own serves as well
            new.unlink(missing_ok=True)
            return False
        new.replace(self._place / path)
        return True

    def _switch(self, name: str, current: str | None) -> None:
        if current:
            point(self._home / "previous", current)
        point(self._home / "current", name)
        try:
            sync(self._home)
        except OSError as error:
            raise SettingsError(
                f"{self._out}: the new graph stands there, but the disk does not confirm it ({error.strerror}); build again."
            ) from None
        with suppress(OSError):  # the next build tidies again
            _tidy(self._home)


def _target(link: Path) -> str | None:
    """The name of the generation a link leads to; an error of the disk is not taken for none."""
    return link.readlink().name if link.is_symlink() else None


def _whole(home: Path, name: str) -> str | None:
    """The generation of that name, where it is there and nobody wrote to it."""
    places = sorted(home.glob(f"{name}*"))
    return next((place.name for place in places if not manifest.touched(place)), None)


def _free(home: Path, name: str) -> str:
    """The name; with a number behind it where one that has suffered holds it, and may still be read."""
    names = (name, *(f"{name}.{number}" for number in range(2, 1000)))
    return next(each for each in names if not (home / each).exists())


def _tidy(home: Path) -> None:
    """Removes what a killed build left, what was rejected, and the generations that nobody reads any more."""
    kept = {_target(home / link) for link in ("current", "previous")}
    for path in home.iterdir():
        left = path.name in ("building", "rejected", former.ADOPTING, former.REPLACED) or path.suffix == ".new"
        if left or (path.name.startswith("gen-") and path.name not in kept):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


def _refuse_without_links(out: Path) -> None:
    """Raises SettingsError on a disk without symbolic links (FAT, some network folders): there is no swapping there."""
    if (out / HOME / "current").is_symlink():
        return
    trial = out / HOME / "trial.new"
    try:
        trial.symlink_to("nowhere")
    except OSError as error:
        raise SettingsError(
            f"{out}: this disk makes no symbolic links ({error.strerror}); give a folder on another disk with -o."
        ) from None
    trial.unlink()

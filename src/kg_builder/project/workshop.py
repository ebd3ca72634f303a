"""Where a build writes before its files take the place of the last ones, and never over what no build wrote."""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg_builder.model.errors import SettingsError
from kg_builder.project.output import Output

# What a build replaces in OUT. The manifest comes first: it says that the rest is a build's, even one cut short.
OWN = ("run.json", "annotations", "articles", "graph", "reports")


def refuse_foreign(out: Path, inputs: Sequence[Path]) -> None:
    """Raises SettingsError where a build in OUT would replace its own inputs or files that no build wrote."""
    if out.exists() and not out.is_dir():
        raise SettingsError(f"{out}: this is a file; -o takes a folder.")
    for name in OWN:
        place = out / name
        for path in inputs:
            if path.resolve().is_relative_to(place.resolve()):
                raise SettingsError(f"{path}: the build would replace what it reads; give another folder with -o.")
        if not _is_build(out) and _has_files(place):
            raise SettingsError(
                f"{place}: no build wrote this, and a build would replace it; give another folder with -o."
            )


@contextmanager
def workshop(out: Path) -> Iterator[Output]:
    """A folder inside OUT, so that it lies on the same disk; gone when the build is cut short."""
    new = not out.exists()
    place = out / ".building"
    shutil.rmtree(place, ignore_errors=True)
    try:
        place.mkdir(parents=True)
        yield Output(place)
    except BaseException as error:
        shutil.rmtree(place, ignore_errors=True)
        if new and out.is_dir() and not any(out.iterdir()):
            out.rmdir()
        if isinstance(error, OSError):
            reason = error.strerror or str(error)
            raise SettingsError(f"{out}: it cannot be written ({reason}); give another folder with -o.") from None
        raise


def swap(new: Path, out: Path) -> None:
    """Puts the new files in the place of the old ones; what else lies in OUT stays."""
    old = new / "old"
    old.mkdir()
    for name in OWN:
        if (out / name).exists():
            (out / name).rename(old / name)
        (new / name).rename(out / name)
    shutil.rmtree(new)


def _is_build(out: Path) -> bool:
    try:
        return "kg_builder" in json.loads(Output(out).run.read_bytes())
    except (OSError, ValueError, TypeError):
        return False


def _has_files(place: Path) -> bool:
    """A folder in which only `evaluate` wrote its figures is still free."""
    if not place.is_dir():
        return place.exists()
    return any(file.is_file() and file.name != "evaluation.json" for file in place.rglob("*"))

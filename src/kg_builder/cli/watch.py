"""`kg-builder build --watch`: builds again when an article, a pack or the ledger changes."""

import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from glob import has_magic
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg_builder.cli.options import counted
from kg_builder.model.errors import KgBuilderError, SettingsError

if TYPE_CHECKING:
    from kg_builder.pipeline import Summary

_QUIET = 300  # milliseconds without a change, after which what is being copied is taken to be there
_LONGEST = 5000  # and the most that changes are waited for


def watching(watched: Sequence[Path], out: Path, build: Callable[[], "Summary"]) -> None:
    """Builds, and builds again after each change, until it is stopped. A build that fails harms neither OUT nor the watch."""
    places = [_place(path) for path in watched]
    changes = _changes(places, out)  # begins to watch before the first build begins to read
    for _ in changes:
        try:
            typer.echo(f"{time.strftime('%H:%M:%S')}  {_told(build(), out)}")
        except KgBuilderError as error:
            typer.echo(f"{time.strftime('%H:%M:%S')}  not built, {out} stays as it is: {error}", err=True)
        except Exception:  # a bug; the next change may avoid it
            traceback.print_exc()
        sys.stdout.flush()


def _changes(places: Sequence[Path], out: Path) -> Iterator[None]:
    """Once at the beginning, and once for each burst of changes; those during a build are kept for after it."""
    from watchfiles import Change, watch

    folders = sorted({_there(place) for place in places})
    files = {str(place) for place in places if not place.is_dir()}  # some of them not there yet, as a first ledger
    whole = [f"{place}/" for place in places if place.is_dir()]
    own = f"{out.resolve()}/"

    def counts(change: Change, path: str) -> bool:
        written = path.startswith(own) and path.removeprefix(own).split("/")[0] in _own()
        on_its_way = change is Change.added and any(file.startswith(f"{path}/") for file in files)
        return not written and (path in files or on_its_way or any(path.startswith(folder) for folder in whole))

    yield from _ticks(
        watch(*folders, watch_filter=counts, debounce=_LONGEST, step=_QUIET, yield_on_timeout=True, rust_timeout=1)
    )


def _ticks(seen: Iterator[object]) -> Iterator[None]:
    """The watch is on when its first answer came: only then the first build may begin."""
    next(seen)
    yield
    for changes in seen:
        if changes:
            yield


def _own() -> tuple[str, ...]:
    from kg_builder.project import OWN

    return OWN


def _place(path: Path) -> Path:
    """What to watch for a path: itself, for a pattern the folder it begins in."""
    if str(path) == "-":
        raise SettingsError("-: standard input is read once and cannot be watched; give files or folders.")
    place = Path(str(path).removeprefix("@")).resolve()
    return _there(place) if has_magic(str(place)) and not place.exists() else place


def _there(place: Path) -> Path:
    """The folder itself, or the nearest one above that is there."""
    return next(folder for folder in (place, *place.parents) if folder.is_dir())


def _told(summary: "Summary", out: Path) -> str:
    """One line for a build."""
    if summary.faults:
        return f"{counted(summary.faults, 'fault')}: the graph may not be cited; see {summary.folder}/reports/validation.json"
    numbers = (
        counted(summary.articles, "article"),
        counted(sum(summary.entities.values()), "entity").replace("entitys", "entities"),
        counted(sum(summary.statements.values()), "statement"),
        counted(summary.issues, "issue"),
    )
    what = "built" if summary.changed else "nothing new"
    return f"{what}: {', '.join(numbers)}, {summary.seconds:.1f} s"

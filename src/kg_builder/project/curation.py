"""Where the ledger of a folder of articles lies.

data/articles/…   data/curation/corrections.jsonl      beside the folder of the articles, so that both are versioned together
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from kg_builder.model.errors import LedgerError, SourceError
from kg_builder.project.generations import latest

PLACE = Path("curation") / "corrections.jsonl"


def ledger_beside(paths: Sequence[Path], given: Path | None = None) -> Path | None:
    """The ledger of what is read: the one given, else the one beside the folder of articles or in it.

    Where there is none yet, the place where it would be looked for; None where the paths are no folders or files.
    Raises LedgerError where the one given is missing, or where the paths have several.
    """
    if given is not None:
        if not given.is_file():
            raise LedgerError(f"{given}: there is no such ledger; check --curation, or leave it out.")
        return given
    places = [place for path in paths for place in _places(path)]
    found = sorted({place.resolve() for place in places if place.is_file()})
    if len(found) > 1:
        raise LedgerError(
            f"{found[0]}, {found[1]}: the articles have several ledgers; say which one with --curation FILE."
        )
    return next((place for place in places if place.is_file()), places[0] if places else None)


def _places(path: Path) -> list[Path]:
    """Beside the folder, then in it; of a pattern the folder before its first mark."""
    folder = path
    while not folder.is_dir():
        if folder == folder.parent:
            return []
        folder = folder.parent
    if folder == Path() and path != folder and not path.exists():
        return []  # "-", or a name that is nowhere
    return [Path(os.path.normpath(folder.absolute().parent / PLACE)), folder / PLACE]


def ledger_of(out: Path, given: Path | None = None) -> Path:
    """The ledger that the build in OUT read or would have read. Raises LedgerError where it does not say."""
    if given is not None:
        return given
    run = latest(out).run
    try:
        place = json.loads(run.read_bytes()).get("ledger")
    except (OSError, ValueError):
        raise SourceError(
            f"{out}: there is no build in this folder; run 'kg-builder build PATHS -o {out}' first."
        ) from None
    if not place:
        raise LedgerError(f"{out}: the build does not say where its ledger lies; give it with --curation FILE.")
    return Path(os.path.normpath(out.absolute() / place))

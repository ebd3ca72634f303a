"""Which ledger a build used, and what came of its lines."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg_builder.curate import Ledger, read_ledger
from kg_builder.project import ledger_beside


@dataclass(frozen=True, slots=True)
class Curated:
    """The ledger of a build."""

    ledger: Ledger
    file: Path | None = None  # where it lies, or would lie
    place: str = ""  # the same as seen from OUT
    applied: int = 0  # corrections that met something
    unmet: int = 0  # issues about others

    @classmethod
    def of(cls, paths: Sequence[Path], given: Path | None, out: Path) -> "Curated":
        """What a build of these paths reads. Raises LedgerError where it cannot."""
        file = ledger_beside(paths, given)
        if file is None:
            return NOT_CURATED
        place = os.path.relpath(file.absolute(), out.absolute())
        return cls(read_ledger(file) if file.is_file() else Ledger(), file, place)

    @property
    def files(self) -> tuple[Path, ...]:
        """What lies among the articles and is none."""
        return (self.file,) if self.file else ()

    def told(self) -> dict[str, object]:
        """What run.json says of it."""
        told: dict[str, object] = {"ledger": self.place}
        if self.ledger.sha256:
            told["curation"] = {
                "sha256": self.ledger.sha256,
                "lines": len(self.ledger.entries),
                "in_force": len(self.ledger.in_force),
                "applied": self.applied,
                "issues": self.unmet,
            }
        return told


NOT_CURATED = Curated(Ledger())

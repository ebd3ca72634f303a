"""A new correction, ready to be appended: what a verb or a page calls."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kg_builder.curate.ledger import Ledger, append, correction_id, read_ledger
from kg_builder.curate.wording import fault_of
from kg_builder.model.correction import Action, Correction, Place
from kg_builder.model.errors import LedgerError
from kg_builder.model.vocabulary import Predicate


def now() -> str:
    """The time as the ledger writes it. Only making a correction looks at a clock; a build reads what it wrote."""
    return datetime.now(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def make(
    action: Action,
    subject: str,
    *,
    author: str,
    reason: str,
    predicate: Predicate | None = None,
    object_: str | None = None,
    evidence: Place | None = None,
    made_at: str | None = None,
) -> Correction:
    """A correction with its id. Raises LedgerError where it is not well formed."""
    bare = Correction(
        "", author.strip(), made_at or now(), " ".join(reason.split()), action, subject, predicate, object_, evidence
    )
    fault = fault_of(bare)
    if fault:
        raise LedgerError(f"curate {action}: {fault}.")
    return replace(bare, id=correction_id(bare))


def undo(file: Path, own: str, *, author: str, reason: str, made_at: str | None = None) -> Correction:
    """Appends the line that undoes another, which may be an UNDO itself. Raises LedgerError where there is none."""
    ledger = read_ledger(file)
    correction = make(
        Action.UNDO, f"correction/{undoable(ledger, own, file)}", author=author, reason=reason, made_at=made_at
    )
    return append(file, correction)


def undoable(ledger: Ledger, own: str, file: Path) -> str:
    """The whole id of a line that holds, from its id or the beginning of it. Raises LedgerError where there is no such line."""
    own = own.removeprefix("correction/")
    found = [entry.correction for entry in ledger.entries if own and entry.correction.id.startswith(own)]
    if len(found) != 1:
        word = "none of its corrections has" if not found else f"{len(found)} of its corrections have"
        raise LedgerError(f"{file}: {word} the id '{own}'; 'kg-builder curate log' lists them.")
    if found[0].id in ledger.undone:
        raise LedgerError(
            f"{file}: {found[0].id} does not hold any more; undo the line that undid it to bring it back."
        )
    return found[0].id

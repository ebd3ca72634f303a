"""The ledger: one correction a line, only ever added to.

Each line's id is a hash of the rest of it, so two analysts' lines stand side by side after a merge in git, a line that came
twice is one, and a line that was changed by hand is found out.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

from kg_builder.curate.locked import create_folder, locked, sync_folder
from kg_builder.curate.wording import fault_of
from kg_builder.model import codec
from kg_builder.model.correction import Action, Correction
from kg_builder.model.errors import LedgerError

_FIELDS = tuple(field.name for field in fields(Correction))


@dataclass(frozen=True, slots=True)
class Entry:
    """A correction and the line it stands in."""

    line: int
    correction: Correction


@dataclass(frozen=True, slots=True)
class Ledger:
    """All lines in their order, each correction once."""

    name: str = "corrections.jsonl"  # without its folder: it is told in results
    entries: tuple[Entry, ...] = ()
    sha256: str = ""  # of the file

    def where(self, entry: Entry) -> str:
        """The place of an entry: "corrections.jsonl:3"."""
        return f"{self.name}:{entry.line}"

    @property
    def undone(self) -> frozenset[str]:
        """The ids of what does not hold any more."""
        return frozenset(_undone(entry.correction for entry in self.entries))

    @property
    def in_force(self) -> tuple[Entry, ...]:
        """What holds: neither undone nor an UNDO itself. Undoing an UNDO brings back what it undid."""
        undone = self.undone
        return tuple(
            entry
            for entry in self.entries
            if entry.correction.action is not Action.UNDO and entry.correction.id not in undone
        )

    @property
    def idle(self) -> tuple[Entry, ...]:
        """The lines that undo what the ledger does not hold."""
        known = {entry.correction.id for entry in self.entries}
        return tuple(
            entry
            for entry in self.entries
            if entry.correction.action is Action.UNDO and target_of(entry.correction) not in known
        )

    def find(self, own: str) -> Entry | None:
        """The entry of an id."""
        own = own.removeprefix("correction/")
        return next((entry for entry in self.entries if entry.correction.id == own), None)


def target_of(undo: Correction) -> str:
    """The id of the correction that an UNDO undoes."""
    return undo.subject.removeprefix("correction/")


def _undone(corrections: Iterable[Correction]) -> set[str]:
    """The ids that do not hold. An id is a hash of what it undoes, so there is no circle."""
    undoers: dict[str, list[str]] = {}
    for correction in corrections:
        if correction.action is Action.UNDO:
            undoers.setdefault(target_of(correction), []).append(correction.id)
    done: dict[str, bool] = {}  # id -> it is undone
    stack = list(undoers)
    while stack:
        own = stack[-1]
        open_ = [undo for undo in undoers.get(own, ()) if undo not in done]
        if open_:
            stack.extend(open_)
            continue
        done[own] = any(not done[undo] for undo in undoers.get(own, ()))
        stack.pop()
    return {own for own, gone in done.items() if gone}


def correction_id(correction: Correction) -> str:
    """The hash of all but the id."""
    plain = _plain(correction)
    del plain["id"]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def line_of(correction: Correction) -> bytes:
    """A correction as a line of the ledger."""
    return json.dumps(_plain(correction), ensure_ascii=False).encode() + b"\n"


def _plain(correction: Correction) -> dict[str, object]:
    """Its fields in their order, without those that say nothing."""
    whole: dict[str, object] = json.loads(codec.encode(correction))
    return {name: value for name, value in whole.items() if value is not None}


def read_ledger(file: Path) -> Ledger:
    """The ledger of a file. Raises LedgerError where a line is wrong, or the file cannot be read."""
    try:
        payload = file.read_bytes()
    except OSError as error:
        raise LedgerError(f"{file}: the ledger cannot be read ({error.strerror}); check --curation.") from None
    return parse(payload, file)


def parse(payload: bytes, file: Path) -> Ledger:
    """The ledger of a file's bytes."""
    entries: dict[str, Entry] = {}
    for number, line in enumerate(payload.split(b"\n"), 1):
        if line.strip():
            correction = _correction(line, f"{file}:{number}")
            entries.setdefault(correction.id, Entry(number, correction))
    return Ledger(file.name, tuple(entries.values()), hashlib.sha256(payload).hexdigest())


def _correction(line: bytes, where: str) -> Correction:
    if line.startswith((b"<<<<<<<", b"=======", b">>>>>>>")):
        raise LedgerError(f"{where}: a mark of a merge conflict; keep the lines of both sides and delete the marks.")
    try:
        held = json.loads(line.decode("utf-8"), object_pairs_hook=lambda pairs: _once(pairs, where))
        unknown = sorted(set(held) - set(_FIELDS)) if isinstance(held, dict) else []
        if unknown:
            raise LedgerError(
                f"{where}: unknown field '{unknown[0]}'; the fields are {', '.join(_FIELDS)}: mend its name or delete it."
            )
        correction = codec.decode(line, Correction)
        if {name: value for name, value in held.items() if value is not None} != _plain(correction):
            raise ValueError("'evidence' takes article and span, and span takes start and end, nothing else")
    except (ValueError, RecursionError) as error:
        raise LedgerError(f"{where}: this is no correction ({_short(error)}); mend the line or delete it.") from None
    fault = fault_of(correction)
    if fault:
        raise LedgerError(f"{where}: {fault}.")
    own = correction_id(correction)
    if correction.id != own:
        raise LedgerError(
            f"{where}: the line does not fit its id {correction.id}, so it was changed after it was written; "
            f'restore it and undo it instead, or, where it is new, write "id": "{own}".'
        )
    return correction


def _once(pairs: list[tuple[str, object]], where: str) -> dict[str, object]:
    held = dict(pairs)
    if len(held) != len(pairs):
        twice = next(name for name, _ in pairs if sum(name == other for other, _ in pairs) > 1)
        raise LedgerError(f"{where}: the field '{twice}' stands twice; delete one.")
    return held


def _short(error: Exception) -> str:
    return str(error).split("\n")[0].rstrip(".") or type(error).__name__


def append(file: Path, correction: Correction) -> Correction:
    """Adds one line, or none where it is there already; on disk when this returns, and whole or not at all.

    Raises LedgerError where the correction or the ledger is faulty, or the file cannot be written.
    """
    fault = fault_of(correction)
    if fault:
        raise LedgerError(f"{file}: {fault}; nothing was written.")
    try:
        create_folder(file.parent)
        new = not file.exists()
        with locked(file) as handle:
            _add(handle, file, correction)
        if new:
            sync_folder(file.parent)
    except OSError as error:
        raise LedgerError(f"{file}: the ledger cannot be written ({error.strerror}); nothing was added.") from None
    return correction


def _add(handle: int, file: Path, correction: Correction) -> None:
    size = os.fstat(handle).st_size
    payload = os.pread(handle, size, 0) if size else b""
    if parse(payload, file).find(correction.id) is not None:
        return
    line = (b"" if not payload or payload.endswith(b"\n") else b"\n") + line_of(correction)
    try:
        written = 0
        while written < len(line):
            written += os.write(handle, line[written:])
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, size)
        raise

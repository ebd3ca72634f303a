"""Brings a store to what a file of N-Quads says, batch by batch."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from kg_builder.model.errors import SettingsError, SourceError
from kg_builder.rdf.publish import updates
from kg_builder.rdf.publish.record import Batch, Change, Piece, Record, digest
from kg_builder.rdf.publish.remote import Refused, Remote

_BYTES = 2 * 1024**2  # of a batch
_SUBJECT, _GRAPH = b"s", b"g"  # the first byte of a piece's key
_HELD = 10_000  # lines of graphs that are kept in memory


@dataclass(slots=True)
class Told:
    """What was sent, or would be."""

    added: int = 0
    removed: int = 0
    others: int = 0  # triples that stood there already, put by others
    graphs: int = 0  # replaced
    dropped: int = 0
    batches: int = 0


def publish(
    nquads: Path, record: Record, remote: Remote | None, most: int = 5000, again: bool = False,
    take_over: bool = False, on_step: Callable[[str], None] = lambda step: None,
) -> Told:  # fmt: skip
    """Sends what changed since the last time in batches of `most` triples; without a `remote` only tells what would be sent.

    `again` sends everything, whatever the record says; `take_over` makes the store ours where another OUT published to it.
    Raises SettingsError where the store refuses, does not answer or is not as the record says.
    """
    work = _Publishing(record, remote, most, on_step)
    try:
        if remote is not None:
            work.settle(remote, again, take_over)
        work.send(nquads)
    except sqlite3.OperationalError as error:
        raise SettingsError(
            f"the record of what was published cannot be written ({error}); mend that and run the same command again: it goes on where it stopped."
        ) from None
    return work.told


class _Publishing:
    """One run."""

    def __init__(self, record: Record, remote: Remote | None, most: int, on_step: Callable[[str], None]) -> None:
        self.told = Told()
        self._record = record
        self._remote = remote
        self._most = most
        self._on_step = on_step
        self._alone = False  # nobody else's triples stand in the default graph
        self._batch = Batch(record.step + 1)

    # --- before anything is sent: do record and store agree?

    def settle(self, remote: Remote, again: bool, take_over: bool) -> None:
        """Finds out whether the last batch arrived, and whose the store is."""
        record, marks = self._record, remote.marks()
        at, flight = marks.pop(record.own, 0), record.flight
        if marks and not take_over:
            raise SettingsError(
                f"{remote.address.update}: another OUT publishes to this store ({', '.join(sorted(marks))[:100]}), and what both say cannot "
                "be told apart; publish to a store of its own, or make this one yours with --take-over."
            )
        if again or take_over:
            self._begin_anew(remote, take_over, max(at, record.step))
        elif flight is not None and at in (flight.step, flight.step - 1):
            if at < flight.step:
                self._deliver(remote, flight)
            self._note(flight)
        elif at != record.step:
            raise SettingsError(
                f"{remote.address.update}: the store is not as this OUT left it (batch {at} instead of {record.step}); it was emptied, or "
                "restored, or a copy of this OUT publishes there. Send everything anew with --again."
            )
        for other in marks:
            self._batch.graphs[f"<{updates.MARKS}{other}>"] = None
        self._alone = record.step == 0 and remote.is_empty()
        self._batch.step = record.step + 1

    def _begin_anew(self, remote: Remote, take_over: bool, step: int) -> None:
        record, flight = self._record, self._record.flight
        with record.whole():
            if flight is not None:  # it may have arrived: what it puts there may be ours
                for subject, change in flight.changes.items():
                    known = record.piece(_SUBJECT + subject.encode())
                    ours = known.ours | _encoded(change.inserts) - _encoded(flight.others)
                    record.put(_SUBJECT + subject.encode(), replace(known, ours=ours))
                for graph in flight.graphs:
                    record.put(_GRAPH + graph.encode(), Piece(b"?"))
                record.forget_flight()
            if take_over:  # what stands there was put by us, in another life: nothing of it is noted as others'
                for own in remote.graphs():
                    record.put(_GRAPH + own, Piece(b"?"))
                record.set("adopting", "1")
            record.doubt()
            record.set("step", str(step))

    # --- what changed

    def send(self, nquads: Path) -> None:
        """All that the file says and the store does not, and the other way round."""
        try:
            with nquads.open("rb") as lines:
                for subject, wanted in self._subjects(lines):
                    if not self._record.is_known(_SUBJECT + subject, digest(wanted)):
                        self._change(subject, wanted)
        except FileNotFoundError:
            raise SourceError(f"{nquads}: there is no graph; build first.") from None
        except ValueError as error:  # half of a subject would be taken for all of it
            raise SourceError(
                f"{nquads}: the lines of one subject do not stand together ({error}); build again."
            ) from None
        for key in self._record.gone(_SUBJECT):
            self._change(key[1:], [])
        for graph, triples in self._record.held():
            if not self._record.is_known(_GRAPH + graph, digest(triples)):
                self._replace(graph, triples)
        for key in self._record.gone(_GRAPH):
            self._replace(key[1:], None)
        self._flush()
        if self._remote is not None:
            self._record.set("adopting", "")

    def _subjects(self, lines: Iterator[bytes]) -> Iterator[tuple[bytes, list[bytes]]]:
        """The subjects with their triples in the default graph; those of other graphs are kept aside."""
        aside: list[tuple[bytes, bytes]] = []
        for subject, group in groupby(lines, key=lambda line: line.partition(b" ")[0]):
            found = [updates.split(line) for line in group if line.strip()]
            aside += ((graph, triple) for triple, graph in found if graph)
            if len(aside) > _HELD:
                self._record.hold(aside)
                aside.clear()
            wanted = sorted({triple for triple, graph in found if not graph})
            if wanted:
                yield subject, wanted
        self._record.hold(aside)

    def _change(self, subject: bytes, wanted: list[bytes]) -> None:
        """A subject's triples, in as many batches as it takes."""
        known = self._record.piece(_SUBJECT + subject)
        others = known.others & frozenset(wanted)
        stands = known.others if not known.sure else known.ours | known.others
        steps = [(False, triple) for triple in sorted(known.ours - frozenset(wanted))]
        steps += [(True, triple) for triple in wanted if triple not in stands]
        change = Change()
        for add, triple in steps:
            if self._batch.size >= self._most or self._batch.bytes > _BYTES:
                self._batch.changes[subject.decode()] = change
                self._flush()
                change = Change()
            (change.inserts if add else change.deletes).append(triple.decode())
            self._batch.size += 1
            self._batch.bytes += len(triple)
        change.hash = digest(wanted).hex() if wanted else "none"
        change.wanted_others = [triple.decode() for triple in others]
        self._batch.changes[subject.decode()] = change

    def _replace(self, graph: bytes, triples: list[bytes] | None) -> None:
        """A whole graph; it is never cut."""
        size = len(triples or ())
        if (self._batch.size and self._batch.size + size > self._most) or self._batch.bytes > _BYTES:
            self._flush()
        self._batch.graphs[graph.decode()] = None if triples is None else [triple.decode() for triple in triples]
        self._batch.size += max(size, 1)
        self._batch.bytes += sum(map(len, triples or ()))

    # --- sending

    def _flush(self) -> None:
        batch = self._batch
        if batch.changes or batch.graphs:
            if self._remote is not None:
                if any(change.inserts for change in batch.changes.values()):
                    batch.others = self._others(self._remote, batch)
                self._record.launch(batch)
                self._deliver(self._remote, batch)
                self._note(batch)
            self._tell(batch)
        self._batch = Batch(batch.step + 1)

    def _others(self, remote: Remote, batch: Batch) -> list[str]:
        """What a batch would insert and stands there already: it is others', and stays theirs."""
        if self._alone or self._record.get("adopting"):
            return []
        asked = []
        for subject, change in batch.changes.items():
            known = self._record.piece(_SUBJECT + subject.encode())
            asked += [triple for each in change.inserts if (triple := each.encode()) not in known.ours]
        return sorted(triple.decode() for triple in remote.holds(asked))

    def _deliver(self, remote: Remote, batch: Batch) -> None:
        """Sends a batch. What the store refuses did not arrive, and the next run makes another of it."""
        deletes = (triple.encode() for change in batch.changes.values() for triple in change.deletes)
        inserts = (triple.encode() for change in batch.changes.values() for triple in change.inserts)
        graphs = {g.encode(): None if held is None else [t.encode() for t in held] for g, held in batch.graphs.items()}
        try:
            if remote.address.graph_store:
                for graph, held in graphs.items():
                    remote.replace(graph, held)
                graphs = {}
            text = updates.update(deletes, inserts, graphs, self._record.own, batch.step)
            remote.update(text)
        except Refused:
            self._record.forget_flight()
            raise

    def _note(self, batch: Batch) -> None:
        """A batch has arrived."""
        others = _encoded(batch.others)
        record = self._record
        with record.whole():
            for subject, change in batch.changes.items():
                key, inserts = _SUBJECT + subject.encode(), _encoded(change.inserts)
                known = record.piece(key)
                ours = known.ours - _encoded(change.deletes) | inserts - others
                theirs = known.others | inserts & others
                if change.hash:
                    theirs = theirs & (_encoded(change.wanted_others) | inserts | others)
                hash_ = bytes.fromhex(change.hash) if change.hash not in ("", "none") else b""
                record.put(key, Piece(hash_, ours, theirs, bool(change.hash) or known.sure))
            for graph, held in batch.graphs.items():
                there = Piece() if held is None else Piece(digest([triple.encode() for triple in held]))
                record.put(_GRAPH + graph.encode(), there)
            record.forget_flight()
            record.set("step", str(batch.step))

    def _tell(self, batch: Batch) -> None:
        told = self.told
        told.added += sum(len(change.inserts) for change in batch.changes.values()) - len(batch.others)
        told.removed += sum(len(change.deletes) for change in batch.changes.values())
        told.others += len(batch.others)
        told.graphs += sum(held is not None for held in batch.graphs.values())
        told.dropped += sum(held is None for held in batch.graphs.values())
        told.batches += 1
        self._on_step(f"batch {told.batches}: {told.added} triples, {told.graphs} graphs")


def _encoded(triples: list[str]) -> frozenset[bytes]:
    return frozenset(triple.encode() for triple in triples)

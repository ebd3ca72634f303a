"""A correction tried on the graph of a build before it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg_builder.curate.ledger import Entry, Ledger
from kg_builder.curate.replay import replay
from kg_builder.curate.telling import Change, changes
from kg_builder.model.correction import Correction
from kg_builder.model.errors import LedgerError
from kg_builder.model.knowledge import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Trial:
    """What a correction would do."""

    correction: Correction
    told: tuple[Change, ...]
    remarks: tuple[str, ...]  # issues that come with it

    @property
    def changes(self) -> tuple[str, ...]:
        """The same in words."""
        return tuple(change.words for change in self.told)


def trial(graph: KnowledgeGraph, texts: Mapping[str, str], ledger: Ledger, correction: Correction) -> Trial:
    """What changes in a graph to which the ledger was applied already. Raises LedgerError where nothing can come of it."""
    line = 1 + max((entry.line for entry in ledger.entries), default=0)
    entry = Entry(line, correction)
    base, before = replay(graph, ledger, texts)
    after, issues = replay(base, replace(ledger, entries=(*ledger.entries, entry)), texts)
    new = [issue for issue in issues if issue not in before]
    if correction not in after.corrections:
        own = [issue for issue in new if issue.where == ledger.where(entry)]
        why = next((issue.message for issue in own or new), "it meets nothing in the graph.")
        raise LedgerError(f"{correction.action} {correction.subject}: {why}")
    return Trial(correction, tuple(changes(base, after)), tuple(f"{issue.where}: {issue.message}" for issue in new))

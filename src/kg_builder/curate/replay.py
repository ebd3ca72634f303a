"""The corrections in force, applied to a fresh graph: row by row, or to a whole graph.

Nothing is taken from the graph: a rejected statement keeps its evidence, a renamed entity its old name, a merged id a
redirect. What a correction no longer meets is an issue.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from kg_builder.curate.adding import added
from kg_builder.curate.ledger import Entry, Ledger
from kg_builder.curate.rows import joined_entity, renamed, retyped
from kg_builder.curate.rulings import Rulings
from kg_builder.model.correction import Action, Correction
from kg_builder.model.errors import Issue
from kg_builder.model.knowledge import (
    Decision,
    Entity,
    Evidence,
    KnowledgeGraph,
    Merge,
    Statement,
    Status,
    join,
    settled,
    statement_id,
)  # fmt: skip
from kg_builder.model.vocabulary import EntityType

_FORCED = 1 << 20  # above every rank: what can no longer be true whatever was confirmed
_STATUS = {Action.CONFIRM: Status.CONFIRMED, Action.REJECT: Status.REJECTED, Action.ADD: Status.ADDED}


class Replay:
    """Knows all ids of a graph and their classes; then takes one row at a time, in any order."""

    def __init__(
        self, ledger: Ledger, kinds: Mapping[str, EntityType], redirects: Mapping[str, str] | None = None
    ) -> None:
        self._ledger = ledger
        self._rulings = Rulings(ledger, kinds, redirects or {})
        self._met = set(self._rulings.met)
        self._issues = list(self._rulings.issues)
        self._moved: dict[str, str] = {}

    @property
    def redirects(self) -> Mapping[str, str]:
        """Which entity stands for an id that is no more."""
        return self._rulings.redirects

    @property
    def moved(self) -> Mapping[str, str]:
        """The same for the statements seen so far: "statement/…" to "statement/…"."""
        return self._moved

    def entity(self, entity: Entity) -> Entity:
        """The row with its id, name and class of today. Rows of one id are joined by `entities`."""
        ruled = self._rulings
        own = ruled.final(entity.id)
        retype, rename = ruled.retypes.get(own), ruled.renames.get(own)
        entity = replace(
            entity,
            id=own,
            body=self._body(entity.body),
            parts=tuple(dict.fromkeys(map(ruled.final, entity.parts))),
            corrections=tuple(dict.fromkeys((*entity.corrections, *(e.correction.id for e in ruled.on.get(own, ()))))),
        )
        if retype is not None:
            entity = retyped(entity, EntityType(str(retype.correction.object)))
        return renamed(entity, str(rename.correction.object)) if rename is not None else entity

    def entities(self, rows: Iterable[Entity]) -> dict[str, Entity]:
        """All entities by id: rows that are one are joined, and the one that stands for them gives the name."""
        groups: dict[str, list[tuple[bool, Entity]]] = defaultdict(list)
        for row in rows:
            own = self._rulings.final(row.id)
            groups[own].append((row.id != own, self.entity(row)))
        return {
            own: joined_entity([row for _, row in sorted(groups[own], key=lambda pair: (pair[0], pair[1].name))])
            for own in sorted(groups)
        }

    def statement(self, statement: Statement) -> Statement:
        """The row with the ids of today and its status. Rows of one id are joined by `model.knowledge.join`."""
        final = self._rulings.final
        subject = final(statement.subject)
        target = final(statement.object) if isinstance(statement.object, str) else statement.object
        own = statement_id(subject, statement.predicate, target)
        if own != statement.id:
            self._moved[f"statement/{statement.id}"] = f"statement/{own}"
        decisions = set(statement.decisions)
        for fact in dict.fromkeys((statement.id, own)):
            decisions.update(map(self._decision, self._ruled(f"statement/{fact}")))
        kept: list[Evidence] = []
        refuted: list[Evidence] = []
        for evidence in statement.places:
            ruled = self._ruled(f"evidence/{evidence.id}")
            rejected = evidence in statement.refuted
            if ruled:
                evidence = replace(evidence, correction=ruled[-1].correction.id)
                rejected = ruled[-1].correction.action is Action.REJECT
                decisions.update(() if rejected else (self._decision(ruled[-1]),))
            (refuted if rejected else kept).append(self._evidence(evidence))
        row = replace(
            statement,
            id=own,
            subject=subject,
            object=target,
            evidence=tuple(kept),
            refuted=tuple(sorted(refuted, key=lambda e: e.id)),
        )
        decisions.update(self._impossible(row))
        return settled(replace(row, decisions=tuple(sorted(decisions))))

    def statements(self, rows: Iterable[Statement]) -> dict[str, Statement]:
        """All statements by id."""
        equal: dict[str, list[Statement]] = defaultdict(list)
        for row in map(self.statement, rows):
            equal[row.id].append(row)
        return {own: join(same) for own, same in sorted(equal.items())}

    def additions(self, entities: Mapping[str, Entity], texts: Mapping[str, str]) -> list[Statement]:
        """What analysts added, between the entities of today, with the words they point at in the texts as read."""
        found = []
        for entry in self._rulings.of(Action.ADD):
            row, issue = added(entry, self._ledger.where(entry), self._rulings.final, entities, texts)
            if issue is not None:
                self._issues.append(issue)
            if row is not None:
                self._met.add(entry.correction.id)
                found.append(self.statement(replace(row, decisions=(self._decision(entry),))))
        return found

    def merge(self, merge: Merge) -> Merge | None:
        """A reason of the resolution with the ids of today; None where it no longer says anything."""
        own = self._rulings.final(merge.entity)
        if merge.other is None:
            return replace(merge, entity=own)
        other = self._rulings.final(merge.other)
        return None if own == other else replace(merge, entity=min(own, other), other=max(own, other))

    def reasons(self) -> list[Merge]:
        """Why entities are one or two, by SAME and DIFFERENT."""
        return self._rulings.reasons()

    def applied(self) -> tuple[Correction, ...]:
        """The corrections that met something, after all rows were seen."""
        return tuple(e.correction for e in self._ledger.in_force if e.correction.id in self._met)

    def unmet(self) -> tuple[Issue, ...]:
        """What the ledger says and the graph does not have, and where it contradicts itself; after all rows were seen."""
        issues = [*self._issues, *self._rulings.contradicted(self._moved)]
        issues += [
            self._rulings.unmet(entry, entry.correction.subject)
            for entry in self._rulings.of(Action.CONFIRM, Action.REJECT)
            if entry.correction.id not in self._met
        ]
        return tuple(sorted(set(issues), key=lambda issue: (self._line(issue.where), issue.code, issue.message)))

    def _line(self, where: str) -> int:
        return int(where.rpartition(":")[2])

    def _body(self, body: str) -> str:
        own = self._rulings.final(body) if body else ""
        return own if self._rulings.kinds.get(own) is EntityType.BUREAU else ""

    def _evidence(self, evidence: Evidence) -> Evidence:
        if evidence.speaker is None:
            return evidence
        speaker = self._rulings.final(evidence.speaker)
        return replace(evidence, speaker=speaker if self._rulings.kinds.get(speaker) is EntityType.OFFICIAL else None)

    def _ruled(self, fact: str) -> list[Entry]:
        ruled = self._rulings.facts.get(fact, [])
        self._met.update(entry.correction.id for entry in ruled)
        return ruled

    def _decision(self, entry: Entry) -> Decision:
        return Decision(self._rulings.rank[entry.correction.id], entry.correction.id, _STATUS[entry.correction.action])

    def _impossible(self, row: Statement) -> Iterable[Decision]:
        """The decision against what SAME or RETYPE left without sense; the second is an issue as well."""
        ruled = self._rulings
        if row.subject == row.object:
            for entry in [e for e in ruled.on.get(row.subject, ()) if e.correction.action is Action.SAME][-1:]:
                yield self._against(entry)
        retypes = [
            ruled.retypes[end] for end in (row.subject, row.object) if isinstance(end, str) and end in ruled.retypes
        ]
        first = ruled.kinds[row.subject]
        second = ruled.kinds[row.object] if isinstance(row.object, str) else EntityType.DATE
        if retypes and not row.predicate.fits(first, second):
            entry = max(retypes, key=lambda e: ruled.rank[e.correction.id])
            self._issues.append(
                Issue(
                    "curate.misfit",
                    self._ledger.where(entry),
                    f"statement/{row.id}: {row.subject} ({first}) {row.predicate} {row.object} ({second}) no longer fits "
                    "the classes of its ends, so it is rejected; add the statement that holds, or undo the retype.",
                )
            )
            yield self._against(entry)

    def _against(self, entry: Entry) -> Decision:
        own = entry.correction.id
        return Decision(self._rulings.rank[own] + _FORCED, own, Status.REJECTED)


def replay(graph: KnowledgeGraph, ledger: Ledger, texts: Mapping[str, str]) -> tuple[KnowledgeGraph, tuple[Issue, ...]]:
    """A whole graph with the ledger applied, and what the ledger does not meet. Applying it again changes nothing."""
    if not ledger.entries:
        return graph, ()
    doing = Replay(ledger, {own: entity.type for own, entity in graph.entities.items()}, graph.redirects)
    entities = doing.entities(graph.entities.values())
    statements = doing.statements(graph.statements.values())
    for row in doing.additions(entities, texts):
        statements[row.id] = join([statements[row.id], row]) if row.id in statements else row
    merges = {*filter(None, map(doing.merge, graph.merges)), *doing.reasons()}
    done = replace(
        graph,
        entities=entities,
        statements=dict(sorted(statements.items())),
        redirects=_chained({**graph.redirects, **doing.redirects, **doing.moved}),
        merges=tuple(sorted(merges, key=lambda m: (m.entity, m.other or "", m.reason))),
        corrections=doing.applied(),
    )
    return done, doing.unmet()


def _chained(redirects: Mapping[str, str]) -> dict[str, str]:
    """Each old id straight to the one of today."""

    def last(own: str) -> str:
        while own in redirects:
            own = redirects[own]
        return own

    return {old: last(old) for old in sorted(redirects)}

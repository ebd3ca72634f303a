"""What the corrections in force say of each id of a graph."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping

from kg_builder.curate.ledger import Entry, Ledger
from kg_builder.curate.unions import unite
from kg_builder.model.correction import Action
from kg_builder.model.errors import Issue
from kg_builder.model.knowledge import Merge
from kg_builder.model.vocabulary import EntityType

_PAIRS = (Action.SAME, Action.DIFFERENT)


class Rulings:
    """The ledger set out by what it speaks of. A later line holds against an earlier one on the same id."""

    def __init__(self, ledger: Ledger, kinds: Mapping[str, EntityType], former: Mapping[str, str]) -> None:
        self._ledger = ledger
        self._former = former
        self._before = kinds
        self._entries = ledger.in_force
        self.issues: list[Issue] = [self.unmet(entry, entry.correction.subject) for entry in ledger.idle]
        self.met: set[str] = set()
        self.rank = {entry.correction.id: rank for rank, entry in enumerate(self._entries)}
        self._retyped = self._classes()
        self._holding: list[Entry] = []
        self.redirects = self._redirects()
        self._note_missing()
        self.on: dict[str, list[Entry]] = defaultdict(list)  # id -> what was decided on it
        self.renames = self._last(Action.RENAME)
        self.retypes = self._last(Action.RETYPE)
        self._note_pairs()
        self.kinds = self._kinds()
        self.facts = self._facts()

    def of(self, *actions: Action) -> list[Entry]:
        """The entries of some actions, in their order."""
        return [entry for entry in self._entries if entry.correction.action in actions]

    def final(self, own: str) -> str:
        """The id that stands for an id."""
        own = self._former.get(own, own)
        return self.redirects.get(own, own)

    def unmet(self, entry: Entry, missing: str) -> Issue:
        """That a line speaks of something the graph does not have."""
        return self._issue("curate.unmet", entry, f"{missing} is not in the graph, so '{entry.correction.action}' did not meet "
            "it; the articles or the rules of reading changed: undo the line, and make it anew on what 'curate log' or 'why' show.")  # fmt: skip

    def reasons(self) -> list[Merge]:
        """SAME and DIFFERENT as reasons for `why`."""
        found = []
        for entry in self._holding:
            c = entry.correction
            one, other = self.final(c.subject), self.final(c.object or "")
            said = f"{c.author}（{c.made_at[:10]}）判定：{c.reason.rstrip('。')}"
            if c.action is Action.SAME and one in self._before:
                found.append(Merge(one, said, ()))
            elif c.action is Action.DIFFERENT and one != other and {one, other} <= set(self._before):
                found.append(Merge(min(one, other), said, (), max(one, other)))
        return found

    def _issue(self, code: str, entry: Entry, message: str) -> Issue:
        return Issue(code, self._ledger.where(entry), message)

    def _classes(self) -> dict[str, EntityType]:
        """The class each id was given last, before ids are joined."""
        return {e.correction.subject: EntityType(str(e.correction.object)) for e in self.of(Action.RETYPE)}

    def _redirects(self) -> dict[str, str]:
        """Which id stands for which by SAME, but where DIFFERENT forbids it."""
        same = self._of_one_class(self.of(Action.SAME))
        apart = self.of(Action.DIFFERENT)
        united = unite([(*_ends(e), e) for e in same], [(*_ends(e), e) for e in apart], self._before)
        for refused, veto in united.refused:
            ends = " and ".join(_ends(refused))
            told = (
                f"{ends} may not be one: {self._ledger.where(veto)} says that what they join is different, which wins"
            )
            self.issues.append(self._issue("curate.conflict", refused, f"{told}; undo one of the two lines."))
        refusals = {refused.line for refused, _ in united.refused}
        self._holding = [entry for entry in (*same, *apart) if entry.line not in refusals]
        return {old: new for old, new in united.redirects.items() if new in self._before}

    def _note_missing(self) -> None:
        """SAME meets something where one end is there: the other's IRI leads to it. DIFFERENT takes two."""
        holding = {entry.line for entry in self._holding}
        for entry in self.of(*_PAIRS):
            is_same = entry.correction.action is Action.SAME
            known = [self._former.get(end, end) if is_same else self.final(end) for end in _ends(entry)]
            missing = [end for end, own in zip(_ends(entry), known, strict=True) if own not in self._before]
            self.issues.extend(self.unmet(entry, end) for end in missing)
            if entry.line in holding and len(missing) < (2 if is_same else 1):
                self.met.add(entry.correction.id)

    def _of_one_class(self, same: list[Entry]) -> list[Entry]:
        """The lines of SAME that join one class only, also through ids that are not there.

        Which of several lines falls does not depend on their order in the ledger.
        """
        sets: dict[str, frozenset[str]] = {}
        fallen: set[int] = set()
        for entry in sorted(same, key=lambda each: each.correction.id):
            subject, target = _ends(entry)
            whole = sets.get(subject, frozenset({subject})) | sets.get(target, frozenset({target}))
            if kinds := self._two_classes(whole):
                fallen.add(entry.line)
                told = f"{subject} and {target} would join two classes, {kinds}, and stay two"
                message = f"{told}; retype one of them first, or undo the line."
                self.issues.append(self._issue("curate.misfit", entry, message))
            else:
                sets.update(dict.fromkeys(whole, whole))
        return [entry for entry in same if entry.line not in fallen]

    def _two_classes(self, ends: Collection[str]) -> str:
        """The classes of ids, where they are of several, both as they were read and as they were retyped."""
        known = {end: self._former.get(end, end) for end in ends}
        before = {self._before[own] for own in known.values() if own in self._before}
        after = {self._retyped.get(end) or self._before.get(own) for end, own in known.items()} - {None}
        return " and ".join(sorted(map(str, after))) if len(before) > 1 and len(after) > 1 else ""

    def _last(self, action: Action) -> dict[str, Entry]:
        """What holds of each entity; an earlier line that says otherwise is an issue."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.of(action):
            own = self.final(entry.correction.subject)
            if own not in self._before:
                self.issues.append(self.unmet(entry, entry.correction.subject))
                continue
            self.met.add(entry.correction.id)
            self.on[own].append(entry)
            found[own].append(entry)
        for entries in found.values():
            self.issues += self._overruled(entries, lambda entry: str(entry.correction.object))
        return {own: entries[-1] for own, entries in found.items()}

    def contradicted(self, moved: Mapping[str, str]) -> list[Issue]:
        """Lines on one statement or evidence that a later one overrules; `moved` leads from a statement to what SAME made of it."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for fact, entries in self.facts.items():
            found[moved.get(fact, fact)] += entries
        ranked = (sorted(entries, key=lambda entry: self.rank[entry.correction.id]) for entries in found.values())
        return [
            issue
            for entries in ranked
            for issue in self._overruled(entries, lambda entry: str(entry.correction.action))
        ]

    def _overruled(self, entries: list[Entry], says: Callable[[Entry], str]) -> Iterator[Issue]:
        last = entries[-1]
        for entry in entries:
            if says(entry) != says(last):
                told = f"{self._ledger.where(last)} decides otherwise on {entry.correction.subject}"
                message = f"{told}, and the later line holds; undo one of the two."
                yield self._issue("curate.overruled", entry, message)

    def _note_pairs(self) -> None:
        for entry in (each for each in self._holding if each.correction.id in self.met):
            for own in dict.fromkeys(map(self.final, (entry.correction.subject, entry.correction.object or ""))):
                self.on[own].append(entry)
        for entries in self.on.values():
            entries.sort(key=lambda entry: self.rank[entry.correction.id])

    def _kinds(self) -> dict[str, EntityType]:
        """The class of every id that is left."""
        kinds = {own: kind for own, kind in self._before.items() if own not in self.redirects}
        return kinds | {own: EntityType(str(entry.correction.object)) for own, entry in self.retypes.items()}

    def _facts(self) -> dict[str, list[Entry]]:
        """The lines on each statement and each evidence."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.of(Action.CONFIRM, Action.REJECT):
            subject = entry.correction.subject
            found[self._former.get(subject, subject)].append(entry)
        return dict(found)


def _ends(entry: Entry) -> tuple[str, str]:
    return entry.correction.subject, entry.correction.object or ""

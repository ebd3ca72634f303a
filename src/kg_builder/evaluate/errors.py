"""What went wrong, and which kinds of error are frequent.

A miss and a false alarm of one text that belong together are one error: a thing read as another class, a name too long, a
relation with the wrong object.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg_builder.evaluate.text import bigram_f1, normal

_NEAR = 0.4
MISS, FALSE_ALARM, NAME = "miss", "false alarm", "name"


@dataclass(frozen=True, slots=True)
class Error:
    """A miss, a false alarm or a wrong canonical name, with the sentence it comes from."""

    gold: str
    kind: str  # miss, false alarm, name
    label: str  # class or predicate
    parts: tuple[str, ...]  # a name; or subject and object; or the name found and the name wanted
    quote: str

    @property
    def what(self) -> str:
        """The error in short."""
        if self.kind == NAME:
            return f"{self.parts[0]} for {self.parts[1]}"
        return f" {self.label} ".join(self.parts)


@dataclass(frozen=True, slots=True)
class Confusion:
    """A kind of error, how often it was made, and the errors."""

    kind: str  # "Task read as Slogan"
    count: int
    examples: tuple[Error, ...]  # one an error: what was missed, or else what was invented


def confusions(errors: Iterable[Error]) -> list[Confusion]:
    """The kinds of error, the most frequent first."""
    by_text: dict[str, list[Error]] = defaultdict(list)
    for error in errors:
        by_text[error.gold].append(error)
    found: dict[str, list[Error]] = defaultdict(list)
    for text in sorted(by_text):
        for kind, error in _pairs(by_text[text]):
            found[kind].append(error)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [Confusion(kind, len(each), tuple(each)) for kind, each in ordered]


def _pairs(errors: list[Error]) -> list[tuple[str, Error]]:
    misses = [e for e in errors if e.kind == MISS]
    alarms = [e for e in errors if e.kind == FALSE_ALARM]
    found = [(f"{e.label}: another canonical name", e) for e in errors if e.kind == NAME]
    lost = {e.parts[0] for e in misses if len(e.parts) == 1}
    for sorter in (_same_name, _near_name):
        for miss in list(misses):
            for alarm in alarms:
                kind = sorter(miss, alarm)
                if kind:
                    found.append((kind, miss))
                    misses.remove(miss)
                    alarms.remove(alarm)
                    break
    found.extend((_missed(miss, lost), miss) for miss in misses)
    found.extend((f"{alarm.label}: not in the gold", alarm) for alarm in alarms)
    return found


def _same_name(miss: Error, alarm: Error) -> str:
    """One thing, or one pair of things, under another label."""
    if [normal(part) for part in miss.parts] == [normal(part) for part in alarm.parts] and miss.label != alarm.label:
        return f"{miss.label} read as {alarm.label}"
    return ""


def _near_name(miss: Error, alarm: Error) -> str:
    """One label, a name cut elsewhere or another end."""
    if miss.label != alarm.label or len(miss.parts) != len(alarm.parts):
        return ""
    if len(miss.parts) == 1:
        wanted, given = normal(miss.parts[0]), normal(alarm.parts[0])
        if wanted in given:
            return f"{miss.label}: name too long"
        if given in wanted:
            return f"{miss.label}: name too short"
        return f"{miss.label}: name cut elsewhere" if bigram_f1(wanted, given) >= _NEAR else ""
    if miss.parts[0] == alarm.parts[0]:
        return f"{miss.label}: another object"
    return f"{miss.label}: another subject" if miss.parts[1] == alarm.parts[1] else ""


def _missed(miss: Error, lost: set[str]) -> str:
    if len(miss.parts) == 1:
        return f"{miss.label}: not found"
    if lost & set(miss.parts):
        return f"{miss.label}: an end was not found"
    return f"{miss.label}: both ends found, not joined"

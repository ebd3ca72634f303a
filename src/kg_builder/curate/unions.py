"""What SAME and DIFFERENT make of ids: which one stands for which.

>>> unite([("a/1", "a/2", "line 1"), ("a/2", "a/3", "line 2")], [], {"a/1", "a/2", "a/3"}).redirects
{'a/1': 'a/3', 'a/2': 'a/3'}
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

L = TypeVar("L")  # what names a line


@dataclass(frozen=True, slots=True)
class United(Generic[L]):
    """Ids that others stand for, and the lines that hold only in part."""

    redirects: dict[str, str]  # id -> the id that stands for it; sorted
    refused: tuple[tuple[L, L], ...]  # a SAME and the DIFFERENT that forbids it


def unite(
    same: Iterable[tuple[str, str, L]], different: Iterable[tuple[str, str, L]], present: Collection[str]
) -> United[L]:
    """Joins what is SAME but where DIFFERENT forbids it, directly or through others.

    Without such a conflict the order of the lines does not matter; with one, the earlier SAME holds.
    """
    sets: dict[str, set[str]] = {}
    apart = list(different)
    held: list[tuple[str, str]] = []
    refused: list[tuple[L, L]] = []
    for subject, target, line in same:
        first, second = sets.get(subject, {subject}), sets.get(target, {target})
        veto = next((why for a, b, why in apart if (a in first and b in second) or (b in first and a in second)), None)
        if veto is not None:
            refused.append((line, veto))
            continue
        held.append((subject, target))
        whole = first | second
        sets.update(dict.fromkeys(whole, whole))
    redirects = {}
    for whole in {min(group): group for group in sets.values()}.values():
        head = _head(whole, held, present)
        redirects.update({own: head for own in whole if own != head})
    return United(dict(sorted(redirects.items())), tuple(refused))


def _head(whole: set[str], held: Collection[tuple[str, str]], present: Collection[str]) -> str:
    """The id that stands for a set: one that the graph has, and that was said to be the one, not the other; then the smallest."""
    replaced = {subject for subject, _ in held}
    return min(whole, key=lambda own: (own not in present, own in replaced, own))

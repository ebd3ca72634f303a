"""Counts of many texts become figures with bootstrap intervals."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg_builder.evaluate.match import Comparison, Error

_ROUNDS = 1000
_SEED = 20210227


@dataclass(frozen=True, slots=True)
class Score:
    """Found, false alarms and misses, and what follows from them."""

    found: int
    false_alarms: int
    misses: int

    @property
    def precision(self) -> float:
        """Of what was predicted, the share that is right; 1 where nothing was predicted."""
        total = self.found + self.false_alarms
        return self.found / total if total else 1.0

    @property
    def recall(self) -> float:
        """Of what gold holds, the share that was found; 1 where gold holds nothing."""
        total = self.found + self.misses
        return self.found / total if total else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = 2 * self.found + self.false_alarms + self.misses
        return 2 * self.found / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a set. `*_interval` are 95 % bootstrap intervals of F1 over the texts."""

    texts: int
    entities: Score
    relations: Score
    entities_interval: tuple[float, float]
    relations_interval: tuple[float, float]
    by_class: dict[str, Score]
    by_predicate: dict[str, Score]
    by_genre: dict[str, tuple[Score, Score]]
    canonical: float
    errors: tuple[Error, ...]


def report(comparisons: Sequence[Comparison]) -> Report:
    """Micro figures over all texts."""
    named = [sum(c.named[i] for c in comparisons) for i in (0, 1)]
    genres: dict[str, list[Comparison]] = defaultdict(list)
    for comparison in comparisons:
        genres[comparison.genre].append(comparison)
    return Report(
        texts=len(comparisons),
        entities=_all(comparisons, "entities"),
        relations=_all(comparisons, "relations"),
        entities_interval=_interval(comparisons, "entities"),
        relations_interval=_interval(comparisons, "relations"),
        by_class=_by_label(comparisons, "entities"),
        by_predicate=_by_label(comparisons, "relations"),
        by_genre={
            genre: (_all(group, "entities"), _all(group, "relations")) for genre, group in sorted(genres.items())
        },
        canonical=named[0] / named[1] if named[1] else 1.0,
        errors=tuple(error for comparison in comparisons for error in comparison.errors),
    )


def _counts(comparison: Comparison, what: str) -> dict[str, list[int]]:
    return comparison.entities if what == "entities" else comparison.relations


def _all(comparisons: Sequence[Comparison], what: str) -> Score:
    totals = [0, 0, 0]
    for comparison in comparisons:
        for counts in _counts(comparison, what).values():
            totals = [a + b for a, b in zip(totals, counts, strict=True)]
    return Score(*totals)


def _by_label(comparisons: Sequence[Comparison], what: str) -> dict[str, Score]:
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for comparison in comparisons:
        for label, counts in _counts(comparison, what).items():
            totals[str(label)] = [a + b for a, b in zip(totals[str(label)], counts, strict=True)]
    return {label: Score(*counts) for label, counts in sorted(totals.items())}


def _interval(comparisons: Sequence[Comparison], what: str) -> tuple[float, float]:
    """2.5 and 97.5 percentiles of F1 over resampled texts; seeded, so that it is the same on every run."""
    rng = random.Random(_SEED)  # noqa: S311
    each = [[sum(counts[i] for counts in _counts(c, what).values()) for i in range(3)] for c in comparisons]
    values = []
    for _ in range(_ROUNDS if len(each) > 1 else 1):
        sample = [each[rng.randrange(len(each))] for _ in each]
        values.append(Score(*(sum(counts[i] for counts in sample) for i in range(3))).f1)
    values.sort()
    return values[int(0.025 * len(values))], values[int(0.975 * (len(values) - 1))]

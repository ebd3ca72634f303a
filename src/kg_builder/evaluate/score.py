"""Counts of many texts become figures with bootstrap intervals."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg_builder.evaluate.errors import Error
from kg_builder.evaluate.match import Comparison

_ROUNDS = 1000
_SEED = 20210227
_FEWEST = 2  # texts: of one, nothing can be drawn anew


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
class Figure:
    """A score, and the 95 % interval of its F1 when the texts are drawn anew."""

    score: Score
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pair:
    """The figures of some texts."""

    texts: int
    entities: Figure
    relations: Figure


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a set."""

    texts: int
    entities: Figure
    relations: Figure
    by_class: dict[str, Figure]
    by_predicate: dict[str, Figure]
    by_genre: dict[str, Pair]
    by_text: dict[str, Pair]
    canonical: float
    errors: tuple[Error, ...]


def report(comparisons: Sequence[Comparison]) -> Report:
    """Micro figures over all texts."""
    named = [sum(c.named[i] for c in comparisons) for i in (0, 1)]
    genres: dict[str, list[Comparison]] = defaultdict(list)
    for comparison in comparisons:
        genres[comparison.genre].append(comparison)
    draws = _draws(len(comparisons))
    whole = _pair(comparisons, draws)
    return Report(
        texts=len(comparisons),
        entities=whole.entities,
        relations=whole.relations,
        by_class=_by_label([c.entities for c in comparisons], draws),
        by_predicate=_by_label([c.relations for c in comparisons], draws),
        by_genre={genre: _pair(group, _draws(len(group))) for genre, group in sorted(genres.items())},
        by_text={c.gold: _pair([c], _draws(1)) for c in comparisons},
        canonical=named[0] / named[1] if named[1] else 1.0,
        errors=tuple(error for comparison in comparisons for error in comparison.errors),
    )


def _pair(comparisons: Sequence[Comparison], draws: list[list[int]]) -> Pair:
    entities, relations = (
        _figure([_sum(counts.values()) for counts in each], draws)
        for each in ([c.entities for c in comparisons], [c.relations for c in comparisons])
    )
    return Pair(len(comparisons), entities, relations)


def _by_label(texts: Sequence[Mapping[str, list[int]]], draws: list[list[int]]) -> dict[str, Figure]:
    labels = sorted({str(label) for counts in texts for label in counts})
    none = [0, 0, 0]
    return {label: _figure([counts.get(label, none) for counts in texts], draws) for label in labels}


def _sum(counts: Iterable[Sequence[int]]) -> list[int]:
    totals = [0, 0, 0]
    for each in counts:
        totals = [a + b for a, b in zip(totals, each, strict=True)]
    return totals


def _draws(texts: int) -> list[list[int]]:
    """How often each text is drawn, in each of many samples of as many texts; seeded, so that every run draws the same."""
    if texts < _FEWEST:
        return []
    rng = random.Random(_SEED)  # noqa: S311
    draws = []
    for _ in range(_ROUNDS):
        times = [0] * texts
        for _ in range(texts):
            times[rng.randrange(texts)] += 1
        draws.append(times)
    return draws


def _figure(each: Sequence[Sequence[int]], draws: list[list[int]]) -> Figure:
    """The micro score of texts, and the 2.5 and 97.5 percentiles of F1 over the draws; of one text there is no spread."""
    score = Score(*_sum(each))
    if not draws:
        return Figure(score, (score.f1, score.f1))
    there = [place for place, counts in enumerate(each) if any(counts)]
    values = sorted(
        Score(*(sum(times[place] * each[place][i] for place in there) for i in range(3))).f1 for times in draws
    )
    return Figure(score, (values[int(0.025 * len(values))], values[int(0.975 * (len(values) - 1))]))

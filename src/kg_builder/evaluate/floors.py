"""The score below which a build fails."""

import json
from collections.abc import Mapping
from pathlib import Path

from kg_builder.evaluate.score import Report
from kg_builder.model.errors import GoldError
from kg_builder.model.vocabulary import EntityType, Predicate

_WHOLE = ("entities", "relations", "canonical")
_MEASURES = ("f1", "precision", "recall")


def unmet(report: Report, file: Path) -> list[str]:
    """One sentence for each floor of the file that the report does not reach.

    Keys: entities, relations, canonical, or a class or predicate, with .precision or .recall where F1 is not meant.
    Raises GoldError where the file is no JSON object of such keys and numbers.
    """
    return [
        f"{key} is {value:.3f}, below its floor of {floor:.3f}."
        for key, floor in _floors(file).items()
        if (value := _value(report, key)) < floor
    ]


def _floors(file: Path) -> Mapping[str, float]:
    mend = 'write floors as {"entities": 0.92, "leads.precision": 0.95}.'
    try:
        floors = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{file}: {error}; {mend}") from None
    if not isinstance(floors, dict):
        raise GoldError(f"{file}: it holds no JSON object; {mend}")
    for key, floor in floors.items():
        label, _, measure = key.partition(".")
        known = key in _WHOLE or (label in (*EntityType, *Predicate) and measure in ("", *_MEASURES))
        if not known:
            raise GoldError(f"{file}: '{key}' is no figure; {mend}")
        if isinstance(floor, bool) or not isinstance(floor, int | float):
            raise GoldError(f"{file}: the floor of '{key}' is no number; {mend}")
    return floors


def _value(report: Report, key: str) -> float:
    if key == "canonical":
        return report.canonical
    if key in ("entities", "relations"):
        return (report.entities if key == "entities" else report.relations).score.f1
    label, _, measure = key.partition(".")
    figure = {**report.by_class, **report.by_predicate}.get(label)
    if figure is None:
        return 1.0
    score = figure.score
    return score.precision if measure == "precision" else score.recall if measure == "recall" else score.f1

"""The score below which a build fails."""

import json
from pathlib import Path

from kg_builder.evaluate.score import Report
from kg_builder.model.errors import GoldError


def unmet(report: Report, file: Path) -> list[str]:
    """One sentence for each floor of the file that the report does not reach.

    Keys: entities, relations, canonical, or a class or predicate with .f1 or .precision ("leads.precision").
    """
    try:
        floors = json.loads(file.read_text(encoding="utf-8"))
        return [
            f"{key} is {value:.3f}, below its floor of {floor:.3f}."
            for key, floor in floors.items()
            if (value := _value(report, key)) < floor
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GoldError(f'{file}: {error}; write floors as {{"entities": 0.92, "leads.precision": 0.95}}.') from None


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

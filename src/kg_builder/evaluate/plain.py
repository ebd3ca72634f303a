"""A report as JSON says it: what `--json` prints and docs/quality.md is written from."""

from kg_builder.evaluate.errors import Error, confusions
from kg_builder.evaluate.score import Figure, Pair, Report


def plain(report: Report) -> dict[str, object]:
    """Mappings, lists and numbers."""
    return {
        "texts": report.texts,
        "entities": _figure(report.entities),
        "relations": _figure(report.relations),
        "canonical_names": round(report.canonical, 4),
        "classes": {label: _figure(figure) for label, figure in report.by_class.items()},
        "predicates": {label: _figure(figure) for label, figure in report.by_predicate.items()},
        "genres": {genre: _pair(pair) for genre, pair in report.by_genre.items()},
        "by_text": {text: _pair(pair) for text, pair in report.by_text.items()},
        "confusions": [
            {"kind": each.kind, "count": each.count, "examples": [_error(e) for e in each.examples[:3]]}
            for each in confusions(report.errors)
        ],
        "errors": [_error(error) for error in report.errors],
    }


def _figure(figure: Figure) -> dict[str, object]:
    score = figure.score
    return {
        "precision": round(score.precision, 4), "recall": round(score.recall, 4), "f1": round(score.f1, 4),
        "interval": [round(end, 4) for end in figure.interval],
        "found": score.found, "false_alarms": score.false_alarms, "misses": score.misses,
    }  # fmt: skip


def _pair(pair: Pair) -> dict[str, object]:
    return {"texts": pair.texts, "entities": _figure(pair.entities), "relations": _figure(pair.relations)}


def _error(error: Error) -> dict[str, str]:
    return {
        "text": error.gold, "kind": error.kind, "label": str(error.label), "what": error.what, "quote": error.quote,
    }  # fmt: skip

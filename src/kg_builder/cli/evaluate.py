"""kg-builder evaluate"""  # noqa: D400, D415

import json as encoder
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg_builder.cli.options import AsJson, PackName, PackRoots
from kg_builder.cli.progress import progress

if TYPE_CHECKING:
    from kg_builder.evaluate import Report, Score


def evaluate(
    gold: Annotated[list[Path], typer.Argument(help="Gold files or folders: NAME.json beside NAME.txt.")],
    pack: PackName = "all",
    packs: PackRoots = None,
    floors: Annotated[Path | None, typer.Option(help="A JSON file of floors; exit 1 below one.", exists=True)] = None,
    listing: Annotated[bool, typer.Option("--list", help="List misses and false alarms with their sentences.")] = False,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Write OUT/reports/evaluation.json.")] = None,
    json: AsJson = False,
) -> None:
    """Runs the pipeline on gold texts: precision, recall and F1 by class and predicate."""
    from kg_builder.evaluate import load_golds, unmet
    from kg_builder.pipeline import evaluate as run
    from kg_builder.project import Output, load_pack

    with progress("reading the gold texts"):
        report = run(load_golds(gold), load_pack(pack, packs or []))
    data = encoder.dumps(_plain(report), ensure_ascii=False, indent=1) + "\n"
    if out is not None:
        file = Output(out).evaluation
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(data, encoding="utf-8")
    if json:
        typer.echo(data, nl=False)
    else:
        _print(report, listing)
    below = unmet(report, floors) if floors else []
    for sentence in below:
        typer.echo(sentence, err=True)
    sys.exit(1 if below else 0)


def _figures(score: "Score") -> dict[str, float | int]:
    return {
        "precision": round(score.precision, 4), "recall": round(score.recall, 4), "f1": round(score.f1, 4),
        "found": score.found, "false_alarms": score.false_alarms, "misses": score.misses,
    }  # fmt: skip


def _plain(report: "Report") -> dict[str, object]:
    return {
        "texts": report.texts,
        "entities": {**_figures(report.entities), "interval": [round(x, 4) for x in report.entities_interval]},
        "relations": {**_figures(report.relations), "interval": [round(x, 4) for x in report.relations_interval]},
        "canonical_names": round(report.canonical, 4),
        "classes": {label: _figures(score) for label, score in report.by_class.items()},
        "predicates": {label: _figures(score) for label, score in report.by_predicate.items()},
        "genres": {
            genre: {"entities": _figures(e), "relations": _figures(r)} for genre, (e, r) in report.by_genre.items()
        },
        "errors": [
            {"text": e.gold, "kind": e.kind, "label": e.label, "what": e.what, "quote": e.quote} for e in report.errors
        ],
    }


def _print(report: "Report", listing: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False)
    table = Table("", "precision", "recall", "F1", "found", "false", "missed", show_edge=False)
    rows = [
        ("entities", report.entities),
        *report.by_class.items(),
        ("relations", report.relations),
        *report.by_predicate.items(),
    ]
    for label, score in rows:
        if label == "relations":
            table.add_section()
        cells = (f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}")
        table.add_row(label, *cells, str(score.found), str(score.false_alarms), str(score.misses))
    console.print(table)
    for name, interval in (("entities", report.entities_interval), ("relations", report.relations_interval)):
        console.print(f"{name}: 95 % interval of F1 {interval[0]:.3f}-{interval[1]:.3f} over {report.texts} texts")
    console.print(f"canonical names: {report.canonical:.3f}")
    for error in report.errors if listing else ():
        console.print(f"{error.gold}  {error.kind:11}  {error.label:14}  {error.what}  «{error.quote}»", soft_wrap=True)

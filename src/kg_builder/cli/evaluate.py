"""kg-builder evaluate"""  # noqa: D400, D415

import json as encoder
import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg_builder.cli.options import AsJson, PackName, PackRoots
from kg_builder.cli.progress import progress
from kg_builder.model.shown import shown

if TYPE_CHECKING:
    from rich.console import Console

    from kg_builder.evaluate import Figure, Pair, Report

_FREQUENT = 10
_WIDEST = 10_000


class By(StrEnum):
    """What the second table tells apart."""

    GENRE = "genre"
    TEXT = "text"


def evaluate(
    gold: Annotated[list[Path], typer.Argument(help="Gold files or folders: NAME.json beside NAME.txt.")],
    pack: PackName = "all",
    packs: PackRoots = None,
    by: Annotated[By | None, typer.Option(help="A second table: figures by genre or by text.")] = None,
    floors: Annotated[Path | None, typer.Option(help="A JSON file of floors; exit 1 below one.", exists=True)] = None,
    listing: Annotated[bool, typer.Option("--list", help="List all errors by kind, with their sentences.")] = False,
    frequent: Annotated[bool, typer.Option("--frequent", help="The ten most frequent kinds of error.")] = False,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Write OUT/evaluation.json.")] = None,
    json: AsJson = False,
) -> None:
    """Runs the pipeline on gold texts: precision, recall and F1 by class and predicate, with intervals."""
    from kg_builder.evaluate import load_golds, plain, unmet
    from kg_builder.pipeline import evaluate as run
    from kg_builder.project import Output, load_pack, put, writing

    with progress("reading the gold texts"):
        report = run(load_golds(gold), load_pack(pack, packs or []))
    data = encoder.dumps(plain(report), ensure_ascii=False, indent=1) + "\n"
    if out is not None:
        with writing(out):
            out.mkdir(parents=True, exist_ok=True)
            put(Output(out).evaluation, data.encode("utf-8"))
    if json:
        typer.echo(data, nl=False)
    else:
        _print(report, by, listing, frequent)
    below = unmet(report, floors) if floors else []
    for sentence in below:
        typer.echo(sentence, err=True)
    sys.exit(1 if below else 0)


def _print(report: "Report", by: By | None, listing: bool, frequent: bool) -> None:
    from rich.console import Console

    # in a pipe a table is as wide as it has to be
    console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else _WIDEST)
    sections = (("entities", report.entities, report.by_class), ("relations", report.relations, report.by_predicate))
    _figures(console, sections)
    console.print(f"canonical names: {report.canonical:.3f}; intervals: F1 over {report.texts} texts drawn anew, 95 %")
    if by is not None:
        console.print()
        _pairs(console, by, report.by_genre if by is By.GENRE else report.by_text)
    if frequent:
        console.print()
        _frequent(console, report)
    if listing:
        _list(console, report)


def _figures(console: "Console", sections: Iterable[tuple[str, "Figure", Mapping[str, "Figure"]]]) -> None:
    from rich.table import Table

    table = Table("", "precision", "recall", "F1", "interval", "found", "false", "missed", show_edge=False, padding=0)
    for name, whole, parts in sections:
        for label, figure in ((name, whole), *parts.items()):
            score = figure.score
            cells = (f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}", _interval(figure))
            table.add_row(label, *cells, str(score.found), str(score.false_alarms), str(score.misses))
        table.add_section()
    console.print(table)


def _pairs(console: "Console", by: By, pairs: Mapping[str, "Pair"]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Column, Table

    measures = ("P", "R", "F1", "interval")
    columns = [Column(f"{what}\n{measure}", no_wrap=True) for what in ("ent.", "rel.") for measure in measures]
    table = Table(str(by), "texts", *columns, show_edge=False, box=SIMPLE_HEAD, padding=0)
    for label, pair in pairs.items():
        cells = []
        for figure in (pair.entities, pair.relations):
            score = figure.score
            cells += [f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}", _interval(figure)]
        table.add_row(label, str(pair.texts), *cells)
    console.print(table)


def _frequent(console: "Console", report: "Report") -> None:
    from rich.table import Table

    from kg_builder.evaluate import confusions

    table = Table("errors", "kind", "for example", show_edge=False)
    for each in confusions(report.errors)[:_FREQUENT]:
        example = each.examples[0]
        table.add_row(str(each.count), each.kind, shown(f"{example.gold}  {example.what}"))
    console.print(table)


def _list(console: "Console", report: "Report") -> None:
    from kg_builder.evaluate import confusions

    for each in confusions(report.errors):
        console.print(f"\n{each.kind}: {each.count}")
        for error in each.examples:
            console.print(shown(f"  {error.gold}  {error.what}  «{error.quote}»"), soft_wrap=True)


def _interval(figure: "Figure") -> str:
    return f"{figure.interval[0]:.2f}-{figure.interval[1]:.2f}"

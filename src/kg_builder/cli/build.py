"""kg-builder build"""  # noqa: D400, D415

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg_builder.cli.options import AsJson, Curation, PackName, PackRoots, counted, near
from kg_builder.cli.progress import progress
from kg_builder.cli.say import say, say_json
from kg_builder.cli.stop import stoppable
from kg_builder.cli.taking import Paths, with_intake
from kg_builder.cli.watch import watching
from kg_builder.model.errors import SettingsError
from kg_builder.model.shown import shown
from kg_builder.remote import is_url

if TYPE_CHECKING:
    from kg_builder.ingest import Intake
    from kg_builder.pipeline import Summary
    from kg_builder.pipeline.sending import Landing

_FREQUENT = 5  # kinds of issues named after a build
EngineName = Annotated[str, typer.Option(metavar="NAME", help="Who does the work: local, or dask, a cluster.")]


@with_intake
def build(
    intake: "Intake",
    paths: Paths,
    out: Annotated[str, typer.Option("-o", "--out", help="Where to write: a folder, or a URL (s3://…).")] = "output",
    pack: PackName = "all",
    packs: PackRoots = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes.")] = 1,
    engine: EngineName = "local",
    master: Annotated[str | None, typer.Option(metavar="URL", help="The address of the cluster's scheduler.")] = None,
    curation: Curation = None,
    json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Build again on each change, until Ctrl-C.")] = False,
) -> None:
    """Reads articles and writes the graph: OUT/graph, OUT/annotations, OUT/articles, OUT/reports, OUT/run.json."""
    from kg_builder.engines import opened
    from kg_builder.pipeline import build as run
    from kg_builder.pipeline import landing, recipe
    from kg_builder.project import ledger_beside, load_pack, resource

    def once() -> "Summary":
        with progress("reading the packs", quiet) as on_step:
            found = run(paths, place.folder, load_pack(pack, packs or []), workers, on_step, intake, curation, crew)
            place.send(found.folder, on_step)
            return found

    with (
        stoppable(_stopped(out)),
        landing(out, intake.elsewhere) as place,
        opened(engine, workers, master, recipe.of_program) as crew,
    ):
        if watch:
            if intake.elsewhere or place.tree:
                raise SettingsError("--watch watches folders of this machine; leave it out where URLs are given.")
            ledger = ledger_beside(paths, curation)
            seen = [*paths, *intake.lists, *(packs or []), resource("packs"), *([ledger] if ledger else [])]
            watching(seen, place.folder, once)
        summary = once()
    _result(summary, place, json, quiet)


def _result(summary: "Summary", place: "Landing", json: bool, quiet: bool) -> None:
    """What a build did, for people or as JSON; exit 1 where its graph is at fault."""
    stands = place.shown(summary.folder)
    if json:
        import dataclasses
        import json as encoder

        from kg_builder.model import codec

        told = {**dataclasses.asdict(summary), "folder": stands}
        say_json(encoder.dumps(told, ensure_ascii=False, default=codec.plain))
    elif not quiet:
        _table(summary, stands)
    for fault in summary.faults[:10]:
        say(f"{fault.where}: {fault.message}", err=True)
    if summary.faults:
        report = f"{stands}/reports/validation.json"
        kept = "" if summary.folder == place.folder else f" {place} was left as it was."
        say(f"{counted(summary.faults, 'fault')}: the graph may not be cited; see {report}.{kept}", err=True)
        sys.exit(1)


def _stopped(out: str) -> str:
    """What is said where a signal ends the build."""
    if is_url(out) and not out.startswith("file:"):
        return f"Stopped: what stands at {out} is whole where it has a MANIFEST; run the same again to begin anew."
    return f"Stopped: {out} is as the last good build left it; run the same again to go on."


def _table(summary: "Summary", out: str) -> None:
    from rich.console import Console
    from rich.table import Table

    from kg_builder.project import frequent

    table = Table(show_edge=False, pad_edge=False)
    for column, side in (("entities", "left"), ("", "right"), ("statements", "left"), ("", "right")):
        table.add_column(column, justify="right" if side == "right" else "left")
    left, right = list(summary.entities.items()), list(summary.statements.items())
    for index in range(max(len(left), len(right))):
        cells = [*(left[index] if index < len(left) else ("", "")), *(right[index] if index < len(right) else ("", ""))]
        table.add_row(*map(str, cells))
    table.add_section()
    table.add_row("all", str(sum(summary.entities.values())), "all", str(sum(summary.statements.values())))
    console = Console(highlight=False, markup=False)
    console.print(table)
    articles, issues = counted(summary.articles, "article"), counted(summary.issues, "issue")
    console.print(f"{articles}, {issues}, {summary.seconds:.1f} s")
    used = summary.curated
    if used.ledger.entries:
        lines = counted(used.ledger.in_force, "correction")
        console.print(shown(f"{near(used.file)}: {lines} in force, {used.applied} applied"), soft_wrap=True)
    if not summary.changed:
        console.print("the last build says the same: nothing was written")
    if "trig" not in summary.formats:
        console.print(
            "a large graph: `kg-builder export --format trig,jsonld` writes these, `kg-builder validate` checks shapes"
        )
    for name, what in (
        ("graph/graph.html", "the graph, to browse"),
        ("graph/kg.ttl", "the facts, to read"),
        ("graph/kg.nq", "everything, to load"),
    ):
        console.print(f"  {shown(f'{out}/{name}')}  {what}", soft_wrap=True)
    if summary.issues:
        console.print(
            f"  {shown(f'{out}/reports/issues.txt')}  what could not be read, and how to mend it", soft_wrap=True
        )
        for count, code, what in frequent(summary.issues, _FREQUENT):
            console.print(f"    {count} {code}: {what}", soft_wrap=True)
        if (more := len({issue.code for issue in summary.issues}) - _FREQUENT) > 0:
            console.print(f"    and {more} more {'kind' if more == 1 else 'kinds'}")

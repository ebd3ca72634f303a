"""kg-builder pack"""  # noqa: D400, D415

import sys
from collections import Counter
from typing import Annotated

import typer

from kg_builder.cli.options import PackRoots, counted
from kg_builder.cli.say import say

app = typer.Typer(help="Domain packs: word lists that a reader of Chinese can review.", no_args_is_help=True)


@app.command()
def check(
    name: Annotated[str, typer.Argument(help="A pack; nothing checks all.")] = "",
    packs: PackRoots = None,
) -> None:
    """Finds what is wrong in a pack: file, line and mend. Exit 1 where something is."""
    from kg_builder.project import check_pack, pack_names

    faults = 0
    for each in [name] if name else pack_names(packs or []):
        issues = check_pack(each, packs or [])
        faults += len(issues)
        for issue in issues:
            say(f"{issue.where}: {issue.message}")
        say(f"{each}: {counted(issues, 'fault')}")
    sys.exit(1 if faults else 0)


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A pack.")] = "all",
    packs: PackRoots = None,
) -> None:
    """Shows what a pack knows, with the packs it extends."""
    from kg_builder.project import load_pack

    pack = load_pack(name, packs or [])
    say(f"{pack.name}: {pack.title}")
    counts = Counter(str(entry.type) for entry in pack.entries)
    parts = [f"{len(pack.regions)} regions", f"{len(pack.titles)} titles", f"{len(pack.organs)} organ words"]
    say("  " + ", ".join(parts + [f"{count} {kind}" for kind, count in sorted(counts.items())]))
    for entry in pack.entries:
        if str(entry.type) in ("Campaign", "Phase", "Task"):
            say(f"  {entry.type:9}{entry.name}" + (f"  ({entry.parent})" if entry.parent else ""))

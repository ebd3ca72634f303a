"""kg-builder publish"""  # noqa: D400, D415

import hashlib
from typing import TYPE_CHECKING, Annotated

import typer

from kg_builder.cli.options import OutFolder, counted
from kg_builder.cli.progress import progress
from kg_builder.cli.say import say
from kg_builder.model.errors import SettingsError

if TYPE_CHECKING:
    from kg_builder.rdf.publish import Told


def publish(
    out: OutFolder,
    to: Annotated[str, typer.Option("--to", help="The store; its endpoints are TO/query and TO/update.")],
    query: Annotated[str, typer.Option(help="The address for queries, where it is not TO/query.")] = "",
    update: Annotated[str, typer.Option(help="The address for updates, where it is not TO/update.")] = "",
    graph_store: Annotated[
        str, typer.Option(help="Send the graphs of articles by the Graph Store Protocol to this address.")
    ] = "",
    user: Annotated[str, typer.Option(envvar="KG_BUILDER_STORE_USER", help="Who you are to the store.")] = "",
    password: Annotated[str, typer.Option(envvar="KG_BUILDER_STORE_PASSWORD", hidden=True)] = "",
    token: Annotated[str, typer.Option(envvar="KG_BUILDER_STORE_TOKEN", hidden=True)] = "",
    batch: Annotated[int, typer.Option(min=1, help="Most triples of one update.")] = 5000,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would be sent; no request is made.")
    ] = False,
    again: Annotated[bool, typer.Option("--again", help="Send everything, whatever was sent before.")] = False,
    take_over: Annotated[
        bool, typer.Option("--take-over", help="Make a store yours to which another OUT, now lost, published.")
    ] = False,
) -> None:
    """Brings a SPARQL 1.1 store elsewhere to the graph of a build; sends what changed, touches nothing of others.

    The password and the token come from the environment alone: KG_BUILDER_STORE_PASSWORD, KG_BUILDER_STORE_TOKEN.
    """
    from kg_builder.project import HOME, latest, writing
    from kg_builder.rdf.publish import Address, Remote
    from kg_builder.rdf.publish import publish as run
    from kg_builder.rdf.publish.record import Record

    nquads = latest(out).nquads
    if not nquads.is_file():
        raise SettingsError(f"{out}: there is no build in this folder; run 'kg-builder build PATHS -o {out}' first.")
    place = to.rstrip("/")
    address = Address(query or f"{place}/query", update or f"{place}/update", graph_store, user, password, token)
    name = hashlib.sha256(f"{address.query} {address.update}".encode()).hexdigest()[:16]
    with writing(out), Remote(address) as remote, progress("comparing", quiet=dry_run) as step:
        record = Record(out / HOME / "published" / f"{name}.sqlite")
        try:
            told = run(nquads, record, None if dry_run else remote, batch, again, take_over, step)
        finally:
            record.close()
    _tell(told, dry_run)


def _tell(told: "Told", dry_run: bool) -> None:
    if not told.batches:
        say("Nothing has changed since the last time.")
        return
    parts = [
        f"{counted(told.added, 'triple')} added",
        f"{told.removed} removed",
        f"{counted(told.graphs, 'graph')} replaced",
    ]
    parts += [f"{told.dropped} dropped", f"in {told.batches} {'batch' if told.batches == 1 else 'batches'}"]
    say(("Would be sent: " if dry_run else "") + ", ".join(parts) + ".")
    if told.others:
        say(
            f"{counted(told.others, 'triple')} stood there already, put by others; they will never be removed from here."
        )

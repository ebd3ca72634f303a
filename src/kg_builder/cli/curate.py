"""kg-builder curate"""  # noqa: D400, D415

import json as encoder
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg_builder.cli.author import author_of
from kg_builder.cli.options import AsJson, Curation, OutFolder, counted, near
from kg_builder.model.correction import Action
from kg_builder.model.errors import LedgerError
from kg_builder.model.shown import shown
from kg_builder.model.vocabulary import Predicate

if TYPE_CHECKING:
    from kg_builder.curate import Ledger
    from kg_builder.model.correction import Correction, Place
    from kg_builder.model.knowledge import KnowledgeGraph

app = typer.Typer(help="Corrections of analysts: a ledger that every build replays.", no_args_is_help=True)

Out = Annotated[Path, typer.Option("-o", "--out", help="The folder of a build.")]
Author = Annotated[str, typer.Option("--author", help="Who decides; else KG_BUILDER_AUTHOR, else git's user.name.")]
Reason = Annotated[str, typer.Option("--reason", help="Why: it is shown with what it changes.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change, and write nothing.")]


@app.command()
def suggest(
    out: OutFolder = Path("output"),
    limit: Annotated[int, typer.Option(min=1, help="How many.")] = 20,
    curation: Curation = None,
    json: AsJson = False,
) -> None:
    """What an analyst should look at first, with the words that speak for it and lines to copy."""
    from kg_builder.curate import suggest as run
    from kg_builder.pipeline import reload

    graph, texts = reload(out)
    _, ledger = _ledger(out, curation)
    found = run(graph, texts, ledger, limit)
    where = f" -o {out}" if out != Path("output") else ""
    if json:
        import dataclasses

        typer.echo(encoder.dumps([dataclasses.asdict(each) for each in found], ensure_ascii=False, indent=1))
        return
    for number, each in enumerate(found, 1):
        typer.echo(shown(f"{number}. {each.question}  [{each.kind} {each.value}]"))
        for words in each.words:
            typer.echo(shown(f"     {words}"))
        for choice in each.choices:
            typer.echo(shown(f"   {choice.meaning}：kg-builder curate add {choice.command}{where}"))
    typer.echo(counted(found, "suggestion"))


@app.command()
def add(
    action: Annotated[Action, typer.Argument(help="What is decided; 'kg-builder curate undo' undoes.")],
    subject: Annotated[str, typer.Argument(help="An IRI, an id, or a name that only one thing has.")],
    object_: Annotated[str, typer.Argument(metavar="[OBJECT]", help="The other entity, new name, class or date.")] = "",
    reason: Reason = "",
    predicate: Annotated[Predicate | None, typer.Option(help="Of a statement to add, confirm or reject.")] = None,
    at: Annotated[str, typer.Option("--at", help="Where the words stand: ARTICLE:START-END.")] = "",
    author: Author = "",
    out: Out = Path("output"),
    curation: Curation = None,
    dry_run: DryRun = False,
    json: AsJson = False,
) -> None:
    """Decides something: checks it against the build in OUT, says what changes, and appends one line to the ledger."""
    from kg_builder.curate import append, make, trial
    from kg_builder.pipeline import reload

    if action is Action.UNDO:
        raise LedgerError(f"'add' does not undo; write 'kg-builder curate undo {subject}'.")
    graph, texts = reload(out)
    file, ledger = _ledger(out, curation)
    ends = _ends(graph, action, subject, object_, predicate)
    correction = make(
        action, ends[0], author=author_of(author), reason=_reason(reason), object_=ends[1],
        predicate=predicate if action is Action.ADD else None, evidence=_place(at),
    )  # fmt: skip
    tried = trial(graph, texts, ledger, correction)
    if not dry_run:
        append(file, correction)
    if json:
        _json(correction, file, not dry_run, changes=tried.changes, remarks=tried.remarks)
        return
    for line in (*tried.changes, *tried.remarks):
        typer.echo(shown(line))
    _said(correction, file, dry_run)


@app.command()
def log(out: Out = Path("output"), curation: Curation = None, json: AsJson = False) -> None:
    """The ledger in words: who decided what, when and why, what was undone, and what the build in OUT does not meet."""
    from kg_builder.curate import replay, state_of, told
    from kg_builder.pipeline import reload

    graph, texts = reload(out)
    file, ledger = _ledger(out, curation)
    coming, _ = replay(graph, ledger, texts)
    rows = [(entry, state_of(entry, ledger, graph, coming)) for entry in ledger.entries]
    if json:
        lines = [_plain(entry.correction) | {"line": entry.line, "state": state} for entry, state in rows]
        typer.echo(encoder.dumps(lines, ensure_ascii=False, indent=1))
        return
    for entry, state in rows:
        c = entry.correction
        typer.echo(shown(f"{entry.line}  {c.id}  {c.made_at}  {c.author}  {state}  {told(c, graph)}：{c.reason}"))
    typer.echo(shown(f"{near(file)}: {counted(ledger.entries, 'line')}, {len(ledger.in_force)} in force"))
    if any(state == "落空" for _, state in rows):
        typer.echo(
            "落空 marks what the build in OUT does not meet: build again, or see reports/issues.txt for the mend."
        )


@app.command()
def undo(
    correction: Annotated[str, typer.Argument(metavar="ID", help="A correction, as 'curate log' shows it.")],
    reason: Reason = "",
    author: Author = "",
    out: Out = Path("output"),
    curation: Curation = None,
    dry_run: DryRun = False,
    json: AsJson = False,
) -> None:
    """Undoes a correction by a new line; undoing that line brings it back. The next build shows it."""
    from kg_builder.curate import append, make, undoable

    file, ledger = _ledger(out, curation)
    subject = f"correction/{undoable(ledger, correction, file)}"
    made = make(Action.UNDO, subject, author=author_of(author), reason=_reason(reason))
    if not dry_run:
        append(file, made)
    if json:
        _json(made, file, not dry_run)
        return
    _said(made, file, dry_run)


def _ledger(out: Path, curation: Path | None) -> "tuple[Path, Ledger]":
    """Where the ledger lies, and what it holds: nothing where there is none yet."""
    from kg_builder.curate import Ledger, read_ledger
    from kg_builder.project import ledger_of

    file = ledger_of(out, curation)
    return file, read_ledger(file) if file.exists() else Ledger(file.name)


def _ends(
    graph: "KnowledgeGraph", action: Action, subject: str, object_: str, predicate: Predicate | None
) -> tuple[str, str | None]:
    """Subject and object as the ledger writes them."""
    from kg_builder.curate import entity_id, fact_id, statement_of

    if action in (Action.CONFIRM, Action.REJECT):
        if predicate is not None and object_:
            return statement_of(graph, subject, predicate, object_), None
        return fact_id(graph, subject), object_ or None
    own = entity_id(graph, subject)
    names_entity = action in (Action.SAME, Action.DIFFERENT) or (
        action is Action.ADD and predicate is not Predicate.OCCURS_ON
    )
    other = entity_id(graph, object_) if object_ and names_entity else object_ or None
    if own == other:
        raise LedgerError(
            f"'{subject}' and '{object_}' are one entity already, {own}; 'curate log' shows the line that joined them."
        )
    return own, other


def _place(at: str) -> "Place | None":
    from kg_builder.curate import place_of

    return place_of(at) if at else None


def _reason(reason: str) -> str:
    if not reason.strip():
        raise LedgerError("--reason is missing: say why, so that others can judge it.")
    return reason


def _plain(correction: "Correction") -> dict[str, object]:
    from kg_builder.model import codec

    plain: dict[str, object] = encoder.loads(codec.encode(correction))
    return plain


def _json(correction: "Correction", file: Path, written: bool, **more: object) -> None:
    told = {"correction": _plain(correction), "ledger": str(file), "written": written, **more}
    typer.echo(encoder.dumps(told, ensure_ascii=False, indent=1))


def _said(correction: "Correction", file: Path, dry_run: bool) -> None:
    if dry_run:
        typer.echo(shown(f"{near(file)}: nothing was written (--dry-run)"))
    else:
        typer.echo(shown(f"{near(file)}: {correction.action} {correction.id} was added; the next build applies it"))

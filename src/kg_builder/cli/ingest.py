"""kg-builder ingest"""  # noqa: D400, D415

import json as encoder
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg_builder.cli.options import AsJson, counted
from kg_builder.cli.progress import progress
from kg_builder.cli.taking import Paths, with_intake
from kg_builder.model.errors import SettingsError, SourceError
from kg_builder.model.shown import json_shown, shown

if TYPE_CHECKING:
    from kg_builder.ingest import Intake
    from kg_builder.model.article import Article
    from kg_builder.model.errors import Issue

_INDEX = "index.jsonl"  # says that a folder is ours
_WIDEST = 10_000


@with_intake
def ingest(
    intake: "Intake",
    paths: Paths,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="A folder for the texts as read: ID.txt, index.jsonl.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show; write nothing. So it is without -o.")] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes.")] = 1,
    json: AsJson = False,
) -> None:
    """Shows what a build would read and how, and why everything else is not read; with -o writes the texts as read."""
    from kg_builder.pipeline import survey

    issues: list[Issue] = []
    keep = _Texts(out) if out and not dry_run else None
    rows: list[dict[str, object]] = []
    with progress("reading") as on_step:
        for article in survey(paths, issues.append, intake, workers):
            on_step(f"{len(rows) + 1} read: {article.header.source}")
            rows.append(_row(article))
            if keep:
                keep.write(article)
    if keep:
        keep.finish(rows)
    issues.sort(key=lambda issue: (issue.where, issue.code, issue.message))
    if json:
        told = [{"code": issue.code, "where": issue.where, "message": issue.message} for issue in issues]
        typer.echo(json_shown(encoder.dumps({"articles": rows, "issues": told}, ensure_ascii=False, indent=1)))
    else:
        _print(rows, issues)
    if not rows:
        raise SourceError("No article could be read.")


def _row(article: "Article") -> dict[str, object]:
    header = article.header
    return {
        "source": header.source, "article": header.id, "format": header.media_type, "encoding": header.encoding,
        "decided_by": header.encoding_from, "characters": len(article.text), "date": header.date, "publisher": header.publisher,
        "author": header.author, "url": header.url, "title": header.title, "sha256": header.sha256,
    }  # fmt: skip


class _Texts:
    """A folder of texts as read."""

    def __init__(self, folder: Path) -> None:
        if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / _INDEX).is_file())):
            raise SettingsError(f"{folder}: this is no folder of texts; give a new one with -o.")
        self._folder = folder

    def write(self, article: "Article") -> None:
        """ID.txt. The same text twice is one file."""
        self._save(f"{article.header.id}.txt", article.text)

    def finish(self, rows: list[dict[str, object]]) -> None:
        """The index: which text is whose."""
        self._save(_INDEX, "".join(encoder.dumps(row, ensure_ascii=False) + "\n" for row in rows))

    def _save(self, name: str, text: str) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / name).write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            raise SettingsError(
                f"{self._folder}: it cannot be written ({error.strerror}); give another folder with -o."
            ) from None


def _print(rows: list[dict[str, object]], issues: "list[Issue]") -> None:
    from rich.console import Console
    from rich.table import Column, Table

    table = Table(
        "source",
        "format",
        "encoding",
        Column("characters", justify="right"),
        "date",
        "publisher",
        "title",
        show_edge=False,
    )
    for cells in _cells(rows):
        table.add_row(*cells)
    console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else _WIDEST)
    if rows:
        console.print(table)
    console.print(f"{counted(rows, 'article')} to read, {counted(issues, 'issue')}")
    for issue in issues:
        console.print(shown(f"  {issue.where}: {issue.message}"), soft_wrap=True)


def _cells(rows: list[dict[str, object]]) -> Iterator[list[str]]:
    from kg_builder.ingest import format_name

    for row in rows:
        said = [row["source"], format_name(str(row["format"])), f"{row['encoding']} ({row['decided_by']})"]
        yield [
            shown(str(cell or "")) for cell in (*said, row["characters"], row["date"], row["publisher"], row["title"])
        ]

"""The options that say how input is read, for every verb that reads articles."""

import functools
import inspect
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg_builder.model.errors import SettingsError
from kg_builder.remote import RemoteTree, is_url

if TYPE_CHECKING:
    from kg_builder.ingest import Intake

Paths = list[Path]
_Given = Annotated[
    list[str],
    typer.Argument(
        default_factory=list,
        show_default=False,
        help="Files, folders, quoted patterns ('in/**/*.html'), - for standard input, @LIST for a list of paths, URLs (s3://…).",
    ),
]
_PANEL = "How the input is read"
_FORMATS = "txt, md, html, docx, pdf, jsonl, json, csv, tsv, zip, tar, warc"
_LIST = "A file with one path a line, or NULs between them; - is standard input."
_LIMITS = "Sets file, whole, unpacked, ratio or members otherwise, as in file=64MB; docs/input.md has them all."


def _option(name: str, metavar: str, what: str) -> Any:  # noqa: ANN401 - typer's own word for an option
    return typer.Option(name, metavar=metavar, help=what, rich_help_panel=_PANEL)


def _field(name: str, what: str) -> Any:  # noqa: ANN401
    return _option(f"--{name}-field", "NAME", f"The field of a record that holds {what}.")


def with_intake(verb: Callable[..., None]) -> Callable[..., None]:
    """Gives a verb these options; it gets them as its parameter `intake`, where the URLs among its paths are, too."""
    own, options = inspect.signature(verb), inspect.signature(_intake)
    added = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in options.parameters.values()]
    kept = [
        each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in own.parameters.values() if each.name != "intake"
    ]

    @functools.wraps(verb)
    def run(paths: list[str], **given: Any) -> None:  # noqa: ANN401 - whatever the verb takes
        intake = _intake(**{each.name: given.pop(each.name) for each in added})
        if not paths and not intake.lists:
            raise SettingsError("Nothing to read: give files, folders, a pattern, - or --from-file LIST.")
        if "" in paths:
            raise SettingsError("A path is empty, as an unset variable leaves it; give . for the current folder.")
        urls = [path for path in paths if is_url(path) and not os.path.lexists(path)]
        intake = replace(intake, elsewhere=tuple(map(RemoteTree, urls)))
        verb(paths=[Path(path) for path in paths if path not in urls], **given, intake=intake)

    kept = [each.replace(annotation=_Given) if each.name == "paths" else each for each in kept]
    run.__signature__ = own.replace(parameters=[*kept, *added])  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in (*kept, *added)}
    return run


def _intake(
    from_file: Annotated[list[Path] | None, _option("--from-file", "LIST", _LIST)] = None,
    form: Annotated[
        str | None, _option("--format", "FORMAT", f"What standard input and named files are: {_FORMATS}.")
    ] = None,
    text_field: Annotated[str | None, _field("text", "the text (else text, content, body, 正文, 内容 …)")] = None,
    title_field: Annotated[str | None, _field("title", "the title")] = None,
    date_field: Annotated[str | None, _field("date", "the date")] = None,
    source_field: Annotated[str | None, _field("source", "who published it")] = None,
    author_field: Annotated[str | None, _field("author", "the author")] = None,
    url_field: Annotated[str | None, _field("url", "the address")] = None,
    limit: Annotated[list[str] | None, _option("--limit", "NAME=SIZE", _LIMITS)] = None,
) -> "Intake":
    from kg_builder.ingest import Fields, Intake, limited

    fields = Fields(text_field, title_field, date_field, source_field, author_field, url_field)
    return Intake(tuple(from_file or ()), form, fields, limited(limit or []))

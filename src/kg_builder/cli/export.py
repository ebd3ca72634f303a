"""kg-builder export"""  # noqa: D400, D415

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from kg_builder.cli.options import OutFolder
from kg_builder.cli.say import say
from kg_builder.model.errors import SettingsError


def export(
    out: OutFolder = Path("output"),
    form: Annotated[
        str,
        typer.Option("--format", help="ttl, nq, trig, jsonld, graphml, gexf, csv, csv-raw, html; several with commas."),
    ] = "csv",
    to: Annotated[Path | None, typer.Option("--to", help="Where to write; OUT/exports where not given.")] = None,
) -> None:
    """Writes the graph of a build in other formats: reads OUT/graph/kg.jsonl and OUT/articles, writes OUT/exports."""
    from kg_builder.pipeline import export as write
    from kg_builder.pipeline import formats, reload
    from kg_builder.project import Output, put, writing

    names = [name.strip() for name in form.split(",") if name.strip()]
    for name in names or [form]:
        if name not in formats():
            raise SettingsError(f"'{name}' is no format; the formats are {', '.join(formats())}.")
    if to is not None and to.exists() and not to.is_dir():
        raise SettingsError(f"{to}: this is a file; --to takes a folder.")
    graph, texts = reload(out)
    folder = to or Output(out).exports
    with TemporaryDirectory() as beside, writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            for file in write(graph, texts, name, Path(beside)):
                put(folder / file.name, file.read_bytes())  # whoever reads the last export is not disturbed
                say(str(folder / file.name))

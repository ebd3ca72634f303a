"""kg-builder inspect"""  # noqa: D400, D415

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg_builder.cli.options import AsJson, PackName, PackRoots
from kg_builder.cli.say import say_json
from kg_builder.model.shown import masked, shown

if TYPE_CHECKING:
    from rich.text import Text

    from kg_builder.model.annotation import AnnotatedArticle

_COLOURS = {
    "Official": "bold red", "Bureau": "bold blue", "Region": "green", "Post": "magenta", "Campaign": "bold yellow",
    "Phase": "yellow", "Task": "dark_orange", "Slogan": "cyan", "Goal": "bright_green", "Meeting": "bright_blue", "Date": "dim",
}  # fmt: skip


def inspect(
    file: Annotated[Path, typer.Argument(help="One article.")],
    pack: PackName = "all",
    packs: PackRoots = None,
    json: AsJson = False,
) -> None:
    """Shows what is read in one article: its structure, the mentions in colour, the claims with their words."""
    from kg_builder.ingest import sources
    from kg_builder.model import codec
    from kg_builder.model.errors import SourceError
    from kg_builder.pipeline import annotate
    from kg_builder.project import load_pack

    if file.is_dir():
        raise SourceError(f"{file}: this is a folder; give one article of it.")
    reasons: list[str] = []
    found = next(sources([file], lambda issue: reasons.append(issue.message)), None)
    if found is None:
        raise SourceError(f"{file}: it cannot be read: {' '.join(reasons)}")
    article = annotate(found, load_pack(pack, packs or []))
    if json:
        say_json(codec.encode(article).decode("utf-8"))
    else:
        _show(article)


def _show(annotated: "AnnotatedArticle") -> None:
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)  # a line of the article stays a line
    article = annotated.document.article
    header = article.header
    console.print(
        f"{shown(header.title or header.source)}   {header.date or 'no date'}   {header.id}", style="bold", markup=False
    )
    console.print("  ".join(f"[{style}]{kind}[/]" for kind, style in _COLOURS.items()))
    for block in annotated.document.blocks:
        line = _coloured(annotated, block.span.start, block.span.end)
        console.print(f"{block.kind:11}", style="dim", end="")
        console.print(line)
    console.print()
    for claim in annotated.claims:
        said = f"   {shown(claim.speaker.name)} says" if claim.speaker else ""
        console.print(
            shown(f"{claim.subject.name}  {claim.predicate}  {claim.object.name}"), style="bold", markup=False
        )
        console.print(
            f"    «{masked(claim.evidence.of(article.text))}»  {claim.evidence.start}-{claim.evidence.end}{said}",
            markup=False,
        )


def _coloured(annotated: "AnnotatedArticle", start: int, end: int) -> "Text":
    from rich.text import Text

    line = Text(masked(annotated.document.article.text[start:end]))
    for mention in sorted(annotated.mentions, key=lambda m: -len(m.span)):
        if start <= mention.span.start and mention.span.end <= end:
            line.stylize(_COLOURS.get(mention.type, ""), mention.span.start - start, mention.span.end - start)
    return line

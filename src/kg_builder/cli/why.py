"""kg-builder why"""  # noqa: D400, D415

from typing import Annotated

import typer

from kg_builder.cli.options import OutFolder, counted
from kg_builder.model.errors import SourceError


def why(
    out: OutFolder,
    entity: Annotated[str, typer.Argument(help="A name, an alias or an id.")],
) -> None:
    """Says why mentions were taken for one entity, and which ones were kept apart."""
    from kg_builder.pipeline import reload

    graph, _ = reload(out)
    found = [e for e in graph.entities.values() if entity in (e.id, e.name, *e.aliases)]
    if not found:
        raise SourceError(
            f"{out}: no entity is called '{entity}'; look it up with 'kg-builder query {out} regions' or on the page."
        )
    for each in found:
        typer.echo(f"{each.name}  {each.type}  {each.id}")
        articles = sorted(
            {e.article for s in graph.statements.values() if each.id in (s.subject, s.object) for e in s.evidence}
        )
        typer.echo(f"  named in {counted(articles, 'article')}: {', '.join(articles)}")
        if each.aliases:
            typer.echo(f"  also written {'、'.join(each.aliases)}")
        for merge in graph.merges:
            if merge.entity == each.id and merge.other is None:
                typer.echo(f"  one entity: {merge.reason} ({', '.join(merge.articles)})")
            elif each.id in (merge.entity, merge.other):
                other = graph.entities[merge.other if merge.entity == each.id and merge.other else merge.entity]
                typer.echo(f"  kept apart from {other.id}: {merge.reason}")

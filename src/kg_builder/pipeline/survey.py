"""What a build would read, without building anything."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg_builder.engines import start
from kg_builder.ingest import Intake, doubts, ingest, sources
from kg_builder.model.article import Article
from kg_builder.model.extension import OnIssue


def survey(paths: Sequence[Path], on_issue: OnIssue, intake: Intake, workers: int = 1) -> Iterator[Article]:
    """Every article that can be read, as it would be; why each other thing is not is an issue."""
    for article in start(workers).map(ingest, sources(paths, on_issue, intake=intake), on_issue):
        for issue in doubts(article):
            on_issue(issue)
        yield article

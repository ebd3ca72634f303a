"""Paths become `Source`s, lazily and in an order that depends on names alone."""

import io
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from kg_builder.ingest import archives, kinds, records, remote, streams, warc
from kg_builder.ingest.files import STDIN, Named, files
from kg_builder.ingest.intake import Intake
from kg_builder.ingest.streams import BROKEN, Budget, Item, Refused
from kg_builder.model.article import Source
from kg_builder.model.errors import Issue
from kg_builder.model.extension import OnIssue

_DEEPEST = 1  # archives inside an archive


def sources(
    paths: Sequence[Path], on_issue: OnIssue, without: Sequence[Path] = (), intake: Intake | None = None
) -> Iterator[Source]:
    """Every readable article of the paths, but nothing below the folders `without`.

    A path is a file, a folder, a pattern (`**` too), `-` for standard input, or `@LIST`, a file that names paths.
    What stands at URLs (`intake.elsewhere`) comes first.
    One that does not exist raises SourceError; what cannot be read is an issue.
    """
    intake = intake or Intake()
    told = intake.kind
    here = map(_item, files(paths, intake, on_issue, without))
    for item in chain(remote.items(intake.elsewhere, on_issue), here):
        if item.asked and told:
            item = Item(item.iri, item.name, item.open, told, asked=True)
        yield from _Reading(intake, Budget(intake.limits), on_issue).of(item)


def _item(named: Named) -> Item:
    return Item(named.iri, "" if named.path == STDIN else named.path.name, partial(_open, named), asked=named.asked)


def _open(named: Named) -> BinaryIO:
    if named.path == STDIN:
        return cast(BinaryIO, io.BufferedReader(streams.Counted(sys.stdin.buffer), streams.PEEK))
    return streams.plain_file(named.path)


class _Reading:
    """One file and what is in it."""

    def __init__(self, intake: Intake, budget: Budget, on_issue: OnIssue) -> None:
        self._intake, self._limits, self._budget, self._on_issue = intake, intake.limits, budget, on_issue

    def of(self, item: Item) -> Iterator[Source]:
        """The articles of an item. What goes wrong in it is an issue, and costs what comes after it in the item."""
        try:
            with item.open() as opened, streams.unpacked(opened, self._budget) as stream:
                yield from self._read(item, stream)
        except (Refused, *BROKEN) as error:
            refused = streams.refusal(error)
            if refused.whole and item.depth:
                raise refused from None
            self._on_issue(Issue(refused.code, item.iri, refused.message))

    def _read(self, item: Item, stream: io.BufferedReader) -> Iterator[Source]:
        head = streams.head(stream)
        kind = kinds.settled(item.name, item.told, head)
        if kind is None:
            raise Refused("ingest.unknown", kinds.convert(item.name, head))
        if kind in kinds.DOCUMENTS:
            payload = streams.whole(stream, self._limits.file, "file")
            if not payload.strip():
                raise Refused("ingest.empty", "the file is empty; it was left out.")
            yield Source(item.iri, kind, payload)
        elif kind in kinds.RECORDS:
            yield from records.records(stream, item.iri, kind, self._intake, self._on_issue)
        elif kind == kinds.WARC:
            yield from warc.responses(stream, item.iri, self._limits, self._on_issue)
        elif item.depth > _DEEPEST:
            raise Refused(
                "ingest.nested", "an archive inside an archive inside an archive; it was left out. Unpack it."
            )
        else:
            members = archives.zipped if kind == "zip" else archives.tarred
            for member in members(stream, item, self._budget, self._on_issue):
                yield from self.of(member)

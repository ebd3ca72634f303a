"""Reads posts where the names are given: a test of posts is none of names."""

import dataclasses
import re
from collections.abc import Callable

import pytest

from kg_builder.extract.posts import PostExtractor
from kg_builder.extract.stage import Stage
from kg_builder.ingest import ingest
from kg_builder.model.article import Source
from kg_builder.model.claim import Claim
from kg_builder.model.mention import Mention
from kg_builder.model.pack import Pack
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType
from kg_builder.recognize import recognize
from kg_builder.segment import segment


@pytest.fixture(scope="session")
def post_claims(pack: Pack) -> Callable[[str], list[Claim]]:
    """The claims on posts of a text in which the names of officials stand in {braces}."""

    def read(marked: str) -> list[Claim]:
        names, text = [], ""
        for part in re.split(r"(\{[^}]*\})", marked):
            if part.startswith("{"):
                span = Span(len(text), len(text) + len(part) - 2)
                names.append(Mention(span, EntityType.OFFICIAL, re.sub(r"\s", "", part[1:-1]), "test"))
            text += part.strip("{}")
        article = ingest(Source("test.txt", "text/plain", text.encode()))
        article = dataclasses.replace(article, header=dataclasses.replace(article.header, date="2021-05-20"))
        document = segment(article, pack)
        others = [m for m in recognize(document, pack).values if m.type is not EntityType.OFFICIAL]
        return list(PostExtractor(Stage(document, [*others, *names], pack)).claims())

    return read

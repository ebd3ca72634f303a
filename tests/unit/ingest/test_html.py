"""Web pages as they are set by the sites of governments, parties and newspapers."""

import re
import sys
from pathlib import Path

import pytest

from kg_builder.ingest.html import read_html
from kg_builder.model.article import Source
from kg_builder.model.errors import SourceError

sys.path.insert(0, str(Path(__file__).parent))
import pages


def _read(payload: bytes):
    return read_html(Source("a.html", "text/html", payload))


@pytest.mark.parametrize("build", pages.ARTICLES, ids=lambda build: build.__name__)
def test_all_lines_of_an_article_and_no_others(build):
    sample = build()
    assert _read(sample.payload).text.split("\n") == list(sample.lines)


@pytest.mark.parametrize("field", ["title", "date", "publisher", "author", "url", "encoding"])
@pytest.mark.parametrize("build", pages.ARTICLES, ids=lambda build: build.__name__)
def test_masthead(build, field):
    sample = build()
    assert getattr(_read(sample.payload), field) == getattr(sample, field)


_NAMES = re.compile(r"""\s(?:class|id)=(?:"[^"]*"|'[^']*'|\w+)""")


@pytest.mark.parametrize("build", pages.ARTICLES, ids=lambda build: build.__name__)
def test_an_article_is_found_where_nothing_is_named(build):
    sample = build()
    page = _NAMES.sub("", sample.payload.decode(sample.encoding)).replace("founder-content", "div")
    page = page.replace("visibility: hidden; opacity: 0;", "")
    assert _read(page.encode(sample.encoding)).text.split("\n") == list(sample.lines)


@pytest.mark.parametrize("kind", pages.REFUSED)
def test_what_is_no_article_is_refused_with_the_reason(kind):
    payload, reason = pages.REFUSED[kind]
    with pytest.raises(SourceError) as refused:
        _read(payload)
    assert reason in str(refused.value)

"""A `Source` becomes an `Article`."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from kg_builder.ingest.decode import damaged
from kg_builder.ingest.fold import fold
from kg_builder.ingest.prose import plain
from kg_builder.ingest.readers import READERS
from kg_builder.model.article import Article, Header, Reading, Source
from kg_builder.model.errors import Issue, SourceError
from kg_builder.model.span import Span

_NO_TEXT = 0.1  # a share of unreadable characters above which a file is no text


def ingest(source: Source) -> Article:
    """Reads a source. `text` is kept as it was decoded, but for line ends and characters that RDF cannot hold.

    Raises SourceError where there is no text in it.
    """
    reading = _read(source)
    if not reading.text.strip():
        raise SourceError(f"{source.iri}: the file holds no text; it was left out.")
    if damaged(reading.text) > _NO_TEXT:
        raise SourceError(f"{source.iri}: the file is no text, or damaged; it was left out. Save it as UTF-8.")
    identity = hashlib.sha256(reading.text.encode("utf-8")).hexdigest()[:16]
    header = Header(
        id=identity,
        source=source.iri,
        media_type=source.media_type,
        sha256=hashlib.sha256(source.payload).hexdigest(),
        title=reading.title,
        date=reading.date,
        publisher=reading.publisher,
        author=reading.author,
        url=reading.url,
        encoding=reading.encoding,
        encoding_from=reading.encoding_from,
    )
    return Article(header, reading.text, fold(reading.text))


def plainly(article: Article) -> tuple[Article, Callable[[Span], Span]]:
    """The article as it is to be read, without its typography, and where a span of that stands in the article itself.

    The same article where there is nothing to leave out.
    """
    prose = plain(article.text)
    if not prose.rulers:
        return article, prose.before
    return replace(article, text=prose.text, folded=fold(prose.text)), prose.before


def doubts(article: Article) -> tuple[Issue, ...]:
    """What was read in spite of a fault: characters that stand for bytes of no encoding."""
    count = article.text.count("\ufffd")
    if not count:
        return ()
    what = f"{count} characters could not be read and stand as \ufffd; save the file as UTF-8."
    return (Issue("ingest.damaged", article.header.source, what),)


def _read(source: Source) -> Reading:
    """By the reader of its kind. What the container says of the article wins over what its masthead says."""
    reader = READERS.get(source.media_type)
    if reader is None:
        raise SourceError(f"{source.iri}: {source.media_type} is no format that is read; convert it to text.")
    return replace(reader(source), **dict(source.given))

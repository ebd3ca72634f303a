"""A `Source` becomes an `Article`."""

import hashlib

from kg_builder.ingest import metadata
from kg_builder.ingest.decode import decode
from kg_builder.ingest.fold import fold
from kg_builder.model.article import Article, Header, Reading, Source


def ingest(source: Source) -> Article:
    """Reads a source. `text` is kept as it was decoded, but for line ends and characters that RDF cannot hold."""
    reading = read_text(source)
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


def read_text(source: Source) -> Reading:
    """Plain text and Markdown."""
    text, encoding, how = decode(source.payload)
    return Reading(
        text=text,
        title=metadata.title(text),
        date=metadata.date(text, source.iri),
        publisher=metadata.publisher(text),
        author=metadata.author(text),
        url=metadata.url(text),
        encoding=encoding,
        encoding_from=how,
    )

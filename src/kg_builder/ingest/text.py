"""Plain text and Markdown, and what a text says about itself in its first and last lines."""

from kg_builder.ingest import metadata
from kg_builder.ingest.decode import decode
from kg_builder.ingest.fold import fold
from kg_builder.ingest.prose import plain, unmarked
from kg_builder.model.article import Reading, Source

_HEAD = 4000  # characters in which a title stands


def read_text(source: Source) -> Reading:
    """Plain text and Markdown."""
    text, encoding, how = decode(source.payload, source.charset)
    return with_masthead(text, source.iri, encoding, how)


def with_masthead(text: str, name: str, encoding: str, how: str) -> Reading:
    """A text, and what its first and last lines say about it; a date may also stand in the file's name."""
    head, foot = unmarked(text[:_HEAD]), unmarked(text[max(len(text) - _HEAD, _HEAD) :])
    masthead = fold(f"{head}\n{foot}") if foot else f"{fold(head)}\n"
    prose = plain(text[:_HEAD]).text
    return Reading(
        text=text,
        title=metadata.title(prose),
        date=metadata.date(masthead, fold(prose), metadata.url(text), name),
        publisher=metadata.publisher(masthead),
        author=metadata.author(masthead),
        url=metadata.url(text),
        encoding=encoding,
        encoding_from=how,
    )

"""A `Source` becomes an `Article`."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kg_builder.ingest import metadata
from kg_builder.ingest.clean import private
from kg_builder.ingest.fold import fold
from kg_builder.ingest.likeness import damaged
from kg_builder.ingest.limits import LIMITS
from kg_builder.ingest.mojibake import garbled
from kg_builder.ingest.prose import plain
from kg_builder.ingest.readers import READERS
from kg_builder.model.article import Article, Header, Reading, Source
from kg_builder.model.errors import Issue, SourceError
from kg_builder.model.span import Span

_NAMED = 8  # private characters that an issue names
_NO_TEXT = 0.1  # a share of unreadable characters above which a file is no text


def ingest(source: Source) -> Article:
    """Reads a source. `text` is kept as it was decoded, but for line ends and characters that RDF cannot hold.

    Raises SourceError where there is no text in it.
    """
    reading = _read(source)
    if not reading.text.strip():
        raise SourceError(f"{source.iri}: the file holds no text; it was left out.")
    if len(reading.text) > LIMITS.text:
        limit = f"limit text={LIMITS.text}"
        raise SourceError(
            f"{source.iri}: more characters than are read ({limit}); it was left out. Cut it into articles."
        )
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
        lost=reading.lost,
    )
    return Article(header, reading.text, fold(reading.text))


def plainly(article: Article) -> tuple[Article, Callable[[Span], Span]]:
    """The article as it is to be read, without its typography, and where a span of that stands in the article itself.

    The same article where there is nothing to leave out.
    """
    prose = plain(article.text)
    if not prose.rulers:
        return article, prose.before
    return replace(article, text=prose.text, folded=fold(prose.text)), prose.places()


def doubts(article: Article) -> tuple[Issue, ...]:
    """What was read in spite of a fault: characters that stand for bytes of no encoding, and those that say nothing."""
    found = [_dropped(article), _lost(article.text), _private(article.text), _garbled(article)]
    return tuple(Issue(code, article.header.source, what) for code, what in filter(None, found))


def _dropped(article: Article) -> tuple[str, str] | None:
    """Text that no parser sees: a page that was cut off inside of a tag, a remark or a script."""
    what = f"{article.header.lost} characters of the file stand in broken markup and were not read; fetch it again from its source."
    return ("ingest.lost", what) if article.header.lost else None


def _lost(text: str) -> tuple[str, str] | None:
    count = text.count("\ufffd")
    some = "1 character" if count == 1 else f"{count} characters"
    what = f"{some} could not be read and stand as \ufffd; save the file as UTF-8."
    return ("ingest.damaged", what) if count else None


def _private(text: str) -> tuple[str, str] | None:
    """Characters that a publisher's own font shows: often a rare character of a name."""
    counts = private(text)
    if not counts:
        return None
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    named = ", ".join(f"U+{ord(char):04X} ×{count}" for char, count in most[:_NAMED])
    rest = f" and {len(most) - _NAMED} more" if len(most) > _NAMED else ""
    what = f"{sum(counts.values())} private-use characters ({named}{rest}) were kept as they are, but only the publisher's font "
    return (
        "ingest.private_use",
        what + "says what they mean; look them up at the source and write the characters meant.",
    )


def _garbled(article: Article) -> tuple[str, str] | None:
    """Text that had been decoded wrongly and saved so, put right or not."""
    if article.header.encoding_from == "repaired":
        what = f"the file was saved after it had been read in the wrong encoding ({article.header.encoding}); "
        return "ingest.repaired", what + "every character could be put back, and was."
    way = garbled(article.text)
    if way is None:
        return None
    what = (
        f"the text looks like {way}, and some of it is lost; it was read as it stands. Fetch it again from its source."
    )
    return "ingest.garbled", what


def _read(source: Source) -> Reading:
    """By the reader of its kind. What the container says of the article wins over what its masthead says."""
    reader = READERS.get(source.media_type)
    if reader is None:
        raise SourceError(f"{source.iri}: {source.media_type} is no format that is read; convert it to text.")
    given: dict[str, Any] = dict(source.given)
    reading = replace(reader(source), **given)
    if reading.date is None and "url" in given:
        return replace(reading, date=metadata.date("", "", given["url"], ""))
    return reading

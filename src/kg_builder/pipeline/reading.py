"""What was read in each source, kept in the workbook and read again only where the source or the recipe is new."""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import partial
from itertools import groupby

from kg_builder.model import codec
from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.article import Article, Header, Source
from kg_builder.model.errors import Issue
from kg_builder.model.extension import Engine, OnIssue
from kg_builder.model.pack import Pack
from kg_builder.pipeline.annotate import annotate
from kg_builder.pipeline.grouping import Name, named
from kg_builder.resolve import Groups, profile
from kg_builder.workbook import Damaged, Workbook, opened, sealed

OnStep = Callable[[str], None]  # what is being done, for a terminal
_BATCH = 64  # articles after which what was read is kept for good
_FAST = 1  # level of compression: what was read shrinks to a tenth


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a source without looking into what was read."""

    header: Header
    issues: tuple[Issue, ...]
    signature: bytes


class Listing:
    """Which sources hold which article: a table, since there may be more articles than memory holds."""

    def __init__(self, book: Workbook) -> None:
        self._book = book

    def __len__(self) -> int:
        return int(self._book.rows("SELECT count(DISTINCT article) FROM listed")[0][0])

    def __iter__(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each article with the keys of its sources in the order of their names."""
        rows = self._book.stream("SELECT article, key FROM listed ORDER BY article, iri, key")
        for article, group in groupby(rows, key=lambda row: row[0]):
            yield str(article), tuple(key for _, key in group)

    def of(self, article: str) -> tuple[str, ...]:
        """The keys of an article's sources."""
        rows = self._book.rows("SELECT key FROM listed WHERE article = ? ORDER BY iri, key", article)
        return tuple(key for (key,) in rows)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A source under its key."""

    key: str
    source: Source

    @property
    def iri(self) -> str:
        return self.source.iri


def read(
    found: Iterable[Source], book: Workbook, pack: Pack, engine: Engine, on_issue: OnIssue, on_step: OnStep
) -> Listing:
    """Reads what was not read before; which sources hold which article."""
    recipe = book.get("recipe")
    book.forget_passing()

    def missing() -> Iterator[_Asked]:
        for source in found:
            key = key_of(source, recipe)
            known = book.rows("SELECT article FROM reading WHERE key = ?", key)
            if known:
                _list(book, known[0][0], source.iri, key)
            else:
                yield _Asked(key, source)

    work = partial(_read, pack=pack, maker=Groups(pack))
    for count, (iri, row) in enumerate(engine.map(work, missing(), on_issue), 1):
        on_step(f"{count} read: {iri}")
        book.run("INSERT OR REPLACE INTO reading VALUES(?, ?, ?, ?, ?)", [row])
        _list(book, row[1], iri, row[0])
        if count % _BATCH == 0:
            book.commit()
    listing = Listing(book)
    if len(listing):  # a path mistyped takes nothing away
        book.run("DELETE FROM reading WHERE key NOT IN (SELECT key FROM listed)", [()])
    book.commit()
    return listing


def key_of(source: Source, recipe: str) -> str:
    """What a reading depends on: the bytes, all that is said of them, and the recipe."""
    said = [getattr(source, field.name) for field in fields(source) if field.name != "payload"]
    digest = hashlib.sha256(recipe.encode() + codec.encode(said) + b"\0")
    digest.update(source.payload)
    return digest.hexdigest()


def head(book: Workbook, key: str) -> Head:
    """What is known of one source."""
    return codec.decode(opened(_value(book, "SELECT head FROM reading WHERE key = ?", key)), Head)


class Signatures(Mapping[str, bytes]):
    """The signatures of all articles, looked up one by one."""

    def __init__(self, book: Workbook) -> None:
        self._book = book

    def __getitem__(self, article: str) -> bytes:
        return _first(self._book, article).signature

    def __iter__(self) -> Iterator[str]:
        return (article for article, _ in Listing(self._book))

    def __len__(self) -> int:
        return len(Listing(self._book))


def date(book: Workbook, article: str) -> str | None:
    """The date of an article."""
    return _first(book, article).header.date


def _first(book: Workbook, article: str) -> Head:
    """What is known of the first source of an article."""
    query = "SELECT head FROM listed JOIN reading USING (key) WHERE listed.article = ? ORDER BY iri, key LIMIT 1"
    return codec.decode(opened(_value(book, query, article)), Head)


def header(book: Workbook, keys: tuple[str, ...]) -> Header:
    """The header of an article: of its first source, with the names of the others."""
    first, *others = (head(book, key).header for key in keys)
    return replace(first, also=tuple(sorted({*first.also, *(other.source for other in others)})))


def names(book: Workbook, key: str) -> list[Name]:
    """What an article names."""
    return codec.decode(opened(_value(book, "SELECT profile FROM reading WHERE key = ?", key)), list[Name])


def line(book: Workbook, keys: tuple[str, ...]) -> bytes:
    """The line of an article in annotations/articles.jsonl: all that was read in it."""
    if len(keys) == 1:
        return _whole(book, keys[0]) + b"\n"
    read = codec.decode(_whole(book, keys[0]), AnnotatedArticle)
    inner = replace(read.document.article, header=header(book, keys))
    return codec.encode(replace(read, document=replace(read.document, article=inner))) + b"\n"


def article(book: Workbook, keys: tuple[str, ...]) -> Article:
    """The text of an article as read."""
    return codec.decode(_whole(book, keys[0]), AnnotatedArticle).document.article


def packed(book: Workbook, key: str) -> bytes:
    """All that was read in a source, packed."""
    return _value(book, "SELECT whole FROM reading WHERE key = ?", key)


def _whole(book: Workbook, key: str) -> bytes:
    try:
        return zlib.decompress(packed(book, key))  # it carries a checksum of its own
    except zlib.error as error:
        raise Damaged(str(error)) from None


def _value(book: Workbook, query: str, key: str) -> bytes:
    found = book.rows(query, key)
    if not found or not isinstance(found[0][0], bytes):
        raise Damaged("what was read is missing from the workbook")
    return bytes(found[0][0])


def _read(asked: _Asked, pack: Pack, maker: Groups) -> tuple[str, tuple[str, str, bytes, bytes, bytes]]:
    article = annotate(asked.source, pack)
    own = article.document.article.header
    return asked.iri, (
        asked.key,
        own.id,
        sealed(codec.encode(Head(own, article.issues, article.signature))),
        sealed(codec.encode(named(profile(article), maker))),
        zlib.compress(codec.encode(article), _FAST),
    )


def _list(book: Workbook, article: str, iri: str, key: str) -> None:
    book.run("INSERT INTO listed VALUES(?, ?, ?)", [(article, iri, key)])

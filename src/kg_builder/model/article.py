"""What came in, and what a reader made of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """What came in: bytes and where they came from.

    `iri` names the place relative to what the user asked for ("justice/a.txt"; record 3 of a JSONL file is "a.jsonl#3"),
    so that the same folder gives the same graph wherever it lies. `given` is what the container says of the article
    (a record's fields, a WARC header): sorted pairs of title, date, publisher, author, url; it wins over the masthead.
    """

    iri: str
    media_type: str
    payload: bytes
    charset: str | None = None  # declared outside of the bytes: an HTTP header
    given: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a source: its text and what its masthead says. Dates are EDTF ("2021-03", "2021-03-05")."""

    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    encoding: str = "utf-8"
    encoding_from: str = "given"  # bom, declared, strict, detected, replaced, given
    lost: int = 0  # characters that a parser dropped


@dataclass(frozen=True, slots=True)
class Reprint:
    """Of which article this one says the words again, and how much the two have in common."""

    of: str  # Header.id of the original
    contained: float  # share of the shorter article's characters, in sentences that the other one has word for word
    jaccard: float  # share of those of both
    repeated: int = 0  # places of evidence that only repeat the original's and do not count


@dataclass(frozen=True, slots=True)
class Header:
    """What an article says about itself."""

    id: str  # first 16 hex digits of sha256 of the text, UTF-8
    source: str  # Source.iri
    media_type: str
    sha256: str  # of the payload
    title: str | None = None
    date: str | None = None  # EDTF: 2021-03-05, 2021-03, 2021
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    encoding: str = "utf-8"
    encoding_from: str = "given"
    lost: int = 0  # characters of the source that its parser dropped
    also: tuple[str, ...] = ()  # further sources with the same text
    reprint: Reprint | None = None  # known where the whole corpus is


@dataclass(frozen=True, slots=True)
class Article:
    """Two texts, one ruler: `folded` is for matching and has the length of `text`."""

    header: Header
    text: str  # as read; every offset of the program points here
    folded: str  # width and script folded, one code point to one

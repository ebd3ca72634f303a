"""An article with its structure."""

from dataclasses import dataclass
from enum import StrEnum

from msgspec import Struct

from kg_builder.model.article import Article
from kg_builder.model.span import Span


class BlockKind(StrEnum):
    """What a line of an article is."""

    TITLE = "title"
    HEADING = "heading"
    BYLINE = "byline"
    NOTE = "note"  # 编者按
    PARAGRAPH = "paragraph"
    BOILERPLATE = "boilerplate"  # marked, never deleted


class Block(Struct, frozen=True, gc=False):
    """A line that is not empty."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Byline:
    """A line that names who speaks."""

    span: Span
    role: Span  # 日照市司法局党组书记、局长
    name: Span  # 丁辉


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the article under one heading or one speaker."""

    span: Span
    heading: Span | None
    byline: Byline | None  # who speaks in this section, if anybody


class Sentence(Struct, frozen=True, gc=False):
    """A sentence of a paragraph, or a whole heading."""

    span: Span
    clauses: tuple[Span, ...]
    section: int  # index into Document.sections
    block: int  # index into Document.blocks


@dataclass(frozen=True, slots=True)
class Document:
    """An article and its structure. Blocks do not overlap; sentences lie in blocks, clauses in sentences."""

    article: Article
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]

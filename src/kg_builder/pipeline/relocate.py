"""What was read in an article's prose, at the places of the article as it came in."""

from collections.abc import Callable
from dataclasses import replace

from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.article import Article
from kg_builder.model.claim import Claim
from kg_builder.model.document import Block, Byline, Document, Section, Sentence
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span

Place = Callable[[Span], Span]


def relocate(read: AnnotatedArticle, article: Article, place: Place) -> AnnotatedArticle:
    """The same annotation on `article`; `place` turns a span of what was read into one of it."""
    moved: dict[int, Mention] = {}  # by identity: claims share the mentions, which live as long as `read`

    def mention(old: Mention) -> Mention:
        new = moved.get(id(old))
        if new is None:
            parent = place(old.parent) if old.parent else None
            new = Mention(place(old.span), old.type, old.name, old.recognizer, old.score, parent, old.code)
            moved[id(old)] = new
        return new

    def claim(old: Claim) -> Claim:
        speaker = mention(old.speaker) if old.speaker else None
        subject, object_, said = mention(old.subject), mention(old.object), place(old.evidence)
        return Claim(
            subject, old.predicate, object_, said, speaker, old.extractor, old.score, old.valid_from, old.valid_until
        )

    document = read.document
    return replace(
        read,
        document=Document(
            article,
            tuple(Block(place(block.span), block.kind) for block in document.blocks),
            tuple(_section(section, place) for section in document.sections),
            tuple(_sentence(sentence, place) for sentence in document.sentences),
        ),
        mentions=tuple(mention(old) for old in read.mentions),
        claims=tuple(claim(old) for old in read.claims),
    )


def _section(section: Section, place: Place) -> Section:
    heading = place(section.heading) if section.heading else None
    byline = section.byline and Byline(
        place(section.byline.span), place(section.byline.role), place(section.byline.name)
    )
    return Section(place(section.span), heading, byline)


def _sentence(sentence: Sentence, place: Place) -> Sentence:
    cut = tuple(place(clause) for clause in sentence.clauses)
    return Sentence(place(sentence.span), cut, sentence.section, sentence.block)

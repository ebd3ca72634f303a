"""One article's way: bytes, text, structure, mentions, claims."""

from kg_builder.extract import extract
from kg_builder.ingest import doubts, ingest
from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.article import Article, Source
from kg_builder.model.pack import Pack
from kg_builder.recognize import recognize
from kg_builder.segment import segment


def annotate(source: Source, pack: Pack) -> AnnotatedArticle:
    """All that is read in one source."""
    return annotate_article(ingest(source), pack)


def annotate_article(article: Article, pack: Pack) -> AnnotatedArticle:
    """All that is read in one article."""
    document = segment(article, pack)
    mentions = recognize(document, pack)
    claims = extract(document, mentions.values, pack)
    issues = doubts(article) + mentions.issues + claims.issues
    return AnnotatedArticle(document, mentions.values, claims.values, issues, pack.fingerprint)

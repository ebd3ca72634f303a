"""One article's way: bytes, text, structure, mentions, claims."""

from collections.abc import Sequence
from dataclasses import replace

from kg_builder import segment
from kg_builder.extract import extract
from kg_builder.ingest import doubts, ingest, plainly
from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.article import Article, Source
from kg_builder.model.claim import Claim
from kg_builder.model.mention import Mention
from kg_builder.model.pack import Pack
from kg_builder.model.vocabulary import EntityType
from kg_builder.pipeline.relocate import relocate
from kg_builder.recognize import recognize, tagged
from kg_builder.reprints import signature


def annotate(source: Source, pack: Pack) -> AnnotatedArticle:
    """All that is read in one source."""
    return annotate_article(ingest(source), pack)


def annotate_article(article: Article, pack: Pack) -> AnnotatedArticle:
    """All that is read in one article."""
    prose, before = plainly(article)
    read = replace(_read(prose, pack), signature=signature(prose.folded))
    return read if prose is article else relocate(read, article, before)


def _read(article: Article, pack: Pack) -> AnnotatedArticle:
    document = segment.segment(article, pack)
    mentions = recognize(document, pack)
    claims = extract(document, mentions.values, pack, tagged)
    issues = doubts(article) + segment.doubts(document) + mentions.issues + claims.issues
    return AnnotatedArticle(document, _told(mentions.values, claims.values), claims.values, issues, pack.fingerprint)


def _told(mentions: Sequence[Mention], claims: Sequence[Claim]) -> tuple[Mention, ...]:
    """A post that nobody is said to hold (各领导小组组长) is no entity of the graph."""
    held = {claim.object.name for claim in claims if claim.object.type is EntityType.POST}
    return tuple(mention for mention in mentions if mention.type is not EntityType.POST or mention.name in held)

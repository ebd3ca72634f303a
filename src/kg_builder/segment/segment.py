"""An `Article` becomes a `Document`. It never fails; it finds less."""

import re
from itertools import pairwise

from kg_builder.model.article import Article
from kg_builder.model.document import Block, BlockKind, Byline, Document, Sentence
from kg_builder.model.errors import Issue
from kg_builder.model.once import once
from kg_builder.model.pack import Pack
from kg_builder.model.span import Span
from kg_builder.segment.blocks import kinds, lines
from kg_builder.segment.bylines import BylineGrammar
from kg_builder.segment.sections import sections
from kg_builder.segment.sentences import LONGEST, clauses, ends, sentences

_MEMBERS = re.compile(
    r"(?:第一|常务|执行)?(?:副?组\s*长|副?主\s*任|副?总?指挥长?|成\s*员|委\s*员|副?召集人|名单)[：:\s　]"
)
_WHOLE = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.BYLINE)


def segment(article: Article, pack: Pack) -> Document:
    """The structure of an article, found on its folded text; every span points into `article.text`."""
    text = article.folded
    grammar = _grammar(pack)
    spans = lines(text)
    bylines = {i: byline for i, span in enumerate(spans) if (byline := grammar.read(span.of(text), span.start))}
    bylines = _speaking(text, spans, bylines)
    closings = {i: byline for i, span in enumerate(spans) if (byline := grammar.closing(span.of(text), span.start))}
    blocks = kinds(text, spans, set(bylines) | set(closings))
    closings |= _signed(blocks, bylines)
    parts, owner = sections(blocks, bylines, closings)
    found: list[Sentence] = []
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.BOILERPLATE:
            continue
        whole = block.kind in _WHOLE
        for span in [block.span] if whole else sentences(text, block.span):
            cut = (span,) if whole else clauses(text, span)
            found.append(Sentence(span, cut, owner[index], index))
    return Document(article, tuple(blocks), parts, tuple(found))


def doubts(document: Document) -> tuple[Issue, ...]:
    """Sentences that were too long for one."""
    text = document.article.folded
    cut = sum(
        one.block == two.block and len(one.span) > LONGEST // 2 and not ends(text, one.span)
        for one, two in pairwise(document.sentences)
    )
    what = f"{cut} stretches go on for more than {LONGEST} characters without the end of a sentence; they were read in pieces."
    return (Issue("segment.long_sentence", document.article.header.source, what),) if cut else ()


def _signed(blocks: list[Block], bylines: dict[int, Byline]) -> dict[int, Byline]:
    """The bylines of an article that signs its parts at their ends: prose before the first, nothing after the last."""
    text_at = [i for i, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH]
    if not bylines or not text_at or min(bylines) < text_at[0] or max(bylines) < text_at[-1]:
        return {}
    return dict(bylines)


def _speaking(text: str, spans: list[Span], bylines: dict[int, Byline]) -> dict[int, Byline]:
    """Without the title, whatever it looks like, and without the lines of a member list: nobody speaks there."""
    listed = {i for i, span in enumerate(spans) if _MEMBERS.match(text, span.start, span.end)}
    return {
        i: byline
        for i, byline in bylines.items()
        if i > 0 and i not in listed and not {i - 1, i + 1} & (listed | set(bylines))
    }


@once
def _grammar(pack: Pack) -> BylineGrammar:
    return BylineGrammar((title.name for title in pack.titles if title.kind != "none"), pack.surnames)

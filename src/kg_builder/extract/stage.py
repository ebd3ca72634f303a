"""Mentions set out by sentence, so that every extractor finds what stands where without searching."""

import bisect
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from operator import attrgetter

from kg_builder.extract.word_classes import Tagger, no_tags
from kg_builder.model.document import BlockKind, Document, Sentence
from kg_builder.model.mention import Mention
from kg_builder.model.pack import Pack
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType


class Stage:
    """One document with its mentions. `text` is the folded text."""

    def __init__(self, document: Document, mentions: Sequence[Mention], pack: Pack, tagger: Tagger = no_tags) -> None:
        self.tagger = tagger
        self.document = document
        self.pack = pack
        self.text = document.article.folded
        self.mentions = sorted(mentions, key=attrgetter("span", "type", "name"))
        self._starts = [m.span.start for m in self.mentions]
        self.by_span = {(m.span, m.type): m for m in self.mentions}
        self._serving: dict[Span, bool] = {}
        # by the types asked for: where their mentions begin, and they themselves
        self._rows: dict[tuple[EntityType, ...], tuple[list[int], list[Mention]]] = {(t,): ([], []) for t in EntityType}
        for mention in self.mentions:
            starts, found = self._rows[mention.type,]
            starts.append(mention.span.start)
            found.append(mention)

    def of(self, *types: EntityType) -> list[Mention]:
        """All mentions of the types, in order."""
        return (self._rows.get(types) or self._row(types))[1]

    def _row(self, types: tuple[EntityType, ...]) -> tuple[list[int], list[Mention]]:
        kinds = frozenset(types)
        found = [m for m in self.mentions if m.type in kinds] if types else self.mentions
        row = self._rows[types] = ([m.span.start for m in found], found)
        return row

    def within(self, span: Span, *types: EntityType) -> list[Mention]:
        """The mentions of the types that lie inside a span, in order."""
        starts, mentions = self._rows.get(types) or self._row(types)
        end = span.end
        low = bisect.bisect_left(starts, span.start)
        if low == len(starts) or starts[low] >= end:  # most sentences hold nothing of most classes
            return []
        return [m for m in mentions[low : bisect.bisect_left(starts, end, low)] if m.span.end <= end]

    @cached_property
    def kinds(self) -> list[frozenset[EntityType]]:
        """For each sentence the types of what is mentioned in it: what has no word there need not be asked."""
        ends = [sentence.span.end for sentence in self.document.sentences]
        found: list[set[EntityType]] = [set() for _ in ends]
        for mention in self.mentions:
            index = bisect.bisect_right(ends, mention.span.start)
            if index < len(found):
                found[index].add(mention.type)
        return [frozenset(kinds) for kinds in found]

    def bureau_at(self, span: Span | None) -> Mention | None:
        """The body that stands exactly at a span."""
        return self.by_span.get((span, EntityType.BUREAU)) if span else None

    def sentence_of(self, span: Span) -> Sentence | None:
        """The sentence in which a span lies."""
        sentences = self.document.sentences
        index = bisect.bisect_right(sentences, span.start, key=lambda sentence: sentence.span.start)
        found = sentences[index - 1] if index else None
        return found if found is not None and found.span.contains(span) else None

    def is_heading(self, sentence: Sentence) -> bool:
        """True for titles, headings and bylines."""
        return self.document.blocks[sentence.block].kind in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.BYLINE)

    def is_title_of_person(self, body: Mention) -> bool:
        """True where a body only serves a post: 辽宁省政府 in 辽宁省政府秘书长张三."""
        known = self._serving.get(body.span)
        if known is None:
            known = self._serving[body.span] = self._serves_post(body)
        return known

    def _serves_post(self, body: Mention) -> bool:
        low = bisect.bisect_left(self._starts, body.span.start)
        for mention in self.mentions[low : low + 6]:
            if (
                mention.type is EntityType.POST
                and mention.span.start <= body.span.start
                and mention.span.end > body.span.end
            ):
                return True
        return any(
            m.type is EntityType.POST and m.span.start <= body.span.start and m.span.end > body.span.end
            for m in self.mentions[max(0, low - 3) : low]
        )


def clause_of(sentence: Sentence, span: Span) -> Span | None:
    """The clause of a sentence in which a span lies."""
    index = bisect.bisect_right(sentence.clauses, span.start, key=lambda clause: clause.start)
    clause = sentence.clauses[index - 1] if index else None
    return clause if clause is not None and clause.contains(span) else None


class Row:
    """Mentions in the order of the text, and the last of them before a place."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self._reach = list(accumulate((m.span.end for m in mentions), max))

    def before(self, position: int) -> Mention | None:
        """The last mention before the first one that ends behind `position`."""
        count = bisect.bisect_right(self._reach, position)
        return self.mentions[count - 1] if count else None

"""The questions that programs ask, answered as JSON values. Each is a pure function of the index; nothing here knows HTTP."""

from collections.abc import Sequence
from typing import TypeVar

from kg_builder.browse import Index, Quoted, campaign_articles
from kg_builder.model.knowledge import Evidence
from kg_builder.model.vocabulary import EntityType, Predicate
from kg_builder.rdf.terms import BASE
from kg_builder.serve.api.compared import compared
from kg_builder.serve.api.shapes import Json, Shapes

T = TypeVar("T")


class Missing(LookupError):
    """There is nothing of that id: a sentence that says what to do."""


class Answers:
    """What one generation of a graph answers."""

    def __init__(self, index: Index, pages: str = "") -> None:
        self._index = index
        self._shapes = Shapes(index, pages)

    def search(self, q: str, type: str | None, limit: int, offset: int) -> Json:
        """Entities by name, alias, pinyin or initials."""
        kinds = (EntityType(type),) if type else ()
        hits, after = _page(self._index.search(q, kinds, limit + 1, offset), limit, offset)
        results = [
            {**self._shapes.ref(hit.entity), "matched": hit.matched, "matched_by": hit.kind, "statements": hit.degree}
            for hit in hits
        ]
        return {"results": results, "next_offset": after}

    def entity(
        self, id: str, predicate: str | None, side: str, evidence: int, rejected: bool, limit: int, offset: int
    ) -> Json:  # fmt: skip
        """An entity with its statements, each with its first sentences."""
        asked = _below(id)
        own = self._index.current(asked)
        entity = self._index.entity(own)
        if entity is None:
            raise Missing(f"There is no entity '{id}'; /api/search finds ids by names.")
        found = self._index.about(own, side, Predicate(predicate) if predicate else None, rejected, limit + 1, offset)
        page, after = _page(found, limit, offset)
        return {
            "entity": self._shapes.entity(entity),
            "redirected_from": asked if own != asked else None,
            "counts": [
                {"side": "subject" if end == "from" else "object", "predicate": name, "count": count}
                for end, name, count in self._index.degrees(own)
            ],
            "statements": self._shapes.statements(
                (quoted, self._index.evidence(quoted.statement.id, evidence) if evidence else ()) for quoted in page
            ),
            "next_offset": after,
        }

    def statement(self, id: str, limit: int, offset: int) -> Json:
        """A statement with its sentences."""
        quoted = self._index.statement(_below(id, "statement/"))
        if quoted is None:
            raise Missing(f"There is no statement '{id}'; /api/entity gives the ids of statements.")
        found, after = _page(self._index.evidence(quoted.statement.id, limit + 1, offset), limit, offset)
        refuted = self._shapes.statements([(quoted, quoted.statement.refuted)])[0]["evidence"]
        whole = self._shapes.statements([(quoted, found)])[0]
        return {"statement": whole, "refuted": refuted, "next_offset": after}

    def evidence(self, id: str, context: int) -> Json:
        """A sentence, what stands around it, and the statement it speaks for."""
        found = self._index.quotation(_below(id, "evidence/"))
        if found is None:
            raise Missing(f"There is no evidence '{id}'; /api/statement gives the ids of evidence.")
        quoted, evidence = found
        text = self._index.text(evidence.article)
        statement = self._shapes.statements([(quoted, [evidence])])[0]
        (shown,) = statement.pop("evidence")
        return {
            "evidence": shown,
            "before": text[max(evidence.span.start - context, 0) : evidence.span.start],
            "after": text[evidence.span.end : evidence.span.end + context],
            "statement": statement,
        }

    def article(self, id: str, text: bool, mentions: bool, limit: int, offset: int) -> Json:
        """An article: what it says about itself, its text, which entities it names where, and what it says."""
        header = self._index.header(_below(id, "article/"))
        if header is None:
            raise Missing(f"There is no article '{id}'; /api/articles lists them.")
        words = self._index.text(header.id)
        said, after = _page(self._index.said_in(header.id, limit + 1, offset), limit, offset)
        return {
            "article": self._shapes.article(header),
            "length": len(words),
            "text": words if text else None,
            "mentions": self._mentions(header.id, words) if mentions else None,
            "said": self._said(said),
            "next_offset": after,
        }

    def articles(self, q: str | None, limit: int, offset: int) -> Json:
        """Articles whose title holds the words, the newest first."""
        found, after = _page(self._index.articles(q or "", limit + 1, offset), limit, offset)
        return {"results": [self._shapes.article_ref(header) for header in found], "next_offset": after}

    def compare(
        self, id: str, speakers: str | None, actors: str, things: str, limit: int, offset: int
    ) -> Json:  # fmt: skip
        """The speakers of an article, or of the articles on a campaign, side by side."""
        header = self._index.header(_below(id, "article/"))
        entity = None if header else self._index.entity(self._index.current(_below(id)))
        if header is None and (entity is None or entity.type is not EntityType.CAMPAIGN):
            raise Missing(
                f"There is no article or campaign '{id}'; /api/articles and /api/search?type=Campaign find them."
            )
        chosen = [_below(each) for each in (speakers or "").split(",") if each.strip()]
        articles = [header.id] if header else campaign_articles(self._index, entity.id if entity else "")
        return {
            "article": self._shapes.article_ref(header) if header else None,
            "campaign": self._shapes.ref(entity) if entity else None,
            **compared(self._index, self._shapes, articles, chosen, actors, things, limit, offset),
        }

    def _said(self, said: Sequence[tuple[Quoted, Evidence]]) -> list[Json]:
        """Statements with the one sentence of an article that says each."""
        statements = self._shapes.statements((quoted, [evidence]) for quoted, evidence in said)
        return [{"evidence": each.pop("evidence")[0], "statement": each} for each in statements]

    def _mentions(self, article: str, text: str) -> list[Json]:
        found = self._index.mentions(article)
        near = self._shapes.entities(each.entity for each in found)
        return [
            {
                "start": each.span.start,
                "end": each.span.end,
                "words": text[each.span.start : each.span.end],
                "entity": self._shapes.ref(near[each.entity]),
            }
            for each in found
            if each.entity in near
        ]


def _page(found: Sequence[T], limit: int, offset: int) -> tuple[Sequence[T], int | None]:
    """A page, and where the next one begins: one more than shown was asked for."""
    return found[:limit], offset + limit if len(found) > limit else None


def _below(given: str, folder: str = "") -> str:
    """An id, where an IRI or its path may be given as well."""
    return given.strip().removeprefix(BASE).removeprefix(folder)

"""Entities, statements, evidence and articles as JSON. The names of fields are a promise: `schemas.py` says the same."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg_builder.browse import Index, Quoted
from kg_builder.model.article import Header
from kg_builder.model.knowledge import Entity, Evidence, Literal, Statement
from kg_builder.rdf.terms import BASE, PREFIXES, iri

Json = dict[str, Any]
_BATCH = 500


class Shapes:
    """Writes things of one index; what they point at is looked up once, many at a time."""

    def __init__(self, index: Index, pages: str) -> None:
        self._index = index
        self._pages = pages  # the address that the pages are below; "" where none are served

    def place(self, path: str) -> Json:
        """The IRI of a path below the base, and the page that shows it."""
        address = iri(BASE + path)[1:-1]
        page = f"{self._pages}page/{address.removeprefix(BASE)}" if self._pages else None
        return {"iri": address, "page": page}

    def ref(self, entity: Entity) -> Json:
        """An entity, as others point at it."""
        return {"id": entity.id, **self.place(entity.id), "type": str(entity.type), "name": entity.name}

    def entity(self, entity: Entity) -> Json:
        """An entity, whole."""
        near = self.entities([*entity.parts, *([entity.body] if entity.body else [])])
        return {
            **self.ref(entity),
            "aliases": list(entity.aliases),
            "level": str(entity.level) if entity.level else None,
            "code": entity.code or None,
            "longitude": entity.lon,
            "latitude": entity.lat,
            "title": entity.title or None,
            "body": self.ref(near[entity.body]) if entity.body in near else None,
            "parts": [self.ref(near[part]) for part in entity.parts if part in near],
        }

    def article_ref(self, header: Header) -> Json:
        """An article, as others point at it: enough to cite it."""
        return {
            "id": header.id,
            **self.place(f"article/{header.id}"),
            "title": header.title or header.source,
            "date": header.date,
            "publisher": header.publisher,
            "url": header.url,
            "source": header.source,
        }

    def article(self, header: Header) -> Json:
        """What an article says about itself."""
        return {
            **self.article_ref(header),
            "author": header.author,
            "media_type": header.media_type,
            "sha256": header.sha256,
            "also": list(header.also),
            "reprint_of": header.reprint.of if header.reprint else None,
        }

    def statements(self, found: Iterable[tuple[Quoted, Iterable[Evidence]]]) -> list[Json]:
        """Statements, each with the evidence given beside it."""
        rows = [(quoted, list(evidence)) for quoted, evidence in found]
        everything = [each for _, evidence in rows for each in evidence]
        near = self.entities(
            [*_ends(quoted.statement for quoted, _ in rows), *(e.speaker for e in everything if e.speaker)]
        )
        headers = self.headers(e.article for e in everything)
        return [
            {
                **self._statement(quoted, near),
                "evidence": [self._evidence(each, quoted.statement.id, near, headers) for each in evidence],
            }
            for quoted, evidence in rows
        ]

    def entities(self, ids: Iterable[str]) -> dict[str, Entity]:
        """Entities by id, however many."""
        return {own: entity for part in _parts(ids) for own, entity in self._index.entities(part).items()}

    def headers(self, ids: Iterable[str]) -> dict[str, Header]:
        """Headers by id, however many."""
        return {own: header for part in _parts(ids) for own, header in self._index.headers(part).items()}

    def _statement(self, quoted: Quoted, near: Mapping[str, Entity]) -> Json:
        statement = quoted.statement
        return {
            "id": statement.id,
            **self.place(f"statement/{statement.id}"),
            "subject": self._end(statement.subject, near),
            "predicate": str(statement.predicate),
            "predicate_iri": PREFIXES["kgb"] + statement.predicate,
            "object": self._end(statement.object, near),
            "status": str(statement.status),
            "confidence": round(quoted.score, 3),
            "valid_from": statement.valid_from,
            "valid_until": statement.valid_until or None,
            "former": statement.former,
            "said": quoted.said,
        }

    def _end(self, target: str | Literal, near: Mapping[str, Entity]) -> Json:
        """A subject or object; a date has no IRI and no page, but a name as well."""
        if isinstance(target, str):
            return {**self.ref(near[target]), "datatype": None}
        return {
            "id": None, "iri": None, "page": None, "type": "Date", "name": target.value, "datatype": target.datatype,
        }  # fmt: skip

    def _evidence(
        self, evidence: Evidence, statement: str, near: Mapping[str, Entity], headers: Mapping[str, Header]
    ) -> Json:
        speaker = near.get(evidence.speaker or "")
        return {
            "id": evidence.id,
            **self.place(f"evidence/{evidence.id}"),
            "statement": statement,
            "quote": evidence.quote,
            "start": evidence.span.start,
            "end": evidence.span.end,
            "speaker": self.ref(speaker) if speaker else None,
            "article": self.article_ref(headers[evidence.article]),
            "subject_as": evidence.subject_as,
            "object_as": evidence.object_as,
            "extractor": evidence.extractor,
            "confidence": round(evidence.score, 3),
        }


def _ends(statements: Iterable[Statement]) -> Iterator[str]:
    for statement in statements:
        yield statement.subject
        if isinstance(statement.object, str):
            yield statement.object


def _parts(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids, each once, as many at a time as the index answers."""
    asked = sorted(set(ids))
    return (asked[start : start + _BATCH] for start in range(0, len(asked), _BATCH))

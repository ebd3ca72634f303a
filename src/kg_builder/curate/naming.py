"""What an analyst writes, as an id of the graph: an IRI, an id, or a name that only one thing has."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from kg_builder.model.correction import Place
from kg_builder.model.errors import LedgerError
from kg_builder.model.knowledge import Entity, KnowledgeGraph, Literal
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import Predicate

_SHOWN = 8
_HASH = re.compile(r"[0-9a-f]{16}")
_IRI = re.compile(r"<?https?://[^<>]*/id/([^<>]+)>?")
_PLACE = re.compile(r"([0-9a-f]{16}):([0-9]+)-([0-9]+)")


def bare(text: str) -> str:
    """An IRI without its base: https://…/id/official/… is official/…."""
    match = _IRI.fullmatch(text.strip())
    return match[1] if match else text.strip()


def entity_id(graph: KnowledgeGraph, text: str) -> str:
    """The id of an entity. Raises LedgerError where there is none, or where several have the name."""
    own = bare(text)
    own = graph.redirects.get(own, own)
    if own in graph.entities:
        return own
    found = [e for e in graph.entities.values() if e.name == text] or [
        e for e in graph.entities.values() if text in e.aliases
    ]
    if len(found) == 1:
        return found[0].id
    if found:
        raise LedgerError(f"'{text}' is the name of {len(found)}: {listed(graph, found)}; give the id of one.")
    near = listed(graph, _near(graph, text))
    raise LedgerError(
        f"no entity is called '{text}'; " + (f"near it are {near}." if near else "check the name or the id.")
    )


def listed(graph: KnowledgeGraph, entities: Sequence[Entity]) -> str:
    """Entities with what tells them apart, in one line."""
    shown = "; ".join(f"{called(graph, e.id)} {e.id}" for e in entities[:_SHOWN])
    return shown + (f"; and {len(entities) - _SHOWN} more" if len(entities) > _SHOWN else "")


def called(graph: KnowledgeGraph, own: str) -> str:
    """A name; of an official with posts, of anything the graph no longer has its id."""
    entity = graph.entities.get(graph.redirects.get(own, own))
    if entity is None:
        return own
    posts = sorted(
        graph.entities[s.object].name
        for s in graph.statements.values()
        if s.subject == entity.id and s.predicate is Predicate.HOLDS_POST and isinstance(s.object, str)
    )
    return f"{entity.name}（{'、'.join(posts[:3])}）" if posts else entity.name


def fact_id(graph: KnowledgeGraph, text: str) -> str:
    """The id of a statement or an evidence, with its kind before it. Raises LedgerError where the graph has neither."""
    own = bare(text)
    own = graph.redirects.get(own, own)
    kind, _, digest = own.rpartition("/")
    if not _HASH.fullmatch(digest) or kind not in ("", "statement", "evidence"):
        raise LedgerError(f"'{text}' is no id of a statement or an evidence; 'curate suggest' and kg.nq show them.")
    if kind != "evidence" and digest in graph.statements:
        return f"statement/{digest}"
    if kind != "statement" and any(e.id == digest for s in graph.statements.values() for e in s.places):
        return f"evidence/{digest}"
    raise LedgerError(
        f"the graph has no statement and no evidence '{text}'; 'curate suggest' and kg.nq show their ids."
    )


def statement_of(graph: KnowledgeGraph, subject: str, predicate: Predicate, target: str) -> str:
    """The id of the statement of a triple, its ends given as names or ids."""
    first = entity_id(graph, subject)
    second = target if predicate is Predicate.OCCURS_ON else entity_id(graph, target)
    for statement in graph.statements.values():
        value = statement.object.value if isinstance(statement.object, Literal) else statement.object
        if (statement.subject, statement.predicate, value) == (first, predicate, second):
            return f"statement/{statement.id}"
    raise LedgerError(
        f"the graph does not say {called(graph, first)} {predicate} {called(graph, second)}; 'curate add add' adds it."
    )


def place_of(text: str) -> Place:
    """ARTICLE:START-END."""
    match = _PLACE.fullmatch(text)
    if match is None:
        raise LedgerError(f"'{text}' is no place; write ARTICLE:START-END, such as 0123456789abcdef:120-135.")
    return Place(match[1], Span(int(match[2]), int(match[3])))


def _near(graph: KnowledgeGraph, text: str) -> list[Entity]:
    def likeness(entity: Entity) -> float:
        return max(
            SequenceMatcher(None, text, label, autojunk=False).ratio() for label in (entity.name, *entity.aliases)
        )

    scored = [(likeness(e), e.id, e) for e in graph.entities.values() if set(text) & set(e.name)]
    return [e for score, _, e in sorted(scored, key=lambda each: (-each[0], each[1])) if score >= 0.5][:5]

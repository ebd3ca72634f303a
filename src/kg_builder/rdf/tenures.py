"""Dated posts as memberships of W3C ORG: a kgb:Tenure with its time:Interval, all with IRIs of their own."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg_builder.model.knowledge import KnowledgeGraph, Statement, Status
from kg_builder.model.vocabulary import Predicate
from kg_builder.rdf.terms import day, precise, term, typed

Triple = tuple[str, str, str]
_A = term("rdf:type")
_INSTANT = {"xsd:date": "time:inXSDDate", "xsd:gYearMonth": "time:inXSDgYearMonth", "xsd:gYear": "time:inXSDgYear"}


@dataclass(slots=True)
class _Spell:
    """What is known of one person in one post."""

    starts: set[str] = field(default_factory=set)
    ends: set[str] = field(default_factory=set)
    attested: set[str] = field(default_factory=set)  # dates of the articles that say the post is held


def triples(graph: KnowledgeGraph, iri: Callable[[str], str]) -> Iterator[Triple]:
    """The tenures of every post that the articles date: by a span, an appointment or a removal."""
    for (person, post), spell in sorted(_spells(graph).items()):
        start, end = min(spell.starts, default=""), max(spell.ends, default="")
        if start or end:
            digest = hashlib.sha256(f"{person}|{post}".encode()).hexdigest()[:16]
            own = iri(f"tenure/{digest}")
            yield from _membership(graph, iri, own, person, post)
            for date in sorted(spell.attested):
                yield own, term("kgb:attestedOn"), day(date)
            yield from _interval(iri, digest, own, start, end)


def _spells(graph: KnowledgeGraph) -> dict[tuple[str, str], _Spell]:
    spells: dict[tuple[str, str], _Spell] = defaultdict(_Spell)
    for statement in graph.statements.values():
        if statement.status is Status.REJECTED or not isinstance(statement.object, str):
            continue
        spell = spells[statement.subject, statement.object]
        starts, ends = _known(statement.valid_from), _known(statement.valid_until)
        if statement.predicate is Predicate.HOLDS_POST:
            spell.starts |= starts
            spell.ends |= ends
            if not statement.former:
                spell.attested |= _read_on(graph, statement)
        elif statement.predicate is Predicate.APPOINTED_TO:
            spell.starts |= starts
        elif statement.predicate is Predicate.REMOVED_FROM:
            spell.ends |= ends or starts
    return spells


def _known(date: str | None) -> set[str]:
    return {date} if date and precise(date) else set()


def _read_on(graph: KnowledgeGraph, statement: Statement) -> set[str]:
    dates = (graph.articles[e.article].date for e in statement.evidence if e.article in graph.articles)
    return {date for date in dates if date and precise(date)}


def _membership(graph: KnowledgeGraph, iri: Callable[[str], str], own: str, person: str, post: str) -> Iterator[Triple]:
    yield own, _A, term("kgb:Tenure")
    yield own, _A, term("org:Membership")
    yield own, term("org:member"), iri(person)
    yield own, term("kgb:post"), iri(post)
    body = graph.entities[post].body if post in graph.entities else ""
    if body:
        yield own, term("org:organization"), iri(body)


def _interval(iri: Callable[[str], str], digest: str, own: str, start: str, end: str) -> Iterator[Triple]:
    interval = iri(f"interval/{digest}")
    yield own, term("org:memberDuring"), interval
    yield interval, _A, term("time:Interval")
    for date, kgb, owl_time, name in (
        (start, "kgb:validFrom", "time:hasBeginning", "begin"),
        (end, "kgb:validUntil", "time:hasEnd", "end"),
    ):
        found = precise(date)
        if found:
            instant = iri(f"instant/{digest}-{name}")
            yield own, term(kgb), day(date)
            yield interval, term(owl_time), instant
            yield instant, _A, term("time:Instant")
            yield instant, term(_INSTANT[found[1]]), typed(*found)

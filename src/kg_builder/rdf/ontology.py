"""The terms of the vocabulary, to be shown."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg_builder.rdf.terms import PREFIXES

_KGB = PREFIXES["kgb"]
_KINDS = {"owl#Class": "class", "owl#ObjectProperty": "property", "owl#DatatypeProperty": "property"}


@dataclass(frozen=True, slots=True)
class Term:
    """A class or a property, with its words in both languages."""

    name: str  # kgb:leads is "leads"
    kind: str  # class, property, other
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    above: tuple[str, ...]  # of which it is a kind: prefixed names
    domain: tuple[str, ...]
    range: tuple[str, ...]


def terms(file: Path) -> tuple[Term, ...]:
    """All terms of the ontology's own namespace: classes first, then properties, each in the order of names."""
    said: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for triple in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
        subject, target = triple.subject, triple.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(target, ox.NamedNode | ox.Literal):
            continue
        if subject.value.startswith(_KGB):
            said[subject.value.removeprefix(_KGB)][_short(triple.predicate.value)].append(target)
    found = (_term(name, own) for name, own in said.items())
    return tuple(sorted(found, key=lambda term: (("class", "property", "other").index(term.kind), term.name)))


def _term(name: str, own: Mapping[str, list[ox.NamedNode | ox.Literal]]) -> Term:
    kinds = [_KINDS.get(each.value.rsplit("/", 1)[-1], "") for each in own.get("rdf:type", [])]
    above = (*own.get("rdfs:subClassOf", ()), *own.get("rdfs:subPropertyOf", ()))
    return Term(
        name,
        next(filter(None, kinds), "other"),
        _texts(own.get("rdfs:label", [])),
        _texts(own.get("skos:definition", [])),
        tuple(sorted(_short(each.value) for each in above)),
        tuple(sorted(_short(each.value) for each in own.get("rdfs:domain", ()))),
        tuple(sorted(_short(each.value) for each in own.get("rdfs:range", ()))),
    )


def _texts(values: list[ox.NamedNode | ox.Literal]) -> dict[str, str]:
    return {each.language: each.value for each in values if isinstance(each, ox.Literal) and each.language}


def _short(iri: str) -> str:
    """The prefixed name of an IRI, where there is one."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri

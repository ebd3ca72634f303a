"""What is checked on the archive itself, as a stranger reads it: facts against statements, quotes against texts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph
from pyoxigraph import NamedNode

from kg_builder.model.errors import Issue, SourceError
from kg_builder.model.vocabulary import Predicate
from kg_builder.rdf.terms import PREFIXES

Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple
Fact = tuple[Term, Term, Term]


def _named(name: str) -> NamedNode:
    prefix, local = name.split(":", 1)
    return NamedNode(PREFIXES[prefix] + local)


_PARTS = tuple(map(_named, ("rdf:subject", "rdf:predicate", "rdf:object")))
_PLACE = tuple(map(_named, ("oa:hasSource", "oa:start", "oa:end", "oa:exact")))
_TYPE, _STATUS = _named("rdf:type"), _named("kgb:status")
_STATEMENT, _EVIDENCE = _named("kgb:Statement"), _named("kgb:Evidence")
_RELATIONS = frozenset(_named(f"kgb:{predicate}") for predicate in Predicate)
_KEPT = frozenset((*_PARTS, *_PLACE, _STATUS))


@dataclass(slots=True)
class Archive:
    """N-Quads read once: the lines of the default graph, its facts, and what statements and evidence say."""

    lines: list[str] = field(default_factory=list)  # N-Triples of the default graph
    facts: set[Fact] = field(default_factory=set)
    copies: set[Fact] = field(default_factory=set)  # of the articles' graphs
    statements: list[Term] = field(default_factory=list)
    evidence: list[Term] = field(default_factory=list)
    said: dict[Term, dict[Term, Term]] = field(default_factory=lambda: defaultdict(dict))


def read(data: str | bytes, lines: bool = True) -> Archive:
    """The archive of N-Quads; its lines where they are wanted. Raises SourceError where the data are none."""
    archive = Archive()
    try:
        for quad in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_QUADS):
            _take(archive, quad, lines)
    except (SyntaxError, ValueError) as error:
        raise SourceError(f"graph/kg.nq: the archive is damaged: {str(error).rstrip('.')}; build again.") from None
    return archive


def _take(archive: Archive, quad: pyoxigraph.Quad, lines: bool) -> None:
    subject, predicate, target, graph = quad
    if not isinstance(graph, pyoxigraph.DefaultGraph):
        archive.copies.add((subject, predicate, target))
        return
    if lines:
        archive.lines.append(f"{quad.triple} .\n")
    if predicate in _RELATIONS:
        archive.facts.add((subject, predicate, target))
    elif predicate in _KEPT:
        archive.said[subject][predicate] = target
    elif predicate == _TYPE and target == _STATEMENT:
        archive.statements.append(subject)
    elif predicate == _TYPE and target == _EVIDENCE:
        archive.evidence.append(subject)


def unstated(archive: Archive) -> Iterator[Issue]:
    """Each plain fact has its kgb:Statement and the other way round; a rejected one is asserted nowhere."""
    stated: set[Fact] = set()
    for own in archive.statements:
        says = archive.said[own]
        subject, predicate, target = (says.get(part) for part in _PARTS)
        if subject is None or predicate is None or target is None:
            yield Issue("statement.parts", _text(own), "the statement lacks subject, predicate or object; build again.")
            continue
        stated.add((subject, predicate, target))
        rejected = _text(says.get(_STATUS)) == "rejected"
        if rejected == ((subject, predicate, target) in archive.facts):
            word = "is asserted though it was rejected" if rejected else "is asserted nowhere"
            yield Issue("statement.fact", _text(own), f"the fact of this statement {word}; build again.")
    for s, p, o in archive.facts - stated:
        yield Issue("fact.unstated", _text(s), f"{_text(p)} {_text(o)}: the fact has no statement; build again.")
    for s, p, o in archive.copies - archive.facts:
        message = f"{_text(p)} {_text(o)}: an article's graph says it alone; build again."
        yield Issue("fact.copy", _text(s), message)


def misplaced(archive: Archive, texts: Mapping[str, str]) -> Iterator[Issue]:
    """The evidence nodes whose words do not stand in the text they name."""
    for own in archive.evidence:
        article, start, end, words = (_text(archive.said[own].get(part)) for part in _PLACE)
        text = texts.get(article.rsplit("/", 1)[-1], "")
        if not (start.isdecimal() and end.isdecimal()) or text[int(start) : int(end)] != words or not words:
            message = f"the quote does not stand at {start}-{end} of {article.rsplit('/', 1)[-1]}; build again."
            yield Issue("evidence.quote", _text(own), message)


def _text(term: Term | None) -> str:
    return str(getattr(term, "value", ""))

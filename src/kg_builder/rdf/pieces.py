"""The records of kg.nq and kg.ttl, one a subject: together and in the order of their keys they are the whole files.

A record depends on nothing but what is said of its subject, so a build writes those anew of which something changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kg_builder.model.article import Header
from kg_builder.model.knowledge import Entity, Evidence, KnowledgeGraph, Run, Statement
from kg_builder.rdf.quads import SCHEME, Quad, Triple
from kg_builder.rdf.quads import Mapping as ToRdf
from kg_builder.rdf.serialize import Short, blocks
from kg_builder.rdf.terms import BASE, term

Records = dict[bytes, bytes]  # key -> record
_SOME = 2000  # articles of a run told at a time


@dataclass(frozen=True, slots=True)
class Known:
    """One entity and what is needed of others."""

    entity: Entity
    facts: "Facts"
    tenured: Sequence[Statement]  # those of the posts it was dated in
    others: Mapping[str, Entity]  # its members, and the posts it was dated in
    articles: Mapping[str, Header]


class Facts:
    """What the statements of one subject say, taken one by one: their evidence is not held."""

    def __init__(self) -> None:
        self.triples: list[Triple] = []
        self._lines: dict[Triple, bytes] = {}  # of each triple all that begin with it, sorted

    def add(self, triple: Triple, lines: bytes) -> None:
        """One more statement, unless it is rejected."""
        self.triples.append(triple)
        before = self._lines.get(triple)
        self._lines[triple] = _together(before, lines) if before else lines

    def with_lines(self, own: bytes) -> bytes:
        """All lines, with those of the subject itself, in their order. The lines of a triple begin alike, so they stand together."""
        return b"".join(sorted((*self._lines.values(), *own.splitlines(keepends=True))))


class Writer:
    """Makes records."""

    def __init__(self, run: Run, base: str = BASE) -> None:
        self._run = run
        self._base = base
        self._short = Short(base)
        self._to_rdf = ToRdf(KnowledgeGraph({}, {}, {}, {}, (), run), base)

    def head(self) -> bytes:
        """What stands before the records of kg.ttl."""
        return self._short.head().encode()

    def key(self, path: str, turtle: bool = False) -> bytes:
        """The key of what is called `path` below the base: "official/…", "statement/…"."""
        return (f"<{path}>" if turtle else f"<{self._base}{path}>").encode()

    def entity(self, known: Known) -> tuple[bytes, bytes, Records]:
        """An entity's record in kg.nq and in kg.ttl, and the records of its tenures."""
        graph = KnowledgeGraph(
            known.others, {statement.id: statement for statement in known.tenured}, known.articles, {}
        )
        to_rdf = ToRdf(graph, self._base)
        own = list(to_rdf.entity(known.entity))
        lines = known.facts.with_lines(_lines((*triple, "") for triple in own))
        return lines, self._turtle([*own, *known.facts.triples]), _records(to_rdf.tenures())

    def fact(self, statement: Statement) -> tuple[Triple, bytes]:
        """The plain triple of a statement, and its lines in kg.nq: its own and those of the articles' graphs."""
        triple = self._to_rdf.plain(statement)
        return triple, _lines(((*triple, ""), *self._to_rdf.copy(statement)))

    def statement(self, statement: Statement) -> bytes:
        """A statement's record in kg.nq."""
        return _lines((*triple, "") for triple in self._to_rdf.statement(statement))

    def evidence(self, evidence: Iterable[Evidence]) -> Records:
        """The records of evidence in kg.nq."""
        return _records(triple for each in evidence for triple in self._to_rdf.evidence(each))

    def article(self, header: Header) -> tuple[bytes, bytes]:
        """An article's record in kg.nq and in kg.ttl."""
        triples = list(self._to_rdf.article(header))
        return _lines((*triple, "") for triple in triples), self._turtle(triples)

    def rest(self, redirects: Mapping[str, str], slogans: bool) -> tuple[Records, Records]:
        """Records of the redirects, of the scheme of slogans and of the program, in kg.nq and in kg.ttl."""
        graph = KnowledgeGraph({}, {}, {}, redirects)
        facts = [*ToRdf(graph, self._base).redirects(), *(SCHEME if slogans else ())]
        turtle = {}
        for block in blocks(facts, self._short, ""):
            turtle[block.split(" ", 1)[0].encode()] = block.encode()
        run, *_ = self._to_rdf.run()
        agent = (triple for triple in self._to_rdf.run() if triple[0] != run[0])
        return _records([*facts, *agent]), turtle

    def run(self, articles: Iterable[str]) -> Iterator[tuple[bytes, bytes]]:
        """The record of the run in kg.nq, some lines at a time: it names every article, which are given in order."""
        run, *others = self._to_rdf.run()
        own = [line((*triple, "")) for triple in (run, *others) if triple[0] == run[0]]
        key, used = run[0].encode(), f"{run[0]} {term('prov:used')} "
        yield key, "".join(sorted(text for text in own if text < used)).encode()
        articles = iter(articles)
        while some := list(islice(articles, _SOME)):
            told = (line((*triple, "")) for triple in self._to_rdf.used(some))
            yield key, "".join(told).encode()
        yield key, "".join(sorted(text for text in own if text > used)).encode()

    def _turtle(self, triples: Sequence[Triple]) -> bytes:
        return "".join(blocks(triples, self._short, "")).encode()


def _records(triples: Iterable[Triple]) -> Records:
    found: dict[str, list[Triple]] = defaultdict(list)
    for triple in triples:
        found[triple[0]].append(triple)
    return {subject.encode(): _lines((*triple, "") for triple in own) for subject, own in found.items()}


def _lines(quads: Iterable[Quad]) -> bytes:
    return "".join(sorted({line(quad) for quad in quads})).encode()


def _together(*lines: bytes) -> bytes:
    return b"".join(sorted({line for some in lines for line in some.splitlines(keepends=True)}))


def line(quad: Quad) -> str:
    """A line of N-Quads."""
    s, p, o, g = quad
    return f"{s} {p} {o} {g} .\n" if g else f"{s} {p} {o} .\n"


def record_key(record: bytes) -> bytes:
    """The key of a record of kg.nq or kg.ttl, from its beginning."""
    return record.split(b" ", 1)[0]

"""The one mapping of the graph to RDF.

Facts, statements and evidence stand in the default graph, so that plain SPARQL 1.1 sees them; a copy of the facts that an
article supports stands in a graph of its own. No blank nodes.
"""

import hashlib
from collections.abc import Iterable, Iterator

from kg_builder.model.article import Header
from kg_builder.model.knowledge import Entity, Evidence, KnowledgeGraph, Literal, Run, Statement, Status
from kg_builder.model.vocabulary import EntityType
from kg_builder.rdf import corrections, tenures
from kg_builder.rdf.terms import day, decimal, iri, literal, source, term, typed

Triple = tuple[str, str, str]
Quad = tuple[str, str, str, str]  # the graph's IRI, or "" for the default graph

_A = term("rdf:type")
_LABELS = (term("rdfs:label"), term("skos:prefLabel"))

_SLOGANS = term("kgb:slogans")
SCHEME = (
    (_SLOGANS, _A, term("skos:ConceptScheme")),
    (_SLOGANS, term("rdfs:label"), literal("提法", "zh")),
    (_SLOGANS, term("skos:prefLabel"), literal("提法", "zh")),
)


class Mapping:
    """Turns one graph into triples, below one base IRI."""

    def __init__(self, graph: KnowledgeGraph, base: str) -> None:
        self._graph = graph
        self._base = base

    def _iri(self, path: str) -> str:
        return iri(self._base + path)

    def facts(self) -> Iterator[Triple]:
        """What is said of entities and articles, and the plain triples."""
        for entity in self._graph.entities.values():
            yield from self.entity(entity)
        for header in self._graph.articles.values():
            yield from self.article(header)
        for statement in self._graph.statements.values():
            if statement.status is not Status.REJECTED:
                yield self.plain(statement)
        if any(entity.type is EntityType.SLOGAN for entity in self._graph.entities.values()):
            yield from SCHEME
        yield from self.redirects()

    def redirects(self) -> Iterator[Triple]:
        """What an id that is not used any more became."""
        for old, new in self._graph.redirects.items():
            yield self._iri(old), term("dcterms:isReplacedBy"), self._iri(new)

    def provenance(self) -> Iterator[Triple]:
        """The run, a kgb:Statement for each fact, a kgb:Evidence for each place that says it, the corrections, and the tenures."""
        yield from self.run()
        for statement in self._graph.statements.values():
            yield from self.statement(statement)
            for evidence in statement.places:
                yield from self.evidence(evidence)
        yield from self.corrections()
        yield from self.tenures()

    def corrections(self) -> Iterator[Triple]:
        """What analysts decided."""
        yield from corrections.triples(self._graph.corrections, self._iri)

    def tenures(self) -> Iterator[Triple]:
        """The dated posts."""
        yield from tenures.triples(self._graph, self._iri)

    def copies(self) -> Iterator[Quad]:
        """The facts each article supports, in the article's own graph."""
        for statement in self._graph.statements.values():
            if statement.status is Status.REJECTED:
                continue
            yield from self.copy(statement)

    def quads(self) -> Iterator[Quad]:
        """All of it."""
        for triple in self.facts():
            yield (*triple, "")
        for triple in self.provenance():
            yield (*triple, "")
        yield from self.copies()

    def copy(self, statement: Statement) -> Iterator[Quad]:
        """A fact in the graphs of the articles that say it."""
        triple = self.plain(statement)
        for article in sorted({evidence.article for evidence in statement.evidence}):
            yield (*triple, self._iri(f"graph/{article}"))

    def entity(self, entity: Entity) -> Iterator[Triple]:
        """What is said of an entity but for its facts."""
        own = self._iri(entity.id)
        yield own, _A, term(f"kgb:{entity.type}")
        if entity.level is not None:
            yield own, _A, term(f"kgb:{entity.level.capitalize()}")
        for label in _LABELS:
            yield own, label, literal(entity.name, "zh")
        for alias in entity.aliases:
            yield own, term("skos:altLabel"), literal(alias, "zh")
        if entity.code:
            yield own, term("kgb:adminCode"), literal(entity.code)
            yield own, term("skos:notation"), typed(entity.code, "kgb:GBT2260")
        if entity.lon is not None and entity.lat is not None:
            yield own, term("geo:long"), decimal(entity.lon, 6)
            yield own, term("geo:lat"), decimal(entity.lat, 6)
        if entity.title:
            yield own, term("kgb:title"), literal(entity.title, "zh")
        if entity.body:
            yield own, term("kgb:postAt"), self._iri(entity.body)
        if entity.type is EntityType.SLOGAN:
            yield own, term("skos:inScheme"), _SLOGANS
        for correction in entity.corrections:
            yield own, term("kgb:correctedBy"), self._iri(f"correction/{correction}")
        for part in entity.parts:
            yield own, term("kgb:hasMember"), self._iri(part)
            if part in self._graph.entities and self._graph.entities[part].type is EntityType.SLOGAN:
                yield own, term("skos:narrower"), self._iri(part)

    def article(self, header: Header) -> Iterator[Triple]:
        """What is said of an article."""
        own = self._iri(f"article/{header.id}")
        yield own, _A, term("kgb:Article")
        title = header.title or header.source
        for label in (*_LABELS, term("dcterms:title")):
            yield own, label, literal(title, "zh")
        yield own, term("dcterms:identifier"), literal(header.id)
        if header.date:
            yield own, term("dcterms:issued"), day(header.date)
        if header.publisher:
            yield own, term("dcterms:publisher"), literal(header.publisher, "zh")
        if header.author:
            yield own, term("dcterms:creator"), literal(header.author, "zh")
        if header.url:
            yield own, term("dcterms:source"), source(header.url)
        if header.reprint:
            yield own, term("kgb:reprintOf"), self._iri(f"article/{header.reprint.of}")

    def plain(self, statement: Statement) -> Triple:
        """The fact."""
        return self._iri(statement.subject), term(f"kgb:{statement.predicate}"), self._object(statement)

    def _object(self, statement: Statement) -> str:
        if isinstance(statement.object, Literal):
            return day(statement.object.value.split("/", 1)[0])  # of an interval its first day
        return self._iri(statement.object)

    def statement(self, statement: Statement) -> Iterator[Triple]:
        """The kgb:Statement of a fact, without what is said of its evidence."""
        own = self._iri(f"statement/{statement.id}")
        subject, predicate, target = self.plain(statement)
        yield own, _A, term("kgb:Statement")
        yield own, _A, term("rdf:Statement")
        yield own, term("rdf:subject"), subject
        yield own, term("rdf:predicate"), predicate
        yield own, term("rdf:object"), target
        yield own, term("kgb:status"), literal(statement.status)
        yield own, term("kgb:confidence"), decimal(statement.score)
        if statement.valid_from:
            yield own, term("kgb:validFrom"), day(statement.valid_from)
        if statement.valid_until:
            yield own, term("kgb:validUntil"), day(statement.valid_until)
        if statement.former:
            yield own, term("kgb:former"), typed("true", "xsd:boolean")
        if self._graph.run is not None and statement.status is not Status.ADDED:
            yield own, term("prov:wasGeneratedBy"), self._iri(_run_id(self._graph.run))
        for correction in dict.fromkeys(decision.correction for decision in statement.decisions):
            yield own, term("kgb:correctedBy"), self._iri(f"correction/{correction}")
        for added in statement.decisions[-1:] if statement.status is Status.ADDED else ():
            yield own, term("prov:wasGeneratedBy"), self._iri(f"correction/{added.correction}")
        for evidence in statement.places:
            place = self._iri(f"evidence/{evidence.id}")
            yield own, term("kgb:rejectedEvidence" if evidence in statement.refuted else "kgb:evidence"), place

    def run(self) -> Iterator[Triple]:
        """Which program read which articles with which words."""
        run = self._graph.run
        if run is None:
            return
        own, agent = self._iri(_run_id(run)), self._iri(f"agent/kg-builder-{run.version}")
        yield own, _A, term("kgb:Run")
        yield own, _A, term("prov:Activity")
        yield own, term("kgb:pack"), literal(run.pack)
        yield own, term("kgb:packFingerprint"), literal(run.fingerprint)
        yield own, term("prov:wasAssociatedWith"), agent
        yield from self.used(self._graph.articles)
        yield agent, _A, term("prov:SoftwareAgent")
        yield agent, term("rdfs:label"), literal("kg-builder")
        yield agent, term("schema:softwareVersion"), literal(run.version)

    def used(self, articles: Iterable[str]) -> Iterator[Triple]:
        """Which articles the run read."""
        if self._graph.run is not None:
            for article in articles:
                yield self._iri(_run_id(self._graph.run)), term("prov:used"), self._iri(f"article/{article}")

    def evidence(self, evidence: Evidence) -> Iterator[Triple]:
        """The kgb:Evidence of one place."""
        own = self._iri(f"evidence/{evidence.id}")
        yield own, _A, term("kgb:Evidence")
        yield own, _A, term("oa:SpecificResource")
        yield own, term("oa:hasSource"), self._iri(f"article/{evidence.article}")
        yield own, term("oa:exact"), literal(evidence.quote)
        yield own, term("oa:start"), typed(str(evidence.span.start), "xsd:integer")
        yield own, term("oa:end"), typed(str(evidence.span.end), "xsd:integer")
        yield own, term("kgb:extractor"), literal(evidence.extractor)
        yield own, term("kgb:subjectAs"), literal(evidence.subject_as)
        yield own, term("kgb:objectAs"), literal(evidence.object_as)
        if evidence.speaker:
            yield own, term("kgb:speaker"), self._iri(evidence.speaker)
        if evidence.correction:
            yield own, term("kgb:correctedBy"), self._iri(f"correction/{evidence.correction}")


def _run_id(run: Run) -> str:
    digest = hashlib.sha256(f"{run.version}|{run.pack}|{run.fingerprint}".encode()).hexdigest()[:16]
    return f"run/{digest}"

"""The ontology keeps its promises: alignments, metadata, shapes and queries that name terms which exist."""

import json
import re
from pathlib import Path

import pytest
import rdflib

from kg_builder import __version__, rdf
from kg_builder.rdf.terms import PREFIXES

ROOT = Path(__file__).parent.parent.parent / "ontology"
KGB = rdflib.Namespace("https://w3id.org/kg-builder/ontology#")
OWL, RDF, RDFS, SKOS, DCTERMS = rdflib.OWL, rdflib.RDF, rdflib.RDFS, rdflib.SKOS, rdflib.DCTERMS
NAMES = {
    **PREFIXES,
    "vann": "http://purl.org/vocab/vann/",
    "wd": "http://www.wikidata.org/entity/",
    "m8g": "http://data.europa.eu/m8g/",
}
SUPER_CLASSES = {
    "Official": "foaf:Person schema:Person prov:Person",
    "Bureau": "org:FormalOrganization schema:GovernmentOrganization",
    "Post": "org:Post",
    "Tenure": "org:Membership",
    "Region": "schema:AdministrativeArea dcterms:Location geosparql:Feature",
    "Campaign": "schema:EventSeries prov:Activity",
    "Phase": "schema:Event prov:Activity",
    "Meeting": "schema:Event prov:Activity",
    "Task": "prov:Plan",
    "Goal": "prov:Plan",
    "Commitment": "prov:Plan",
    "Slogan": "skos:Concept",
    "Statement": "rdf:Statement prov:Entity",
    "Evidence": "oa:SpecificResource prov:Entity",
    "Article": "schema:NewsArticle prov:Entity",
    "Run": "prov:Activity",
    "Correction": "prov:Activity",
}
SUPER_PROPERTIES = {
    "leads": "org:headOf",
    "holdsPost": "org:holds",
    "locatedIn": "dcterms:spatial",
    "partOf": "dcterms:isPartOf kgb:within",
    "regionPartOf": "kgb:partOf schema:containedInPlace",
    "bureauPartOf": "kgb:partOf org:subOrganizationOf",
    "unitOf": "org:unitOf",
    "phaseOf": "schema:superEvent dcterms:isPartOf",
    "taskOf": "dcterms:isPartOf",
    "launchedBy": "schema:organizer",
    "hasParticipant": "schema:attendee",
    "invokes": "schema:mentions",
    "occursOn": "schema:startDate",
    "memberOf": "org:memberOf",
    "postAt": "org:postIn",
    "adminCode": "dcterms:identifier",
    "replaces": "dcterms:replaces",
    "correctedBy": "prov:wasInfluencedBy",
    "reprintOf": "dcterms:isVersionOf prov:wasDerivedFrom",
}
CLOSE = {
    "Bureau": "m8g:PublicOrganisation",
    "adminCode": "wd:P442 skos:notation",
    "leads": "wd:P488 wd:P1308",
    "holdsPost": "wd:P39",
    "locatedIn": "schema:areaServed wd:P1001 wd:P131",
    "launches": "wd:P664",
    "participatesIn": "wd:P710",
    "occursOn": "time:hasTime",
    "validFrom": "wd:P580",
    "validUntil": "wd:P582",
}


def named(name: str) -> rdflib.URIRef:
    prefix, local = name.split(":")
    return rdflib.URIRef(NAMES[prefix] + local)


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "kg.ttl")


@pytest.mark.parametrize(
    ("relation", "table"),
    [(RDFS.subClassOf, SUPER_CLASSES), (RDFS.subPropertyOf, SUPER_PROPERTIES), (SKOS.closeMatch, CLOSE)],
    ids=["classes", "properties", "close"],
)
def test_every_alignment_is_declared(ontology, relation, table):
    for term, others in table.items():
        for other in others.split():
            assert (KGB[term], relation, named(other)) in ontology, f"{term} {other}"


@pytest.mark.parametrize("namespace", ["FOAF", "SDO", "PROV", "ORG", "SKOS", "DCTERMS", "TIME", "OWL", "RDFS", "VANN"])
def test_every_foreign_term_exists(ontology, namespace):
    closed = getattr(rdflib, namespace)
    base = str(getattr(closed, "_NS", closed))
    used = {str(t) for triple in ontology for t in triple if isinstance(t, rdflib.URIRef) and t.startswith(base)} - {
        base
    }
    for term in used:
        assert term in closed, term


def test_inverses_are_between_our_relations(ontology):
    pairs = {(str(s).split("#")[1], str(o).split("#")[1]) for s, o in ontology.subject_objects(OWL.inverseOf)}
    assert {("launchedBy", "launches"), ("hasParticipant", "participatesIn"), ("ledBy", "leads")} <= pairs
    assert (KGB.within, RDF.type, OWL.TransitiveProperty) in ontology
    assert (KGB.partOf, RDF.type, OWL.TransitiveProperty) not in ontology


def test_task_goal_and_commitment_are_disjoint(ontology):
    pairs = {frozenset((s, o)) for s, o in ontology.subject_objects(OWL.disjointWith)}
    assert {
        frozenset((KGB[a], KGB[b])) for a, b in (("Task", "Goal"), ("Task", "Commitment"), ("Goal", "Commitment"))
    } <= pairs


def test_the_ontology_says_what_it_is(ontology):
    (own,) = ontology.subjects(RDF.type, OWL.Ontology)
    assert str(ontology.value(own, OWL.versionInfo)) == __version__
    assert str(ontology.value(own, OWL.versionIRI)) == f"{own}/{__version__}"
    assert str(ontology.value(own, rdflib.VANN.preferredNamespacePrefix)) == "kgb"
    assert str(ontology.value(own, rdflib.VANN.preferredNamespaceUri)) == str(KGB)
    for predicate in (DCTERMS.title, DCTERMS.description):
        assert {text.language for text in ontology.objects(own, predicate)} == {"zh", "en"}
    assert ontology.value(own, DCTERMS.license) is not None
    for term in {s for s in ontology.subjects() if str(s).startswith(str(KGB))}:
        assert ontology.value(term, RDFS.isDefinedBy) == own, term


def test_shapes_queries_and_context_name_terms_that_exist(ontology):
    known = {str(s).removeprefix(str(KGB)) for s in ontology.subjects() if str(s).startswith(str(KGB))}
    shapes = rdflib.Graph().parse(ROOT / "shapes.ttl")
    shaped = {str(o).removeprefix(str(KGB)) for o in shapes.objects() if str(o).startswith(str(KGB))}
    assert shaped
    assert shaped <= known
    for query in rdf.named_queries(ROOT).values():
        assert set(re.findall(r"kgb:(\w+)", query.text)) <= known, query.name
    context = json.loads((ROOT / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert context == PREFIXES


def test_every_class_has_a_shape(ontology, graph):
    shapes = rdflib.Graph().parse(ROOT / "shapes.ttl")
    targets = set(shapes.objects(None, rdflib.SH.targetClass))
    data = rdflib.Dataset().parse(data=rdf.nquads(graph), format="nquads").default_graph
    used = {o for o in data.objects(None, RDF.type) if str(o).startswith(str(KGB))}
    assert len(used) > 12
    assert used <= targets


def test_named_queries_ask_in_both_languages():
    queries = rdf.named_queries(ROOT)
    assert len(queries) >= 15
    for query in queries.values():
        for text in (query.title_zh, query.question_zh):
            assert re.search("[\u4e00-\u9fff]", text), query.name
        for text in (query.title_en, query.question_en):
            assert text.isascii(), query.name
        assert query.question_zh.endswith("？"), query.name
        assert query.question_en.endswith("?"), query.name

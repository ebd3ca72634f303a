"""What the graph says in RDF: explicit super-classes, tenures with IRIs, the run, and hostile names."""

import json

import pyoxigraph
import pytest
import rdflib
from msgspec import structs

from kg_builder import rdf
from kg_builder.model.article import Header
from kg_builder.model.correction import Action, Correction
from kg_builder.model.knowledge import Decision, Entity, Evidence, KnowledgeGraph, Literal, Run, Statement, Status
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate
from kg_builder.project import resource

KGB = rdflib.Namespace("https://w3id.org/kg-builder/ontology#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
ORG, TIME, PROV, RDF = rdflib.ORG, rdflib.TIME, rdflib.PROV, rdflib.RDF
ID = rdflib.Namespace(rdf.BASE)
TEXT = "甲局局长王一，2018年3月起任，2021年免。"
ARTICLE = "0123456789abcdef"


def evidence(own: str) -> Evidence:
    return Evidence(own, ARTICLE, Span(0, 4), TEXT[0:4], "王一", "局长", None, "test", 0.9)


def made(*statements: Statement, title: str = "题", url: str | None = None, name: str = "王一") -> KnowledgeGraph:
    entities = (
        Entity("official/wang-yi-1", EntityType.OFFICIAL, name),
        Entity("bureau/jia-ju-1", EntityType.BUREAU, "甲局"),
        Entity("post/ju-zhang-1", EntityType.POST, "甲局局长", title="局长", body="bureau/jia-ju-1"),
        Entity("meeting/hui-1", EntityType.MEETING, "会"),
    )
    header = Header(ARTICLE, "a.txt", "text/plain", "0" * 64, title=title, date="2021-03-05", url=url)
    return KnowledgeGraph(
        {e.id: e for e in entities}, {s.id: s for s in statements}, {ARTICLE: header}, {},
        run=Run("1.2.3", "all", "f" * 64),
    )  # fmt: skip


def held(own: str = "s1", predicate: Predicate = Predicate.HOLDS_POST, **more) -> Statement:
    return Statement(own, "official/wang-yi-1", predicate, "post/ju-zhang-1", (evidence(own),), **more)


def read(graph: KnowledgeGraph) -> rdflib.Graph:
    return rdflib.Dataset().parse(data=rdf.nquads(graph), format="nquads").default_graph


def valid(graph: KnowledgeGraph) -> None:
    assert rdf.validate(rdf.nquads(graph), resource("ontology"), {ARTICLE: TEXT}) == ()


def test_stores_without_inference_find_statements_and_places(graph):
    data = read(graph)
    statements = set(data.subjects(RDF.type, KGB.Statement))
    assert len(statements) == len(graph.statements)
    assert statements == set(data.subjects(RDF.type, RDF.Statement))
    assert set(data.subjects(RDF.type, KGB.Evidence)) == set(data.subjects(RDF.type, OA.SpecificResource)) != set()


def test_no_blank_node_and_only_ascii_identifiers(graph):
    for s, p, o, g in rdflib.Dataset().parse(data=rdf.nquads(graph), format="nquads").quads():
        assert not any(isinstance(term, rdflib.BNode) for term in (s, p, o, g))
        for term in (s, p, o):
            if isinstance(term, rdflib.URIRef) and term.startswith(rdf.BASE):
                assert term.isascii()
                assert "%" not in term


def test_the_run_is_said_without_a_clock(graph):
    data = read(graph)
    (run,) = data.subjects(RDF.type, KGB.Run)
    assert (run, RDF.type, PROV.Activity) in data
    assert str(data.value(run, KGB.packFingerprint)) == graph.run.fingerprint
    agent = data.value(run, PROV.wasAssociatedWith)
    assert str(data.value(agent, rdflib.SDO.softwareVersion)) == graph.run.version
    assert {str(a).rsplit("/", 1)[-1] for a in data.objects(run, PROV.used)} == set(graph.articles)
    assert set(data.subjects(PROV.wasGeneratedBy, run)) == set(data.subjects(RDF.type, KGB.Statement))
    assert not [o for o in data.objects() if getattr(o, "datatype", None) == rdflib.XSD.dateTime]


def test_a_statement_added_by_hand_comes_from_no_run():
    correction = Correction("c" * 16, "林原", "2026-11-25T09:00:00+08:00", "见通知", Action.ADD, "official/wang-yi-1")
    decision = Decision(0, correction.id, Status.ADDED)
    added = structs.replace(held(), status=Status.ADDED, evidence=(), decisions=(decision,))
    graph = structs.replace(made(added), corrections=(correction,))
    assert {str(o) for o in read(graph).objects(None, PROV.wasGeneratedBy)} == {f"{rdf.BASE}correction/{correction.id}"}
    valid(graph)
    assert {i.code for i in rdf.validate(rdf.nquads(made(added)), resource("ontology"))} != set()  # by nobody


def test_a_dated_post_is_a_membership_with_an_interval():
    graph = made(held(valid_from="2018-03", valid_until="2021"))
    data = read(graph)
    (tenure,) = data.subjects(RDF.type, KGB.Tenure)
    assert (tenure, RDF.type, ORG.Membership) in data
    assert data.value(tenure, ORG.member) == ID["official/wang-yi-1"]
    assert data.value(tenure, ORG.organization) == ID["bureau/jia-ju-1"]
    assert data.value(tenure, KGB.post) == ID["post/ju-zhang-1"]
    assert data.value(tenure, KGB.attestedOn) == rdflib.Literal("2021-03-05", datatype=rdflib.XSD.date)
    interval = data.value(tenure, ORG.memberDuring)
    assert (interval, RDF.type, TIME.Interval) in data
    begin, end = data.value(interval, TIME.hasBeginning), data.value(interval, TIME.hasEnd)
    assert str(data.value(begin, TIME.inXSDgYearMonth)) == "2018-03"
    assert str(data.value(end, TIME.inXSDgYear)) == "2021"
    valid(graph)


def test_appointment_and_removal_give_the_ends_of_one_tenure():
    graph = made(
        held(),
        held("s2", Predicate.APPOINTED_TO, valid_from="2018-03-01"),
        held("s3", Predicate.REMOVED_FROM, valid_from="2021-06-30"),
    )
    data = read(graph)
    (tenure,) = data.subjects(RDF.type, KGB.Tenure)
    assert str(data.value(tenure, KGB.validFrom)) == "2018-03-01"
    assert str(data.value(tenure, KGB.validUntil)) == "2021-06-30"
    valid(graph)


@pytest.mark.parametrize(
    "statement", [held(), held(former=True), held(valid_from="不详"), held(valid_from="2018", status=Status.REJECTED)]
)
def test_an_undated_or_rejected_post_is_no_tenure(statement):
    assert not list(read(made(statement)).subjects(RDF.type, KGB.Tenure))


def test_a_date_no_calendar_has_becomes_a_month():
    meets = Statement("s9", "meeting/hui-1", Predicate.OCCURS_ON, Literal("2021-02-30", "xsd:date"), (evidence("s9"),))
    graph = made(meets)
    assert read(graph).value(ID["meeting/hui-1"], KGB.occursOn).datatype == rdflib.XSD.gYearMonth
    valid(graph)


def test_an_interval_gives_its_first_day():
    span = Statement(
        "s9", "meeting/hui-1", Predicate.OCCURS_ON, Literal("2021-02-27/2021-03", "edtf"), (evidence("s9"),)
    )
    graph = made(span)
    assert str(read(graph).value(ID["meeting/hui-1"], KGB.occursOn)) == "2021-02-27"
    valid(graph)


@pytest.mark.parametrize(
    "name", ['a "b" | <c>', "</script><script>alert(1)</script>", "\u202e反\u202c", "半\ud800个", "\\N\n行\t\x00"]
)
def test_hostile_names_and_addresses_give_valid_rdf(name):
    graph = made(held(), title=name, name=name, url=f"https://example.org/{name}?|“”")
    quads = rdf.nquads(graph)
    ours = {str(quad) for quad in pyoxigraph.parse(quads.encode(), format=pyoxigraph.RdfFormat.N_QUADS)}
    assert len(ours) == len(list(rdflib.Dataset().parse(data=quads, format="nquads").quads())) == quads.count("\n")
    context = json.loads((resource("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    for text, form in (
        (rdf.trig(graph), pyoxigraph.RdfFormat.TRIG),
        (rdf.jsonld(graph, context), pyoxigraph.RdfFormat.JSON_LD),
    ):
        assert {str(quad) for quad in pyoxigraph.parse(text.encode(), format=form)} == ours
    rdflib.Graph().parse(data=rdf.turtle(graph), format="turtle")
    valid(graph)

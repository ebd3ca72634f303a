"""Corrections as RDF: the shapes hold, and who decided what can be asked for."""

import pytest
from invented import (
    ARTICLE,
    BUREAU,
    HOLDS,
    LEADS,
    LI,
    MEETING,
    OFFICE,
    PART,
    PLEDGE,
    TASK,
    ZHOU,
    ZHOU2,
    P,
    decide,
    ledger,
)
from msgspec import structs

from kg_builder import rdf
from kg_builder.curate import replay
from kg_builder.model.correction import Place
from kg_builder.model.knowledge import Run, statement_id
from kg_builder.model.span import Span
from kg_builder.project import resource

KGB = "https://w3id.org/kg-builder/ontology#"
EVERY = {
    "same": [decide("same", ZHOU2, ZHOU)],
    "different": [decide("different", ZHOU2, ZHOU)],
    "rename": [decide("rename", BUREAU, "市司法局")],
    "retype": [decide("retype", BUREAU, "Goal"), decide("retype", ZHOU2, "Region"), decide("retype", TASK, "Slogan")],
    "confirm": [decide("confirm", f"statement/{LEADS.id}"), decide("confirm", f"evidence/{PLEDGE.evidence[0].id}")],
    "reject": [decide("reject", f"statement/{HOLDS.id}"), decide("reject", f"evidence/{PART.evidence[0].id}")],
    "reject all": [decide("reject", f"evidence/{e.id}") for e in PART.evidence],
    "confirm without words": [
        *(decide("reject", f"evidence/{e.id}") for e in PART.evidence),
        decide("confirm", f"statement/{PART.id}", minute=1),
    ],
    "add": [
        decide("add", LI, OFFICE, predicate=P.LEADS, evidence=Place(ARTICLE, Span(36, 43))),
        decide("add", MEETING, "2021-03-04", predicate=P.OCCURS_ON),
        decide("add", ZHOU, BUREAU, predicate=P.LEADS),
    ],
}


@pytest.mark.parametrize("name", EVERY)
def test_the_shapes_hold_after_every_action(graph, texts, name):
    graph = structs.replace(graph, run=Run("0", "base", "0" * 64))
    done, _ = replay(graph, ledger(*EVERY[name]), texts)
    assert done.corrections
    assert rdf.misquoted(done, texts) == ()
    assert rdf.validate(rdf.nquads(done), resource("ontology"), texts) == ()


def ask(graph, texts, query, tmp_path):
    (tmp_path / "kg.nq").write_text(rdf.nquads(graph), encoding="utf-8")
    return rdf.answer(rdf.open_store(tmp_path / "kg.nq"), query, "test").rows


def test_who_decided_when_and_why(graph, texts, tmp_path):
    lines = ledger(decide("confirm", f"statement/{LEADS.id}", author="林原", reason="与任免通知一致"))
    rows = ask(
        replay(graph, lines, texts)[0], texts,
        "SELECT ?who ?when ?why ?status { ?s kgb:status ?status ; kgb:correctedBy ?c . ?c kgb:reason ?why ; "
        "prov:endedAtTime ?when ; prov:wasAssociatedWith/rdfs:label ?who }",
        tmp_path,
    )  # fmt: skip
    assert [tuple(row) for row in rows] == [("林原", "2026-11-25T01:00:00Z", "与任免通知一致", "confirmed")]


def test_a_rejected_statement_is_asserted_nowhere(graph, texts, tmp_path):
    done = replay(graph, ledger(decide("reject", f"statement/{LEADS.id}")), texts)[0]
    assert not ask(done, texts, "SELECT * { { ?a kgb:leads ?b } UNION { GRAPH ?g { ?a kgb:leads ?b } } }", tmp_path)
    assert len(ask(done, texts, 'SELECT ?q { ?s kgb:status "rejected" ; kgb:evidence/oa:exact ?q }', tmp_path)) == 1


def test_old_iris_lead_to_new_ones(graph, texts, tmp_path):
    done = replay(graph, ledger(decide("same", ZHOU2, ZHOU)), texts)[0]
    found = {tuple(row) for row in ask(done, texts, "SELECT ?a ?b { ?a dcterms:isReplacedBy ?b }", tmp_path)}
    new = statement_id(ZHOU, P.COMMITS_TO, TASK)
    assert found == {
        (rdf.BASE + ZHOU2, rdf.BASE + ZHOU),
        (rdf.BASE + f"statement/{PLEDGE.id}", rdf.BASE + f"statement/{new}"),
    }

"""Answers about what corrections changed: joined entities, rejected statements, refuted sentences; and names that mean harm."""

import re

import pytest
from indexed import indexed
from msgspec import structs

from kg_builder.model.knowledge import Status
from kg_builder.model.vocabulary import Predicate
from kg_builder.serve.api.answers import Answers, Missing
from kg_builder.serve.api.endpoints import ENDPOINTS
from kg_builder.serve.api.parameters import read

HOSTILE = "</script>\u202e\"'<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def corrected(graph, sample, tmp_path_factory):
    """The sample with one statement rejected, one sentence refuted, one entity joined and one renamed; the ids of these."""
    statements = dict(graph.statements)
    pledges = [s for s in statements.values() if s.predicate is Predicate.COMMITS_TO]
    rejected = pledges[0]
    doubted = next(s for s in pledges if s.subject == rejected.subject and s is not rejected)
    statements[rejected.id] = structs.replace(rejected, status=Status.REJECTED)
    statements[doubted.id] = structs.replace(doubted, evidence=doubted.evidence[1:], refuted=doubted.evidence[:1])
    subject = graph.entities[rejected.subject]
    entities = {**graph.entities, subject.id: structs.replace(subject, name=HOSTILE)}
    changed = structs.replace(
        graph,
        statements=statements,
        entities=entities,
        redirects={"official/old": "official/older", "official/older": subject.id},
    )
    article = sample.document.article
    text = article.text
    named = [(article.header.id, at.start(), at.end(), subject.id) for at in re.finditer(subject.name, text)]
    folder = tmp_path_factory.mktemp("index")
    return Answers(indexed(folder, changed, {article.header.id: text}, named)), subject.id, rejected.id, doubted.id


def asked(answers, name, **given):
    endpoint = next(each for each in ENDPOINTS if each.name == name)
    return endpoint.ask(answers, read(endpoint.parameters, list(given.items())))


def test_a_joined_entity_answers_under_its_former_ids(corrected):
    answers, subject, *_ = corrected
    found = asked(answers, "entity", id="https://w3id.org/kg-builder/id/official/old")
    assert (found["entity"]["id"], found["redirected_from"]) == (subject, "official/old")
    assert asked(answers, "entity", id=subject)["redirected_from"] is None


def test_a_rejected_statement_is_shown_only_where_it_is_asked_for(corrected):
    answers, subject, rejected, _ = corrected
    usual = asked(answers, "entity", id=subject, limit="100")
    assert rejected not in {each["id"] for each in usual["statements"]}
    assert sum(each["count"] for each in usual["counts"]) == len(usual["statements"])
    every = asked(answers, "entity", id=subject, limit="100", rejected="true")
    assert {each["id"]: each["status"] for each in every["statements"]}[rejected] == "rejected"
    assert asked(answers, "statement", id=rejected)["statement"]["status"] == "rejected"


def test_a_refuted_sentence_stands_apart(corrected):
    answers, _, _, doubted = corrected
    found = asked(answers, "statement", id=doubted)
    assert len(found["refuted"]) == 1
    assert found["refuted"][0]["id"] not in {each["id"] for each in found["statement"]["evidence"]}


def test_confidence_is_that_of_all_evidence(corrected, graph):
    answers, subject, *_ = corrected
    for each in asked(answers, "entity", id=subject, evidence="0")["statements"]:
        assert each["evidence"] == []
        if each["id"] not in corrected:
            assert each["confidence"] == round(graph.statements[each["id"]].score, 3)


def test_a_hostile_name_is_a_value(corrected):
    answers, subject, *_ = corrected
    assert asked(answers, "entity", id=subject)["entity"]["name"] == HOSTILE
    assert asked(answers, "search", q="</SCRIPT>")["results"][0]["id"] == subject
    assert asked(answers, "search", q="%_*")["results"] == []


@pytest.mark.parametrize(
    "q", ["\x00", "'; DROP TABLE entity; --", "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "%"]
)
def test_nothing_that_is_asked_for_breaks_a_search(corrected, q):
    assert asked(corrected[0], "search", q=q)["results"] == []


def test_nothing_is_found_where_nothing_is(corrected):
    with pytest.raises(Missing, match="/api/search"):
        asked(corrected[0], "entity", id="official/none")


def test_mentions_are_the_words_of_the_text(corrected, sample, graph):
    answers, subject, *_ = corrected
    found = asked(answers, "article", id=f"article/{sample.document.article.header.id}")
    assert {each["words"] for each in found["mentions"]} == {graph.entities[subject].name}
    assert all(found["text"][each["start"] : each["end"]] == each["words"] for each in found["mentions"])
    assert asked(answers, "article", id=sample.document.article.header.id, mentions="false")["mentions"] is None

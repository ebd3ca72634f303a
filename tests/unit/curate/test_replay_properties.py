"""Replay of any ledger: again changes nothing, undoing all restores all, order is irrelevant where no two lines disagree."""

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import (
    BUREAU,
    HOLDS,
    LEADS,
    LI,
    MEETING,
    OFFICE,
    PART,
    PLEDGE,
    POST,
    TASK,
    ZHOU,
    ZHOU2,
    P,
    decide,
    ledger,
    undoing,
)

from kg_builder.curate import Replay, replay
from kg_builder.rdf import nquads

ENTITIES = (ZHOU, ZHOU2, LI, BUREAU, OFFICE, POST, TASK, MEETING, "official/nobody-00000000")
FACTS = [f"statement/{s.id}" for s in (LEADS, HOLDS, PLEDGE, PART)] + [
    f"evidence/{e.id}" for s in (PART, PLEDGE) for e in s.evidence
]
pairs = st.tuples(st.sampled_from(ENTITIES), st.sampled_from(ENTITIES)).filter(lambda pair: pair[0] != pair[1])
same = pairs.map(lambda pair: decide("same", *pair))
different = pairs.map(lambda pair: decide("different", *pair))
judged = st.tuples(st.sampled_from(("confirm", "reject")), st.sampled_from(FACTS)).map(lambda c: decide(*c))
named = st.tuples(st.sampled_from(ENTITIES), st.sampled_from("甲乙丙")).map(lambda c: decide("rename", *c))
typed = st.tuples(st.sampled_from(ENTITIES), st.sampled_from(("Official", "Bureau", "Goal", "Region"))).map(
    lambda c: decide("retype", *c)
)
added = pairs.map(lambda pair: decide("add", *pair, predicate=P.LEADS))
lines = st.lists(st.one_of(same, different, judged, named, typed, added), max_size=10, unique_by=lambda c: c.id)
OWNER = {f"evidence/{e.id}": f"statement/{s.id}" for s in (PART, PLEDGE) for e in s.evidence}
# a judgement of a piece of evidence is one of its statement too: two of one statement may disagree
agreeing = st.lists(
    st.one_of(same, added, judged), max_size=8, unique_by=lambda c: (OWNER.get(c.subject, c.subject), c.action == "add")
)
calm = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@calm
@given(lines=lines)
def test_again_changes_nothing(graph, texts, lines):
    once, issues = replay(graph, ledger(*lines), texts)
    twice, again = replay(once, ledger(*lines), texts)
    assert nquads(twice) == nquads(once)
    assert (twice.redirects, twice.entities, twice.merges) == (once.redirects, once.entities, once.merges)
    assert {i.code for i in again} <= {i.code for i in issues}


@calm
@given(lines=lines)
def test_undoing_all_restores_all(graph, texts, lines):
    assert replay(graph, ledger(*lines, *map(undoing, lines)), texts) == (graph, ())


@calm
@given(lines=agreeing, seed=st.integers(0, 1000))
def test_order_is_irrelevant_where_no_two_lines_disagree(graph, texts, lines, seed):
    other = random.Random(seed).sample(lines, len(lines))
    one, issues = replay(graph, ledger(*lines), texts)
    two, same_issues = replay(graph, ledger(*other), texts)
    assert nquads(one) == nquads(two)
    assert sorted(i.message for i in issues) == sorted(i.message for i in same_issues)


@calm
@given(lines=lines)
def test_nothing_is_lost_and_every_line_is_accounted_for(graph, texts, lines):
    done, issues = replay(graph, ledger(*lines), texts)
    gone = set(graph.entities) - set(done.entities)
    assert all(done.redirects[own] in done.entities for own in gone)
    before = {e.id for s in graph.statements.values() for e in s.places}
    assert before <= {e.id for s in done.statements.values() for e in s.places}
    told = {int(issue.where.rpartition(":")[2]) for issue in issues}
    applied = {c.id for c in done.corrections}
    assert all(c.id in applied or n in told for n, c in enumerate(lines, 1))


@calm
@given(lines=lines, seed=st.integers(0, 1000))
def test_rows_may_come_in_any_order(graph, texts, lines, seed):
    rows = list(graph.statements.values())
    random.Random(seed).shuffle(rows)
    kinds = {own: entity.type for own, entity in graph.entities.items()}
    doing = Replay(ledger(*lines), kinds)
    entities = doing.entities(reversed(graph.entities.values()))
    done, issues = replay(graph, ledger(*lines), texts)
    assert entities == done.entities
    streamed = doing.statements([*map(doing.statement, rows), *doing.additions(entities, texts)])
    assert streamed.keys() == done.statements.keys()
    assert doing.unmet() == issues


def test_two_classes_do_not_become_one_through_an_id_that_is_not_there(graph, texts):
    lines = [decide("same", ZHOU2, "official/nobody-00000000"), decide("same", TASK, "official/nobody-00000000")]
    one, issues = replay(graph, ledger(*lines), texts)
    two, _ = replay(graph, ledger(*reversed(lines)), texts)
    assert {ZHOU2, TASK} <= set(one.entities)
    assert "curate.misfit" in {issue.code for issue in issues}
    assert nquads(one) == nquads(two)

"""What each action makes of a graph."""

import itertools

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
    POST,
    TASK,
    TEXT,
    ZHOU,
    ZHOU2,
    P,
    T,
    decide,
    ledger,
    undoing,
)  # fmt: skip
from msgspec import structs

from kg_builder.curate import replay
from kg_builder.model.correction import Place
from kg_builder.model.knowledge import BY_HAND, Status, statement_id
from kg_builder.model.span import Span
from kg_builder.rdf import nquads

GONE = "official/nobody-00000000"


def codes(issues):
    return [(issue.where, issue.code) for issue in issues]


def test_confirm_and_reject_a_statement(graph, texts):
    done, issues = replay(
        graph, ledger(decide("confirm", f"statement/{LEADS.id}"), decide("reject", f"statement/{HOLDS.id}")), texts
    )
    assert not issues
    assert done.statements[LEADS.id].status is Status.CONFIRMED
    rejected = done.statements[HOLDS.id]
    assert rejected.status is Status.REJECTED
    assert rejected.evidence == HOLDS.evidence  # kept with its provenance
    assert [c.action for c in done.corrections] == ["confirm", "reject"]


def test_reject_one_evidence_keeps_the_statement_without_it(graph, texts):
    bad, good = sorted(PART.evidence, key=lambda e: e.score)
    done, issues = replay(graph, ledger(decide("reject", f"evidence/{bad.id}")), texts)
    assert not issues
    row = done.statements[PART.id]
    assert row.status is Status.EXTRACTED
    assert [e.id for e in row.evidence] == [good.id]
    assert [e.id for e in row.refuted] == [bad.id]
    assert row.score == pytest.approx(good.score)
    assert row.refuted[0].correction == done.corrections[0].id


def test_a_statement_without_evidence_left_is_rejected(graph, texts):
    done, _ = replay(graph, ledger(*(decide("reject", f"evidence/{e.id}") for e in PART.evidence)), texts)
    row = done.statements[PART.id]
    assert row.status is Status.REJECTED
    assert len(row.refuted) == 2
    assert row.score == 0


def test_a_rejected_statement_stays_rejected_when_more_evidence_comes(graph, texts):
    more = structs.replace(PART, evidence=(*PART.evidence, structs.replace(PART.evidence[0], id="f" * 16)))
    graph = structs.replace(graph, statements={**graph.statements, PART.id: more})
    done, _ = replay(graph, ledger(decide("reject", f"statement/{PART.id}")), texts)
    assert done.statements[PART.id].status is Status.REJECTED


def test_same_joins_rows_and_leaves_a_redirect(graph, texts):
    done, issues = replay(graph, ledger(decide("same", ZHOU2, ZHOU)), texts)
    assert not issues
    assert done.redirects[ZHOU2] == ZHOU
    assert ZHOU2 not in done.entities
    assert done.entities[ZHOU].aliases == ("周明元",)
    moved = statement_id(ZHOU, P.COMMITS_TO, TASK)
    assert done.redirects[f"statement/{PLEDGE.id}"] == f"statement/{moved}"
    assert done.statements[moved].evidence[0].speaker == ZHOU
    assert [m.reason for m in done.merges] == [
        "林原（2026-11-25）判定：看过原文"
    ]  # the refusal no longer says anything


def test_equal_statements_of_joined_entities_become_one(graph, texts):
    twin = structs.replace(
        LEADS, id=statement_id(ZHOU2, P.LEADS, BUREAU), subject=ZHOU2,
        evidence=(structs.replace(LEADS.evidence[0], id="e" * 16),),
    )  # fmt: skip
    graph = structs.replace(graph, statements={**graph.statements, twin.id: twin})
    done, _ = replay(graph, ledger(decide("same", ZHOU2, ZHOU), decide("reject", f"statement/{twin.id}")), texts)
    assert len(done.statements[LEADS.id].evidence) == 2
    assert done.statements[LEADS.id].status is Status.REJECTED  # the correction followed the redirect


def test_corrections_follow_redirects(graph, texts):
    done, issues = replay(graph, ledger(decide("same", ZHOU2, ZHOU), decide("rename", ZHOU2, "周鸣远")), texts)
    assert not issues
    assert done.entities[ZHOU].name == "周鸣远"
    assert done.entities[ZHOU].aliases == ("周明元", "周明远")


def test_same_of_one_that_is_gone_still_redirects_it_and_is_told(graph, texts):
    for pair in ((GONE, ZHOU), (ZHOU, GONE)):
        done, issues = replay(graph, ledger(decide("same", *pair)), texts)
        assert codes(issues) == [("corrections.jsonl:1", "curate.unmet")]
        assert done.redirects == {GONE: ZHOU}


def test_what_same_makes_of_a_relation_with_itself_is_rejected(graph, texts):
    done, _ = replay(graph, ledger(decide("same", OFFICE, BUREAU)), texts)
    own = [s for s in done.statements.values() if s.subject == s.object]
    assert [(s.status, len(s.evidence)) for s in own] == [(Status.REJECTED, 2)]


def test_same_of_two_classes_is_refused_unless_one_is_retyped(graph, texts):
    _, issues = replay(graph, ledger(decide("same", ZHOU, BUREAU)), texts)
    assert codes(issues) == [("corrections.jsonl:1", "curate.misfit")]
    done, issues = replay(graph, ledger(decide("retype", TASK, "Meeting"), decide("same", TASK, MEETING)), texts)
    assert done.redirects[TASK] == MEETING
    assert codes(issues) == [("corrections.jsonl:1", "curate.misfit")]  # nobody pledges a meeting


def test_different_wins_over_same_even_through_others(graph, texts):
    lines = [decide("same", ZHOU, LI), decide("different", ZHOU, ZHOU2), decide("same", LI, ZHOU2)]
    for order in itertools.permutations(lines):
        done, issues = replay(graph, ledger(*order), texts)
        later = max(order.index(lines[0]), order.index(lines[2])) + 1
        assert codes(issues) == [(f"corrections.jsonl:{later}", "curate.conflict")]
        assert done.redirects.get(ZHOU, ZHOU) != done.redirects.get(ZHOU2, ZHOU2)


def test_rename_keeps_the_old_name(graph, texts):
    done, _ = replay(graph, ledger(decide("rename", BUREAU, "市司法局")), texts)
    assert (done.entities[BUREAU].name, done.entities[BUREAU].aliases) == ("市司法局", ("云川市司法局",))


def test_the_last_of_two_renames_holds_and_the_first_is_told(graph, texts):
    done, issues = replay(graph, ledger(decide("rename", LI, "李和"), decide("rename", LI, "李荷", 1)), texts)
    assert done.entities[LI].name == "李荷"
    assert codes(issues) == [("corrections.jsonl:1", "curate.overruled")]


def test_retype_rejects_what_no_longer_fits_and_tells_it(graph, texts):
    done, issues = replay(graph, ledger(decide("retype", ZHOU2, "Region"), decide("retype", BUREAU, "Goal")), texts)
    assert done.entities[ZHOU2].type is T.REGION
    assert done.entities[POST].body == ""
    assert {i.code for i in issues} == {"curate.misfit"}
    assert [i.where for i in issues] == ["corrections.jsonl:1", "corrections.jsonl:2", "corrections.jsonl:2"]
    status = {s.id: s.status for s in done.statements.values()}
    assert status[PLEDGE.id] is status[LEADS.id] is status[PART.id] is Status.REJECTED
    assert status[HOLDS.id] is Status.EXTRACTED
    assert done.statements[PLEDGE.id].evidence[0].speaker is None  # a region does not speak


def test_retype_is_not_undone_by_a_confirmation(graph, texts):
    lines = ledger(decide("retype", BUREAU, "Goal"), decide("confirm", f"statement/{LEADS.id}", minute=1))
    assert replay(graph, lines, texts)[0].statements[LEADS.id].status is Status.REJECTED


def test_add_with_and_without_a_place(graph, texts):
    start = TEXT.index("办公室主任李禾")
    place = Place(ARTICLE, Span(start, start + 7))
    lines = ledger(
        decide("add", LI, OFFICE, predicate=P.LEADS, evidence=place),
        decide("add", MEETING, "2021-03-04", predicate=P.OCCURS_ON),
    )
    done, issues = replay(graph, lines, texts)
    assert not issues
    led = done.statements[statement_id(LI, P.LEADS, OFFICE)]
    assert (led.status, led.evidence[0].quote, led.evidence[0].extractor) == (Status.ADDED, "办公室主任李禾", BY_HAND)
    assert (led.evidence[0].subject_as, led.evidence[0].object_as) == ("李禾", "")
    dated = next(s for s in done.statements.values() if s.predicate is P.OCCURS_ON)
    assert (dated.status, dated.evidence, dated.score) == (Status.ADDED, (), 1.0)


def test_what_is_added_and_read_is_confirmed(graph, texts):
    done, _ = replay(graph, ledger(decide("add", ZHOU, BUREAU, predicate=P.LEADS)), texts)
    assert done.statements[LEADS.id].status is Status.CONFIRMED
    assert done.statements[LEADS.id].evidence == LEADS.evidence


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (decide("confirm", "statement/0000000000000000"), "curate.unmet"),
        (decide("reject", "evidence/0000000000000000"), "curate.unmet"),
        (decide("rename", GONE, "某人"), "curate.unmet"),
        (decide("retype", GONE, "Region"), "curate.unmet"),
        (decide("different", GONE, ZHOU), "curate.unmet"),
        (decide("add", GONE, BUREAU, predicate=P.LEADS), "curate.unmet"),
        (decide("add", BUREAU, ZHOU, predicate=P.LEADS), "curate.misfit"),
        (decide("add", LI, OFFICE, predicate=P.LEADS, evidence=Place("0" * 16, Span(0, 3))), "curate.place"),
        (decide("add", LI, OFFICE, predicate=P.LEADS, evidence=Place(ARTICLE, Span(0, 9999))), "curate.place"),
        (decide("undo", "correction/0000000000000000"), "curate.unmet"),
    ],
)
def test_what_meets_nothing_is_an_issue_with_its_line(graph, texts, line, code):
    done, issues = replay(graph, ledger(line), texts)
    assert codes(issues) == [("corrections.jsonl:1", code)]
    assert "undo" in issues[0].message
    assert (line in done.corrections) == (code == "curate.place")  # without its words the statement still stands


def test_undo_restores_the_bytes_and_undo_of_undo_the_correction(graph, texts):
    before = nquads(graph)
    lines = [
        decide("same", ZHOU2, ZHOU), decide("rename", BUREAU, "市司法局"), decide("retype", TASK, "Goal"),
        decide("reject", f"statement/{HOLDS.id}"), decide("add", LI, OFFICE, predicate=P.LEADS),
    ]  # fmt: skip
    corrected = nquads(replay(graph, ledger(*lines), texts)[0])
    assert corrected != before
    undone = [undoing(line) for line in lines]
    restored, issues = replay(graph, ledger(*lines, *undone), texts)
    assert restored == structs.replace(graph)
    assert nquads(restored) == before
    assert not issues
    again = replay(graph, ledger(*lines, *undone, *(undoing(line, 58) for line in undone)), texts)[0]
    assert nquads(again) == corrected


def test_lines_on_two_statements_that_same_made_one_are_told(graph, texts):
    other = structs.replace(LEADS, id=statement_id(ZHOU2, P.LEADS, BUREAU), subject=ZHOU2)
    two = structs.replace(graph, statements={**graph.statements, other.id: other})
    confirmed, rejected = (
        decide("confirm", f"statement/{other.id}", minute=1),
        decide("reject", f"statement/{LEADS.id}", minute=2),
    )
    _, issues = replay(two, ledger(decide("same", ZHOU, ZHOU2), confirmed, rejected), texts)
    assert codes(issues) == [("corrections.jsonl:2", "curate.overruled")]

"""The scoring, line by line of the model: each case fails when its line is broken."""

import pytest

from kg_builder.evaluate import compare, load_golds, report
from kg_builder.evaluate.gold import Gold, GoldEntity, GoldRelation
from kg_builder.evaluate.text import bigram_f1, normal
from kg_builder.model.knowledge import Entity, Evidence, KnowledgeGraph, Literal, Statement
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate

T, P = EntityType, Predicate
NONE = frozenset()


def gold(entities=(), relations=(), text="济南市司法局召开会议。") -> Gold:
    return Gold("g", text, None, "meeting", tuple(entities), tuple(relations))


def graph(entities=(), statements=()) -> KnowledgeGraph:
    made = {}
    for number, (subject, predicate, target) in enumerate(statements):
        value = target if isinstance(target, str) else Literal(target[0], "xsd:date")
        evidence = Evidence(str(number), "a", Span(0, 2), "济南", "", "", None, "x", 1.0)
        made[str(number)] = Statement(str(number), subject, predicate, value, (evidence,))
    return KnowledgeGraph({e.id: e for e in entities}, made, {}, {})


def counts(result, what="entities"):
    return {str(label): tuple(count) for label, count in getattr(result, what).items() if any(count)}


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("“四个意识”", "四个意识", True),
        ("四个 意识", "四个意识", True),
        ("四个\u3000意识", "四个意识", True),
        ("ＡＢＣ计划", "ABC计划", True),
        ("信得过、靠得住", "信得过，靠得住", True),
        ("冯 镭", "冯镭", True),
        ("阿不都·铁木尔", "阿不都铁木尔", True),
        ("㈱会", "(株)会", True),
        ("司法局", "司法厅", False),
        ("四个意识", "四个自信", False),
    ],
)
def test_names_are_compared_after_nfkc_without_spaces_and_marks(a, b, same):
    assert (normal(a) == normal(b)) is same


@pytest.mark.parametrize(
    ("predicted", "wanted", "found"),
    [
        (Entity("b", T.BUREAU, "济南市司法局"), GoldEntity(T.BUREAU, "济南市司法局", ()), True),
        (Entity("b", T.BUREAU, "市司法局", ("济南市司法局",)), GoldEntity(T.BUREAU, "济南市司法局", ()), True),
        (Entity("b", T.BUREAU, "市司法局"), GoldEntity(T.BUREAU, "济南市司法局", ("市司法局",)), True),
        (Entity("b", T.BUREAU, "x", ("我局",)), GoldEntity(T.BUREAU, "济南市司法局", ("我局",)), True),
        (Entity("b", T.SLOGAN, "济南市司法局"), GoldEntity(T.BUREAU, "济南市司法局", ()), False),
        (Entity("b", T.BUREAU, "济南市公安局"), GoldEntity(T.BUREAU, "济南市司法局", ("市司法局",)), False),
        (Entity("b", T.BUREAU, "——"), GoldEntity(T.BUREAU, "……", ()), False),  # nothing is left to compare
    ],
)
def test_an_entity_is_found_by_class_and_any_label(predicted, wanted, found):
    result = compare(gold([wanted]), graph([predicted]), NONE)
    assert sum(c[0] for c in result.entities.values()) == found
    assert sum(c[1] for c in result.entities.values()) == (not found)
    assert sum(c[2] for c in result.entities.values()) == (not found)


def test_two_predictions_for_one_gold_entity_are_one_hit_and_one_false_alarm():
    predicted = [Entity("a", T.BUREAU, "市司法局"), Entity("b", T.BUREAU, "济南市司法局")]
    result = compare(gold([GoldEntity(T.BUREAU, "济南市司法局", ("市司法局",))]), graph(predicted), NONE)
    assert counts(result) == {"Bureau": (1, 1, 0)}
    assert [e.parts for e in result.errors] == [("市司法局",)]  # the one with the canonical name is the hit


@pytest.mark.parametrize("kind", ["Country", "Province", "City", "County", "Township", "Region"])
def test_subclasses_of_region_count_as_region(kind, tmp_path):
    (tmp_path / "g.txt").write_text("济南市", encoding="utf-8")
    (tmp_path / "g.json").write_text(
        f'{{"entities": [{{"type": "{kind}", "name": "济南市"}}], "relations": []}}', encoding="utf-8"
    )
    (read,) = load_golds([tmp_path])
    assert counts(compare(read, graph([Entity("r", T.REGION, "济南市")]), NONE)) == {"Region": (1, 0, 0)}


@pytest.mark.parametrize(
    ("a", "b", "score"),
    [("建立台账", "建立台账", 1.0), ("建立台账", "建立", 0.5), ("建立台账", "完善制度", 0.0), ("建", "建", 0.0)],
)
def test_bigram_f1(a, b, score):
    assert bigram_f1(a, b) == pytest.approx(score)


@pytest.mark.parametrize(
    ("clauses", "wanted", "expected"),
    [
        (["建立台账"], ["建立"], (1, 0, 0)),  # 0.5 is enough
        (["建立问题台账"], ["建立"], (0, 1, 1)),  # 1/3 is not
        (["建立问题台账", "建立问题台账制度"], ["建立问题台账"], (1, 1, 0)),  # one to one: the nearer one
        (["建立问题台账"], ["建立问题台账", "建立问题台账制度"], (1, 0, 1)),
    ],
)
def test_commitments_match_by_bigrams_one_to_one(clauses, wanted, expected):
    predicted = [Entity(f"c{i}", T.COMMITMENT, clause) for i, clause in enumerate(clauses)]
    result = compare(gold([GoldEntity(T.COMMITMENT, name, ()) for name in wanted]), graph(predicted), NONE)
    assert counts(result) == {"Commitment": expected}


OFFICIAL, BUREAU = Entity("o", T.OFFICIAL, "李建国"), Entity("b", T.BUREAU, "济南市司法局")
ENDS = [GoldEntity(T.OFFICIAL, "李建国", ()), GoldEntity(T.BUREAU, "济南市司法局", ())]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("o", P.LEADS, "b"), {"leads": (1, 0, 0)}),
        (("o", P.MEMBER_OF, "b"), {"leads": (0, 0, 1), "memberOf": (0, 1, 0)}),  # another predicate
        (("x", P.LEADS, "b"), {"leads": (0, 1, 1)}),  # an end that is not matched
    ],
)
def test_a_relation_is_found_when_both_ends_and_the_predicate_are(said, expected):
    wanted = gold(ENDS, [GoldRelation("李建国", P.LEADS, "济南市司法局", "济南")])
    result = compare(wanted, graph([OFFICIAL, BUREAU, Entity("x", T.OFFICIAL, "王志强")], [said]), NONE)
    assert counts(result, "relations") == expected


def test_the_second_entity_of_one_gold_takes_its_relations_with_it():
    wanted = gold(ENDS, [GoldRelation("李建国", P.LEADS, "济南市司法局", "济南")])
    twin = Entity("o2", T.OFFICIAL, "李建国")
    result = compare(wanted, graph([OFFICIAL, twin, BUREAU], [("o", P.LEADS, "b"), ("o2", P.LEADS, "b")]), NONE)
    assert counts(result, "relations") == {"leads": (1, 1, 0)}


@pytest.mark.parametrize(
    ("predicted", "wanted", "expected"),
    [
        (["2021-02-27"], ["2021-02-27"], (1, 0, 0)),
        (["2021-02-27"], ["2021-02"], (1, 0, 0)),  # as far as the gold gives it
        (["2021-02"], ["2021-02-27"], (0, 1, 1)),  # less than the gold gives
        (["2021-03-27"], ["2021-02"], (0, 1, 1)),
        (["2021-02-27", "2021-02-28"], ["2021-02"], (1, 1, 0)),  # a second date for one
        (["2021-02-27"], ["2021", "2021-02-27"], (1, 0, 1)),  # the most precise is the one found
    ],
)
def test_dates_are_compared_by_the_given_precision(predicted, wanted, expected):
    meeting = Entity("m", T.MEETING, "推进会")
    statements = [("m", P.OCCURS_ON, (date,)) for date in predicted]
    relations = [GoldRelation("推进会", P.OCCURS_ON, date, "x") for date in wanted]
    result = compare(gold([GoldEntity(T.MEETING, "推进会", ())], relations), graph([meeting], statements), NONE)
    assert counts(result, "relations") == {"occursOn": expected}


def test_optional_gold_counts_neither_for_nor_against():
    entities = [*ENDS[:1], GoldEntity(T.BUREAU, "济南市司法局", (), optional=True)]
    wanted = gold(entities, [GoldRelation("李建国", P.LEADS, "济南市司法局", "x", optional=True)])
    found = compare(wanted, graph([OFFICIAL, BUREAU], [("o", P.LEADS, "b")]), NONE)
    missed = compare(wanted, graph([OFFICIAL]), NONE)
    assert counts(found) == counts(missed) == {"Official": (1, 0, 0)}
    assert counts(found, "relations") == counts(missed, "relations") == {}
    assert found.errors == missed.errors == []


def test_canonical_names_are_counted_beside():
    entities = [
        GoldEntity(T.BUREAU, "济南市司法局", ("市司法局",)),
        GoldEntity(T.REGION, "济南市", ()),
        GoldEntity(T.COMMITMENT, "建立台账", ()),  # a clause has no canonical name
        GoldEntity(T.SLOGAN, "四个意识", (), optional=True),
    ]
    predicted = [
        Entity("b", T.BUREAU, "市司法局"),
        Entity("r", T.REGION, "济南市"),
        Entity("c", T.COMMITMENT, "建立问题台"),
        Entity("s", T.SLOGAN, "“四个意识”"),
    ]
    result = compare(gold(entities), graph(predicted), NONE)
    assert result.named == [1, 2]
    assert [e.parts for e in result.errors if e.kind == "name"] == [("市司法局", "济南市司法局")]


def test_ignored_predicates_are_not_counted():
    wanted = gold(ENDS, [GoldRelation("李建国", P.MEMBER_OF, "济南市司法局", "x")])
    result = compare(wanted, graph([OFFICIAL, BUREAU], [("o", P.MEMBER_OF, "b")]), frozenset({P.MEMBER_OF}))
    assert counts(result, "relations") == {}


def test_micro_figures_add_up_over_texts():
    half = compare(gold([GoldEntity(T.REGION, "济南市", ())]), graph([Entity("r", T.REGION, "济南市")]), NONE)
    other = compare(gold([GoldEntity(T.REGION, "成都市", ())]), graph([Entity("r", T.REGION, "青岛市")]), NONE)
    both = report([half, other])
    score = both.entities.score
    assert (score.found, score.false_alarms, score.misses) == (1, 1, 1)
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)
    assert both.entities.interval == (0.0, 1.0)
    assert report([half]).entities.interval == (1.0, 1.0)
    assert report([half, other]) == both  # seeded
    assert both.by_genre["meeting"].texts == 2
    assert both.by_text["g"].texts == 1

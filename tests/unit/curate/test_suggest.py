"""Each kind of question is asked where it should be, and nowhere else."""

import pytest
from invented import BUREAU, HOLDS, LI, MEETING, OFFICE, POST, ZHOU, ZHOU2, P, T, decide, ledger, own, statement
from msgspec import structs

from kg_builder.curate import Ledger, suggest
from kg_builder.model.knowledge import Entity, KnowledgeGraph, Literal, Merge


def having(graph: KnowledgeGraph, *entities: Entity, statements=(), **more) -> KnowledgeGraph:
    return structs.replace(
        graph,
        entities=dict(sorted({**graph.entities, **{e.id: e for e in entities}}.items())),
        statements=dict(sorted({**graph.statements, **{s.id: s for s in statements}}.items())),
        **more,
    )


def asked(graph, texts, lines=None, kind=""):
    return [s for s in suggest(graph, texts, lines or Ledger(), 100) if s.kind.startswith(kind)]


def made(kind, slug, name, *aliases) -> Entity:
    return Entity(own(kind, slug), kind, name, aliases)


NEAR = [
    (T.OFFICIAL, "周明远", "周鸣源", True),
    (T.OFFICIAL, "周明远", "周大海", False),
    (T.OFFICIAL, "周明远", "周明元", True),
    (T.BUREAU, "云川市扫黑办", "云川市扫黑除恶斗争领导小组办公室", True),
    (T.BUREAU, "云川市司法局", "云川市青禾区司法局", False),  # of a district
    (T.BUREAU, "云川市司法局", "云川市司法局办公室", False),  # a unit of it
    (T.BUREAU, "云川市司法局", "云海市司法局", False),  # another place
    (T.CAMPAIGN, "清河护岸专项行动", "清河护岸专项活动", True),
    (T.CAMPAIGN, "清河护岸三年行动", "清河护岸两年行动", False),  # a number tells them apart
    (T.TASK, "整治顽瘴痼疾", "整治顽障痼疾", True),
    (T.SLOGAN, "两个维护", "四个意识", False),
]


@pytest.mark.parametrize(("kind", "one", "other", "near"), NEAR)
def test_near_names(kind, one, other, near):
    graph = KnowledgeGraph({e.id: e for e in (made(kind, "a", one), made(kind, "b", other))}, {}, {}, {})
    assert bool(asked(graph, {}, kind="near-names")) == near


def test_officials_of_one_body_come_before_strangers(graph, texts):
    twin = made(T.OFFICIAL, "zhou-min-yuan", "周敏远")
    near = having(graph, twin, statements=[statement(twin.id, P.LEADS, BUREAU, HOLDS.evidence[0])])
    first = next(s for s in asked(near, texts, kind="near") if "周敏远" in s.question)
    assert "同属云川市司法局" in first.question
    assert first.value > asked(graph, texts, kind="homonyms")[0].value


def test_homonyms_with_the_reason_for_which_they_were_kept_apart(graph, texts):
    (found,) = asked(graph, texts, kind="homonyms")
    assert [c.command.split()[0] for c in found.choices] == ["same", "different"]
    bare = made(T.OFFICIAL, "zhou-3", "周明远")
    apart = having(graph, bare, merges=(Merge(min(ZHOU, bare.id), "一方只有{姓名}", (), max(ZHOU, bare.id)),))
    assert any("一方只有｛姓名｝" in s.question for s in asked(apart, texts, kind="homonyms"))


def test_weak_statements(graph, texts):
    weak = statement(LI, P.PARTICIPATES_IN, MEETING, structs.replace(HOLDS.evidence[0], score=0.4))
    (found,) = asked(having(graph, statements=[weak]), texts, kind="weak")
    assert found.question.startswith("“李禾 participatesIn 云川市司法行政会议”")
    assert found.words == ("《云川会议》2021-03-05：云川市司法局【局长周明远】主持会议。",)
    assert [c.command.split(" --")[0] for c in found.choices] == [
        f"confirm statement/{weak.id}", f"reject statement/{weak.id}",
    ]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "against"), [("2021-03-04", "2021-04-04", 1), ("2021-03", "2021-03-04", 0)])
def test_one_source_against_others(graph, texts, one, other, against):
    place = HOLDS.evidence[0]
    said = [
        statement(MEETING, P.OCCURS_ON, Literal(one, "xsd:date"), place),
        statement(MEETING, P.OCCURS_ON, Literal(other, "xsd:date"), place, structs.replace(place, id="1" * 16, article="b" * 16)),
    ]  # fmt: skip
    found = asked(having(graph, statements=said), texts, kind="against")
    assert len(found) == against
    if found:
        assert f"reject statement/{said[0].id}" in "".join(c.command for c in found[0].choices)


def test_two_holders_of_one_post(graph, texts):
    second = statement(LI, P.HOLDS_POST, POST, HOLDS.evidence[0])
    (found,) = asked(having(graph, statements=[second]), texts, kind="holders")
    assert len(found.choices) == 4  # two persons with unlike names: which statement is wrong
    former = structs.replace(second, former=True)
    assert not asked(having(graph, statements=[former]), texts, kind="holders")


def test_one_name_in_two_classes(graph, texts):
    twin = made(T.GOAL, "wan-zhang", "整治顽瘴痼疾")
    (found,) = asked(having(graph, twin), texts, kind="two-classes")
    assert sorted(c.command.split()[2] for c in found.choices) == ["Goal", "Task"]


def test_what_was_decided_is_not_asked_again(graph, texts):
    assert asked(graph, texts, kind="homonyms")
    assert not asked(graph, texts, ledger(decide("different", ZHOU, ZHOU2)))
    weak = statement(LI, P.LEADS, OFFICE, structs.replace(HOLDS.evidence[0], score=0.4))
    doubtful = having(graph, statements=[weak])
    assert not asked(doubtful, texts, ledger(decide("confirm", f"statement/{weak.id}")), "weak")


def test_the_order_is_that_of_the_value_and_the_limit_cuts_the_end(graph, texts):
    twin = made(T.GOAL, "wan-zhang", "整治顽瘴痼疾")
    weak = [
        statement(LI, P.PARTICIPATES_IN, MEETING, structs.replace(HOLDS.evidence[0], score=score / 10))
        for score in (5,)
    ]
    every = asked(having(graph, twin, statements=weak), texts)
    assert [s.value for s in every] == sorted((s.value for s in every), reverse=True)
    assert len(every) >= 3
    assert suggest(having(graph, twin, statements=weak), texts, Ledger(), 2) == every[:2]

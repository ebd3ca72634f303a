"""The view of a campaign: phases in their order, who launched it, pledges by speaker."""

from pathlib import Path

import pytest
from indexed import indexed

from kg_builder.browse import campaign_view, in_order
from kg_builder.model.vocabulary import EntityType

CAMPAIGN = "政法队伍教育整顿"


@pytest.mark.parametrize(
    ("phases", "follows", "dates", "expected"),
    [
        ("cba", ["ab", "bc"], {}, "abc"),
        ("cba", [], {}, "cba"),  # nothing is known: as told
        ("cba", [], {"a": "2021-01", "b": "2021-03", "c": "2021-02"}, "acb"),
        ("cba", ["ab"], {"c": "2020"}, "cab"),  # a dated one first, the others as the text orders them
        ("ba", ["ab"], {"b": "2020", "a": "2021"}, "ab"),  # what the text says outweighs the dates
        ("abc", ["ab", "bc", "ca"], {"b": "2021"}, "bca"),  # a ring is opened at its first date
        ("ab", ["aa", "xa", "bx"], {}, "ab"),  # itself, and strangers, order nothing
        ("abcd", ["ad", "bd", "cd"], {}, "abcd"),
        ("", [], {}, ""),
    ],
)
def test_phases_stand_in_their_order(phases, follows, dates, expected):
    assert "".join(in_order(list(phases), [(a, b) for a, b in follows], dates)) == expected


@pytest.fixture(scope="module")
def view(graph, sample, tmp_path_factory):
    article = sample.document.article
    index = indexed(tmp_path_factory.mktemp("campaign"), graph, {article.header.id: article.text})
    campaign = next(e for e, _ in index.of_type(EntityType.CAMPAIGN) if e.name == CAMPAIGN)
    return campaign_view(index, campaign)


def test_the_sample_names_phases_tasks_and_launching_bodies(view):
    assert [step.phase.name for step in view.steps] == ["学习教育", "查纠整改", "总结提升"]
    assert [[each.name for each in step.follows] for step in view.steps] == [[], ["学习教育"], ["查纠整改"]]
    assert {each.other.name for each in view.tasks} == {"筑牢政治忠诚", "清除害群之马", "整治顽瘴痼疾", "弘扬英模精神"}
    assert {"司法部", "中央政法委", "中共山东省委政法委"} <= {each.other.name for each in view.launched}
    assert [each.date for each in view.dates] == ["2021-02-27"]
    assert {"全国政法队伍教育整顿动员部署会议"} <= {each.meeting.name for each in view.meetings}
    assert len(view.articles) == 1


def test_pledges_stand_with_the_one_who_makes_them_and_with_their_words(view):
    pledges = {each.actor.name: each for each in view.pledges}
    assert {"朱勇志", "丁辉", "商光胜", "陈霖"} <= set(pledges)
    zhu = pledges["朱勇志"]
    assert [body.name for body in zhu.bodies] == ["济宁市司法局"]
    direct = {each.other.name: each for each in zhu.direct}
    assert any("清除害群之马" in e.quote for e in direct["清除害群之马"].evidence)
    parts = {view.campaign.id, *(s.phase.id for s in view.steps), *(t.other.id for t in view.tasks)}
    for each in view.pledges:
        assert {one.other.id for one in each.direct} <= parts
        assert not {one.other.id for one in each.beside} & parts
        assert all(one.evidence and one.said >= len(one.evidence) for one in (*each.direct, *each.beside))


def test_a_campaign_of_which_nothing_is_said_is_an_empty_view(graph, tmp_path: Path):
    from kg_builder.model.knowledge import Entity, KnowledgeGraph

    alone = Entity("campaign/alone", EntityType.CAMPAIGN, "孤立活动")
    found = campaign_view(indexed(tmp_path, KnowledgeGraph({alone.id: alone}, {}, {}, {}), {}), alone)
    assert (found.steps, found.tasks, found.pledges, found.articles) == ((), (), (), ())

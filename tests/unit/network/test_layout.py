"""Where the nodes stand: the same each time, names apart, groups apart, phases in order."""

import random

import pytest
from crowd import crowd
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from kg_builder.model.knowledge import Entity, KnowledgeGraph, Statement, statement_id
from kg_builder.model.vocabulary import EntityType, Predicate
from kg_builder.network.layout import arranged
from kg_builder.network.layout.groups import groups
from kg_builder.network.layout.links import links
from kg_builder.network.layout.measure import GAP, radius, width
from kg_builder.network.layout.packing import packed
from kg_builder.network.telling import MOST

_T, _P = EntityType, Predicate
HIGH = 14  # pixels of a name


def boxes(graph, picture):
    """Node -> left, top, right, bottom of the node and its name."""
    for own, e in graph.entities.items():
        x, y = picture.place[own]
        half = radius(e)
        yield own, (x - half, y - HIGH / 2, x + half + GAP + width(e.name), y + HIGH / 2)


def meeting(found) -> list[tuple[str, str]]:
    """Pairs of boxes that overlap, found by sweeping from the left."""
    pairs, open_ = [], []
    for own, box in sorted(found, key=lambda each: each[1]):
        open_ = [other for other in open_ if other[1][2] > box[0]]
        pairs += [(own, other) for other, b in open_ if b[1] < box[3] and box[1] < b[3]]
        open_.append((own, box))
    return pairs


def assert_composed(graph):
    picture = arranged(graph)
    assert set(picture.place) == set(graph.entities)
    assert meeting(boxes(graph, picture)) == []
    frames = [(str(i), title.box) for i, title in enumerate(picture.titles)]
    assert meeting(frames) == []
    for x, y in picture.place.values():
        assert any(left < x < right and top < y < bottom for _, (left, top, right, bottom) in frames)
    return picture


@st.composite
def graphs(draw):
    """Any graph that the model allows, however odd."""
    kinds = draw(st.lists(st.sampled_from([t for t in _T if t is not _T.DATE]), min_size=1, max_size=40))
    names = st.text("济宁市司法局整治顽瘴痼疾abc、 ", min_size=1, max_size=40)
    entities = {f"{kind.lower()}/{i}": Entity(f"{kind.lower()}/{i}", kind, draw(names)) for i, kind in enumerate(kinds)}
    fitting = [
        (a, p, b) for a in entities for b in entities for p in _P
        if a != b and p is not _P.OCCURS_ON and p.fits(entities[a].type, entities[b].type)
    ]  # fmt: skip
    chosen = draw(st.lists(st.sampled_from(fitting), unique=True, max_size=60)) if fitting else []
    said = [Statement(statement_id(a, p, b), a, p, b, ()) for a, p, b in chosen]
    return KnowledgeGraph(entities, {s.id: s for s in said}, {}, {})


@settings(deadline=None, max_examples=60)
@given(graphs())
def test_no_name_meets_another_and_no_group_another_whatever_the_graph(graph):
    assert_composed(graph)


@pytest.mark.parametrize("nodes", [1, 2, 60, 462, 4000])
def test_names_and_groups_are_apart_in_graphs_like_real_ones(nodes):
    assert_composed(crowd(nodes)[0])


def test_the_sample_has_its_campaign_at_the_head_and_its_phases_in_order(graph):
    picture = assert_composed(graph)
    own = {e.name: e.id for e in graph.entities.values() if e.type in (_T.CAMPAIGN, _T.PHASE)}
    campaign, *phases = (picture.place[own[name]] for name in ("政法队伍教育整顿", "学习教育", "查纠整改", "总结提升"))
    assert [y for _, y in (campaign, *phases)] == sorted({y for _, y in (campaign, *phases)})
    frame = next(title.box for title in picture.titles if title.head == own["政法队伍教育整顿"])
    assert all(frame[0] < x < frame[2] for x, _ in phases)


def test_phases_follow_one_another_whatever_their_ids():
    entities = {"campaign/c": Entity("campaign/c", _T.CAMPAIGN, "活动")} | {
        f"phase/{n}": Entity(f"phase/{n}", _T.PHASE, f"阶段{n}") for n in range(6)
    }
    turn = [3, 0, 5, 1, 4, 2]
    said = [(f"phase/{n}", _P.PHASE_OF, "campaign/c") for n in turn]
    said += [(f"phase/{a}", _P.NEXT_PHASE, f"phase/{b}") for a, b in zip(turn, turn[1:], strict=False)]
    graph = KnowledgeGraph(entities, {statement_id(*t): Statement(statement_id(*t), *t, ()) for t in said}, {}, {})
    place = arranged(graph).place
    assert sorted(turn, key=lambda n: (place[f"phase/{n}"][0], place[f"phase/{n}"][1])) == turn
    assert place["campaign/c"][1] < min(place[f"phase/{n}"][1] for n in turn)


def test_the_picture_does_not_depend_on_the_order_of_what_is_said():
    graph, _ = crowd(900)
    said, own = list(graph.statements.items()), list(graph.entities.items())
    random.Random(3).shuffle(said)
    again = structs.replace(graph, statements=dict(said))
    first, second = arranged(graph), arranged(again)
    assert first == arranged(graph)
    assert first.place == second.place
    assert first.titles == second.titles
    random.Random(4).shuffle(own)
    assert arranged(structs.replace(graph, entities=dict(own))).place == first.place


def test_everybody_of_a_campaign_is_in_its_group(graph):
    found = {own: group for group in groups(graph, links(graph)) for own in group.nodes}
    name = {own: e.name for own, e in graph.entities.items()}
    head = next(own for own, e in graph.entities.items() if e.name == "政法队伍教育整顿")
    together = {name[own] for own in found[head].nodes}
    assert {"丁辉", "朱勇志", "陈霖", "商光胜", "查纠整改", "整治顽瘴痼疾", "日照市司法局", "日照市"} <= together
    assert sorted(found) == sorted(graph.entities)


def test_a_picture_is_wider_than_high_and_mostly_filled():
    for nodes in (500, 2000):
        titles = arranged(crowd(nodes)[0]).titles
        wide, high = max(t.box[2] for t in titles), max(t.box[3] for t in titles)
        assert 0.85 < wide / high < 1.5
        assert sum((t.box[2] - t.box[0]) * (t.box[3] - t.box[1]) for t in titles) > 0.55 * wide * high


def test_a_large_picture_opens_on_whole_blocks_that_stand_together():
    graph, _ = crowd(6000)
    picture = arranged(graph)
    assert picture.first is not None
    first = set(picture.first)
    assert 300 < len(first) <= MOST
    right, low = (max(picture.place[own][axis] for own in first) for axis in (0, 1))
    within = {own for own, (x, y) in picture.place.items() if x <= right and y <= low}
    assert len(first) > 0.9 * len(within)
    assert arranged(crowd(2900)[0]).first is None


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 900), st.integers(1, 900)), max_size=40))
def test_packed_rectangles_never_overlap(sizes):
    corners = packed([(float(w), float(h)) for w, h in sizes], 1.5, 10)
    found = [(str(i), (x, y, x + w, y + h)) for i, ((x, y), (w, h)) in enumerate(zip(corners, sizes, strict=True))]
    assert meeting(found) == []
    assert all(x >= 0 and y >= 0 for x, y in corners)

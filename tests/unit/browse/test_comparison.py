"""Speakers side by side, on a graph of a few statements and on the sample."""

from pathlib import Path

import pytest
from indexed import indexed

from kg_builder.browse import Index, Spread, Stance, arranged, campaign_articles, compare
from kg_builder.browse.comparison import ACTORS, KINDS
from kg_builder.model.article import Header
from kg_builder.model.knowledge import Entity, Evidence, KnowledgeGraph, Statement, Status, statement_id
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate

P, T = Predicate, EntityType
NAMED = {
    own: Entity(own, kind, own)
    for own, kind in {
        "a": T.OFFICIAL, "b": T.OFFICIAL, "c": T.OFFICIAL, "bureau": T.BUREAU, "campaign": T.CAMPAIGN, "phase": T.PHASE,
        "task": T.TASK, "shared": T.SLOGAN, "missed": T.SLOGAN, "own": T.SLOGAN, "vow": T.COMMITMENT,
    }.items()
}  # fmt: skip


def said(
    subject: str, predicate: Predicate, target: str, *articles: str, status: Status = Status.EXTRACTED
) -> Statement:
    own = statement_id(subject, predicate, target)
    evidence = tuple(
        Evidence(f"{own}-{article}", article, Span(0, 1), "字", subject, target, None, "test", 0.9)
        for article in articles
    )
    return Statement(own, subject, predicate, target, evidence, status)


STATEMENTS = (
    said("a", P.COMMITS_TO, "shared", "one"), said("b", P.INVOKES, "shared", "one"), said("c", P.INVOKES, "shared", "one"),
    said("b", P.COMMITS_TO, "shared", "one"),
    said("a", P.INVOKES, "missed", "one"), said("b", P.INVOKES, "missed", "one"),
    said("c", P.COMMITS_TO, "own", "one"),
    said("a", P.COMMITS_TO, "task", "one"),
    said("c", P.COMMITS_TO, "task", "one", status=Status.REJECTED),
    said("a", P.COMMITS_TO, "vow", "one"),
    said("b", P.INVOKES, "own", "two"),
    said("bureau", P.COMMITS_TO, "phase", "two"),
    said("task", P.TASK_OF, "campaign", "one"),
    said("phase", P.PHASE_OF, "campaign", "three"),
)  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Index:
    articles = {
        own: Header(own, f"{own}.txt", own, "text/plain", date=f"2021-0{n}")
        for n, own in enumerate(("one", "two", "three"), 1)
    }
    graph = KnowledgeGraph(NAMED, {each.id: each for each in STATEMENTS}, articles, {})
    return indexed(tmp_path_factory.mktemp("compared"), graph, dict.fromkeys(articles, "字"))


def told(found) -> dict[str, tuple[str, list[str]]]:
    return {row.thing.id: (str(row.spread), [str(cell.stance) for cell in row.cells]) for row in found.rows}


def test_a_pledge_is_more_than_a_mention_and_a_rejected_statement_is_nothing(index):
    found = compare(index, ["one"])
    assert [column.id for column in found.columns] == ["a", "b", "c"]  # a uses most things; then by id
    assert told(found) == {
        "shared": ("all", ["pledges", "pledges", "invokes"]),
        "missed": ("one_omits", ["invokes", "invokes", "silent"]),
        "task": ("only_one", ["pledges", "silent", "silent"]),
        "own": ("only_one", ["silent", "silent", "pledges"]),
    }


def test_rows_go_from_common_ground_to_what_is_ones_own_and_then_by_speaker(index):
    assert [row.thing.id for row in compare(index, ["one"]).rows] == ["shared", "missed", "task", "own"]


def test_each_speaker_is_told_what_sets_him_apart(index):
    a, b, c = compare(index, ["one"]).standings()
    assert ([e.id for e in a.own], [e.id for e in a.omitted], a.used) == (["task"], [], 3)
    assert (b.own, b.omitted, b.used) == ((), (), 2)
    assert ([e.id for e in c.own], [e.id for e in c.omitted], c.used) == (["own"], ["missed"], 2)


def test_of_two_speakers_silence_is_told_once(index):
    found = compare(index, ["one"], chosen=["a", "c"])
    assert told(found)["missed"] == ("only_one", ["invokes", "silent"])
    assert all(standing.omitted == () for standing in found.standings())


def test_one_speaker_stands_apart_from_nobody(index):
    found = compare(index, ["one"], chosen=["a"])
    assert {row.spread for row in found.rows} == {Spread.ALL}
    assert found.standings() == ()


def test_what_is_said_elsewhere_does_not_count(index):
    assert told(compare(index, ["one"]))["own"][1] == ["silent", "silent", "pledges"]
    assert told(compare(index, ["one", "two"]))["own"] == ("one_omits", ["silent", "invokes", "pledges"])


def test_classes_of_rows_and_of_columns_are_chosen(index):
    assert set(told(compare(index, ["one"], (T.COMMITMENT,)))) == {"vow"}
    assert set(told(compare(index, ["one"], KINDS))) == {"shared", "missed", "task", "own", "vow"}
    bodies = compare(index, ["one", "two"], actors=(T.BUREAU,))
    assert [column.id for column in bodies.columns] == ["bureau"]
    assert told(bodies) == {"phase": ("all", ["pledges"])}
    assert len(compare(index, ["one", "two"], actors=ACTORS).columns) == 4


def test_nothing_to_compare_is_an_empty_table(index):
    for articles, kinds in (([], KINDS), (["three"], KINDS), (["unknown"], KINDS), (["one"], ())):
        assert compare(index, articles, kinds).rows == ()


def test_a_campaign_is_spoken_of_where_its_phases_and_tasks_are(index):
    assert campaign_articles(index, "campaign") == ["three", "two", "one"]


def test_a_thing_without_an_entity_makes_no_row():
    statement = said("a", P.INVOKES, "gone", "one")
    assert arranged([NAMED["a"]], [(statement, statement.evidence[0])], {}) == []


def test_more_columns_than_can_be_read_are_offered_and_not_shown(tmp_path: Path):
    people = {f"o{n:02}": Entity(f"o{n:02}", T.OFFICIAL, f"o{n:02}") for n in range(15)}
    statements = [said(own, P.INVOKES, "shared", "one") for own in people]
    graph = KnowledgeGraph(
        {**people, "shared": NAMED["shared"]}, {s.id: s for s in statements}, {"one": Header("one", "one", "", "")}, {}
    )
    found = compare(indexed(tmp_path, graph, {"one": "字"}), ["one"])
    assert (len(found.columns), [each.id for each in found.further]) == (12, ["o12", "o13", "o14"])


def test_the_sample_shows_what_one_bureau_chief_alone_leaves_out(graph, sample, tmp_path: Path):
    header = sample.document.article.header
    found = compare(indexed(tmp_path, graph, {header.id: sample.document.article.text}), [header.id])
    assert {column.name for column in found.columns} == {"朱勇志", "丁辉", "商光胜", "陈霖"}
    rows = {
        row.thing.name: {column.name: cell.stance for column, cell in zip(found.columns, row.cells, strict=True)}
        for row in found.rows
    }
    assert rows["清除害群之马"]["朱勇志"] is Stance.PLEDGES
    apart = {standing.speaker.name: {thing.name for thing in standing.omitted} for standing in found.standings()}
    assert "自我革命" in apart["商光胜"]
    assert apart["丁辉"] == set()

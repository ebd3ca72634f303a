"""Officials of one name in small invented corpora: each row says who is one and who is two."""

import itertools

import pytest

from kg_builder.model import codec
from kg_builder.model.vocabulary import EntityType, Predicate
from kg_builder.pipeline import assemble

CAREER = "2016年5月至2020年3月，李建国任济南市司法局副局长。现任济南市公安局局长李建国主持会议。"
NAME = "李建国"
CASES = {
    # what ties articles to one person
    "the same body, another post": (
        ["济南市司法局局长李建国出席会议。", "济南市司法局党组书记李建国主持会议。"],
        [{"济南市司法局局长", "济南市司法局党组书记"}],
    ),
    "the same body in a longer form": (
        ["济南市人民政府秘书长李建国出席会议。", "济南市政府党组成员李建国参加会议。"],
        [{"济南市人民政府秘书长", "济南市政府党组成员"}],
    ),
    "the same party committee, written three ways": (
        ["中国共产党济南市委员会书记李建国出席会议。", "济南市委书记李建国表示满意。", "中共济南市委书记李建国说。"],
        [{"中共济南市委书记"}],
    ),
    "appointed to the post that another article names": (
        ["会议决定，任命李建国为济南市司法局局长。", "济南市司法局局长李建国出席会议。"],
        [{"济南市司法局局长"}],
    ),
    "two ties in a chain": (
        [
            "济南市司法局局长李建国出席会议。",
            "济南市副市长、市司法局局长李建国出席会议。",
            "济南市副市长李建国出席会议。",
        ],
        [{"济南市司法局局长", "济南市副市长"}],
    ),
    "a stated career in the same city and years": (
        [CAREER, ("济南市委政法委副书记李建国出席会议。", "2018-06-01")],
        [
            {
                "济南市司法局副局长",
                "济南市公安局局长",
                "中共济南市委政法委副书记",
            }
        ],
    ),
    "posts of the highest leaders": (
        ["国务院总理李建国出席会议。", "中共中央总书记李建国出席会议。"],
        [{"国务院总理", "中共中央总书记"}],
    ),
    "a chairman of a party and of the congress": (
        ["民盟中央主席李建国出席会议。", "全国人大常委会副委员长李建国出席会议。"],
        [{"民盟中央主席", "全国人大常委会副委员长"}],
    ),
    # what does not
    "another region": (
        ["济南市司法局局长李建国出席会议。", "成都市公安局局长李建国出席会议。"],
        [{"成都市公安局局长"}, {"济南市司法局局长"}],
    ),
    "another body of the same city, no career": (
        ["济南市司法局局长李建国出席会议。", "济南市财政局局长李建国出席会议。"],
        [{"济南市司法局局长"}, {"济南市财政局局长"}],
    ),
    "a career in other years": (
        [CAREER, ("济南市委政法委副书记李建国出席会议。", "2003-06-01")],
        [{"中共济南市委政法委副书记"}, {"济南市公安局局长", "济南市司法局副局长"}],
    ),
    "a career in another city": (
        [CAREER, ("成都市委政法委副书记李建国出席会议。", "2018-06-01")],
        [{"中共成都市委政法委副书记"}, {"济南市公安局局长", "济南市司法局副局长"}],
    ),
    "the same body three decades apart": (
        [("济南市司法局局长李建国出席会议。", "1988-05-01"), ("济南市司法局局长李建国出席会议!", "2021-05-01")],
        [{"济南市司法局局长"}, {"济南市司法局局长"}],
    ),
    "a body that no article places": (
        ["市司法局局长李建国出席会议。", "市司法局局长李建国主持会议。"],
        [{"市司法局局长"}, {"市司法局局长"}],
    ),
    "the same county name in two cities": (
        ["南京市鼓楼区司法局局长李建国出席会议。", "福州市鼓楼区司法局局长李建国出席会议。"],
        [{"鼓楼区司法局局长"}, {"鼓楼区司法局局长"}],
    ),
    # bare names
    "a bare name in the region of the only one": (
        ["济南市司法局局长李建国出席会议。", "济南市召开会议，李建国同志参加。"],
        [{"济南市司法局局长"}],
    ),
    "a bare name in another region": (
        ["济南市司法局局长李建国出席会议。", "成都市召开会议，李建国同志参加。"],
        [set(), {"济南市司法局局长"}],
    ),
    "a bare name that two bear": (
        ["济南市司法局局长李建国出席会议。", "济南市财政局局长李建国出席会议。", "济南市召开会议，李建国同志参加。"],
        [set(), {"济南市司法局局长"}, {"济南市财政局局长"}],
    ),
    "bare names of two cities": (
        ["济南市召开会议，李建国同志参加。", "成都市召开会议，李建国同志参加。"],
        [set(), set()],
    ),
    "bare names of one city": (
        ["济南市召开会议，李建国同志参加。", "济南市举办论坛，李建国同志参加。"],
        [set()],
    ),
    # within one article
    "stacked titles are one person": (
        ["济南市副市长、市公安局局长李建国出席会议。李建国表示，坚决落实。"],
        [{"济南市公安局局长", "济南市副市长"}],
    ),
    "two titles of one city in two sentences": (
        ["济南市副市长李建国出席会议。会后，济南市公安局局长李建国表示，坚决落实。"],
        [{"济南市公安局局长", "济南市副市长"}],
    ),
    "two regions": (
        ["济南市公安局局长李建国介绍了经验。成都市司法局局长李建国也介绍了经验。"],
        [{"成都市司法局局长"}, {"济南市公安局局长"}],
    ),
    "two regions of one chain": (
        ["山东省司法厅副厅长李建国出席会议。济南市司法局局长李建国主持会议。"],
        [{"山东省司法厅副厅长", "济南市司法局局长"}],
    ),
    "side by side in a list": (
        ["济南市公安局局长李建国、济南市财政局局长李建国出席会议。"],
        [{"济南市公安局局长"}, {"济南市财政局局长"}],
    ),
    "removed here and appointed there": (
        ["会议决定，任命李建国为济南市司法局局长。免去李建国的成都市司法局局长职务。"],
        [{"成都市司法局局长", "济南市司法局局长"}],
    ),
    "told apart in one article, each found again in another": (
        [
            "济南市公安局局长李建国、成都市司法局局长李建国出席会议。",
            "济南市公安局局长李建国讲话。",
            "成都市司法局局长李建国讲话。",
        ],
        [{"成都市司法局局长"}, {"济南市公安局局长"}],
    ),
}
POSTS = (Predicate.HOLDS_POST, Predicate.APPOINTED_TO, Predicate.REMOVED_FROM)


def articles(read, texts):
    return [read(*(text if isinstance(text, tuple) else (text,))) for text in texts]


def bearers(graph, name: str) -> list[set[str]]:
    """The posts of each official of a name, sorted."""
    found = {e.id: set() for e in graph.entities.values() if e.type is EntityType.OFFICIAL and e.name == name}
    for statement in graph.statements.values():
        if statement.subject in found and statement.predicate in POSTS:
            found[statement.subject].add(graph.entities[statement.object].name)
    return sorted(found.values(), key=sorted)


@pytest.mark.parametrize("case", list(CASES))
def test_who_is_who(case, read, pack):
    texts, wanted = CASES[case]
    assert bearers(assemble(articles(read, texts), pack), NAME) == sorted(wanted, key=sorted)


@pytest.mark.parametrize("case", list(CASES))
def test_the_order_is_irrelevant(case, read, pack):
    annotated = articles(read, CASES[case][0])
    graphs = {codec.encode(assemble(order, pack)) for order in itertools.permutations(annotated)}
    assert len(graphs) == 1


@pytest.mark.parametrize("case", list(CASES))
def test_every_homonym_says_why_he_is_another(case, read, pack):
    graph = assemble(articles(read, CASES[case][0]), pack)
    homonyms = {e.id for e in graph.entities.values() if e.name == NAME}
    told = {frozenset((m.entity, m.other)) for m in graph.merges if m.other}
    assert {frozenset(pair) for pair in itertools.combinations(homonyms, 2)} <= told
    known = set(graph.articles)
    assert all(m.reason and set(m.articles) <= known for m in graph.merges)


NOISE = [
    ("成都市公安局局长李建国出席会议。", "2021-06-01"),  # a homonym
    ("成都市召开会议，李建国同志参加。", "2021-06-02"),
    ("青岛市司法局局长王志强出席会议。", "2021-06-03"),
    ("济南市财政局局长李建国出席会议。", "2022-06-03"),  # a homonym in the same city
    ("济南市司法局局长李建国再次出席会议。", "2022-07-01"),  # the same person, later
]


@pytest.mark.parametrize("noise", NOISE, ids=lambda noise: noise[0])
def test_ids_stay_when_other_articles_are_added(noise, read, pack):
    texts = ["济南市司法局局长李建国出席会议。", "中共济南市委召开会议。市司法局局长李建国讲话。"]
    before = assemble(articles(read, texts), pack)
    after = assemble(articles(read, [*texts, noise]), pack)
    assert set(before.entities) <= set(after.entities)
    assert set(before.statements) <= set(after.statements)

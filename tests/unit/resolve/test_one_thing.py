"""Bodies, campaigns, meetings, slogans, regions: which names are one thing, in small invented corpora."""

import itertools

import pytest

from kg_builder.model import codec
from kg_builder.model.vocabulary import EntityType
from kg_builder.pipeline import assemble
from kg_builder.resolve.forms import Forms
from kg_builder.resolve.profile import Profile
from kg_builder.resolve.scopes import Scopes

KINDS = EntityType
CASES = {
    # bodies
    "one committee, written three ways": (
        KINDS.BUREAU,
        ["中国共产党济南市委员会印发通知。", "济南市委召开会议。", "中共济南市委强调。"],
        {"中共济南市委": 1, "中共济南市委员会": 1},
    ),
    "short and long form of a congress, in one article": (
        KINDS.BUREAU,
        ["济南市人民代表大会常务委员会召开会议。济南市人大常委会通过决定。"],
        {"济南市人民代表大会常务委员会": 1, "济南市人大常委会": 1},
    ),
    "政法委 of two cities": (
        KINDS.BUREAU,
        ["济南市召开会议，市委政法委印发方案。", "成都市召开会议，市委政法委印发方案。"],
        {"中共济南市委政法委": 1, "中共成都市委政法委": 1},
    ),
    "a bureau is no department": (
        KINDS.BUREAU,
        ["山东省司法厅召开会议。", "济南市司法局召开会议。", "山东省司法局召开会议。"],
        {"山东省司法厅": 1, "济南市司法局": 1, "山东省司法局": 1},
    ),
    "districts of one name": (
        KINDS.BUREAU,
        ["南京市鼓楼区司法局召开会议。", "福州市鼓楼区司法局召开会议。"],
        {"鼓楼区司法局": 2},
    ),
    "national bodies need no region": (
        KINDS.BUREAU,
        ["司法部召开会议。", "济南市召开会议，司法部印发通知。", "市场监管总局印发通知。", "市场监管总局召开会议。"],
        {"司法部": 1, "国家市场监督管理总局": 1},
    ),
    # regions
    "districts of one name are two regions": (
        KINDS.REGION,
        ["南京市鼓楼区召开会议。", "福州市鼓楼区召开会议。"],
        {"鼓楼区": 2},
    ),
    # campaigns
    "one campaign, many scopes": (
        KINDS.CAMPAIGN,
        ["全国平安护航专项行动启动。", "全省平安护航专项行动启动。", "全市“平安护航”专项行动启动。"],
        {"平安护航专项行动": 1},
    ),
    # meetings
    "yearly meetings": (
        KINDS.MEETING,
        [
            ("全国两会召开。", "2021-03-05"),
            ("全国两会召开。会议闭幕。", "2022-03-05"),
            ("全国两会期间。", "2021-03-09"),
        ],
        {"全国两会": 2},
    ),
    "meetings of other days": (
        KINDS.MEETING,
        [("济南市委常委会会议3月1日召开。", "2021-03-02"), ("济南市委常委会会议3月22日召开。", "2021-03-23")],
        {"济南市委常委会会议": 2},
    ),
    "a meeting and a report of it": (
        KINDS.MEETING,
        [
            ("全国信访工作推进会3月1日召开。", "2021-03-02"),
            ("各地学习贯彻全国信访工作推进会精神。", "2021-04-10"),
        ],
        {"全国信访工作推进会": 1},
    ),
    "a meeting of last winter and its reports": (
        KINDS.MEETING,
        [
            ("中央经济工作会议12月8日至10日召开。", "2021-12-11"),
            ("各地贯彻中央经济工作会议精神。", "2022-01-20"),
            ("中央经济工作会议12月15日至16日召开。", "2022-12-17"),
            ("各地落实中央经济工作会议精神。", "2022-12-28"),
        ],
        {"中央经济工作会议": 2},
    ),
    "routine meetings in articles far apart": (
        KINDS.MEETING,
        [("济南市委常委会会议召开。", "2021-03-02"), ("济南市委常委会会议召开，研究工作。", "2021-09-12")],
        {"济南市委常委会会议": 2},
    ),
    "a congress with a number is one in every year": (
        KINDS.MEETING,
        [("学习贯彻党的十九届六中全会精神。", "2021-12-02"), ("深入贯彻党的十九届六中全会精神。", "2022-03-02")],
        {"党的十九届六中全会": 1},
    ),
    # slogans
    "marks and order of a slogan": (
        KINDS.SLOGAN,
        [
            "践行“信得过、靠得住、能放心”要求。",
            "践行“靠得住 信得过 能放心”要求。",
            "做到“四个意识”。",
            "增强四个意识。",
        ],
        {"信得过、靠得住、能放心": 1, "四个意识": 1},
    ),
}


def read_all(read, texts):
    return [read(*(text if isinstance(text, tuple) else (text,))) for text in texts]


def count(graph, kind: EntityType, name: str) -> int:
    """How many things of a class bear a name."""
    return sum(e.type is kind and name in (e.name, *e.aliases) for e in graph.entities.values())


@pytest.mark.parametrize("case", list(CASES))
def test_which_names_are_one_thing(case, read, pack):
    kind, texts, wanted = CASES[case]
    graph = assemble(read_all(read, texts), pack)
    assert {name: count(graph, kind, name) for name in wanted} == wanted


@pytest.mark.parametrize("case", list(CASES))
def test_the_order_is_irrelevant(case, read, pack):
    annotated = read_all(read, CASES[case][1])
    orders = itertools.islice(itertools.permutations(annotated), 6)
    assert len({codec.encode(assemble(order, pack)) for order in orders}) == 1


@pytest.mark.parametrize("case", list(CASES))
def test_what_an_article_names_keeps_its_ids(case, read, pack):
    texts = CASES[case][1]
    for place, text in enumerate(texts):
        alone = assemble(read_all(read, [text]), pack)
        noise = ("青岛市公安局局长王志强出席全市平安护航专项行动动员会。", "2020-01-01")
        with_noise = assemble(read_all(read, [text, noise]), pack)
        assert set(alone.entities) <= set(with_noise.entities), place


def test_pledges_merge_across_speakers_only_in_the_same_words(read, pack):
    graph = assemble(
        read_all(
            read,
            [
                "济南市司法局局长李建国说：“我们将加快建设覆盖城乡的公共法律服务体系，坚决纠正执法不公问题。”",
                "成都市司法局局长王志强说：“我们将加快建设覆盖城乡的公共法律服务体系，坚决纠正执法不公问题。”",
                "青岛市司法局局长陈志刚说：“我们将加快建设覆盖城乡的公共法律服务体系，坚决纠正执法司法不公问题。”",
            ],
        ),
        pack,
    )
    assert count(graph, EntityType.COMMITMENT, "坚决纠正执法不公问题") == 1
    assert count(graph, EntityType.COMMITMENT, "坚决纠正执法司法不公问题") == 1
    (shared,) = (e.id for e in graph.entities.values() if e.name == "坚决纠正执法不公问题")
    assert len([s for s in graph.statements.values() if s.object == shared]) == 2


@pytest.mark.parametrize(
    ("kind", "a", "b", "same"),
    [
        (KINDS.BUREAU, "中国共产党济南市委员会", "济南市委", True),
        (KINDS.BUREAU, "中共山东省委政法委员会", "山东省委政法委", True),
        (KINDS.BUREAU, "中国共产党济南市纪律检查委员会", "济南市纪委", True),
        (KINDS.BUREAU, "中国共产党中央委员会", "中共中央", True),
        (KINDS.BUREAU, "中国人民政治协商会议济南市委员会", "济南市政协", True),
        (KINDS.BUREAU, "中国人民政治协商会议全国委员会", "全国政协", True),
        (KINDS.BUREAU, "济南市住房和城乡建设局", "济南市住建局", True),
        (KINDS.BUREAU, "济南市司法局", "济南市司法厅", False),
        (KINDS.BUREAU, "济南市委", "济南市政府", False),
        (KINDS.BUREAU, "济南市卫健委", "中共济南市委", False),
        (KINDS.BUREAU, "济南市人大常委会", "济南市人大", False),
        (KINDS.POST, "济南市人民政府副市长", "济南市副市长", True),
        (KINDS.POST, "济南市司法局局长", "济南市司法局副局长", False),
        (KINDS.CAMPAIGN, "全省扫黑除恶专项斗争", "扫黑除恶专项斗争", True),
        (KINDS.CAMPAIGN, "养老诈骗专项整治行动", "养老诈骗专项整治", True),
        (KINDS.CAMPAIGN, "养老诈骗专项整治", "养老诈骗专项治理", False),
        (KINDS.SLOGAN, "刀刃向内 动真碰硬", "动真碰硬、刀刃向内", True),
        (KINDS.SLOGAN, "刀刃向内动真碰硬", "刀刃向内 动真碰硬", True),
        (KINDS.SLOGAN, "四个意识", "四个自信", False),
    ],
)
def test_forms(kind, a, b, same, pack):
    forms = Forms(pack)
    assert (forms.of(kind, a) == forms.of(kind, b)) is same


@pytest.mark.parametrize(
    ("kind", "name", "body", "code", "home", "scope"),
    [
        (KINDS.BUREAU, "市委政法委", "", "", "3701", "article"),
        (KINDS.BUREAU, "省公安厅", "", "", "", "article"),
        (KINDS.BUREAU, "司法局", "", "", "", "article"),
        (KINDS.BUREAU, "鼓楼区司法局", "", "", "", "article"),  # four cities have one
        (KINDS.BUREAU, "鼓楼区司法局", "", "320106", "", "320106"),
        (KINDS.POST, "鼓楼区司法局局长", "鼓楼区司法局", "320106", "", "320106"),
        (KINDS.POST, "市司法局局长", "市司法局", "", "", "article"),
        (KINDS.BUREAU, "教育整顿领导小组", "", "", "3701", "3701"),
        (KINDS.BUREAU, "教育整顿领导小组", "", "", "", "article"),
        (KINDS.BUREAU, "中央教育整顿领导小组", "", "", "3701", ""),
        (KINDS.BUREAU, "济南市司法局", "", "370100", "3701", ""),
        (KINDS.BUREAU, "司法部", "", "", "3701", ""),
        (KINDS.BUREAU, "国家市场监督管理总局", "", "", "", ""),
        (KINDS.POST, "国务院总理", "国务院", "", "", ""),
        (KINDS.CAMPAIGN, "全市大走访活动", "", "", "3701", ""),
    ],
)
def test_what_completes_a_name(kind, name, body, code, home, scope, pack):
    profile = Profile("article", "2021-03-05", home, ())
    assert Scopes(pack).of(profile, kind, name, body, code) == scope

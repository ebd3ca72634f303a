"""Meetings, campaigns, phases and tasks in short invented sentences: how far their names reach, what later words stand for."""

import pytest

from kg_builder.model.vocabulary import EntityType

_T = EntityType


@pytest.fixture
def names(read):
    """What each surface of the types stands for."""
    return lambda text, *kinds: {m.span.of(text): m.name for m in read(text).mentions if m.type in kinds}


MEETINGS = [
    ("a verb before the name", "全市要认真落实中共二十届四中全会精神。", ["中共二十届四中全会"]),
    (
        "提请 and 关于",
        "会上通过了关于提请审议青河县第十届人民代表大会第二次会议议程的决定。",
        ["青河县第十届人民代表大会第二次会议"],
    ),
    ("a person before it", "副县长林若川应邀出席青河县招商引资推进会。", ["青河县招商引资推进会"]),
    (
        "a body with a number",
        "致青河志愿服务联合会第三届会员代表大会的贺信发表。",
        ["青河志愿服务联合会第三届会员代表大会"],
    ),
    (
        "a quotation in the name",
        "青河县召开“清源护河”专项行动动员部署会。",
        ["青河县“清源护河”专项行动动员部署会", "“清源护河”专项行动动员部署会"],
    ),
    ("an anniversary", "纪念林若川同志诞辰100周年座谈会在京举行。", ["纪念林若川同志诞辰100周年座谈会"]),
    ("two endings side by side", "县委举行主题教育集体学习研讨会。", ["主题教育集体学习研讨会"]),
    ("plenums in a row", "贯彻党的十九届二中、三中全会精神。", ["党的十九届二中全会", "党的十九届三中全会"]),
    ("the level before a term", "会议审议了省十二届人大四次会议主席团名单。", ["省十二届人大四次会议"]),
    ("a congress of delegates", "他是中国共产党第十二次全国代表大会代表。", ["中国共产党第十二次全国代表大会"]),
    ("named by who holds it", "青河县政府新闻办今天（6月7日）举行新闻发布会。", ["青河县政府新闻办新闻发布会"]),
    ("a passage", "十四届全国人大二次会议首场“部长通道”举行。", ["十四届全国人大二次会议首场“部长通道”"]),
    ("全省 in the title", "全省春耕工作会议召开\n\n7日，黑龙江省春耕工作会议召开。", ["黑龙江省春耕工作会议"]),
    ("numbered by its holder", "青河市人大常委会今天举行第三十次会议。", ["青河市人大常委会第三十次会议"]),
]


@pytest.mark.parametrize(("why", "text", "wanted"), MEETINGS, ids=[row[0] for row in MEETINGS])
def test_names_of_meetings(names, why, text, wanted):
    found = set(names(text, _T.MEETING).values())
    assert found and found <= set(wanted), why


@pytest.mark.parametrize(
    "text",
    [
        "全国人民代表大会及其常务委员会依法行使职权。",
        "县里召开专门会议研究部署。",
        "大力精简会议文件。",
        "县里举办村干部培训班。",
        "大家在县政府会议室收听收看。",
        "县委召开会议，要求抓好落实。",
    ],
)
def test_what_is_no_meeting(names, text):
    assert names(text, _T.MEETING) == {}


def test_a_bare_word_is_the_meeting_that_is_held(names):
    text = "青河县安全生产工作会议7日召开。会议传达了中央经济工作会议精神。会议强调，要抓好落实。"
    assert names(text, _T.MEETING)["会议"] == "青河县安全生产工作会议"


def test_one_session_has_one_name(names):
    text = "十二届青河县委常委会第三次会议举行\n\n第十三届全国人民代表大会第五次会议5日开幕。十三届全国人大五次会议听取了报告。"
    assert names(text, _T.MEETING)["十三届全国人大五次会议"] == "第十三届全国人民代表大会第五次会议"


CAMPAIGNS = [
    ("a verb swallowed", "坚决清查隐患，提升专项整治的效力。", []),
    ("a participle swallowed", "要巩固拓展主题教育成果。", []),
    ("launched", "青河县启动为期半年的校园周边环境专项整治，抓好落实。", ["校园周边环境专项整治"]),
    ("common last word", "全县实施农贸市场改造提升行动，惠及群众。", ["农贸市场改造提升行动"]),
    ("a verb, no name", "青河县集中整治形式主义问题。", []),
    ("a body before it", "根据青河县司法局窗口作风专项行动方案的部署，各科室抓好落实。", ["窗口作风专项行动"]),
    ("one 和 inside", "全县部署开展树立和践行正确政绩观学习教育，抓好落实。", ["树立和践行正确政绩观学习教育"]),
    ("shortened in brackets", "开展“净河”专项行动（以下简称专项行动）。", ["“净河”专项行动"]),
    (
        "a plan for three years",
        "落实《青河县黑土地质量提升三年行动计划（2022—2024年）》。",
        ["黑土地质量提升三年行动计划"],
    ),
    ("a battle of several", "青河县打响长河、白水两大流域歼灭战。", ["长河、白水两大流域歼灭战"]),
    ("two quotations", "青河县开展“净河”“护岸”系列行动。", ["“净河”“护岸”系列行动"]),
    ("a year of", "青河县开展优化营商环境提升年活动。", ["优化营商环境提升年活动"]),
    ("an overhaul", "青河县开展干部作风大整顿活动。", ["干部作风大整顿活动"]),
    ("a number, not a name", "聚力“四个创建”。", []),
]


@pytest.mark.parametrize(("why", "text", "wanted"), CAMPAIGNS, ids=[row[0] for row in CAMPAIGNS])
def test_names_of_campaigns(names, why, text, wanted):
    assert sorted(set(names(text, _T.CAMPAIGN).values())) == sorted(wanted), why


SAME = [
    ("全国 is not of the name", "全国清源护河专项行动启动。青河县开展清源护河专项行动。", {"清源护河专项行动"}),
    ("a year", "2005年清源专项行动启动。清源专项行动成效明显。", {"清源专项行动"}),
    ("short form", "青河县启动“清源护河”专项行动。专项行动开展以来，成效明显。", {"“清源护河”专项行动"}),
    ("pointing word", "青河县启动“清源护河”专项行动。该行动为期半年。", {"“清源护河”专项行动"}),
    (
        "the pack's name",
        "青河县开展“不忘初心、牢记使命”主题教育。主题教育开展以来，成效明显。",
        {"不忘初心、牢记使命主题教育"},
    ),
]


@pytest.mark.parametrize(("why", "text", "wanted"), SAME, ids=[row[0] for row in SAME])
def test_one_campaign_is_one_name(names, why, text, wanted):
    assert set(names(text, _T.CAMPAIGN).values()) == wanted, why


PARTS = [
    ("batch", "第二批“清源护河”专项行动开展以来，成效明显。", {"第二批“清源护河”专项行动"}),
    ("stages before a number", "“清源护河”专项行动通过动员部署、自查自纠和总结提升三个阶段推进。", {"动员部署", "自查自纠", "总结提升"}),
    ("stages behind it", "“清源护河”专项行动分为三个阶段：宣传发动、集中攻坚、巩固提高。", {"宣传发动", "集中攻坚", "巩固提高"}),
    ("headings", "“清源护河”专项行动分步实施。\n（一）动员部署阶段（3月1日至3月15日）。各地抓好落实。\n（二）自查自纠阶段（3月16日至4月底）。", {"动员部署", "自查自纠"}),
    ("a wrong number", "“清源护河”专项行动通过动员部署、自查自纠两个阶段、四个环节推进。", {"动员部署", "自查自纠"}),
    ("stages with dates between commas", "“清源护河”专项行动分三个阶段：动员摸底阶段（3月15日至4月30日），集中攻坚阶段（5月至10月），总结验收阶段（11月）。", {"动员摸底", "集中攻坚", "总结验收"}),
    ("an opener that is a verb too", "“清源护河”专项行动分启动部署、重点攻坚、建章立制三个阶段进行。", {"启动部署", "重点攻坚", "建章立制"}),
    ("numbers with names", "“清源护河”专项行动分步实施。第一步，动员部署（3月1日至3月15日）。第二步，集中整治（3月16日至4月底）。", {"动员部署", "集中整治"}),
    ("dated headings", "“清源护河”专项行动时间安排。\n（一）动员部署（3月1日至3月15日）。召开会议。\n（二）自查自纠（3月16日至3月底）。各地自查。", {"动员部署", "自查自纠"}),
    ("in which it is", "“清源护河”专项行动已进入集中攻坚阶段。", {"集中攻坚"}),
    ("no name of a stage", "“清源护河”专项行动已进入新的发展阶段。", set()),
    ("set tasks", "“清源护河”专项行动突出三项任务：一是清淤疏浚渠道；二是整治乱占乱建；三是化解用水纠纷。", {"清淤疏浚渠道", "整治乱占乱建", "化解用水纠纷"}),
    ("fewer than the number says", "“清源护河”专项行动突出四项任务：一是清淤疏浚渠道；二是整治乱占乱建。", set()),
    ("tasks as headings", "印发《“清源护河”专项行动方案》。\n二、重点任务\n（一）清理河道障碍物。各地要组织力量。\n（二）整治入河排污口。各地要排查。\n三、工作要求\n（一）加强组织领导。各地抓好落实。", {"清理河道障碍物", "整治入河排污口"}),
    ("what was achieved", "“清源护河”专项行动取得成效：一是清理河道；二是整治排口。", set()),
    ("a campaign of its own", "县里推进“清源护河”专项行动。二是启动“百村引水”工程，惠及群众。", set()),
    ("no campaign", "工程第一阶段已经完工。", set()),
    ("another campaign's word", "青河县开展党纪学习教育。学习教育开展以来，成效明显。", set()),
    ("named actions", "开展“清源护河”专项行动，一是开展河道清障行动。二是开展排口整治行动。", {"河道清障行动", "排口整治行动"}),
    ("quoted actions", "“清源护河”专项行动实施“河道清障、排口整治、岸线修复”三大行动。", {"河道清障", "排口整治", "岸线修复"}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "wanted"), PARTS, ids=[row[0] for row in PARTS])
def test_phases_and_tasks(names, why, text, wanted):
    assert set(names(text, _T.PHASE, _T.TASK).values()) == wanted, why

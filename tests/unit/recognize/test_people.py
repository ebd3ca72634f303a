"""Who is found as an official in short invented sentences, and who and what is not."""

import pytest

from kg_builder.model.vocabulary import EntityType

FOUND = [
    ("title before the name", "青河县委书记林若川主持会议。", ["林若川"]),
    ("title after the name", "会议开始，林若川书记作了讲话。", ["林若川"]),
    ("split around the name", "大家收看了省委林若川书记的讲话。", ["林若川"]),
    ("stacked posts", "青河县委常委、副县长林若川介绍了情况。", ["林若川"]),
    ("one post word, several names", "副县长林若川、郑晓帆、沈立参加调研。", ["林若川", "郑晓帆", "沈立"]),
    ("several posts and names", "省长林若川、省政协主席郑晓帆出席。", ["林若川", "郑晓帆"]),
    ("notes in brackets", "任命林若川（女，满族）、郑晓帆（兼）为青河县副县长。", ["林若川", "郑晓帆"]),
    ("a verb follows at once", "会议听取了财政局局长林若川作的报告。", ["林若川"]),
    ("a preposition follows at once", "听取了民政局局长郑晓帆关于养老服务的汇报。", ["郑晓帆"]),
    ("two characters and a preposition", "国务委员郑涛在参加审议时说，要抓好落实。", ["郑涛"]),
    ("two characters and 等", "县长郑涛等出席活动。", ["郑涛"]),
    ("主任委员 is one title", "听取了财政经济委员会副主任委员林若川作的报告。", ["林若川"]),
    ("rare surnames", "县长逄立民、副县长郇春生、钭国强、冼志明出席。", ["逄立民", "郇春生", "钭国强", "冼志明"]),
    ("compound surname", "市司法局局长欧阳春晖表示，要抓好落实。", ["欧阳春晖"]),
    ("two surnames", "民政事务局局长陈郑玉珍表示欢迎。", ["陈郑玉珍"]),
    ("name with a dot", "自治区副主席阿依努尔·买买提主持会议。", ["阿依努尔·买买提"]),
    ("Mongolian name", "自治区副主席巴图其木格、林若川出席。", ["巴图其木格", "林若川"]),
    ("Tibetan name", "自治区主席扎西多杰主持会议。", ["扎西多杰"]),
    ("a name that is a word", "县委书记高峰介绍，全县已完成整改。", ["高峰"]),
    ("inner space", "副组长：郑　涛", ["郑涛"]),
    ("list of members", "组  长：林若川\n副组长：郑 涛\n成  员：沈国华（市发改局）\n李立群（市财政局）", ["林若川", "郑涛", "沈国华", "李立群"]),
    ("column of members", "成员：\n林若川 市政府副秘书长\n郑 涛 市教育局局长", ["林若川", "郑涛"]),
    ("appointed", "会议决定任命林若川为青河县司法局局长。", ["林若川"]),
    ("chain of appointments", "任命林若川任市民政局局长、郑晓帆任市水务局局长。", ["林若川", "郑晓帆"]),
    ("chain of removals", "免去林若川的市民政局局长职务、郑晓帆的市水务局局长职务。", ["林若川", "郑晓帆"]),
    ("a clause about an office", "郑晓帆不再担任青河县副县长。", ["郑晓帆"]),
    ("elected list", "林若川、郑晓帆、沈国华当选为副主任。", ["林若川", "郑晓帆", "沈国华"]),
    ("a word in a list of names", "文献、林若川、郑晓帆、沈国华当选为副县长。", ["文献", "林若川", "郑晓帆", "沈国华"]),
    ("leaders in a list", "县领导林若川、郑晓帆、沈国华等参加会议。", ["林若川", "郑晓帆", "沈国华"]),
    ("attending alone", "林若川、郑晓帆出席会议。", ["林若川", "郑晓帆"]),
    ("before 同志", "大家向林若川同志的遗体三鞠躬。", ["林若川"]),
    ("later mention", "县长林若川来到现场。随后，林若川走访了群众。", ["林若川"]),
    ("inner space in running text", "青河县委书记林 川说，要抓好落实。", ["林川"]),
    ("inner space before a verb of office", "因工作变动，林 川不再担任青河县副县长职务。", ["林川"]),
    ("words in a list of titled names", "青河县人民检察院检察长程序，青河县政协副主席林若川出席。", ["程序", "林若川"]),
    ("a word before 任", "由青河县委常委田野任组长。", ["田野"]),
    ("a word in a list of appointments", "任命：\n林若川为青河县副县长；\n安定为青河县财政局局长。", ["林若川", "安定"]),
    ("rare surname", "青河县公安局局长摆文军带队检查，丘德明参加。", ["摆文军", "丘德明"]),
    ("compound surname and two characters", "青河县委书记欧阳怀民任组长。", ["欧阳怀民"]),
    ("compound surname before 同志", "公孙志远同志因病逝世。公孙志远同志生前任青河县县长。", ["公孙志远"]),
    ("name with an unheard syllable", "任命古丽仙·艾合买提为青河县副县长。", ["古丽仙·艾合买提"]),
    ("name with a dot at the head of a clause", "达吾提·赛买提不再担任青河县监委副主任。", ["达吾提·赛买提"]),
    ("Mongolian name of two elements", "青河县县长敖特根巴雅尔和林若川作表态发言。", ["敖特根巴雅尔", "林若川"]),
    ("leaving for a reason", "接受林若川因任职年龄到限辞去省政府副省长职务，郑晓帆因工作变动辞去省司法厅厅长职务。",
     ["林若川", "郑晓帆"]),
    ("after a date", "1992年底林若川被任命为青河县委书记。", ["林若川"]),
    ("说 is the verb", "青河县商务局局长牛敬说：“我们将更加努力。”", ["牛敬"]),
    ("origin", "林若川，山东泰安人，2019年12月起担任青河县公安局局长。", ["林若川"]),
    ("a card", "姓名：林若川\n现任职务：青河县财政局局长", ["林若川"]),
    ("curriculum vitae", "林若川，男，汉族，1970年生，现任青河县县长。", ["林若川"]),
]  # fmt: skip

NOT_FOUND = [
    ("任 within 责任", "各责任主体都要知责、担责、履责。"),
    ("任 within 任何", "坚决反对任何形式的形式主义，绝不能有任何松懈。"),
    ("任 within 任务", "围绕重点任务逐项解读，明确任务清单。"),
    ("任 within 主任", "副主任若干人、委员若干人组成。"),
    ("a verb after 总书记", "习总书记强调的精神，总书记庄严宣告，总书记达成的共识。"),
    ("列 of laws", "审议国旗法修正草案、任免案审议情况的汇报。"),
    ("有关领导同志", "有关领导同志出席，中央领导同志作出批示。"),
    ("a title across words", "大东区长安小区建成三十年。"),
    ("a book before 记录", "白皮书记录了全过程。"),
    ("a village before a post", "任永康县古丽镇党委副书记。"),
    ("a country before a post", "巴巴多斯总理来访。"),
    ("a body after 由", "副主任、委员由监察委员会主任提请任命。"),
    ("由 before a title", "该团伙由家族成员组成。"),
    ("verbs of exemption", "减免厂房租金，免费通行，免签政策。"),
    ("elections of things", "听取选举情况的汇报，选举问题的决定。"),
    ("任何 at the head of a line", "任何单位的负责人职务都不得终身担任。\n青河县财政局局长职务空缺。"),
    ("a word behind a title", "青河县委书记安排，程序不变。"),
    ("reporters", "记者林若川、通讯员郑晓帆报道。"),
    ("villagers", "村民林若川说，日子越过越好。"),
    ("company staff", "青河机械有限公司总经理林若川介绍了情况。"),
    ("professors", "教授林若川认为，这是一项好政策。"),
]


@pytest.fixture
def officials(read):
    """The names of the officials of a text."""
    return lambda text: sorted(
        {m.name for m in read("关于工作的报道\n" + text).mentions if m.type is EntityType.OFFICIAL}
    )


@pytest.mark.parametrize(("text", "names"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_officials_are_found_whole(officials, text, names):
    assert officials(text) == sorted(names)


@pytest.mark.parametrize("text", [row[1] for row in NOT_FOUND], ids=[row[0] for row in NOT_FOUND])
def test_nobody_is_invented(officials, text):
    assert officials(text) == []


def test_a_surname_with_a_title_is_the_one_official_of_that_surname_and_title(officials):
    assert officials("司法局局长王立群走访企业。王局长说，要抓好落实。") == ["王立群"]
    both = officials("司法局局长王立群、财政局局长王思远走访企业。王局长说，要抓好落实。")
    assert both == ["王思远", "王立群"]


def test_the_article_decides_between_two_readings(officials):
    assert officials("县长郑涛等到会。郑涛说，要抓紧。会后，郑涛来到村里。") == ["郑涛"]
    assert officials("局长安定表示欢迎。安定说，工作要抓实。安定介绍了情况。") == ["安定"]

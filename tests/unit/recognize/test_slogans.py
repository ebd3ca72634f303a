"""What is a slogan or a goal, and where it begins and ends."""

import pytest


def _names(article, kind):
    return {m.name for m in article.mentions if m.type == kind}


@pytest.mark.parametrize(
    ("text", "slogans"),
    [
        ("要做到服务群众、服务基层、服务发展中见成效。", {"服务群众、服务基层、服务发展"}),
        ("确保队伍不变质、不变色、不变味的决心。", {"不变质、不变色、不变味"}),
        ("会议提出“三清一改”要求。", {"三清一改"}),
        ("全市坚持“门要开大、窗要擦亮”理念。", {"门要开大、窗要擦亮"}),
        ("深入学习习近平总书记关于民政工作的重要论述。", {"习近平总书记关于民政工作的重要论述"}),
        ("坚持把“眼前事”与“长远计”结合起来。", {"眼前事", "长远计"}),
        ("大力弘扬“五干”作风。", {"五干"}),
        # lists of things are no formula
        ("参加会议的有中央办公厅、中央宣传部、中央党校。", set()),
        ("扎实推进乡村发展、乡村建设、乡村治理等工作。", set()),
        ("广大志愿者、志愿服务组织、志愿服务工作者中引发热议。", set()),
        # dates, ordinary words, people's talk
        ("“九一八”事变后，他参加了抗日武装。", set()),
        ("干部与群众“一对一”结对。", set()),
        ("“打工收入太低，养不活一家人。”村民说。", set()),
        ("推进“城市大脑”项目。", set()),
    ],
)
def test_slogans(read, text, slogans):
    assert _names(read(text), "Slogan") == slogans


def test_a_slogan_in_the_name_of_a_campaign_is_none_of_its_own(read):
    text = "市委召开“不忘初心、牢记使命”主题教育动员部署会。"
    assert "不忘初心、牢记使命" not in _names(read(text), "Slogan")


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("为建设幸福美好新甘肃作出更大贡献。", {"幸福美好新甘肃"}),
        ("加快建设民族团结的现代化宁夏。", {"民族团结的现代化宁夏"}),
        ("全力争创“全国法治政府建设示范市”。", {"全国法治政府建设示范市"}),
        ("打造“夜市一条街”等消费新场景。", set()),
        ("高质量建设自由贸易试验区。", set()),
    ],
)
def test_goals(read, text, goals):
    assert _names(read(text), "Goal") == goals

"""Bodies and regions by class of case; the sentences are made up."""

import pytest

from kg_builder.ingest import ingest
from kg_builder.model.article import Source
from kg_builder.model.vocabulary import EntityType, Predicate
from kg_builder.pipeline import annotate_article
from kg_builder.project import load_pack

BODIES = [
    # units, groups, teams
    ("省委第四巡视组向山东省泰安市反馈情况。", {"中共山东省委第四巡视组"}),
    ("辽宁省打击整治养老诈骗专项行动领导小组办公室通报了情况。", {"辽宁省打击整治养老诈骗专项行动领导小组办公室"}),
    ("推动湘江流域协同保护领导小组召开会议。", {"推动湘江流域协同保护领导小组"}),
    ("中央赴安徽指导组召开会议。", {"中央赴安徽指导组"}),
    ("安徽省文旅厅“清风护航”专项行动领导小组开会。", {"安徽省文旅厅", "安徽省文旅厅“清风护航”专项行动领导小组"}),
    ("市文化旅游广电局、市绿化市容局在兰州市开展检查。", {"兰州市文化旅游广电局", "兰州市绿化市容局"}),
    ("中央纪委国家监委驻公安部纪检监察组通报。", {"中央纪委国家监委驻公安部纪检监察组"}),
    ("生态环境部环境工程评估中心发布报告。", {"生态环境部环境工程评估中心"}),
    ("宁波海事法院公布典型案例。", {"宁波海事法院"}),
    ("云岭新片区管委会印发通知。", {"云岭新片区管委会"}),
    ("全国人大环资委提出议案。", {"全国人大环资委"}),
    # levels
    ("山西省晋城市陵川县平城镇党委召开会议。", {"中共平城镇党委"}),
    ("陵川县县委部署工作，县委办印发方案。", {"中共陵川县县委", "中共陵川县委办"}),
    ("楚雄州委部署工作。", {"中共楚雄彝族自治州委"}),
    ("昆山市发布公告。市公安局部署工作。", {"昆山市公安局"}),
    ("民盟济南市委到团市委调研。", {"民盟济南市委", "共青团济南市委"}),
    ("武警山东省总队、山东省军区派员参加。", {"武警山东省总队", "山东省军区"}),
    # coordination and short forms
    ("安吉县教育局、财政局、民政局联合检查。", {"安吉县教育局", "安吉县财政局", "安吉县民政局"}),
    ("江西省纪委监委、组织部、宣传部参加。", {"江西省纪委监委", "中共江西省委组织部", "中共江西省委宣传部"}),
    ("望城区党委和政府作出安排。", {"中共望城区党委", "望城区政府"}),
    ("安庆市市场监管局召开会议。市局要求加强巡查。", {"安庆市市场监管局"}),
    ("沈阳市新城建设领导小组（以下简称领导小组）成立。领导小组要加强调度。", {"沈阳市新城建设领导小组"}),
    ("洛阳市第十五届人大常委会开会，市人民代表大会常务委员会通过决定。", {"洛阳市人大常委会"}),
    ("政协第十四届全国委员会开会。", set()),
    # what only looks like one
    ("会泽县地处乌蒙山区。", set()),
    ("为全面建设社会主义现代化国家开好局起好步。", set()),
    ("全国共立案查处一批案件。", set()),
    ("各级党委和政府，市、县政府要抓好落实。", set()),
    ("英国国家统计局公布数据。", set()),
    ("致公党中央主席发言。", {"致公党中央"}),
    ("不断完善政协组织委员、委员引导界别群众工作的形式。", set()),
    ("观众在北京五棵松体育中心观看比赛。", set()),
    ("上海建设全球科创中心取得进展。", set()),
    ("北京国际科技创新中心建设提速。", set()),
    ("推进海南全面深化改革开放领导小组印发方案。", {"推进海南全面深化改革开放领导小组"}),
    ("金昌市宝林里社区党委获得表彰。", set()),
    ("享受国务院政府特殊津贴。", {"国务院"}),
]

REGIONS = [
    ("四川凉山州考察组到访。", {"四川省", "凉山彝族自治州"}),
    ("贵州赤水河新一轮巡河启动。", {"贵州省"}),
    ("记者从北京大学获悉。", set()),
    ("杭州峰会提出新理念。", set()),
    ("浙江湖州发展迅速。", {"浙江省", "湖州市"}),
    ("福建山区多、老区多。", {"福建省"}),
    ("运城盐湖风光秀丽。", {"运城市"}),
    ("建设好小区、好社区、好城区。", set()),
    ("著名山区走上富裕路。", set()),
    ("大城市病得到缓解。", set()),
    ("山西省陵川县平城镇的村民。", {"山西省", "陵川县", "平城镇"}),
    ("建设特色小镇，振兴家乡。", set()),
    ("新疆生产建设兵团发布消息。", set()),
    ("河南省房县县委开会。", {"河南省", "房县"}),
]


def read(text: str):  # type: ignore[no-untyped-def]
    return annotate_article(ingest(Source("a.txt", "text/plain", text.encode())), load_pack())


def names(text: str, kind: EntityType) -> set[str]:
    return {mention.name for mention in read(text).mentions if mention.type is kind}


@pytest.mark.parametrize(("text", "wanted"), BODIES)
def test_bodies(text: str, wanted: set[str]) -> None:
    assert names(text, EntityType.BUREAU) == wanted


@pytest.mark.parametrize(("text", "wanted"), REGIONS)
def test_regions(text: str, wanted: set[str]) -> None:
    assert names(text, EntityType.REGION) == wanted


def test_a_township_lies_in_the_county_before_it_and_holds_its_bodies() -> None:
    claims = {(c.subject.name, c.predicate, c.object.name) for c in read("陵川县平城镇党委召开会议。").claims}
    assert ("平城镇", Predicate.PART_OF, "陵川县") in claims
    assert ("中共平城镇党委", Predicate.LOCATED_IN, "平城镇") in claims


def test_a_province_that_the_article_never_names_completes_a_name_but_is_no_region() -> None:
    article = read("洛阳市通报，省林业局党组书记到会。")
    assert "河南省林业局" in {m.name for m in article.mentions}
    assert "河南省" not in {m.name for m in article.mentions if m.type is EntityType.REGION}

"""Who launches, who attends, what belongs to what and when, in short invented sentences."""

import pytest

from kg_builder.model.vocabulary import Predicate


@pytest.fixture
def claims(read):
    """Subjects and objects of a text's claims of one predicate."""
    return lambda text, predicate: {
        (c.subject.name, c.object.name) for c in read(text, "2023-06-08").claims if c.predicate is predicate
    }


MEETING = "青河县安全生产工作会议"
ATTENDING = [
    ("list before the verb", f"{MEETING}7日召开。县长林若川，副县长郑晓帆、沈立出席会议。", {"林若川", "郑晓帆", "沈立"}),
    ("leaders in a later paragraph", f"{MEETING}7日召开。\n会议要求，要抓好落实。\n县领导林若川、郑晓帆、沈国华等参加会议。", {"林若川", "郑晓帆", "沈国华"}),
    ("by 由", f"{MEETING}7日召开，会议由县长林若川主持。", {"林若川"}),
    ("at a branch venue", f"{MEETING}7日召开。县委书记林若川在分会场收听收看会议。", {"林若川"}),
    ("speakers", f"{MEETING}7日召开。县长林若川强调，要抓好落实。", {"林若川"}),
    ("a speaker on something", f"{MEETING}7日召开。会上，副县长林若川就抓好落实提出了要求。", {"林若川"}),
    ("bodies that report", f"{MEETING}7日召开。青河县公安局、青河县民政局分别介绍了有关情况。", {"青河县公安局", "青河县民政局"}),
    ("somebody only named", f"{MEETING}7日召开。会议传达了县委书记林若川重要讲话精神。", set()),
    ("another occasion", f"{MEETING}7日召开。县长林若川参加会见。", set()),
    ("only heeded", f"全县学习贯彻{MEETING}精神。县长林若川出席。", set()),
    ("brackets in a list", f"{MEETING}7日召开。副县长林若川，县委办公室主任郑晓帆（女，回族），县法院院长沈国华参加会议。", {"林若川", "郑晓帆", "沈国华"}),
    ("behind the verb", f"{MEETING}7日召开。参加会议的有：县长林若川，副县长郑晓帆。", {"林若川", "郑晓帆"}),
    ("as head of a list", f"{MEETING}7日召开。主持人：县长林若川", {"林若川"}),
    ("people of several bodies", f"{MEETING}7日召开。青河县教育局、青河县财政局和青河县公安局有关负责同志在会上发言。", {"青河县教育局", "青河县财政局", "青河县公安局"}),
    ("who reports", f"{MEETING}7日召开。副县长林若川通报有关情况。", {"林若川"}),
    ("who is heard", f"{MEETING}7日召开。会议听取了县财政局局长林若川作的关于预算执行情况的报告。", {"林若川"}),
    ("two who arrange", f"{MEETING}7日召开。副县长林若川、郑晓帆分别就有关工作作了安排。", {"林若川", "郑晓帆"}),
    ("whatever one does there", f"{MEETING}7日召开。会上，县长林若川立下军令状：“抓不好就辞职。”", {"林若川"}),
    ("named with the meeting", f"县长林若川在{MEETING}上讲过：“要抓好落实。”", {"林若川"}),
    ("who is appointed there", f"{MEETING}7日召开。会议任命林若川为县财政局局长。", set()),
    ("not in the chair", f"{MEETING}7日召开。任命前由县财政局副局长林若川主持该局工作。", set()),
    ("after it", f"{MEETING}7日召开。\n会后，县水务局局长林若川说，要抓好落实。", set()),
    ("told a reporter", f"{MEETING}7日召开。\n县水务局局长林若川告诉记者，隐患已整改。", set()),
    ("a meeting that led up to it", f"{MEETING}7日召开。6月1日，全省防汛工作会议召开。\n县长林若川出席会议。", {"林若川"}),
    ("a speech", f"在{MEETING}上的讲话\n青河县县长　林若川\n（2023年6月7日）\n同志们：今天我们开会。", {"林若川"}),
    ("a letter", f"{MEETING}7日召开。县长林若川在贺信中指出，要抓好落实。", set()),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "wanted"), ATTENDING, ids=[row[0] for row in ATTENDING])
def test_who_attends(claims, why, text, wanted):
    assert {subject for subject, _ in claims(text, Predicate.PARTICIPATES_IN)} == wanted, why


UNITS = [
    ("takes up", "青河县司法局扎实开展党史学习教育，抓好落实。", {"青河县司法局"}),
    ("answerable", "青河县的扫黑除恶专项斗争，青河县司法局是责任主体。", {"青河县", "青河县司法局"}),
    ("takes part", "青河县司法局参加“清源护河”专项行动。", {"青河县司法局"}),
    ("in a later clause", "今年以来，青河县司法局践行为民理念，扎实推进“清源护河”专项行动。", {"青河县司法局"}),
    ("somebody else in between", "青河县司法局指出，县教育局要扎实推进“清源护河”专项行动。", {"青河县教育局"}),
    ("tries it out", "“清源护河”专项行动在白沙县、青河县试点。", {"白沙黎族自治县"}),
    ("a group that is set up", "青河县开展“清源护河”专项行动。成立青河县“清源护河”专项行动领导小组。", set()),
    ("launches only", "青河县司法局印发《青河县“清源护河”专项行动方案》。", set()),
]


@pytest.mark.parametrize(("why", "text", "wanted"), UNITS, ids=[row[0] for row in UNITS])
def test_units_of_a_campaign(claims, why, text, wanted):
    assert {s for s, _ in claims(text, Predicate.PARTICIPATES_IN)} - {"青河县"} == wanted - {"青河县"}, why


LAUNCHING = [
    ("joint", "青河县教育局、青河县公安局联合启动“清源护河”专项行动。", {"青河县教育局", "青河县公安局"}),
    ("by 由", "“清源护河”专项行动由青河县教育局、青河县公安局联合主办。", {"青河县教育局", "青河县公安局"}),
    ("its plan", "青河县教育局印发《“清源护河”专项行动方案》。", {"青河县教育局"}),
    ("as planned", "根据青河县教育局窗口作风专项行动工作方案的统一部署，各校抓好落实。", {"青河县教育局"}),
    (
        "by 由, a day before the verb",
        "“清源护河”专项行动由青河县教育局和青河县公安局于今年3月共同启动。",
        {"青河县教育局", "青河县公安局"},
    ),
    ("a bare word by 由", "青河县开展“清源护河”服务活动。活动由青河县教育局今年5月发起。", {"青河县教育局"}),
    (
        "with another",
        "青河县教育局牵头，联合青河县公安局，部署开展了校园周边环境专项整治。",
        {"青河县教育局", "青河县公安局"},
    ),
    ("a plan, then the campaign", "青河县教育局印发方案，“清源护河”专项行动在全县启动。", {"青河县教育局"}),
    ("its notice", "青河县教育局关于开展“清源护河”专项行动的通知\n各镇：", {"青河县教育局"}),
    ("a noun", "贯彻青河县教育局决策部署，各校开展“清源护河”专项行动。", set()),
    ("a title of two lines", "青河县教育局召开\n“清源护河”专项行动动员部署会\n\n7日，会议举行。", {"青河县教育局"}),
    ("takes part only", "青河县教育局扎实开展党史学习教育。", set()),
]


@pytest.mark.parametrize(("why", "text", "wanted"), LAUNCHING, ids=[row[0] for row in LAUNCHING])
def test_who_launches(claims, why, text, wanted):
    assert {subject for subject, _ in claims(text, Predicate.LAUNCHES)} == wanted, why


DATES = [
    ("before", "6月7日上午，青河县安全生产工作会议召开。", {"2023-06-07"}),
    ("day only", "青河县安全生产工作会议7日召开。", {"2023-06-07"}),
    ("none given", "日前，青河县安全生产工作会议召开。", set()),
    ("only heeded", "6月7日，县里学习贯彻中央经济工作会议精神。", set()),
    ("a year it speaks of", "中央经济工作会议对2024年经济工作作出部署。", set()),
    ("a campaign's start", "“清源护河”专项行动自6月1日开始，至12月结束。", {"2023-06-01"}),
    ("from a day on", "决定自6月1日起在全县开展“清源护河”专项行动。", {"2023-06-01"}),
    ("begun by somebody", "“清源护河”专项行动由青河县教育局今年5月发起。", {"2023-05"}),
    ("a batch begins, not the campaign", "青河县开展主题教育。第一批主题教育于今年4月启动。", set()),
    ("since", "今年4月，“清源护河”专项行动开展以来，成效明显。", {"2023-04"}),
    ("今年以来", "今年以来，青河县抓好就业，启动“清源护河”专项行动。", set()),
]


@pytest.mark.parametrize(("why", "text", "wanted"), DATES, ids=[row[0] for row in DATES])
def test_when(claims, why, text, wanted):
    assert {date for _, date in claims(text, Predicate.OCCURS_ON)} == wanted, why


def test_stages_and_their_order(claims):
    text = (
        "青河县启动“清源护河”专项行动。\n（一）动员部署阶段（3月1日至3月15日）。各地抓好落实。\n"
        "（二）自查自纠阶段（3月16日至4月底）。各地抓好落实。"
    )
    assert claims(text, Predicate.PHASE_OF) == {
        ("动员部署", "“清源护河”专项行动"),
        ("自查自纠", "“清源护河”专项行动"),
    }
    assert claims(text, Predicate.NEXT_PHASE) == {("动员部署", "自查自纠")}
    assert {date.split("/")[0] for _, date in claims(text, Predicate.OCCURS_ON)} == {"2023-03-01", "2023-03-16"}

"""Who says, who pledges: every row is a class of error that was seen and mended. The persons are invented."""

import pytest

_CHIEF = "兴宁市司法局局长赵文海"


def _said(article, predicate):
    return {(c.subject.name, c.object.name) for c in article.claims if c.predicate == predicate}


def _pledged(article):
    return {name for _, name in _said(article, "commitsTo")}


@pytest.mark.parametrize(
    ("text", "pledges"),
    [
        # what will be done, each clause by itself, without 将, 要, 我们, 一是
        (f"{_CHIEF}表示，将健全值班制度，推行首问负责制。", {"健全值班制度", "推行首问负责制"}),
        (f"{_CHIEF}说，下半年，我局还要建成两个调解中心。", {"建成两个调解中心"}),
        (f"{_CHIEF}表示，一是完善工作台账，二是要开展法律援助巡回服务。", {"开展法律援助巡回服务"}),
        (f"“我们将把全市的司法所逐个走一遍。”{_CHIEF}说。", {"把全市的司法所逐个走一遍"}),
        # a topic stays with its deed, an explanation goes
        (f"{_CHIEF}表示，对超期未结的案件，将一律挂牌督办。", {"对超期未结的案件，将一律挂牌督办"}),
        (f"{_CHIEF}表示，将按照上级部署，建立回访制度。", {"建立回访制度"}),
        (f"{_CHIEF}表示，将以作风建设为抓手，压减办理时限。", {"压减办理时限"}),
        # 将 as 把, 大案要案, 重要, 需要 are no marks of the future
        (f"{_CHIEF}介绍，去年将这项工作纳入考核。", set()),
        (f"{_CHIEF}介绍，全市查办大案要案成效明显。", set()),
        # done, hypothetical, denied, of others, asked of others
        (f"{_CHIEF}介绍，去年建立了回访制度，累计走访群众三千人次。", set()),
        (f"{_CHIEF}说，如果经费到位，将建设新的办公楼。", set()),
        (f"{_CHIEF}强调，各级司法所要建立回访制度。", set()),
        (f"{_CHIEF}表示，希望各县区建立回访制度。", set()),
        # a body that acts
        ("下一步，兴宁市司法局将召开专门会议，不断加大普法宣传力度。", {"不断加大普法宣传力度"}),
        ("兴宁市司法局要求，各科室要建立回访制度。", set()),
    ],
)
def test_pledges(read, text, pledges):
    found = _pledged(read(text))
    assert pledges <= found
    assert bool(found) == bool(pledges)


def test_commitment_has_the_punctuation_of_the_text(read):
    assert "对超期未结的案件,将一律挂牌督办" in _pledged(read(f"{_CHIEF}表示,对超期未结的案件,将一律挂牌督办。"))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"{_CHIEF}出席会议。他指出，要坚持“人民至上、生命至上”。", "赵文海"),
        (f"“‘人民至上、生命至上’不是一句空话，而是责任。”{_CHIEF}说。", "赵文海"),
        (f"{_CHIEF}在调研时说过：“要牢记‘人民至上、生命至上’。”", "赵文海"),
        (f"{_CHIEF}强调，安全责任重于泰山。要坚持“人民至上、生命至上”。", "赵文海"),
        (f"{_CHIEF}出席会议。大家表示，要坚持“人民至上、生命至上”。", None),
        (f"{_CHIEF}出席会议。个别地方喊出“人民至上、生命至上”的口号。", None),
    ],
)
def test_who_says_it(read, text, speaker):
    article = read(text)
    said = _said(article, "invokes") | _said(article, "commitsTo")
    assert {name for name, thing in said if thing == "人民至上、生命至上"} == ({speaker} if speaker else set())


def test_a_leader_quoted_in_a_section_keeps_his_words(read):
    text = (
        "局长访谈\n守好一方平安\n兴宁市司法局局长 赵文海\n"
        "市委书记钱立新在调研时说过：“‘人民至上、生命至上’要落到实处。”下一步，我们将健全值班制度。"
    )
    article = read(text)
    assert ("钱立新", "人民至上、生命至上") in _said(article, "invokes") | _said(article, "commitsTo")
    assert _said(article, "commitsTo") >= {("赵文海", "健全值班制度")}


def test_questions_and_answers(read):
    text = (
        f"以更实举措护航民生——访{_CHIEF}\n"
        "记者：如果群众反映强烈，将怎样建立回访制度？\n"
        "赵文海：下一步，我们将建成六个公共法律服务中心。\n"
        "问：还有什么打算？\n"
        "答：我局还将开展送法下乡活动月。"
    )
    assert _said(read(text), "commitsTo") >= {("赵文海", "建成六个公共法律服务中心")}
    assert "建立回访制度" not in _pledged(read(text))


def test_a_notice_speaks_for_its_issuer(read):
    text = "兴宁市人民政府关于做好防汛工作的通知\n各成员单位要按照“一盘棋、一条链、一本账”的要求，密切配合。"
    assert ("兴宁市人民政府", "一盘棋、一条链、一本账") in _said(read(text), "invokes")

"""Whose future it is: pledges told from orders, and speakers whom no verb of saying names. The persons are invented."""

import pytest

from kg_builder.extract.attribution import Voice
from kg_builder.extract.weighing import Marks, Mood, Subject, weigh

_CHIEF = "兴宁市司法局局长赵文海"
_SECRETARY = "兴宁市委书记钱立新"


def _pledged(article):
    return {(c.subject.name, c.object.name) for c in article.claims if c.predicate == "commitsTo"}


@pytest.mark.parametrize(
    ("text", "pledges"),
    [
        # a leader of the state tells the country what it must do; 我们将 is his own
        ("国务院总理赵文海说，要完善减税政策，稳住就业大盘。", set()),
        ("国务院总理赵文海说，我们将完善减税政策。", {("赵文海", "完善减税政策")}),
        # the head of a body says it of that body; a secretary says it of the region by its name
        (f"{_SECRETARY}表示，市委将建立包联制度。", {("钱立新", "建立包联制度")}),
        (f"{_SECRETARY}表示，兴宁市将新建三座水厂。", {("钱立新", "新建三座水厂")}),
        (f"{_SECRETARY}强调，兴宁市要新建三座水厂。", set()),
        # the body behind the mark is no subject
        (f"{_SECRETARY}强调，兴宁镇要落实兴宁市委的部署，新建三座水厂。", set()),
        # promises without 将
        (f"{_CHIEF}说：“我局不会让群众多跑一趟路。”", {("赵文海", "不会让群众多跑一趟路")}),
        (f"{_CHIEF}承诺，6月底前建成两个调解中心。", {("赵文海", "6月底前建成两个调解中心")}),
        (f"{_CHIEF}说：“我们一定悉心照料孤寡老人。”", {("赵文海", "悉心照料孤寡老人")}),
        # a wish for others
        (f"{_CHIEF}表示，预祝将于明年举办的博览会取得成功。", set()),
        # clauses that begin alike are one
        (
            f"{_CHIEF}说，我们将更加注重质量，注重效率，注重公平。",
            {("赵文海", "更加注重质量，注重效率，注重公平")},
        ),
    ],
)
def test_whose_future(read, text, pledges):
    assert _pledged(read(text)) == pledges


def test_a_plan_stands_under_a_heading_that_announces_it(read):
    text = (
        "兴宁市司法局关于普法工作情况的报告\n一、工作情况\n建成两个调解中心。\n"
        "三、下一步打算\n（一）加快进度。年底前建成六个调解中心。"
    )
    assert _pledged(read(text)) == {("兴宁市司法局", "年底前建成六个调解中心")}


def test_a_line_with_a_label_is_in_the_mouth_of_whom_it_names(read):
    text = "本期推出访谈。\n兴宁市司法局局长 赵文海：我将建立回访制度。"
    assert _pledged(read(text)) == {("赵文海", "建立回访制度")}


def test_a_speech_belongs_to_whom_its_head_names(read):
    text = "表态发言兴宁市市长钱立新（2024年1月6日）各位代表，同志们：今天大会选举我担任市长。我将建立包联制度。"
    assert _pledged(read(text)) == {("钱立新", "建立包联制度")}


def test_a_quotation_runs_over_sentences(read):
    text = (
        f"专访{_CHIEF}\n问：市里怎么看？\n"
        "答：市委书记钱立新在座谈时说：“路要修通。我们市委将逐村查看进度。”大家很受鼓舞。"
    )
    assert _pledged(read(text)) == {("钱立新", "逐村查看进度")}


@pytest.mark.parametrize(
    ("change", "pledged"),
    [
        ({}, True),
        ({"will": False}, True),
        ({"will": False, "addresses": True}, False),
        ({"will": False, "state_leader": True}, False),
        ({"subject": Subject.OTHERS}, False),
        ({"subject": Subject.OWN, "will": False, "voice": Voice.EXHORTING}, True),
        ({"voice": Voice.EXHORTING, "will": False}, False),
        ({"before": Mood.TOLD}, False),
    ],
)
def test_marks_are_weighed(change, pledged):
    plain = {
        "subject": Subject.NONE,
        "will": True,
        "voice": Voice.OWN,
        "before": Mood.STATED,
        "owned": False,
        "dated": False,
        "deed": True,
        "state_leader": False,
        "addresses": False,
        "interviewed": False,
    }
    assert (weigh(Marks(**{**plain, **change})) > 0.25) == pledged

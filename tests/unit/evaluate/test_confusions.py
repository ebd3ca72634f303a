"""Misses and false alarms that belong together are one kind of error."""

import pytest

from kg_builder.evaluate.errors import Error, confusions
from kg_builder.evaluate.text import sentence


def error(kind: str, label: str, *parts: str, text: str = "t") -> Error:
    return Error(text, kind, label, parts, "")


MISS, ALARM = "miss", "false alarm"
CASES = {
    "Task read as Slogan": [error(MISS, "Task", "查漏补缺"), error(ALARM, "Slogan", "查漏补缺")],
    "Bureau: name too long": [error(MISS, "Bureau", "济南市司法局"), error(ALARM, "Bureau", "全省济南市司法局")],
    "Bureau: name too short": [error(MISS, "Bureau", "济南市司法局"), error(ALARM, "Bureau", "司法局")],
    "Meeting: name cut elsewhere": [
        error(MISS, "Meeting", "全省司法推进会"),
        error(ALARM, "Meeting", "省司法推进会议"),
    ],
    "commitsTo read as invokes": [error(MISS, "commitsTo", "甲", "乙"), error(ALARM, "invokes", "甲", "乙")],
    "leads: another object": [error(MISS, "leads", "甲", "乙"), error(ALARM, "leads", "甲", "丙")],
    "leads: another subject": [error(MISS, "leads", "甲", "乙"), error(ALARM, "leads", "丁", "乙")],
    "leads: both ends found, not joined": [error(MISS, "leads", "甲", "乙")],
    "Goal: not found": [error(MISS, "Goal", "示范市")],
    "Goal: not in the gold": [error(ALARM, "Goal", "示范市")],
    "Post: another canonical name": [error("name", "Post", "局长", "司法局局长")],
}


@pytest.mark.parametrize("kind", list(CASES))
def test_kinds(kind):
    assert [(c.kind, c.count) for c in confusions(CASES[kind])] == [(kind, 1)]


def test_a_relation_whose_end_was_missed_says_so():
    found = confusions([error(MISS, "Official", "甲"), error(MISS, "leads", "甲", "乙")])
    assert {c.kind for c in found} == {"Official: not found", "leads: an end was not found"}


def test_errors_of_two_texts_are_not_paired():
    found = confusions([error(MISS, "Task", "查漏补缺", text="a"), error(ALARM, "Slogan", "查漏补缺", text="b")])
    assert {c.kind for c in found} == {"Task: not found", "Slogan: not in the gold"}


def test_the_most_frequent_kind_comes_first():
    errors = [error(MISS, "Goal", "甲"), error(MISS, "Task", "乙"), error(MISS, "Task", "丙")]
    assert [(c.kind, c.count) for c in confusions(errors)] == [("Task: not found", 2), ("Goal: not found", 1)]


def test_the_sentence_of_an_error():
    text = "第一句话。第二句，说的是司法局；第三句\n标题"
    assert sentence(text, "司法局") == "第二句，说的是司法局；"
    assert sentence(text, "没有", "标题") == "标题"
    assert sentence(text, "没有") == ""

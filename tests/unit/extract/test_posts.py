"""Who holds, leads, enters and leaves which post. Invented persons; a row for each class of error."""

import pytest

from kg_builder.model.vocabulary import Predicate

_SIGNS = {
    Predicate.HOLDS_POST: "holds", Predicate.LEADS: "leads", Predicate.APPOINTED_TO: "to",
    Predicate.REMOVED_FROM: "from", Predicate.MEMBER_OF: "member",
}  # fmt: skip


def told(claims, *signs):
    return {f"{c.subject.name} {_SIGNS[c.predicate]} {c.object.name}" for c in claims if _SIGNS[c.predicate] in signs}


HOLDING = [
    ("白山市财政局党组书记、局长{王建国}出席。", "王建国 holds 白山市财政局党组书记|王建国 holds 白山市财政局局长|王建国 leads 白山市财政局"),
    ("白山市财政局副局长{王建国}出席。", "王建国 holds 白山市财政局副局长"),
    ("白山市副市长{王芳}、{李丽}参加。", "王芳 holds 白山市副市长|李丽 holds 白山市副市长"),
    ("白山市委书记{高华}，市长{林海}出席。", "高华 holds 中共白山市委书记|高华 leads 中共白山市委|林海 holds 白山市市长"),
    ("白山市委副书记、市长、市政府党组书记{林海}讲话。",
     "林海 holds 中共白山市委副书记|林海 holds 白山市市长|林海 holds 白山市政府党组书记|林海 leads 白山市政府"),
    ("白山市人民政府市长{林海}讲话。", "林海 holds 白山市人民政府市长|林海 leads 白山市人民政府"),
    ("白山市财政局原局长{王建国}被查。", "王建国 holds 白山市财政局局长"),
    ("时任白山市财政局局长的{王建国}说。", "王建国 holds 白山市财政局局长"),
    ("{王建国}在担任白山市财政局局长期间收受财物。", "王建国 holds 白山市财政局局长"),
    ("白山市中级人民法院院长{何文}主持。", "何文 holds 白山市中级人民法院院长|何文 leads 白山市中级人民法院"),
    ("白山市人民检察院代理检察长{何文}主持。", "何文 holds 白山市人民检察院代理检察长|何文 leads 白山市人民检察院"),
    ("由白山市财政局局长{李华}、白山市审计局局长{孙丽}任白山市林长制工作领导小组副组长。",
     "李华 holds 白山市财政局局长|李华 leads 白山市财政局|孙丽 holds 白山市审计局局长|孙丽 leads 白山市审计局"
     "|李华 holds 白山市林长制工作领导小组副组长|孙丽 holds 白山市林长制工作领导小组副组长"),
    ("马来西亚总理{穆仁}和越南国家主席{阮林}会谈。", ""),
    ("白山市财政局局长{王建国}同志因病逝世。", "王建国 holds 白山市财政局局长"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HOLDING)
def test_posts_held(post_claims, text, expected):
    assert told(post_claims(text), "holds", "leads") == set(filter(None, expected.split("|")))


APPOINTING = [
    ("任命{王建国}为白山市财政局局长。", "王建国 to 白山市财政局局长"),
    ("免去{王建国}的白山市财政局局长职务、{李华}的白山市审计局局长职务。", "王建国 from 白山市财政局局长|李华 from 白山市审计局局长"),
    ("任命：\n{王建国}为白山市财政局局长；\n{李华}、{孙丽}为白山市审计局副局长。\n免去：\n{周文}的白山市公安局局长职务。",
     "王建国 to 白山市财政局局长|李华 to 白山市审计局副局长|孙丽 to 白山市审计局副局长|周文 from 白山市公安局局长"),
    ("任命{王建国}为白山市财政局局长，免去其白山市审计局局长职务。", "王建国 to 白山市财政局局长|王建国 from 白山市审计局局长"),
    ("{周文}因到龄退休，辞去白山市副市长职务。", "周文 from 白山市副市长"),
    ("会议由白山市市长{林海}主持，{周文}不再担任白山市审计局局长。", "周文 from 白山市审计局局长"),
    ("{李杰}当选为白山市人大常委会主任，{王丹}、{赵鹏}等2人当选为副主任。",
     "李杰 to 白山市人大常委会主任|王丹 to 白山市人大常委会副主任|赵鹏 to 白山市人大常委会副主任"),
    ("决定任命{李杰}任白山市财政局局长、{王丹}任白山市审计局局长。", "李杰 to 白山市财政局局长|王丹 to 白山市审计局局长"),
    ("任命{冉明}为白山市中级人民法院副院长、审判委员会委员、审判员。",
     "冉明 to 白山市中级人民法院副院长|冉明 to 白山市中级人民法院审判委员会委员|冉明 to 白山市中级人民法院审判员"),
    ("任命{冉明}为白山市中级人民法院民事审判第一庭庭长、审判员。",
     "冉明 to 白山市中级人民法院民事审判第一庭庭长|冉明 to 白山市中级人民法院审判员"),
    ("免去{林海}同志的中共白山市委书记、常委职务。", "林海 from 中共白山市委书记|林海 from 中共白山市委常委"),
    ("会议增补{周立}、{王强}为第十四届全国政协委员，撤销{李杰}第十四届全国政协委员资格。",
     "周立 to 全国政协委员|王强 to 全国政协委员|李杰 from 全国政协委员"),
    ("市委决定：{周立}同志任白山市委书记。\n{王强}同志任白山市委副书记。",
     "周立 to 中共白山市委书记|王强 to 中共白山市委副书记"),
    ("{周立}任白山市财政局副局长（试用期一年）。", "周立 to 白山市财政局副局长"),
    ("全会选举{周立}、{王强}等11名同志为白山市委常委。", "周立 to 中共白山市委常委|王强 to 中共白山市委常委"),
    ("免去：\n{周立}白山市财政局局长职务，退休。", "周立 from 白山市财政局局长"),
    ("表态发言\n白山市市长{周立}\n今天，大会选举我担任白山市人民政府市长。", "周立 to 白山市人民政府市长"),
    ("接受{周立}因年龄到限辞去白山市副市长职务，某某因工作变动辞去白山市财政局局长职务。", "周立 from 白山市副市长"),
    ("网帖称，{周立}将调任白山市委书记。", ""),
    ("{周立}任白山市代市长，{王强}不再担任白山市市长职务。", "周立 to 白山市代市长|王强 from 白山市市长"),
    ("接替{李明}出任白山市委书记的是{王强}，他此前任通化市市长。", ""),
    ("{张伟}任吉林省副省长人选。", ""),
    ("{李娜}，女，1980年1月生，现任白山市统计局副局长，拟任白山市统计局局长。", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), APPOINTING)
def test_appointments(post_claims, text, expected):
    assert told(post_claims(text), "to", "from") == set(filter(None, expected.split("|")))


CAREERS = [
    ("{马强}，男，1968年10月生。1998年7月至2001年3月任白山市财政局局长。", "白山市财政局局长 1998-07 2001-03"),
    ("{马强}同志简历\n1995.03—2001.06  白山市财政局副局长", "白山市财政局副局长 1995-03 2001-06"),
    ("{马强}同志简历\n2012.09-白山市财政局副局长", "白山市财政局副局长 2012-09 None"),
    ("{马强}，男，1968年10月生，现任白山市财政局局长。", "白山市财政局局长 None None"),
    ("{马强}历任白山市财政局科员、办公室主任。", "白山市财政局科员 None |白山市财政局办公室主任 None "),
    ("白山市财政局原党组书记、局长{马强}涉嫌违纪。", "白山市财政局党组书记 None |白山市财政局局长 None "),
    ("{马强}，现任市文学沙龙副会长、白山市财政局局长。", "白山市财政局局长 None None"),
    ("由时任白山市财政局局长{马强}首创。", "白山市财政局局长 None "),
    ("{马强}历任白山市财政局副局长、局长。", "白山市财政局副局长 None |白山市财政局局长 None "),
]


@pytest.mark.parametrize(("text", "expected"), CAREERS)
def test_spells(post_claims, text, expected):
    held = [c for c in post_claims(text) if c.predicate is Predicate.HOLDS_POST]
    assert {f"{c.object.name} {c.valid_from} {c.valid_until}" for c in held} == set(expected.split("|"))


LIST = """白山市林长制工作领导小组组成人员如下：
组　长：{高 华}（白山市委书记）
副组长：{林海}　白山市市长
成　员：{王芳}（市财政局）
　　　　{李丽}（市审计局副局长）
领导小组下设办公室，办公室主任由{王芳}兼任。
"""


def test_members_of_a_leading_group(post_claims):
    claims = post_claims(LIST)
    group = "白山市林长制工作领导小组"
    assert told(claims, "leads") >= {f"高华 leads {group}", "高华 leads 中共白山市委"}
    assert told(claims, "member") >= {f"{name} member {group}" for name in ("王芳", "李丽")} | {
        "王芳 member 白山市财政局"
    }
    assert told(claims, "holds") >= {f"高华 holds {group}组长", f"林海 holds {group}副组长", "林海 holds 白山市市长"}
    assert f"王芳 holds {group}办公室主任" in told(claims, "holds")

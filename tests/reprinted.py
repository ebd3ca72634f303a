"""Made-up articles, their reprints, and forms filled in twice. Deterministic: one seed, one corpus."""

from collections.abc import Callable
from random import Random

CITIES = [
    "济宁",
    "日照",
    "临沂",
    "德州",
    "聊城",
    "滨州",
    "菏泽",
    "枣庄",
    "东营",
    "潍坊",
    "烟台",
    "威海",
    "泰安",
    "淄博",
    "莱芜",
    "青岛",
]
PEOPLE = [
    "王建民",
    "李明",
    "张学军",
    "刘洋",
    "陈思远",
    "杨帆",
    "赵立新",
    "周海涛",
    "吴桐",
    "郑国强",
    "孙晓东",
    "朱永康",
]
_WHO = [
    "全市司法行政系统",
    "各县区",
    "市委政法委",
    "公安机关",
    "检察机关",
    "人民法院",
    "有关部门",
    "街道社区",
    "基层党组织",
    "广大干警",
    "驻村工作队",
    "市场监管部门",
]
_HOW = [
    "坚持问题导向",
    "聚焦群众关切",
    "突出重点环节",
    "强化责任担当",
    "创新方式方法",
    "加强统筹协调",
    "压实工作责任",
    "完善制度机制",
    "深入一线走访",
    "紧盯薄弱环节",
]
_VERB = ["扎实推进", "持续深化", "全面加强", "着力提升", "有序开展", "统筹做好", "加快补齐", "严格落实"]
_WHAT = [
    "队伍教育整顿",
    "法律援助服务",
    "矛盾纠纷化解",
    "营商环境建设",
    "社区矫正工作",
    "公共法律服务",
    "安全生产检查",
    "普法宣传教育",
    "行政复议改革",
    "乡村振兴项目",
    "防汛备汛工作",
    "信访积案化解",
]
_FIGURE = ["累计办理案件{}件", "走访群众{}户", "化解纠纷{}起", "培训人员{}人次", "排查隐患{}处", "投入资金{}万元"]


def sentence(random: Random) -> str:
    parts = [f"{random.choice(_WHO)}{random.choice(_HOW)}", f"{random.choice(_VERB)}{random.choice(_WHAT)}"]
    parts += [f"{random.choice(_VERB)}{random.choice(_WHAT)}" for _ in range(random.randrange(3))]
    if random.random() < 0.6:
        parts.append(random.choice(_FIGURE).format(random.randrange(3, 9000)))
    if random.random() < 0.3:
        parts.insert(0, f"{random.randrange(1, 13)}月{random.randrange(1, 29)}日")
    return "，".join(parts) + "。"


def article(random: Random, paragraphs: int = 8) -> str:
    city = random.choice(CITIES)
    title = f"{city}市{random.choice(_VERB)}{random.choice(_WHAT)}{random.choice(['', '纪实', '综述', '见成效'])}"
    body = ["".join(sentence(random) for _ in range(random.randrange(2, 5))) for _ in range(paragraphs)]
    return "\n".join((title, f"2021-03-{random.randrange(10, 29)} 来源：{city}日报", *body)) + "\n"


def masthead(text: str, random: Random) -> str:
    title, body = text.split("\n", 1)
    body = body.split("\n", 1)[1] if "来源：" in body.split("\n", 1)[0] else body
    return f"大众网\n{title}\n2021年4月{random.randrange(1, 29)}日 10:{random.randrange(10, 60)}\n来源：大众网 作者：{random.choice(PEOPLE)}\n{body}"


def printed(text: str, random: Random) -> str:
    """Another paper's line below the headline, the day and the source in one."""
    title, body = text.split("\n", 1)
    body = body.split("\n", 1)[1] if "来源：" in body.split("\n", 1)[0] else body
    return f"{title}\n2021年4月{random.randrange(1, 29)}日  来源：大众网\n{body}"


def editors_lines(text: str, random: Random) -> str:
    title, rest = text.split("\n", 1)
    note = "编者按：连日来，本报推出系列报道，敬请关注。"
    return f"{title}\n{note}\n{rest}（责任编辑：{random.choice(PEOPLE)}）\n原标题：{title}\n"


def site(text: str, random: Random) -> str:
    head = "首页 > 政务公开 > 部门动态\n字体：大 中 小\n分享到：微信 微博\n"
    return f"{head}{text}上一篇：{sentence(random)}\n下一篇：{sentence(random)}\n版权所有：某某市人民政府 鲁ICP备05000000号\n"


def cut(text: str, random: Random) -> str:
    return "\n".join(text.rstrip("\n").split("\n")[:-1]) + "\n"


def traditional(text: str, random: Random) -> str:
    import opencc

    return opencc.OpenCC("s2t").convert(text)


def half_width(text: str, random: Random) -> str:
    return text.translate(str.maketrans("，：；？！（）", ",:;?!()"))


def caption(text: str, random: Random) -> str:
    lines = text.split("\n")
    lines.insert(4, f"图为活动现场。{random.choice(PEOPLE)} 摄")
    lines.insert(6, f"工作人员在{random.choice(CITIES)}市服务大厅解答群众咨询")
    return "\n".join(lines)


def dateline(text: str, random: Random) -> str:
    title, source, body = text.split("\n", 2)  # the second line is a source, a byline or an address
    return f"{title}\n{source}\n　　本报{random.choice(CITIES)}3月{random.randrange(1, 29)}日讯（记者 {random.choice(PEOPLE)}）{body}"


def headline(text: str, random: Random) -> str:
    return f"把群众的事办到心坎上\n{text.split(chr(10), 1)[1]}"


def windows(text: str, random: Random) -> str:
    return "\ufeff" + text.replace("\n", "\r\n")


CHANGES: dict[str, Callable[[str, Random], str]] = {
    each.__name__: each
    for each in (
        masthead, printed, editors_lines, site, cut, traditional, half_width, caption, dateline, headline, windows,
    )
}  # fmt: skip


def everything(text: str, random: Random) -> str:
    """All that a reprint may do at once."""
    for change in (cut, caption, dateline, editors_lines, half_width, traditional):
        text = change(text, random)
    return site(text, random)


def notice(city: str, day: int, chief: str, random: Random) -> str:
    """A notice of one form: the words of `random`, the names and figures given."""
    fixed = [sentence(random) for _ in range(14)]
    return "\n".join((
        f"{city}市司法局关于开展队伍教育整顿的通知",
        f"各县（市、区）司法局，{city}市司法局各科室：",
        *fixed[:6],
        f"会议定于3月{day}日召开，由{chief}主持。",
        *fixed[6:],
        f"{city}市司法局",
        f"2021年3月{day}日\n",
    ))  # fmt: skip


def weekly(week: int, cases: int, random: Random) -> str:
    """A weekly report: the same lines, other figures."""
    fixed = [sentence(random) for _ in range(12)]
    return "\n".join((
        f"全市信访工作周报（第{week}期）",
        *fixed[:5],
        f"本周共受理群众来信{cases}件，办结{cases - 3}件。",
        *fixed[5:],
        "全市信访工作联席会议办公室\n",
    ))  # fmt: skip


def speech(year: str, random: Random) -> str:
    """A speech of every year: the same words, another year."""
    fixed = [sentence(random) for _ in range(16)]
    return "\n".join(("在全市政法工作会议上的讲话", *fixed[:8], f"{year}年是具有特殊意义的一年。", *fixed[8:])) + "\n"


def signed(name: str, place: str, random: Random) -> str:
    """A pledge in the same words, by somebody else."""
    fixed = [sentence(random) for _ in range(10)]
    return "\n".join(("局长谈队伍教育整顿", f"{place}市司法局党组书记、局长 {name}", *fixed)) + "\n"

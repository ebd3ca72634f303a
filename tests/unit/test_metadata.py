"""What mastheads say."""

import pytest

from kg_builder.ingest import ingest
from kg_builder.model.article import Source


def _header(text: str, name: str = "a.txt"):
    return ingest(Source(name, "text/plain", text.encode())).header


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("标题\n发布时间：2021-03-05 10:20\n正文。", "2021-03-05"),
        ("标题\n时间:2011-12-26 10:07:36\n正文。", "2011-12-26"),
        ("标题\n2021年3月5日 星期五\n正文。", "2021-03-05"),
        ("标题\n2022-04-08 17:02:53 来源: 某市人民政府\n正文。", "2022-04-08"),
        ("标题\n来源：某日报 2021年03月05日 01版\n正文。", "2021-03-05"),
        ("标题\n２０２１年３月５日\n正文。", "2021-03-05"),
        ("关于开展行动的通知\n正文。\n某市司法局\n二〇二一年三月十五日", "2021-03-15"),
        ("标题\n（2021年3月5日）\n正文。", "2021-03-05"),
        ("<h1>标题</h1><span>2021-03-05</span>&nbsp;来源：某报<p>正文。</p>", "2021-03-05"),
        ("<h1>标题</h1><div>2021-03-05&nbsp;来源：某报</div><p>正文。</p>", "2021-03-05"),
        ("---\ntitle: 标题\ndate: 2021-03-05\n---\n正文。", "2021-03-05"),
        ("标 题 是 一 句 话\n发 布 时 间 ： 2 0 2 1 年 3 月 5 日\n正 文 是 另 一 句 话 。", "2021-03-05"),
        ("会议定于2021年3月5日召开。", None),
        ("标题\n会议时间：2021年3月5日\n正文。", None),
        ("标题\n发布时间：2021-13-45\n正文。", None),
    ],
)  # fmt: skip
def test_date(text, date):
    assert _header(text).date == date


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# **市局开会**\n正文。", "市局开会"),
        ("首页 > 新闻\n市局开会\n正文。", "市局开会"),
        ("2021年3月5日 来源：某报\n市局开会\n正文。", "市局开会"),
        ("某府办〔2020〕59号\n关于成立领导小组的通知\n正文。", "关于成立领导小组的通知"),
        ("标题：市局开会\n正文。", "市局开会"),
        ("市局开会部署工作 作者：丁辉 来源：某报\n正文。", "市局开会部署工作"),
        ("<p>&nbsp;</p><h1>市局<br>开会</h1>正文。", "市局"),
        ("这是一段正文。", None),
    ],
)
def test_title(text, title):
    assert _header(text).title == title


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("标题\n来源：某日报\n正文。", "某日报"),
        ("标题\n正文。（来源：某日报）", "某日报"),
        ("标题\n来 源 | 某日报\n正文。", "某日报"),
        ("标题\n央视网消息（新闻联播）：正文。", "央视网"),
        ("标题\n新华社北京3月5日电（记者 丁辉）正文。", "新华社"),
        ("标题\n新华社记者采访了丁辉。", None),
    ],
)
def test_publisher(text, publisher):
    assert _header(text).publisher == publisher

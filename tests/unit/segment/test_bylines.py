"""Whose section it is."""

import pytest

from kg_builder.ingest import ingest
from kg_builder.model.article import Source
from kg_builder.segment import segment


def _owner(pack, text, words):
    article = ingest(Source("test.txt", "text/plain", text.encode()))
    document = segment(article, pack)
    place = article.text.index(words)
    section = next(s for s in document.sections if s.span.start <= place < s.span.end)
    return section.byline.name.of(article.text) if section.byline else None


_BEFORE = "局长访谈\n守好一方平安\n兴宁市司法局局长 赵文海\n甲做了工作。\n再上新台阶\n乙做了工作。"
_AFTER = "局长访谈\n守好一方平安\n甲做了工作。\n（作者赵文海系兴宁市司法局局长）\n再上新台阶\n乙做了工作。"
_SIGNED = "局长笔谈\n甲做了工作。\n兴宁市司法局局长 赵文海\n乙做了工作。\n蕉岭县司法局局长 孙大可"
_MEMBERS = "关于成立领导小组的通知\n组长：赵文海（副市长）\n孙大可（市司法局局长）\n成员：李小宁（市财政局）\n一、各单位要配合。"


@pytest.mark.parametrize(
    ("text", "words", "owner"),
    [
        (_BEFORE, "甲做了", "赵文海"),
        (_BEFORE, "乙做了", "赵文海"),  # a later subheading does not silence the person interviewed
        (_AFTER, "甲做了", "赵文海"),
        (_AFTER, "乙做了", None),
        (_SIGNED, "甲做了", "赵文海"),
        (_SIGNED, "乙做了", "孙大可"),
        (_MEMBERS, "各单位", None),
    ],
)
def test_owner(pack, text, words, owner):
    assert _owner(pack, text, words) == owner

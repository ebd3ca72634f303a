"""Encodings are told apart, and what is no text is no article."""

import codecs
import random

import pytest

from kg_builder.ingest import doubts, ingest
from kg_builder.ingest.decode import decode
from kg_builder.ingest.metadata import url
from kg_builder.model.article import Source
from kg_builder.model.errors import SourceError

SIMPLE = "市司法局局长丁辉在会上说，我们要开展教育整顿，坚决清除害群之马。\n他说，这是一项重要的任务。"
TRADITIONAL = "市司法局局長丁輝在會上說，我們要開展教育整頓，堅決清除害群之馬。\n他說，這是一項重要的任務。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLE, "gb18030"), (SIMPLE, "gbk"), (TRADITIONAL, "big5"), (TRADITIONAL, "gb18030"), (SIMPLE, "utf-8"),
        (SIMPLE, "utf-8-sig"), (SIMPLE, "utf-16"), (SIMPLE, "utf-16-le"), (TRADITIONAL, "utf-16-be"), (SIMPLE, "utf-32"),
        ("济宁", "gb18030"),
    ],
)  # fmt: skip
def test_the_text_comes_back(text, encoding):
    assert decode(text.encode(encoding))[0] == text


def test_one_broken_byte_does_not_change_the_encoding():
    payload = bytearray(SIMPLE.encode())
    payload[4] = 0xFF
    text, encoding, how = decode(bytes(payload))
    assert (encoding, how) == ("utf-8", "replaced")
    assert text.endswith("重要的任务。")
    article = ingest(Source("a.txt", "text/plain", bytes(payload)))
    assert [issue.code for issue in doubts(article)] == ["ingest.damaged"]
    assert doubts(ingest(Source("a.txt", "text/plain", SIMPLE.encode()))) == ()


@pytest.mark.parametrize(
    "payload",
    [
        random.Random(1).randbytes(5000), bytes(5000), codecs.BOM_UTF8, "　\n　".encode(),
        b"\x89PNG\r\n\x1a\n" + random.Random(2).randbytes(900),
    ],
)  # fmt: skip
def test_what_is_no_text_is_no_article(payload):
    with pytest.raises(SourceError, match=r"^a\.txt: the file "):
        ingest(Source("a.txt", "text/plain", payload))


def test_an_address_ends_before_its_bracket():
    assert url("（来源：https://example.org/a.html）\n正文。") == "https://example.org/a.html"

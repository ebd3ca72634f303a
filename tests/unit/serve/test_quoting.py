"""The sentence around the words that count."""

import pytest

from kg_builder.model.knowledge import Evidence
from kg_builder.model.span import Span
from kg_builder.serve.pages import quote

TEXT = "前一句。我们将坚决清除害群之马，绝不手软！后一句。\n标题行\n" + "长" * 300 + "甲乙丙" + "长" * 300


def around(words: str, wide: int = 0) -> tuple[str, str, str]:
    start = TEXT.index(words)
    place = Span(start, start + len(words))
    return quote(Evidence("e", "a", place, words, "", "", None, "", 1.0), TEXT, wide)


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("坚决清除害群之马", "我们将", "，绝不手软！"),
        ("前一句。", "", ""),
        ("后一句", "", "。"),
        ("标题行", "", ""),
        ("甲乙丙", "…" + "长" * 90, "长" * 90 + "…"),
    ],
)
def test_a_quotation_is_one_sentence_cut_where_it_is_long(words, before, after):
    assert around(words) == (before, words, after)


def test_a_wide_one_has_the_sentences_around_it():
    before, words, after = around("清除害群之马", 12)
    assert (before, words) == ("前一句。我们将坚决", "清除害群之马")
    assert after == "，绝不手软！后一句。\n标…"

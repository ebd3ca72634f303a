"""A text with its marks is still the text, whatever spans lie on it."""

from hypothesis import given
from hypothesis import strategies as st

from kg_builder.model.span import Span
from kg_builder.serve.pages.article import cut
from kg_builder.serve.pages.marks import Marked, lines

TEXT = "开局就是决战\n\n坚决清除害群之马，起步就是冲刺。\n完"


def marked(*spans: tuple[int, int, str]) -> list[Marked]:
    return [Marked(Span(start, end), own) for start, end, own in spans]


def test_the_innermost_mention_wins_and_the_outer_one_goes_on_behind_it():
    (line,) = lines("全国政法队伍教育整顿会", Span(0, 11), marked((0, 11, "meeting"), (2, 10, "campaign")), [])
    assert [(piece.text, piece.mention) for piece in line] == [
        ("全国", "meeting"), ("政法队伍教育整顿", "campaign"), ("会", "meeting"),
    ]  # fmt: skip


def test_overlapping_evidence_is_cut_where_the_other_begins_and_ends():
    (line,) = lines("一二三四五六", Span(0, 6), [], marked((0, 4, "a"), (2, 6, "b")))
    assert [(piece.text, set(piece.evidence), piece.begins, piece.ends) for piece in line] == [
        ("一二", {"a"}, ("a",), ()), ("三四", {"a", "b"}, ("b",), ("a",)), ("五六", {"b"}, (), ("b",)),
    ]  # fmt: skip


def test_evidence_over_a_line_end_is_marked_in_both_lines():
    found = lines("一二\n三四", Span(0, 5), [], marked((1, 4, "a")))
    assert [[piece.text for piece in line if piece.evidence] for line in found] == [["二", ""], ["三"]]


def test_what_begins_before_a_part_is_marked_in_it():
    (line,) = lines("一二三四", Span(2, 4), [], marked((0, 3, "a")))
    assert [(piece.text, piece.evidence) for piece in line] == [("三", ("a",)), ("四", ())]


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.sampled_from("abc")), max_size=12))
def test_no_character_is_lost_or_doubled(spans):
    all_of_them = marked(*((min(start, end), max(start, end), own) for start, end, own in spans))
    for named, said in ((all_of_them, []), ([], all_of_them), (all_of_them, all_of_them)):
        found = lines(TEXT, Span(0, len(TEXT)), named, said)
        text = "".join(piece.text for line in found for piece in line)
        assert text == TEXT.replace("\n", "")


@given(st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=2, unique=True).map(sorted))
def test_evidence_is_marked_from_its_first_character_to_its_last(span):
    start, end = span
    found = lines(TEXT, Span(0, len(TEXT)), [], marked((start, end, "a")))
    assert "".join(piece.text for line in found for piece in line if piece.evidence) == TEXT[start:end].replace(
        "\n", ""
    )
    pieces = [piece for line in found for piece in line]
    assert sum(piece.begins == ("a",) for piece in pieces) <= 1
    assert sum(piece.ends == ("a",) for piece in pieces) <= 1


@given(st.integers(0, 90_000), st.integers(1, 30_000))
def test_the_parts_of_a_text_are_the_text(length, every):
    text = "".join("\n" if place % every == every - 1 else "字" for place in range(length))
    parts = cut(text)
    assert "".join(part.of(text) for part in parts) == text
    assert all(len(part) <= 20_000 for part in parts)

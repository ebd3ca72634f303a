"""Of any articles: the grouping depends on nothing but them, and no figure changed is a reprint."""

import re
from random import Random

import pytest
import reprinted
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kg_builder.ingest import fold
from kg_builder.reprints import find, groups, signature

DATES = st.sampled_from([None, "2020", "2021-03", "2021-03-05", "2021-03-06"])
seeds = st.integers(0, 10_000)


def grouped(texts: dict[str, str], dates: dict[str, str | None]) -> dict[str, str]:
    folded = {article: fold(text) for article, text in texts.items()}
    return dict(groups({a: signature(text) for a, text in folded.items()}, dates.get, folded.__getitem__))


@st.composite
def corpora(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, str | None]]:
    texts = {}
    for n, seed in enumerate(draw(st.lists(seeds, min_size=1, max_size=3, unique=True))):
        text = reprinted.article(Random(seed), paragraphs=3)
        texts[f"{draw(st.integers(0, 9))}{n}"] = text
        for m, change in enumerate(draw(st.lists(st.sampled_from(sorted(reprinted.CHANGES)), max_size=3))):
            texts[f"{draw(st.integers(0, 9))}{n}{m}"] = reprinted.CHANGES[change](text, Random(seed + m))
    return texts, {article: draw(DATES) for article in texts}


@given(corpora(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_is_irrelevant(corpus, random):
    texts, dates = corpus
    shuffled = list(texts)
    random.shuffle(shuffled)
    assert grouped(texts, dates) == grouped({article: texts[article] for article in shuffled}, dates)


@given(corpora())
@settings(max_examples=40, deadline=None)
def test_an_original_is_older_and_no_reprint_itself(corpus):
    texts, dates = corpus
    found = grouped(texts, dates)
    for article, original in found.items():
        assert original not in found
        pair = [(f"{dates[each]}-99-99"[:10] if dates[each] else "9999", each) for each in (original, article)]
        assert pair == sorted(pair)


@given(corpora(), seeds)
@settings(max_examples=40, deadline=None)
def test_an_article_on_something_else_changes_nothing(corpus, seed):
    texts, dates = corpus
    other = {"zz": "".join(f"第{seed}号公告第{n}条另有规定者从其规定。" for n in range(20))}
    assert grouped({**texts, **other}, dates) == grouped(texts, dates)


@given(seeds, st.integers(0, 10**6), st.integers(1, 8))
@settings(max_examples=80, deadline=None)
def test_one_figure_changed_is_another_article(seed, which, more):
    text = reprinted.article(Random(seed))
    title, source, body = text.split("\n", 2)
    figures = list(re.finditer(r"\d", body))
    assume(figures)
    at = figures[which % len(figures)].start()
    other = f"{body[:at]}{(int(body[at]) + more) % 10}{body[at + 1 :]}"
    assert grouped({"a": text, "b": f"{title}\n{source}\n{other}"}, {}) == {}


@given(seeds, st.sampled_from(reprinted.PEOPLE), st.sampled_from(reprinted.PEOPLE), st.integers(0, 7))
@settings(max_examples=60, deadline=None)
def test_one_name_changed_is_another_article(seed, one, other, place):
    assume(one != other)
    lines = reprinted.article(Random(seed)).split("\n")
    filled = [
        "\n".join([*lines[: place + 2], f"会议由{name}主持。{lines[place + 2]}", *lines[place + 3 :]])
        for name in (one, other)
    ]
    assert grouped(dict(zip("ab", filled, strict=True)), {}) == {}


@given(st.lists(st.text(max_size=300), max_size=6))
@settings(max_examples=100, deadline=None)
def test_any_text_has_a_signature(texts):
    folded = {str(n): fold(text) for n, text in enumerate(texts)}
    marks = {own: signature(text) for own, text in folded.items()}
    found = find(marks, {}.get, folded.__getitem__)
    assert found.keys() <= folded.keys()
    assert marks == {own: signature(text) for own, text in folded.items()}


@pytest.mark.parametrize(
    "line",
    [
        "。" * 5000,
        "编者按" * 2000,
        "市" * 100_000,
        "1:" * 20_000,
        "来源：" * 5000,
        "，" * 50_000,
        "记者 " * 20_000,
        "社" * 3000,
    ],
)
def test_no_line_costs_more_than_its_length(line):
    import time

    began = time.process_time()
    signature(line)
    signature(f"{line[:100]}\n" * 400)
    assert time.process_time() - began < 2

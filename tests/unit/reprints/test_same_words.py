"""Reprints are found, and no two articles of one form are taken for one."""

from functools import partial
from random import Random

import pytest
import reprinted

from kg_builder.ingest import ingest, plainly
from kg_builder.model.article import Source
from kg_builder.model.knowledge import Evidence
from kg_builder.model.span import Span
from kg_builder.reprints import find, groups, once, signature
from kg_builder.reprints.compare import alike, hopeless
from kg_builder.reprints.signature import outline, sketch
from kg_builder.workbook import in_order

Given = dict[str, tuple[str, str | None]]  # id -> text, date


def prose(text: str) -> str:
    return plainly(ingest(Source("a.txt", "text/plain", text.encode())))[0].folded


def grouped(given: Given) -> dict[str, str]:
    read = {article: prose(text) for article, (text, _) in given.items()}
    marks = {article: signature(text) for article, text in read.items()}
    return dict(groups(marks, {article: date for article, (_, date) in given.items()}.get, read.__getitem__))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("change", [*reprinted.CHANGES, "everything"])
def test_a_reprint_is_found(change, seed):
    text = reprinted.article(Random(seed))
    again = getattr(reprinted, change)(text, Random(seed + 100))
    assert grouped({"b": (text, "2021-03-05"), "a": (again, "2021-03-06")}) == {"a": "b"}


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("change", [*sorted(set(reprinted.CHANGES) - {"headline"}), "everything"])
def test_a_form_filled_in_twice_is_two_articles(change, seed):
    """Whatever another site makes of the second one."""
    pairs = [
        (reprinted.notice("济宁", 5, "王建民", Random(seed)), reprinted.notice("日照", 8, "李明", Random(seed))),
        (reprinted.notice("济宁", 5, "王建民", Random(seed)), reprinted.notice("济宁", 5, "李明", Random(seed))),
        (reprinted.notice("济宁", 5, "王建民", Random(seed)), reprinted.notice("济宁", 15, "王建民", Random(seed))),
        (reprinted.weekly(7, 132, Random(seed)), reprinted.weekly(8, 141, Random(seed))),
        (reprinted.weekly(7, 132, Random(seed)), reprinted.weekly(7, 1132, Random(seed))),
        (reprinted.speech("2020", Random(seed)), reprinted.speech("2021", Random(seed))),
        (reprinted.speech("二〇二〇", Random(seed)), reprinted.speech("二〇二一", Random(seed))),
        (reprinted.signed("王建民", "济宁", Random(seed)), reprinted.signed("李明", "日照", Random(seed))),
    ]
    for one, other in pairs:
        again = getattr(reprinted, change)(other, Random(seed))
        assert grouped({"a": (one, "2021-03-05"), "b": (again, "2021-03-06")}) == {}, one[:40]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{}\n济宁市司法局\n2021年3月5日", "{}\n日照市司法局\n2021年3月5日"),  # who signs
        ("{}\n济宁市司法局\n2020年9月28日", "{}\n济宁市司法局\n2021年9月28日"),  # when
        ("局长谈教育整顿\n王建民\n{}", "局长谈教育整顿\n李明\n{}"),  # who speaks
        ("关于济宁市预算的报告\n{}", "关于日照市预算的报告\n{}"),  # the headline
        ("{}\n联系人甲同志共办结5件。", "{}\n联系人甲同志共办结15件。"),
    ],
)
def test_one_line_that_differs_is_enough(one, other):
    body = "\n".join(reprinted.sentence(Random(seed)) for seed in range(12))
    assert grouped({"a": (one.format(body), None), "b": (other.format(body), None)}) == {}


def test_a_digest_is_no_reprint_of_what_it_quotes():
    text = reprinted.article(Random(1))
    digest = text + "".join(reprinted.article(Random(seed)) for seed in (2, 3))
    assert grouped({"a": (text, "2021-03-05"), "b": (digest, "2021-03-06")}) == {}


def test_the_original_is_the_earliest_then_the_smallest():
    text = reprinted.article(Random(4))
    copies = [reprinted.masthead(text, Random(seed)) for seed in range(3)]
    dated = {
        "c": (text, "2021-03"),
        "b": (copies[0], "2021-03-09"),
        "a": (copies[1], None),
        "d": (copies[2], "2021-04"),
    }
    assert grouped(dated) == {"a": "b", "c": "b", "d": "b"}
    assert grouped({key: (text, None) for key, (text, _) in dated.items()}) == {"b": "a", "c": "a", "d": "a"}


def test_no_chain_of_reprints_joins_two_articles():
    """What was cut to the words both share is a reprint of the earlier one; the two stay apart."""
    body = [reprinted.sentence(Random(seed)) for seed in range(14)]
    one, other = ("\n".join([*body, f"会议由{name}主持，并就下一步工作作出部署。"]) for name in ("王建民", "李学军"))
    given = {"a": (one, "2021-03-05"), "b": (other, "2021-03-05"), "c": ("\n".join(body), "2021-03-06")}
    assert grouped(given) == {"c": "a"}


def test_the_measure_is_exact():
    body = [f"第{number}项工作由各地各部门按照分工抓好组织实施和督促检查。" for number in range(10, 20)]
    read = {"a": "\n".join(body), "b": "\n".join(body[:9])}
    found = find({key: signature(text) for key, text in read.items()}, {}.get, read.__getitem__)
    assert found["b"].measure.contained == 1.0
    assert found["b"].measure.jaccard == 0.9


def evidence(article: str, quote: str, at: int = 0) -> Evidence:
    return Evidence(f"{article}{at}", article, Span(at, at + len(quote)), quote, "", "", None, "x", 0.5)


def test_what_a_reprint_repeats_counts_once():
    originals = {"b": "a", "c": "a"}
    given = [
        evidence("a", "坚决清除害群之马，"),
        evidence("a", "坚决清除害群之马", 40),
        evidence("b", "坚决清除害群之马,"),
        evidence("b", "必须清除害群之马", 50),
        evidence("c", "必须清除害群之马"),
        evidence("d", "坚决清除害群之马"),
    ]
    kept = once(given, originals, lambda text: text)
    assert [(e.article, e.span.start) for e in kept] == [("a", 0), ("a", 40), ("b", 50), ("d", 0)]
    assert once(given, {}, lambda text: text) == tuple(given)


@pytest.mark.parametrize("seed", range(8))
def test_an_outline_rejects_nothing_that_is_alike(seed):
    random = Random(seed)
    sentences = [f"第{number}句话说的是工作{'落实' * random.randrange(1, 12)}。" for number in range(60)]
    marks = [signature("".join(random.sample(sentences, random.randrange(1, 60)))) for _ in range(60)]
    pairs = [(a, b) for a in marks for b in marks if alike(sketch(a), sketch(b))]
    assert len(pairs) > len(marks)
    assert not any(hopeless(outline(a), outline(b)) for a, b in pairs)


def test_how_rows_are_sorted_changes_nothing(tmp_path):
    given = {f"{seed}{change}": change_of(seed, change) for seed in range(4) for change in ("same", *reprinted.CHANGES)}
    marks, dates = {own: signature(text) for own, text in given.items()}, {"1same": "2020-01-02"}.get
    wanted = find(marks, dates, given.__getitem__)
    assert wanted
    assert find(marks, dates, given.__getitem__, partial(in_order, tmp_path)) == wanted


def change_of(seed: int, change: str) -> str:
    text = reprinted.article(Random(seed))
    return prose(text if change == "same" else getattr(reprinted, change)(text, Random(seed)))

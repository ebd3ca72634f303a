"""What is plainly right at a glance, and nothing that is wrong."""

import pytest

from kg_builder import rdf
from kg_builder.model.knowledge import Evidence, Run, Statement
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import Predicate
from kg_builder.rdf import terms

TEXT = "甲市司法局局长“赵某”\t说：\\“好”。"
ARTICLE = "0123456789abcdef"
WRITER = rdf.Writer(Run("1", "base", "0" * 8))


def evidence(start: int, end: int, quote: str) -> Evidence:
    return Evidence("e" * 16, ARTICLE, Span(start, end), quote, "甲", "乙", None, "leads", 0.9)


@pytest.fixture
def told() -> tuple[bytes, bytes]:
    place = evidence(0, 5, TEXT[:5])
    statement = Statement("s" * 16, "official/zhao-1", Predicate.LEADS, "bureau/jia-2", (place,))
    return WRITER.fact(statement)[1], WRITER.statement(statement)


def test_a_quote_at_its_place_is_plain():
    for start in range(len(TEXT)):
        (record,) = WRITER.evidence([evidence(start, len(TEXT), TEXT[start:])]).values()
        assert rdf.placed(record, {ARTICLE: TEXT})


def test_a_quote_elsewhere_is_not():
    (record,) = WRITER.evidence([evidence(0, 5, TEXT[:5])]).values()
    assert not rdf.placed(record, {ARTICLE: "x" + TEXT})
    assert not rdf.placed(record, {})
    assert not rdf.placed(record.replace(b'"5"', b'"4"'), {ARTICLE: TEXT})
    (empty,) = WRITER.evidence([evidence(3, 3, "")]).values()
    assert not rdf.placed(empty, {ARTICLE: TEXT})


def test_what_is_no_line_of_n_quads_is_not(told):
    (record,) = WRITER.evidence([evidence(0, 5, TEXT[:5])]).values()
    fact, statement = told
    for wrong in (b"<a b>", b'"a"b"', b'"\\q"', b"word", b""):
        assert not rdf.placed(record.replace(b'"leads"', wrong), {ARTICLE: TEXT})
    assert not rdf.stated(fact, statement[:-2])


def test_a_fact_is_what_its_statement_says(told):
    fact, statement = told
    assert rdf.stated(fact, statement)
    own, *copies = fact.splitlines(keepends=True)
    assert copies
    for wrong in (b"", b"".join(copies), own.replace(b"jia-2", b"yi-3") + b"".join(copies)):
        assert not rdf.stated(wrong, statement)
    assert not rdf.stated(own + copies[0].replace(b"jia-2", b"yi-3"), statement)
    for wrong in (statement.replace(b'"extracted"', b'"rejected"'), statement.replace(b"jia-2", b"yi-3")):
        assert not rdf.stated(fact, wrong)


def test_the_short_way_of_terms_is_the_long_one():
    for place in range(0, 0x110000):
        char = chr(place)
        if not terms._DOUBTFUL.search(char):
            assert terms.writable(char).translate(terms._ESCAPES) == char
        if not terms._DOUBTFUL_IN_IRI.search(char):
            assert not terms._NOT_IN_IRI.search(char)

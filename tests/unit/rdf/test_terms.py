"""Terms are valid in both engines and canonical, whatever the article or its address holds."""

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg_builder.rdf import terms

XSD = "http://www.w3.org/2001/XMLSchema#"
HOSTILE = (
    "a b", 'say "no"', "<b>|</b>", "</script><script>alert(1)</script>", "\u202eevil\u202c\u2066x\u2069", "lone \ud800 surrogate",
    "back\\slash \\u0041", "line\nfeed\r\ttab", "nul\x00\x01\x7f\x85", "\ufffe\uffff\ufdd0", "刀刃向内 动真碰硬", "'''\"\"\"", "𠮷",
)  # fmt: skip
ADDRESSES = (
    "http://sft.example.cn/art/2021/3/5/art_1.html", "https://example.org/a b|c\"d<e>", "http://中国.cn/新闻?q=“四个意识”#一#二",
    "http://host:abc/", "www.example.org/x", "https://", "http://[::1]/[x]", "http://a/100%", "javascript:alert(1)",
    "https://example.org/\u202e\ud800\U000e0001\ue000", "http://a/%zz%20", "http://u:p@host/x", "http://[x/", "http://a\\b/",
)  # fmt: skip


def read(line: str) -> tuple[pyoxigraph.Triple, tuple]:
    """The one triple of a line, as each engine holds it."""
    data = line.encode("utf-8")
    store = pyoxigraph.Store()
    store.load(data, format=pyoxigraph.RdfFormat.N_TRIPLES)
    (ours,) = store
    (theirs,) = rdflib.Graph().parse(data=data, format="nt")
    return ours.triple, theirs


def check(value: str) -> None:
    ours, theirs = read(f"<http://e/s> <http://e/p> {value} .\n")
    assert str(ours.object) == value
    assert str(theirs[2]) == ours.object.value
    assert isinstance(theirs[2], rdflib.URIRef) == value.startswith("<")
    assert getattr(theirs[2], "language", None) == getattr(ours.object, "language", None)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_valid_literals(text):
    check(terms.literal(text))
    check(terms.literal(text, "zh"))


@given(st.text(st.characters(codec=None)))
def test_any_text_is_a_valid_literal(text):
    check(terms.literal(text))


@pytest.mark.parametrize("address", ADDRESSES)
def test_hostile_addresses_are_valid_terms(address):
    check(terms.source(address))


@given(st.text(st.characters(codec=None)))
def test_any_address_is_a_valid_term(rest):
    check(terms.source("https://example.org/" + rest))
    check(terms.source("http://" + rest))


def test_a_good_address_stays_as_it_is():
    assert (
        terms.source("https://example.org/新闻/1.html?a=%E4%B8%AD#x")
        == "<https://example.org/新闻/1.html?a=%E4%B8%AD#x>"
    )
    assert terms.source("www.example.org") == '"www.example.org"'


@pytest.mark.parametrize(
    ("value", "text"), [(0.9, "0.9"), (1.0, "1"), (0.0, "0"), (0.1234567, "0.123"), (-0.0004, "0"), (100.0, "100")]
)
def test_decimals_are_canonical(value, text):
    assert terms.decimal(value) == f'"{text}"^^<{XSD}decimal>'
    check(terms.decimal(value))


@pytest.mark.parametrize(
    ("edtf", "value", "kind"),
    [
        ("2021-03-05", "2021-03-05", "date"),
        ("2021-02-30", "2021-02", "gYearMonth"),  # a day that no calendar has
        ("2021-03", "2021-03", "gYearMonth"),
        ("2021-21", "2021", "gYear"),  # EDTF's spring
        ("2021", "2021", "gYear"),
    ],
)
def test_dates_have_the_type_of_their_precision(edtf, value, kind):
    assert terms.day(edtf) == f'"{value}"^^<{XSD}{kind}>'
    check(terms.day(edtf))


@pytest.mark.parametrize("edtf", ["2021-01/2021-06", "", "０２２１", "0000", "去年"])
def test_what_is_no_date_stays_a_string(edtf):
    assert terms.day(edtf) == f'"{edtf}"'

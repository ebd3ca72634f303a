"""Records told to be right at a glance: their bytes, as they will stand in kg.nq, are held against what they must say.

What is not plain here need not be wrong: it is read as a stranger reads it (conformance.py), and that says what is.
"""

import json
import re
from collections.abc import Mapping

from kg_builder.rdf.terms import literal, term

_IRI = rb"<https?://[A-Za-z0-9/#._~:@!$&'()*+,;=?-]++>"
_STRING = rb'"[^"\\\x00-\x1f\x7f]*+(?:\\[bfnrt"\\][^"\\\x00-\x1f\x7f]*+)*+"'
_QUADS = re.compile(
    rb"(?:%(iri)b %(iri)b (?:%(iri)b|%(string)b(?:@[a-z]++|\^\^%(iri)b)?+) (?:%(iri)b )?+\.\n)++"
    % {b"iri": _IRI, b"string": _STRING}
)


def _lines(*parts: tuple[str, str]) -> "re.Pattern[bytes]":
    """Lines of one subject that begin its record: names of predicates and what objects look like, in the order of the file."""
    told = (rf"{re.escape(term(name))} {value} \.\n" for name, value in parts)
    return re.compile((r"(<[^>\n]*+>) " + r"\1 ".join(told)).encode())


_STATED = _lines(("rdf:object", "(.*)"), ("rdf:predicate", "(.*)"), ("rdf:subject", "(.*)"))
_EXTRACTED = f" {term('kgb:status')} {literal('extracted')} .\n".encode()
_INTEGER = f'"([0-9]++)"{re.escape("^^" + term("xsd:integer"))}'
_PLACED = _lines(
    ("rdf:type", re.escape(term("oa:SpecificResource"))),
    ("rdf:type", re.escape(term("kgb:Evidence"))),
    ("oa:end", _INTEGER),
    ("oa:exact", '(".*")'),
    ("oa:hasSource", "<.*/([^/>\n]++)>"),
    ("oa:start", _INTEGER),
)


def stated(fact: bytes, statement: bytes) -> bool:
    """Whether a fact's lines, its own and those of the articles' graphs, plainly say what the record of its statement says."""
    found = _STATED.match(statement)
    if found is None or _EXTRACTED not in statement:
        return False
    _, target, predicate, subject = found.groups()
    said = b"%b %b %b " % (subject, predicate, target)
    lines = fact.count(b"\n")
    return (
        fact.startswith(said + b".\n")
        and (b"\n" + fact).count(b"\n" + said) == lines
        and _QUADS.fullmatch(fact + statement) is not None
    )


def placed(evidence: bytes, texts: Mapping[str, str]) -> bool:
    """Whether the quote of a record of evidence plainly stands where it is said to."""
    found = _PLACED.match(evidence)
    if found is None or _QUADS.fullmatch(evidence) is None:
        return False
    _, end, exact, article, start = found.groups()
    quote = json.loads(exact) if b"\\" in exact else exact[1:-1].decode("utf-8")
    text = texts.get(article.decode("utf-8"), "")
    return bool(quote) and text[int(start) : int(end)] == quote

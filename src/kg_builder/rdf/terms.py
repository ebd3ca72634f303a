"""Namespaces, IRIs and literals in the form in which N-Quads and Turtle write them.

Every literal is in its canonical lexical form: stores that rewrite "0.900" to "0.9" then hold the terms of the file.

>>> decimal(0.9), iri("https://example.org/a b|“c”")
('"0.9"^^<http://www.w3.org/2001/XMLSchema#decimal>', '<https://example.org/a%20b%7C“c”>')
"""

import datetime
import re
from functools import cache, lru_cache

from kg_builder.model import vocabulary
from kg_builder.model.shown import NONCHARACTERS, writable

BASE = vocabulary.BASE
PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "kgb": vocabulary.ONTOLOGY,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x08": "\\b", "\x0c": "\\f"}
)
# What may not stand in an IRI (RFC 3987): the above, blanks, some marks, marks of direction, private and special characters.
_NOT_IN_IRI = re.compile(
    '[\x00-\x20\x7f-\xa0<>"{}|^`\\\\\u1680\u2000-\u200a\u200e\u200f\u2028-\u202f\u205f\u2066-\u2069\u3000\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff'
    "\U000e0000-\U0010ffff" + NONCHARACTERS + "]|%(?![0-9A-Fa-f]{2})"
)
# Any of these may stand there; a text that has none of them needs no closer look. Beyond the BMP one range, for a class of
# single characters there is looked through one by one.
_DOUBTFUL_IN_IRI = re.compile('[\x00-\x20"%<>\\\\^`{|}\x7f-\xa0\u1680\u2000-\u206f\u3000\ud800-\U0010ffff]')
_DOUBTFUL = re.compile('["\\\\\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe-\U0010ffff]')
_ADDRESS = re.compile(r"https?://(?:[^/?#\[\]@]*@)?(?:[^/?#\[\]@:]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]*)?(?:[/?#].*)?", re.S)


def iri(address: str) -> str:
    """<address>, with what may not stand in an IRI percent-encoded."""
    if _DOUBTFUL_IN_IRI.search(address):
        address = _NOT_IN_IRI.sub(_percent, address)
    return f"<{address}>"


def _percent(match: "re.Match[str]") -> str:
    whole = "\ufffd" if "\ud800" <= match[0] <= "\udfff" else match[0]
    return "".join(f"%{byte:02X}" for byte in whole.encode())


def source(address: str) -> str:
    """A web address as an IRI; what is no address stays a string, so that nothing is lost and the file can be read."""
    address = address.strip()
    if not _ADDRESS.fullmatch(address):
        return literal(address)
    start = re.match(r"https?://[^/?#]*", address)
    host = start[0] if start else ""
    path, mark, fragment = address[len(host) :].partition("#")
    rest = path + mark + fragment.replace("#", "%23")
    return iri(host + rest.replace("[", "%5B").replace("]", "%5D"))


@cache
def term(name: str) -> str:
    """The IRI of a prefixed name: term("kgb:leads")."""
    prefix, local = name.split(":", 1)
    return f"<{PREFIXES[prefix]}{local}>"


def literal(value: str, language: str = "") -> str:
    """A string, with its language where one is given; what cannot be written becomes U+FFFD."""
    return f'"{_escaped(value)}"' + (f"@{language}" if language else "")


def typed(value: str, datatype: str) -> str:
    """A literal of a datatype: typed("370", "xsd:integer"). The value is canonical already."""
    return f'"{_escaped(value)}"^^{term(datatype)}'


@lru_cache(maxsize=4096)
def decimal(value: float, places: int = 3) -> str:
    """A decimal in its canonical form: no zeros at the end, no point without digits after it.

    >>> [decimal(value).split("^")[0] for value in (1.0, 117.5, -0.0001)]
    ['"1"', '"117.5"', '"0"']
    """
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return typed("0" if text == "-0" else text, "xsd:decimal")


@lru_cache(maxsize=4096)
def day(value: str) -> str:
    """An EDTF value as the XSD type of its precision, cut to what a calendar has; else a string.

    >>> day("2021-02-30") == typed("2021-02", "xsd:gYearMonth"), day("2021-21") == typed("2021", "xsd:gYear")
    (True, True)
    """
    found = precise(value)
    return typed(*found) if found else literal(value)


def precise(value: str) -> tuple[str, str] | None:
    """The most precise (value, XSD type) that a calendar has; None where there is not even a year."""
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", value)
    if match is None or match[1] == "0000":
        return None
    if match[3] and _is_day(value):
        return value, "xsd:date"
    if match[2] and "01" <= match[2] <= "12":
        return value[:7], "xsd:gYearMonth"
    return match[1], "xsd:gYear"


def _is_day(value: str) -> bool:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _escaped(value: str) -> str:
    return writable(value).translate(_ESCAPES) if _DOUBTFUL.search(value) else value

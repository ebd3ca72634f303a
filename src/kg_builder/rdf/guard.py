r"""What a stranger's query may not hold, found before a parser sees it.

The tokens are those of SPARQL 1.1, section 19: a word inside an IRI, a string or a comment is no keyword. Parsers that read
without word breaks take `trueSERVICE<…>` for two words, so that a word that merely contains SERVICE is refused too.

>>> check("SELECT * { ?s ?p 'SERVICE' } # SERVICE")
>>> check("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
Traceback (most recent call last):
    ...
kg_builder.model.errors.QueryError: line 1, column 12: SERVICE asks another server, which is refused here; take it out.
"""

import re
from collections.abc import Iterator

from kg_builder.model.errors import QueryError

LENGTH = 64 * 1024  # bytes
DEPTH = 60  # brackets within brackets; a parser's own stack ends at some thousands
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "USING"})
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\r\n]*)
    |(?P<iri><[^\x00-\x20<>"{}|^`\\]*>)
    |(?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<language>@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)
    |(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)
    |(?P<word>[^\W\d][\w.\-]*(?::(?:[\w.\-:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)?)
    |(?P<local>:(?:[\w.\-:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
    |(?P<open>[({\[])|(?P<close>[)}\]])
    """,
    re.X | re.S,
)
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check(query: str, length: int = LENGTH, depth: int = DEPTH) -> None:
    """Raises QueryError for a query that is too long, too deeply nested, asks other servers or changes the graph."""
    size = len(query.encode("utf-8", "surrogatepass"))
    if size > length:
        raise QueryError(f"the query has {size} bytes; {length} are allowed. Shorten it.")
    for reading in {query, _ESCAPED.sub(_unescaped, query)}:  # SPARQL 19.2: escapes are read before anything else
        _check(reading, depth)


def _check(query: str, depth: int) -> None:
    level = 0
    for kind, text, place in _tokens(query):
        if kind == "word":
            _check_word(query, text, place)
        elif kind == "open":
            level += 1
            if level > depth:
                raise QueryError(
                    f"{_at(query, place)}: brackets are nested more than {depth} deep; simplify the query."
                )
        elif kind == "close":
            level -= 1


def _check_word(query: str, text: str, place: int) -> None:
    prefix = text.partition(":")[0]
    if "service" in prefix.casefold():
        what = "SERVICE asks another server, which is refused here; take it out."
        if prefix.casefold() != "service" or ":" in text:
            what = f"'{prefix}' could be read as SERVICE, which is refused here; give it another name."
        raise QueryError(f"{_at(query, place)}: {what}")
    if ":" not in text and text.upper() in _UPDATES:
        raise QueryError(
            f"{_at(query, place)}: {text.upper()} changes a graph; a query only reads: write SELECT, ASK, CONSTRUCT or DESCRIBE."
        )


def _tokens(query: str) -> Iterator[tuple[str, str, int]]:
    """(kind, text, place) of all that matters; what is no token of these kinds is passed over."""
    for match in _TOKEN.finditer(query):
        yield str(match.lastgroup), match[0], match.start()


def _unescaped(match: "re.Match[str]") -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else match[0]


def _at(query: str, place: int) -> str:
    line = query.count("\n", 0, place) + 1
    return f"line {line}, column {place - query.rfind(chr(10), 0, place)}"

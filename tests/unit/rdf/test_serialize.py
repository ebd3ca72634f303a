"""Blocks of Turtle: a subject each, its type first, each triple once, whatever order the triples come in."""

from itertools import permutations

from kg_builder.rdf.serialize import Short, blocks
from kg_builder.rdf.terms import BASE, term

TRIPLES = [
    ("<u:b>", term("rdfs:label"), '"二"@zh'),
    ("<u:a>", term("rdfs:label"), '"一"@zh'),
    ("<u:a>", "<u:before-type>", "<u:b>"),
    ("<u:a>", term("rdf:type"), "<u:T>"),
    ("<u:a>", "<u:before-type>", "<u:a>"),
    ("<u:a>", "<u:before-type>", "<u:b>"),
]


def test_any_order_gives_the_same_blocks():
    label = Short(BASE)(term("rdfs:label"))
    for some in permutations(TRIPLES):
        first, second = blocks(some, Short(BASE), "  ")
        assert (
            first == f'  <u:a> a <u:T> ;\n      {label} "一"@zh ;\n      <u:before-type> <u:a> ,\n          <u:b> .\n\n'
        )
        assert second == f'  <u:b> {label} "二"@zh .\n\n'

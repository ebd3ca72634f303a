"""A quote in a table is never cut, whatever the width of where it goes."""

from kg_builder.cli.query import _print
from kg_builder.rdf import Answer


def test_a_long_quote_stands_whole(capsys):
    quote = "坚持以人民为中心" * 40
    _print(Answer(("words",), ((quote,),)), "table")
    assert quote in capsys.readouterr().out

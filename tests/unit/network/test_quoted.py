"""A page of several holds so many quotes, and tells how many it lacks."""

import sys

import pytest
from crowd import crowd
from msgspec.structs import replace

from kg_builder.network import quoted


@pytest.fixture
def statements():
    graph, _ = crowd(40)
    one = next(iter(graph.statements.values()))
    place = one.evidence[0]
    many = tuple(replace(place, id=f"{n:08x}") for n in range(50))
    return [replace(one, id=f"s{n}", evidence=many[:n]) for n in range(1, 50)]


def test_of_a_statement(statements) -> None:
    found, left = quoted(statements)
    assert [len(s.evidence) for s in found.values()] == [min(n, 20) for n in range(1, 50)]
    assert [left[s.id] for s in statements] == [max(0, n - 20) for n in range(1, 50)]


@pytest.mark.parametrize("most", [700, 400, 60, 3])
def test_of_a_page(statements, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["kg_builder.network.telling"], "MOST_QUOTES", most)
    found, left = quoted(statements)
    even = max((k for k in range(1, 21) if sum(min(n, k) for n in range(1, 50)) <= most), default=1)
    assert [len(s.evidence) for s in found.values()] == [min(n, even) for n in range(1, 50)]
    assert all(len(found[s.id].evidence) + left[s.id] == len(s.evidence) for s in statements)
    assert quoted(reversed(statements))[1] == left

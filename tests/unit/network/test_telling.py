"""Which part of a graph a page holds."""

import sys

import pytest

from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.network import telling


def test_dates_are_no_relations(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch):
    bounds = sys.modules["kg_builder.network.telling"]
    relations = sum(isinstance(s.object, str) for s in graph.statements.values())
    assert relations < len(graph.statements)
    monkeypatch.setattr(bounds, "MOST_EDGES", relations)
    monkeypatch.setattr(bounds, "MOST", 20)
    assert telling(graph) is graph
    monkeypatch.setattr(bounds, "MOST_EDGES", relations - 1)
    assert len(telling(graph).entities) < len(graph.entities)

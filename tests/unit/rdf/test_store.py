"""A graph is read from its file, and a file that cannot be read is named."""

import pytest

from kg_builder.model.errors import SourceError
from kg_builder.rdf import open_store


def test_every_line_is_a_quad(tmp_path):
    (tmp_path / "kg.nq").write_text("<u:s> <u:p> <u:o> .\n<u:s> <u:p> <u:o> <u:g> .\n", encoding="utf-8")
    assert len(open_store(tmp_path / "kg.nq")) == 2


def test_a_damaged_graph_is_named(tmp_path):
    (tmp_path / "kg.nq").write_text("<u:s> <u:p> <u:\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"kg\.nq: the graph is damaged"):
        open_store(tmp_path / "kg.nq")


def test_a_graph_that_is_gone_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"kg\.nq: the graph cannot be read \(No such file or directory\)"):
        open_store(tmp_path / "kg.nq")

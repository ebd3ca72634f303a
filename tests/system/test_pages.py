"""A build whose graph is too large for one page writes several, from the workbook, and the generation's list names them."""

import json
import re
import sys
from pathlib import Path

import pytest

from kg_builder.model.pack import Pack
from kg_builder.pipeline import build, reload
from kg_builder.project import latest

ROOT = Path(__file__).parents[2]


def data_of(page: Path) -> dict:
    found = re.search(
        r'<script type="application/json" id="data">(.*?)</script>', page.read_text(encoding="utf-8"), re.S
    )
    return json.loads(found[1])


@pytest.mark.parametrize("workers", [1, 2])
def test_pages_of_a_large_graph(tmp_path, pack: Pack, monkeypatch: pytest.MonkeyPatch, workers):
    monkeypatch.setattr(sys.modules["kg_builder.network.telling"], "MOST_NODES", 60)
    build([ROOT / "data" / "articles"], tmp_path / "out", pack, workers)
    graph, _ = reload(tmp_path / "out")
    place = latest(tmp_path / "out")
    index = data_of(place.page)
    links = [link for link in index["pages"] if link["kind"] != "index"]
    assert links
    assert sorted(link["href"] for link in links) == sorted(f"pages/{file.name}" for file in place.pages.iterdir())
    assert index["whole"] == len(graph.entities)
    for link in links:
        held = data_of(place.graph / link["href"])
        assert set(held["nodes"]["id"]) <= set(graph.entities)
        assert len(held["nodes"]["id"]) == link["nodes"]
        assert f"graph/{link['href']}" in (place.root / "MANIFEST").read_text(encoding="utf-8")

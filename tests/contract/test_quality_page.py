"""docs/quality.md holds the figures of docs/quality.json, and every switch of the ablation still exists."""

import importlib
import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "bench"))
ablation = importlib.import_module("ablation")
quality = importlib.import_module("quality")

PAGE = quality.PAGE.read_text(encoding="utf-8")
DATA = json.loads(quality.DATA.read_text(encoding="utf-8"))


def test_no_figure_of_the_page_was_typed_by_hand():
    assert quality.written(PAGE, DATA) == PAGE, "run python tests/bench/quality.py write"


def test_a_changed_figure_changes_the_page():
    changed = json.loads(json.dumps(DATA))
    changed["sets"]["constructed"]["entities"]["precision"] = 0.1234
    assert "0.123" in quality.written(PAGE, changed)


@pytest.mark.parametrize("table", list(quality.TABLES))
def test_the_page_shows_every_table(table):
    assert f"<!-- table {table} -->" in PAGE


@pytest.mark.parametrize("name", [name for name in DATA["sets"] if name != quality.OURS])
def test_texts_that_are_not_ours_are_not_quoted(name):
    assert all(not each["examples"] for each in DATA["sets"][name]["confusions"])
    assert "errors" not in DATA["sets"][name]


@pytest.mark.parametrize("switch", ablation.SWITCHES, ids=lambda switch: switch.name)
def test_a_part_that_is_off_finds_nothing(switch, read):
    with ablation.off(switch):
        read("济南市司法局局长李建国2月27日出席全省动员部署会。我们将增强“四个意识”，坚决清除害群之马。")

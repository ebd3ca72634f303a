"""The figures against gold do not fall. A floor goes up by hand, and down only with a reason beside it."""

import json
from pathlib import Path

import pytest

from kg_builder.evaluate import load_golds, unmet
from kg_builder.pipeline import evaluate

ROOT = Path(__file__).parent.parent.parent
REAL = ROOT.parent / "shared" / "gold" / "dev"  # real passages whose text is not ours to ship


def check(paths: list[Path], floors: str, pack, tmp_path: Path) -> None:
    report = evaluate(load_golds(paths), pack)
    file = tmp_path / "floors.json"
    file.write_text(
        json.dumps(json.loads((ROOT / "data" / "gold" / "floors.json").read_text(encoding="utf-8"))[floors])
    )
    assert unmet(report, file) == []


def test_the_sample(pack, tmp_path):
    check([ROOT / "data" / "gold" / "seed.json"], "seed", pack, tmp_path)


def test_the_constructed_passages(pack, tmp_path):
    check([ROOT / "data" / "gold" / "constructed"], "constructed", pack, tmp_path)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real passages are not part of the project")
def test_real_passages(pack, tmp_path):
    check([REAL], "real", pack, tmp_path)

"""The same text in another shape says the same things: F1 between what is read in the two, for each shape.

The floors are what was measured, rounded down; run with `-s` to see the figures.
"""

import dataclasses
import importlib.util
import json
from pathlib import Path

import pytest

from kg_builder.ingest import ingest
from kg_builder.ingest.fold import fold
from kg_builder.model.article import Source
from kg_builder.pipeline import annotate_article

ROOT = Path(__file__).parent.parent.parent
GOLD = ROOT / "data" / "gold"
TEXTS = (GOLD / "seed.txt", *(GOLD / "constructed" / f"{number:02d}.txt" for number in range(1, 25, 3)))
_spec = importlib.util.spec_from_file_location("typography", Path(__file__).with_name("typography.py"))
assert _spec is not None
assert _spec.loader is not None
_typography = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_typography)
SHAPES = _typography.SHAPES

Reading = tuple[set[tuple[str, ...]], set[tuple[str, ...]]]
USUAL = (0.99, 0.985)  # mentions, claims
FLOORS = {  # a shape that hides what the text says: where a paragraph ends, which day is meant
    "hard_wraps_narrow": (0.99, 0.96),
    "hard_wraps_ragged": (0.98, 0.95),
    "run_together": (0.98, 0.95),
    "chinese_years": (0.99, 0.98),
}


def _normal(name: str) -> str:
    folded = fold(f"{name}國")[:-1]  # one traditional character, so that the others are folded in a short name too
    return "".join(char for char in folded if char.isalnum())


def _read(text: str, date: str | None, pack) -> tuple[Reading, str | None]:
    article = ingest(Source("typography.txt", "text/plain", text.encode()))
    article = dataclasses.replace(article, header=dataclasses.replace(article.header, date=date))
    annotated = annotate_article(article, pack)
    mentions = {(mention.type, _normal(mention.name)) for mention in annotated.mentions}
    claims = {(_normal(c.subject.name), c.predicate, _normal(c.object.name)) for c in annotated.claims}
    for claim in annotated.claims:
        quote = claim.evidence.of(article.text)
        assert quote.strip() == quote != ""
    return (mentions, claims), article.header.title


@pytest.fixture(scope="module")
def originals(pack):
    """(text, date, what is read in it, title) of each text."""
    found = []
    for path in TEXTS:
        file = path.with_name(f"{path.stem}.meta.json")
        date = json.loads(file.read_text(encoding="utf-8")).get("date") if file.exists() else "2021-03-05"
        text = path.read_text(encoding="utf-8")
        found.append((text, date, *_read(text, date, pack)))
    return found


def _f1(pairs: list[tuple[set, set]]) -> float:
    both = sum(len(one & two) for one, two in pairs)
    return 2 * both / (sum(len(one) + len(two) for one, two in pairs) or 1)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_changes_little(shape, originals, pack):
    readings = [(reading, _read(SHAPES[shape](text), date, pack)[0]) for text, date, reading, _ in originals]
    figures = tuple(_f1([(before[i], after[i]) for before, after in readings]) for i in (0, 1))
    print(f"{shape:24} mentions {figures[0]:.3f} claims {figures[1]:.3f}")
    floors = FLOORS.get(shape, USUAL)
    assert figures[0] >= floors[0]
    assert figures[1] >= floors[1]


def test_every_shape_changes_the_texts(originals):
    for name, shape in SHAPES.items():
        assert any(shape(text) != text for text, *_ in originals), name


TITLED = ("half_width", "spaces_between_han", "markdown", "html", "wide_indents", "page", "zero_width")


@pytest.mark.parametrize("shape", TITLED)
def test_the_title_stays(shape, originals, pack):
    for text, date, _, title in originals:
        changed = _read(SHAPES[shape](text), date, pack)[1]
        assert _normal(changed or "") == _normal(title or "")

"""What goes on without an end costs in proportion to its length, and is said to have been read in pieces."""

import sys
from pathlib import Path

import pytest

from kg_builder.pipeline import annotate_article
from kg_builder.recognize.words import cut, jieba_cutter

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from long_sentences import UNITS, read, seconds, text_of

SMALL, LARGE = 2000, 12_000
MOST = 2.5  # times the growth of a cost that is in proportion; one that is not grows six times as much
NOTHING = 0.4  # seconds that say nothing


@pytest.mark.parametrize("kind", UNITS)
def test_the_cost_grows_with_the_length(pack, kind):
    small, large = (text_of(kind, size) for size in (SMALL, LARGE))
    first = seconds(lambda: read(small, pack))
    second = seconds(lambda: read(large, pack))
    if second > NOTHING:  # once more, where another process may have disturbed it
        first, second = max(first, seconds(lambda: read(small, pack))), min(second, seconds(lambda: read(large, pack)))
    assert second <= max(NOTHING, MOST * LARGE / SMALL * first)


def test_a_sentence_without_an_end_is_read_to_its_end(pack):
    annotated = read(text_of("prose without marks", 9000), pack)
    text = annotated.document.article.text
    assert [issue.code for issue in annotated.issues] == ["segment.long_sentence"]
    assert "".join(s.span.of(text) for s in annotated.document.sentences).replace("\n", "") == text.replace("\n", "")
    assert max(mention.span.end for mention in annotated.mentions) > 9000
    assert annotate_article(annotated.document.article, pack) == annotated


def test_a_usual_sentence_is_read_whole(pack):
    assert read(text_of("prose with commas", 1500), pack).issues == ()


def test_words_are_the_same_where_a_text_is_cut_in_pieces():
    text = "".join(unit for unit in UNITS.values() if unit[0] > "一") * 40
    assert len(text) > 8000
    assert cut(text) == jieba_cutter()(text)

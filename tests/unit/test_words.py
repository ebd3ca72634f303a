"""jieba's Rust port cuts as jieba does."""

from kg_builder.recognize.words import cut, jieba_cutter


def test_both_cutters_agree_on_the_sample(sample):
    reference = jieba_cutter()
    for line in filter(None, sample.document.article.folded.splitlines()):
        assert cut(line) == reference(line)

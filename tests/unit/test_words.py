"""jieba's Rust port cuts as jieba does."""

from kg_builder.recognize.words import cut, jieba_cutter, jieba_tagger, tagged


def test_both_cutters_agree_on_the_sample(sample):
    reference = jieba_cutter()
    for line in filter(None, sample.document.article.folded.splitlines()):
        assert cut(line) == reference(line)


def test_both_taggers_agree_on_the_words_of_the_sample(sample):
    reference = jieba_tagger()
    for line in filter(None, sample.document.article.folded.splitlines()):
        assert _chinese(tagged(line)) == _chinese(reference(line))


def _chinese(words):
    """Figures and Latin letters aside, which the two name differently and no grammar asks for."""
    return [pair for pair in words if "一" <= pair[0][0] <= "龥"]

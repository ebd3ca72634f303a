"""What holds of any input."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from kg_builder.ingest import ingest
from kg_builder.ingest.decode import decode
from kg_builder.ingest.fold import fold
from kg_builder.ingest.prose import plain
from kg_builder.model import codec
from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.article import Source
from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.model.span import Span
from kg_builder.pipeline import annotate_article
from kg_builder.recognize.dates import dates
from kg_builder.resolve import link, merge, profile, state
from kg_builder.segment import segment

PIECES = [
    "济宁市", "司法局", "党委书记", "、", "局长", " ", "朱勇志", "，", "。", "“四个意识”", "2月27日", "召开", "全国", "动员部署会", "将", "坚决", "我们",
    "\n", "编者按", "任命", "为", "免去", "职务", "李", "同志", "省委", "（女）", "清除害群之马", "教育整顿", "第一阶段", "<p>", "*", "：", "表示", "５月", "縣", "𬱟", "\u200b",
    "　　", "| ", "</td>", "<td>", "&nbsp;", "**", "# ", "- ", "「", "』", "[", "](http://a)", "市 司 法 局 会 议",
]  # fmt: skip
prose = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
anything = st.one_of(st.text(max_size=200), prose)


def source(text: str) -> Source:
    return Source("p.txt", "text/plain", text.encode("utf-8", errors="surrogatepass"))


@given(anything)
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(anything)
def test_what_is_read_stands_in_the_text_as_it_came(text):
    prose = plain(text)
    places = [prose.before(Span(place, place + 1)) for place in range(len(prose.text))]
    assert all(one.start < one.end <= two.start for one, two in zip(places, places[1:], strict=False))
    for char, place in zip(prose.text, places, strict=True):
        assert char == place.of(text) or len(place) > 1 or char in "\n\u3000："


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded(payload):
    text, encoding, how = decode(payload)
    assert encoding
    assert how
    assert "\r" not in text
    assert "\x00" not in text
    text.encode("utf-8")


@settings(max_examples=60, deadline=None)
@given(text=prose.filter(str.strip))
def test_spans_lie_where_they_should(pack, text):
    document = segment(ingest(source(text)), pack)
    blocks = [block.span for block in document.blocks]
    assert all(a.end <= b.start for a, b in zip(blocks, blocks[1:], strict=False))
    sentences = [sentence.span for sentence in document.sentences]
    assert all(a.end <= b.start for a, b in zip(sentences, sentences[1:], strict=False))
    for sentence in document.sentences:
        assert blocks[sentence.block].contains(sentence.span)
        assert all(sentence.span.contains(clause) for clause in sentence.clauses)
        assert "".join(clause.of(text) for clause in sentence.clauses) == sentence.span.of(text)


@settings(max_examples=60, deadline=None)
@given(text=prose.filter(str.strip))
def test_whatever_is_read_stands_in_the_text(pack, text):
    annotated = annotate_article(ingest(source(text)), pack)
    end = len(annotated.document.article.text)
    for mention in annotated.mentions:
        assert 0 <= mention.span.start < mention.span.end <= end
        assert mention.name
    for claim in annotated.claims:
        assert 0 <= claim.evidence.start < claim.evidence.end <= end
        assert claim.predicate.fits(claim.subject.type, claim.object.type)
    assert codec.decode(codec.encode(annotated), AnnotatedArticle) == annotated


@given(st.text(max_size=120), st.sampled_from([None, "2021", "2021-03", "2021-03-05", "2020-02-29"]))
def test_dates_are_dates(text, issued):
    for mention in dates(text, issued):
        assert mention.span.of(text)
        for value in mention.name.split("/"):
            parts = [int(part) for part in value.split("-")]
            assert 1900 <= parts[0] <= 2100
            assert all(1 <= part <= 31 for part in parts[1:])


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(range(4)))
def test_the_order_of_articles_is_irrelevant(read, pack, order):
    texts = [
        "济宁市司法局局长李建国出席会议。",
        "济宁市司法局局长李建国表示，我们将坚决落实。",
        "青岛市公安局局长李建国主持会议。",
        "李建国同志参加活动。",
    ]
    annotated = [read(text) for text in texts]
    first = assembled(annotated, pack)
    again = assembled([annotated[i] for i in order], pack)
    assert codec.encode(first) == codec.encode(again)


def assembled(annotated: list[AnnotatedArticle], pack) -> KnowledgeGraph:
    linker = link([profile(article) for article in annotated], pack)
    statements = [statement for article in annotated for statement in state(article, linker)]
    return merge(statements, linker, [article.document.article.header for article in annotated])


def test_statements_merge_in_any_order(sample, pack, graph):
    linker = link([profile(sample)], pack)
    statements = list(state(sample, linker))
    header = sample.document.article.header
    doubled = [structs.replace(s) for s in reversed(statements)] + statements
    assert merge(doubled, linker, [header, header]).statements == graph.statements

"""What is fuzzed: each target takes any bytes and asserts what must hold of them, not only that nothing breaks.

`test_targets.py` drives them with Hypothesis and with the corpus of former finds, `fuzz.py` with atheris.
"""

import re
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from kg_builder.ingest import ingest, plainly, sources
from kg_builder.ingest.decode import decode
from kg_builder.ingest.fold import fold
from kg_builder.ingest.prose import plain
from kg_builder.ingest.readers import READERS
from kg_builder.model import codec
from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.article import Article, Source
from kg_builder.model.errors import Issue, PackError, QueryError, SourceError
from kg_builder.model.pack import Pack
from kg_builder.model.span import Span
from kg_builder.pipeline import annotate_article, assemble
from kg_builder.project import check_pack, load_pack
from kg_builder.rdf import misquoted
from kg_builder.rdf.store import answer, open_store
from kg_builder.recognize.dates import dates
from kg_builder.segment import segment

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
CHARSETS = ("gb2312", "gbk", "big5", "utf-8", "utf-16", "iso-8859-1", "shift_jis", "rot13", "no such", "", "idna", "hz")
LONGEST = 3000  # characters that are read to the end; more costs time and finds no more
PIECES = (
    "济宁市", "司法局", "党委书记", "、", "局长", " ", "朱勇志", "，", "。", "“", "”", "四个意识", "2月27日", "2021年", "召开", "全国", "动员部署会", "将", "坚决",
    "我们", "\n", "编者按", "任命", "为", "免去", "职务", "李", "同志", "省委", "（女）", "清除害群之马", "教育整顿", "第一阶段", "<p>", "*", "：", "表示", "强调",
    "５月", "縣", "𬱟", "䶮", "\u200b", "\u2066", "\u3000", "| ", "</td>", "<td>", "&nbsp;", "**", "# ", "- ", "「", "』", "[", "](http://a)", "市 司 法 局",
    "(", ")", "（", "）", "《", "》", "‘", "’", "\"", "'", "问：", "记者：", "历任", "领导小组", "办公室", "组长", "成员：", "至", "以下简称", "阿不都·铁木尔", "㐀", "⻓",
    "<!--", "-->", "<script>", "</script>", "<tr>", "\ue000", "\ufeff", "\u2028", "十九届四中全会", "上旬", "去年", "会议指出", "他说", "的", "和", "等", "委", "局",
)  # fmt: skip


@lru_cache(maxsize=1)
def pack() -> Pack:
    """The shipped packs, loaded once."""
    return load_pack()


def composed(payload: bytes) -> str:
    """A text out of any bytes: each below the number of pieces is one of them, the others stand for a character."""
    parts, place = [], 0
    while place < len(payload):
        byte = payload[place]
        if byte < len(PIECES):
            parts.append(PIECES[byte])
        else:
            code = int.from_bytes(payload[place : place + 3], "big") % 0x110000
            parts.append(chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd")
            place += 2
        place += 1
    return "".join(parts)


def decoding(payload: bytes) -> None:
    """Any bytes in any declared encoding are a text that RDF can hold."""
    declared = CHARSETS[payload[0] % len(CHARSETS)] if payload else None
    for said in (None, declared):
        text, encoding, how = decode(payload[1:], said)
        assert encoding
        assert how in ("bom", "declared", "strict", "detected", "repaired", "replaced")
        assert not FORBIDDEN.search(text)
        assert decode(payload[1:], said) == (text, encoding, how)
        read_in_place(text)


def encoded(payload: bytes) -> None:
    """Text of pieces in an encoding of ours comes back, whatever is declared."""
    text = composed(payload[1:])
    if "\r" in text or decode(text.encode("utf-8"))[0] != text:
        return
    assert decode(text.encode("utf-8-sig"))[0] == text.removeprefix("\ufeff")
    assert decode(text.encode("utf-16"), "gbk")[0] == text
    assert decode(text.encode("utf-8"), "utf-8")[0] == text


def read_in_place(text: str) -> None:
    """Folding and prose keep every offset."""
    assert len(fold(text)) == len(text)
    prose = plain(text)
    assert len(fold(prose.text)) == len(prose.text)
    places = [prose.before(Span(place, place + 1)) for place in range(min(len(prose.text), LONGEST))]
    assert all(one.start < one.end <= two.start for one, two in zip(places, places[1:], strict=False))
    assert not places or places[-1].end <= len(text)


def reading(payload: bytes) -> None:
    """Each reader gives an article whose claims stand in it, or says why not."""
    kinds = sorted(READERS)
    kind = kinds[payload[0] % len(kinds)] if payload else kinds[0]
    whole(Source("f", kind, payload[1:]))


def prose(payload: bytes) -> None:
    """The same for text made of pieces."""
    whole(Source("f.txt", "text/plain", composed(payload).encode("utf-8", errors="replace")))


def whole(source: Source) -> None:
    """One article's whole way to statements."""
    try:
        article = ingest(source)
    except SourceError as error:
        assert str(error).endswith(".")
        return
    assert not FORBIDDEN.search(article.text)
    assert len(article.text) == len(article.folded)
    if len(article.text) <= LONGEST:
        annotated = annotate_article(article, pack())
        in_range(annotated)
        graph = assemble([annotated], pack())
        assert misquoted(graph, {article.header.id: article.text}) == ()


def in_range(annotated: AnnotatedArticle) -> None:
    """Every span lies in the text, sentences in their blocks, and the annotation comes back from its line."""
    article: Article = annotated.document.article
    end = len(article.text)
    blocks = annotated.document.blocks
    for sentence in annotated.document.sentences:
        assert blocks[sentence.block].span.contains(sentence.span)
        assert all(sentence.span.contains(clause) for clause in sentence.clauses)
    for mention in annotated.mentions:
        assert 0 <= mention.span.start < mention.span.end <= end
        assert mention.name.strip()
    for claim in annotated.claims:
        assert 0 <= claim.evidence.start < claim.evidence.end <= end
        assert claim.predicate.fits(claim.subject.type, claim.object.type)
    assert codec.decode(codec.encode(annotated), AnnotatedArticle) == annotated


def segmenting(payload: bytes) -> None:
    """Blocks and sentences in order and without overlap."""
    try:
        article = plainly(ingest(Source("f.txt", "text/plain", composed(payload).encode("utf-8", errors="replace"))))[0]
    except SourceError:
        return
    document = segment(article, pack())
    for spans in ([block.span for block in document.blocks], [sentence.span for sentence in document.sentences]):
        assert all(one.end <= two.start for one, two in zip(spans, spans[1:], strict=False))
    for sentence in document.sentences:
        assert "".join(clause.of(article.text) for clause in sentence.clauses) == sentence.span.of(article.text)


def dating(payload: bytes) -> None:
    """Dates are days that were, months, years, or stretches of them."""
    issued = (
        (None, "2021", "2021-03", "2021-03-05", "2020-02-29", "1900-01-01", "2100-12")[payload[0] % 7]
        if payload
        else None
    )
    signs = "0123456789年月日号—-至到～一二三十〇零上中下旬初末底今去明前当同次本第季度半.．/（）以来， \n电讯每几"
    text = "".join(signs[byte % len(signs)] for byte in payload[1:])
    for mention in dates(text, issued):
        assert mention.span.of(text)
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", mention.name), mention
        ends = mention.name.split("/")
        assert ends[0][: min(map(len, ends))] <= ends[-1][: min(map(len, ends))]


def packing(payload: bytes) -> None:
    """A malformed pack is a PackError that names its file; a good one can be checked."""
    names = (
        "pack.toml",
        "words.toml",
        "regions.csv",
        "titles.csv",
        "organs.csv",
        "surnames.csv",
        "campaigns.csv",
        "zones.csv",
    )
    name = names[payload[0] % len(names)] if payload else names[0]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "mine").mkdir()
        (root / "mine" / "pack.toml").write_text('name = "mine"\ntitle = "t"\nextends = []\n', encoding="utf-8")
        (root / "mine" / name).write_bytes(payload[1:])
        try:
            load_pack("mine", [root])
            check_pack(root / "mine", [root])
        except PackError as error:
            assert name in str(error) or "mine" in str(error), error
            assert "\n" not in str(error)


def querying(payload: bytes) -> None:
    """A query is answered or said to be wrong."""
    query = payload[:300].decode("utf-8", errors="replace")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "kg.nq"
        file.write_text('<http://a> <http://b> "济宁"@zh .\n', encoding="utf-8")
        store = open_store(file)
    try:
        found = answer(store, query)
        assert all(len(row) == len(found.columns) for row in found.rows)
    except QueryError as error:
        assert str(error)


def containing(payload: bytes) -> None:
    """Archives and records become sources or issues; each source has its name below the file's."""
    names = (
        "a.jsonl",
        "a.csv",
        "a.zip",
        "a.tar",
        "a.tar.gz",
        "a.warc",
        "a.warc.gz",
        "a.gz",
        "a.txt",
        "a.html",
        "a.docx",
        "a.pdf",
    )
    name = names[payload[0] % len(names)] if payload else names[0]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(payload[1:])
        issues: list[Issue] = []
        try:
            found = list(sources([file], issues.append))
        except SourceError as error:
            assert str(error)
            return
        assert all(source.iri.startswith(name) and folder not in source.iri for source in found)
        assert all(issue.message for issue in issues)
        assert found or issues or not payload[1:].strip() or name.endswith((".jsonl", ".csv"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "decoding": decoding, "encoded": encoded, "reading": reading, "prose": prose, "segmenting": segmenting, "dating": dating,
    "packing": packing, "querying": querying, "containing": containing,
}  # fmt: skip

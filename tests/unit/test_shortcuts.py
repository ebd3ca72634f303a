"""What is read faster gives what the plain way gives: each shortcut beside the plain way it stands for."""

import random
import re
import struct
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from kg_builder.extract.stage import Stage
from kg_builder.ingest import clean, lookalikes
from kg_builder.ingest.fold import _FORMS, _SPACES, _widths
from kg_builder.ingest.prose import plain
from kg_builder.model import codec
from kg_builder.model.article import Source
from kg_builder.model.errors import Issue
from kg_builder.model.once import once
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType
from kg_builder.pipeline import annotate
from kg_builder.pipeline.corpus import Dates
from kg_builder.project import load_pack
from kg_builder.recognize.goals import _TOGETHER
from kg_builder.recognize.lexicon import Places, lexicon
from kg_builder.recognize.sessions import _PLENUM
from kg_builder.reprints.signature import _bands, _digest, _hash, _mixers
from kg_builder.reprints.units import key
from kg_builder.resolve.names import _pinyin

_CONSTRUCTED = Path(__file__).parents[2] / "data" / "gold" / "constructed"
_PAGE = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "&nbsp;",
            "  ",
            "\n",
            "\n\n　　",
            "**",
            "市司法局",
            "召开",
            "会议，",
            "2 0 2 1 年",
            "。",
            "\u200b",
        ]
    ),
    max_size=30,
).map("".join)


def test_made_once_for_what_is_given_and_anew_for_another() -> None:
    made: list[list[int]] = []

    @once
    def remember(given: list[int], more: list[int]) -> int:
        made.append(given)
        return len(made)

    one, two, same = [1], [1], [2]
    assert [remember(one, same), remember(one, same), remember(two, same), remember(one, same)] == [1, 1, 2, 3]


@given(_PAGE)
def test_all_places_of_a_prose_are_those_of_one_span_after_the_other(text: str) -> None:
    prose = plain(text)
    place = prose.places()
    size = len(prose.text)
    spans = [Span(start, end) for start in range(size + 1) for end in range(start, min(start + 4, size) + 1)]
    assert [place(span) for span in spans] == [prose.before(span) for span in spans]


def test_characters_are_folded_as_by_a_table_of_all_of_them() -> None:
    table = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    table |= lookalikes.table() | str.maketrans(*_FORMS) | {ord(space): " " for space in _SPACES}
    text = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x31000))))
    form, forms = _widths()
    assert form.sub(lambda match: forms.get(match[0], match[0]), text) == text.translate(table)


def test_no_character_that_is_cleaned_away_is_overlooked() -> None:
    assert all(clean._DOUBTED.search(chr(code)) for code in clean._FORBIDDEN)


@given(st.text(alphabet="帐象做她它唯份\u3000账像作他惟分的地得了会议，。 A1_", max_size=30))
def test_a_unit_of_a_reprint_is_spelt_as_by_a_table(text: str) -> None:
    same = str.maketrans("帐象做她它唯份\u3000", "账像作他他惟分 ", "的地得了")
    assert key(text) == re.sub(r"[\W_]+", "", text.translate(same)).lower()


def test_the_bands_of_a_signature_are_modulo_two_to_the_64th() -> None:
    hashes = [_hash(str(number)) for number in range(40)]
    factors, shifts = (each.tolist() for each in _mixers())
    least = [min((own * a + b) % 2**64 for own in hashes) for a, b in zip(factors, shifts, strict=True)]
    pairs = [struct.pack("<2Q", *least[at : at + 2]) for at in range(0, 32, 2)]
    assert _bands(hashes) == [_digest(pair) for pair in pairs]


@pytest.mark.parametrize(
    "name", ["重庆市长寿区", "中共吕梁市委员会", "“不忘初心、牢记使命”主题教育", "第5次A会议", "", "绿化"]
)
def test_pinyin_word_by_word_is_pinyin(name: str) -> None:
    assert _pinyin(name) == lazy_pinyin(name)


def test_pinyin_of_all_names_of_the_pack_is_pinyin() -> None:
    pack = load_pack("all", [])
    names = [*(region.name for region in pack.regions), *(entry.name for entry in pack.entries)]
    chosen = random.Random(1).sample(names, 500)
    assert [_pinyin(name) for name in chosen] == [lazy_pinyin(name) for name in chosen]


@given(
    st.lists(st.sampled_from(["全国", "国", "全", "推进", "进", "推进会"]), max_size=4),
    st.text("全国推进会、", max_size=20),
)
def test_every_place_of_every_word_is_found(words: list[str], text: str) -> None:
    plainly = {(at, at + len(word)) for word in words for at in range(len(text)) if text.startswith(word, at)}
    found = Places(words).spans(text)
    assert set(found) == plainly and [end for _, end in found] == sorted(end for _, end in found)


def test_the_lineage_of_a_region_is_read_upwards() -> None:
    known = lexicon(load_pack("all", []))
    row = known.region_by_code["370102"]
    assert known.lineage(row)[:3] == ("370102", "370100", "370000")


def test_no_pattern_is_compiled_for_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """More patterns than `re` keeps would be compiled anew in each article, at a millisecond each."""
    pack, texts = load_pack("all", []), sorted(_CONSTRUCTED.glob("*.txt"))[:12]
    articles = [Source(text.name, "text/plain", text.read_bytes()) for text in texts]
    for source in articles:
        annotate(source, pack)
    compiled: list[object] = []
    compile_ = re._compiler.compile  # type: ignore[attr-defined]
    monkeypatch.setattr(re._compiler, "compile", lambda *given: compiled.append(given) or compile_(*given))  # type: ignore[attr-defined]
    for source in articles:
        annotate(source, pack)
    assert not compiled


def test_a_span_that_no_dataclass_makes_is_told_as_one() -> None:
    """`dataclasses.asdict` stops at a struct: whoever writes an issue as JSON goes through `codec.plain`."""
    issue = Issue("quote", "a", "m", Span(1, 2))
    assert codec.plain((issue, Path("out"))) == (
        {"code": "quote", "where": "a", "message": "m", "span": {"start": 1, "end": 2}},
        "out",
    )
    assert codec.encode(issue) == b'{"code":"quote","where":"a","message":"m","span":{"start":1,"end":2}}'


def test_what_is_made_by_the_thousand_is_frozen_and_no_two_orders() -> None:
    with pytest.raises(AttributeError):
        Span(0, 1).start = 2  # type: ignore[misc]
    assert sorted([Span(1, 2), Span(0, 5), Span(0, 3)]) == [Span(0, 3), Span(0, 5), Span(1, 2)]
    assert len({Span(0, 3), Span(0, 3)}) == 1


@pytest.mark.parametrize(("pattern", "word"), [(_TOGETHER, "一体"), (_PLENUM, "中全会")], ids=["together", "plenum"])
def test_a_pattern_matches_nothing_without_the_word_it_is_asked_for(pattern: "re.Pattern[str]", word: str) -> None:
    """Searched only where the word stands: each match in the constructed texts holds it, and so does each of the pattern's own."""
    said = "法治国家、法治政府、法治社会一体建设。党的十九届五中、六中全会。" + "".join(
        file.read_text(encoding="utf-8") for file in sorted(_CONSTRUCTED.glob("*.txt"))
    )
    found = [match[0] for match in pattern.finditer(said)]
    assert found and all(word in each for each in found)
    assert not pattern.search(said.replace(word, ""))


def test_what_stands_within_a_span_is_what_a_look_at_all_mentions_finds() -> None:
    pack, article = load_pack("all", []), sorted(_CONSTRUCTED.glob("*.txt"))[0]
    read = annotate(Source(article.name, "text/plain", article.read_bytes()), pack)
    stage, size = Stage(read.document, read.mentions, pack), len(read.document.article.text)
    chance, kinds = random.Random(1), list(EntityType)
    for _ in range(3000):
        start, many = chance.randint(0, size), chance.choice([0, 1, 1, 1, 2])
        span, types = Span(start, min(size, start + chance.choice([0, 2, 5, 30, 400]))), chance.sample(kinds, many)
        plainly = [m for m in stage.mentions if span.contains(m.span) and (not types or m.type in types)]
        assert stage.within(span, *types) == plainly


def test_the_dates_of_all_articles_are_there_without_being_counted():
    asked = []
    book = SimpleNamespace(rows=lambda *query: asked.append(query) or [("2021-06-01",)])
    dates = Dates(book)
    assert dates
    assert not asked
    assert dates["a"] == "2021-06-01"

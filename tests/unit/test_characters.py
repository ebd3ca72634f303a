"""Encodings, spoilt bytes, look-alikes, what nobody sees, rare characters of names. The people are invented."""

import pytest

from kg_builder.ingest import doubts, ingest
from kg_builder.ingest.decode import decode
from kg_builder.ingest.fold import fold
from kg_builder.ingest.lookalikes import table
from kg_builder.ingest.prose import plain
from kg_builder.model.article import Source
from kg_builder.model.vocabulary import EntityType

SIMPLE = "市司法局局长丁辉在会上说，我们要开展教育整顿，坚决清除害群之马。\n他说，这是一项重要的任务，必须认真完成好。"
TRADITIONAL = "市司法局局長丁輝在會上說，我們要開展教育整頓，堅決清除害群之馬。\n他說，這是一項重要的任務。"
WRONG = (
    "utf-8",
    "big5",
    "iso-8859-1",
    "gb2312",
    "utf-16",
    "shift_jis",
    "windows-1251",
    "euc-kr",
    "rot13",
    "base64",
    "no such",
    "",
    "x" * 300,
)


@pytest.mark.parametrize("declared", WRONG)
@pytest.mark.parametrize(
    ("text", "encoding"),
    [(SIMPLE, "gb18030"), (SIMPLE, "utf-8"), (TRADITIONAL, "big5"), (TRADITIONAL, "utf-8"), (SIMPLE, "utf-16"), (SIMPLE, "utf-8-sig")],
)  # fmt: skip
def test_a_wrong_declaration_changes_nothing(text, encoding, declared):
    assert decode(text.encode(encoding), declared)[0] == text


@pytest.mark.parametrize(
    ("payload", "declared", "told"),
    [
        ("姓名：陶喆、朱镕基".encode("gbk"), "gb2312", "gb18030"), ("龍𠀀䶮".encode("gb18030"), "GBK", "gb18030"), ("喆".encode("gb18030"), None, "gb18030"),
        ("裏面".encode("big5hkscs"), "Big5", "big5hkscs"), ("\U00020021的".encode("big5hkscs"), "big5-hkscs", "big5hkscs"), ("一些".encode("gbk"), None, "gb18030"),
        ("Русский текст".encode(), None, "utf-8"), ("café à la carte".encode("cp1252"), "iso-8859-1", "cp1252"), ("これは日本語の文章です。".encode("shift_jis"), "shift_jis", "shift_jis"),
        ("市司法局的会议".encode("utf-16-le"), None, "utf-16-le"), ("市司法局的会议".encode("utf-32-be"), None, "utf-32-be"),
    ],
)  # fmt: skip
def test_what_is_told_of_the_encoding(payload, declared, told):
    text, encoding, _ = decode(payload, declared)
    assert encoding == told
    assert text == payload.decode(told)


def test_a_byte_order_mark_before_other_bytes_is_not_believed():
    assert decode(b"\xef\xbb\xbf" + SIMPLE.encode("gbk"))[:2] == (SIMPLE, "gb18030")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
@pytest.mark.parametrize("place", range(8, 40))
@pytest.mark.parametrize("spoil", ["lost", "changed", "added"])
def test_one_bad_byte_harms_its_neighbours_only(encoding, place, spoil):
    first, second = (SIMPLE if encoding != "big5hkscs" else TRADITIONAL).split("\n")
    payload = bytearray(f"{first}\n{second}".encode(encoding))
    payload[place : place + (spoil != "added")] = b"" if spoil == "lost" else b"\xff"
    text, found, how = decode(bytes(payload))
    assert found == encoding
    assert how == "replaced" or encoding == "big5hkscs"  # where any byte may follow a lead, a pair may be read wrongly
    assert text.split("\n")[1] == second
    assert sum(char not in first for char in text.split("\n")[0]) <= 6
    assert text.split("\n")[0].endswith(first[-6:])


def test_surrogates_in_utf_8_are_the_character_they_stand_for():
    payload = "丁𬱟的会议".encode("utf-16-le").decode("utf-16-le").encode("utf-16", "surrogatepass")
    spoilt = "".join(chr(int.from_bytes(payload[i : i + 2], "little")) for i in range(2, len(payload), 2)).encode(
        "utf-8", "surrogatepass"
    )
    assert decode(spoilt) == ("丁𬱟的会议", "utf-8", "detected")


@pytest.mark.parametrize(
    ("right", "wrong"), [("utf-8", "latin-1"), ("utf-8", "cp1252"), ("gb18030", "latin-1"), ("utf-8", "gb18030")]
)
def test_what_was_decoded_wrongly_once_is_put_right_or_told(right, wrong):
    text = SIMPLE * 3
    spoilt = text.encode(right).decode(wrong, errors="replace")
    article = ingest(Source("a.txt", "text/plain", spoilt.encode()))
    codes = [issue.code for issue in doubts(article)]
    if "�" in spoilt:
        assert "ingest.garbled" in codes
    else:
        assert article.text == text
        assert codes == ["ingest.repaired"]
        assert article.header.encoding_from == "repaired"


@pytest.mark.parametrize(
    "text", ["Ã la carte, déjà vu, naïve façade — Zoë", "鐨", "ÀÁÂÃÄÅ", "Tiếng Việt có dấu, đường phố", SIMPLE]
)
def test_what_only_looks_like_it_stays(text):
    assert decode(text.encode()) == (text, "utf-8", "strict")


def test_ends_of_lines_and_pages_are_line_ends():
    assert decode("一\r\n二\r三\x0b四\x0c五\x85六\u2028七\u2029八".encode())[0] == "一\n二\n三\n四\n五\n六\n七\n八"


def test_private_characters_are_kept_and_told():
    article = ingest(Source("a.txt", "text/plain", "市司法局局长丁\ue123出席，丁\ue123讲话。".encode()))
    (issue,) = doubts(article)
    assert issue.code == "ingest.private_use"
    assert "2 private-use characters (U+E123 ×2)" in issue.message
    assert "丁\ue123" in article.text


def test_characters_moved_out_of_the_private_zone_are_what_the_standard_says():
    assert decode("他的".encode("gb18030") + bytes.fromhex("fe59"), "gbk")[0] == "他的龴"


def test_look_alikes_become_what_they_look_like_one_for_one():
    assert fold("⼭东省⾏政⻓、⻔、⻋、⻰、⻢、神、館") == "山东省行政长、门、车、龙、马、神、館"
    assert len(table()) > 1300
    assert not set(table().values()) & set(table())


@pytest.mark.parametrize(
    "mark", "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\ufe00\U000e0100\u061c\u034f\u3164"
)
def test_marks_that_nobody_sees_break_no_name(read, mark):
    text = mark.join("济宁市司法局局长罗志勇强调，我们将坚决清除害群之马。")
    found = {(m.type, m.name): m.span.of(text) for m in read(text).mentions}
    assert found[EntityType.OFFICIAL, "罗志勇"] == mark.join("罗志勇")
    assert (EntityType.BUREAU, "济宁市司法局") in found


@pytest.mark.parametrize(
    "name",
    ["王䶮", "陈𬱟", "李𠅤", "张𫘝", "刘㛃", "周𰀀文", "赵𱁬", "吴鿍", "朱\ue000", "欧阳𬭎", "冯𪨰丽", "王\U000323af"],
)
@pytest.mark.parametrize(
    "frame",
    ["济宁市司法局局长{}强调，我们将坚决清除害群之马。", "会议任命{}为济宁市司法局局长。", "{}，男，汉族，现任济宁市司法局局长。",
     "部署会\n济宁市司法局局长 {}\n我们将坚决清除害群之马。", "出席会议的有济宁市司法局局长{}、青岛市公安局局长王建国。"],
)  # fmt: skip
def test_rare_characters_stand_in_names(read, name, frame):
    text = frame.format(name)
    people = {m.name: m.span for m in read(text).mentions if m.type is EntityType.OFFICIAL}
    assert people[name].of(text) == name


def test_a_traditional_name_is_shown_as_it_was_written(read):
    text = "濟寧市司法局局長羅志勇強調，我們將堅決清除害群之馬。"
    spans = {m.name: m.span.of(text) for m in read(text).mentions}
    assert spans["罗志勇"] == "羅志勇"
    assert spans["济宁市司法局"] == "濟寧市司法局"


@pytest.mark.parametrize(
    "text", ["e\u0301tude 县委", "한글 각", "が\u3099ａ", "ﬁ ㍿ ½ ㈠ ㎡", "👩‍👩‍👧🇨🇳", "Việt Nam", "ｱｲｳ", "Å Ω"]
)
def test_no_normal_form_changes_a_length(text):
    assert len(fold(text)) == len(text)
    assert decode(text.encode())[0] == text
    assert len(fold(plain(text).text)) == len(plain(text).text)

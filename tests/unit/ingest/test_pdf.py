"""The text layer of PDF files. The files are written here: one font whose codes a ToUnicode map explains."""

import pytest

from kg_builder.ingest import ingest, plainly
from kg_builder.model.article import Source
from kg_builder.model.errors import SourceError


def pdf(pages: list[list[str]], trailer: bytes = b"") -> bytes:
    """A PDF file of pages of lines."""
    letters = sorted({char for page in pages for line in page for char in line})
    maps = "\n".join(f"<{number:04X}> <{char.encode('utf-16-be').hex()}>" for number, char in enumerate(letters, 1))
    cmap = f"begincmap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{len(letters)} beginbfchar\n{maps}\nendbfchar\nendcmap"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{7 + 2 * n} 0 R' for n in range(len(pages)))}]>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/FontDescriptor 5 0 R>>",
        b"<</Type/FontDescriptor/FontName/F/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap.encode()),
    ]
    for number, page in enumerate(pages):
        shown = "".join(
            f"1 0 0 1 50 {800 - 20 * row} Tm <{''.join(f'{letters.index(char) + 1:04X}' for char in line)}> Tj\n"
            for row, line in enumerate(page)
        )
        content = f"BT /F 10 Tf\n{shown}ET".encode()
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (8 + 2 * number)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return made + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        trailer,
        len(made),
    )


def read(made: bytes):
    return ingest(Source("a.pdf", "application/pdf", made))


def test_lines_are_kept_as_printed():
    article = read(pdf([["市司法局召开会议", "2021年3月5日 来源：某报", "会议指出，要抓好工作。"]]))
    assert article.text == "市司法局召开会议\n2021年3月5日 来源：某报\n会议指出，要抓好工作。"
    assert (article.header.title, article.header.date, article.header.publisher) == (
        "市司法局召开会议",
        "2021-03-05",
        "某报",
    )


def test_headers_footers_and_page_numbers_are_left_out():
    pages = [
        [
            "某市人民政府公报 2021年第3期",
            f"第{n}段说的是不同的事情，",
            "本行结束一段。",
            "内部资料",
            "第2021号文件",
            f"— {n} —",
        ]
        for n in range(1, 6)
    ]
    assert read(pdf(pages)).text == "\n".join(f"第{n}段说的是不同的事情，\n本行结束一段。" for n in range(1, 6))


def test_a_number_that_is_no_page_number_stays():
    assert read(pdf([["统计数据如下列所示", "2021", "全年完成"]])).text.endswith("2021\n全年完成")


def test_a_sentence_that_goes_over_a_page_is_joined_when_it_is_read():
    wrapped = [
        "会议指出，要坚持以人民为中心的发展思想，切实把各项工作任", "务落到实处，要加强组织领导，压实工作责任，确保教育整顿取",
        "得实实在在的成效。会议强调，全体干警要提高政治站位，要深", "入学习，要认真查摆问题，要把整改落实贯穿工作全过程，做到", "件件有着落，事事有回音。",
    ]  # fmt: skip
    pages = [
        ["司法局会议材料", *wrapped[:2], "1"],
        ["司法局会议材料", *wrapped[2:4], "2"],
        ["司法局会议材料", wrapped[4], "3"],
    ]
    prose, _ = plainly(read(pdf(pages)))
    assert prose.text == "".join(wrapped)


def test_a_scan_and_a_locked_file_say_what_they_are():
    with pytest.raises(SourceError, match="3 pages without a text layer"):
        read(pdf([[], ["章"], []]))
    locked = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]" % (b"11" * 32, b"22" * 32)
    with pytest.raises(SourceError, match="asks for a password"):
        read(pdf([["市司法局召开会议"]], locked))


@pytest.mark.parametrize("made", [b"%PDF-1.7 broken", b"%PDF-", pdf([["市司法局召开会议"]])[:300]])
def test_a_broken_file_says_so(made):
    with pytest.raises(SourceError, match=r"damaged PDF|text layer"):
        read(made)

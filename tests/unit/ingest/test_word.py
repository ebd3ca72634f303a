"""Word files: nothing that a reader sees is lost, nothing that he does not see is read."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kg_builder.ingest import ingest
from kg_builder.model.article import Source
from kg_builder.model.errors import SourceError

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def text_of(made) -> str:
    if not isinstance(made, bytes):
        held = io.BytesIO()
        made.save(held)
        made = held.getvalue()
    return ingest(Source("a.docx", TYPE, made)).text


def added(document, xml):
    document.element.body.insert(
        len(document.element.body) - 1, parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1))
    )


def test_paragraphs_and_tables_come_in_their_order():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.add_paragraph("关于成立领导小组的通知")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("组长", "张某某", "成员", ""), strict=True):
        cell.text = text
    paragraph = document.add_paragraph("之")
    paragraph.add_run("后")
    paragraph.add_run().add_break()
    paragraph.add_run("换行\t表")
    assert text_of(document) == "关于成立领导小组的通知\n| 组长 | 张某某 |\n| 成员 |  |\n之后\n换行\t表"


def test_a_table_that_lays_out_the_page_is_its_paragraphs():
    document = docx.Document()
    cells = document.add_table(1, 2)._cells
    cells[0].text = "一"
    cells[0].add_paragraph("二")
    cells[1].text = "三"
    assert text_of(document) == "一\n二\n三"


def test_insertions_are_read_and_deletions_not():
    document = docx.Document()
    added(
        document,
        "<w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del><w:ins><w:r><w:t>丙</w:t></w:r></w:ins></w:p>",
    )
    added(
        document,
        "<w:p><w:moveFrom><w:r><w:t>丁</w:t></w:r></w:moveFrom><w:smartTag><w:r><w:t>戊</w:t></w:r></w:smartTag></w:p>",
    )
    added(
        document,
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>己</w:t></w:r></w:p>",
    )
    assert text_of(document) == "甲丙\n戊\n己"


def test_content_controls_text_boxes_and_ruby_are_read_once():
    document = docx.Document()
    added(
        document,
        f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    box = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    added(
        document,
        f"<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>",
    )
    added(
        document,
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>zhang</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>张</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
    )
    assert text_of(document) == "控件\n前后\n框\n张"


def test_footnotes_that_are_referred_to_stand_at_the_end():
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{}" Target="{}"/></Relationships>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("_rels/.rels", relation.format(f"{kinds}/officeDocument", "word/document2.xml"))
        package.writestr("word/_rels/document2.xml.rels", relation.format(f"{kinds}/footnotes", "footnotes.xml"))
        package.writestr(
            "word/document2.xml",
            f'<w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:body></w:document>',
        )
        package.writestr(
            "word/footnotes.xml",
            f'<w:footnotes xmlns:w="{w}"><w:footnote w:id="-1"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote></w:footnotes>',
        )
    assert text_of(held.getvalue()) == "正文\n注"


def package(document: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", document)
    return held.getvalue()


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (b"PK\3\4 broken", "damaged"),
        (package("<w:document"), "faulty XML"),
        (package('<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'), "document type"),
        (package("<d>" + " " * 200_000_000 + "</d>"), "more than is read"),
        (package("<d>" * 100_000 + "</d>" * 100_000), r"damaged|faulty|no text"),
        (package("<d/>"), "no text"),
        (b"PK\5\6" + bytes(18), "without a document"),
    ],
    ids=["broken", "xml", "entity", "bomb", "deep", "empty", "nothing"],
)
def test_a_bad_file_says_what_it_is(made, said):
    with pytest.raises(SourceError, match=said):
        ingest(Source("a.docx", TYPE, made))

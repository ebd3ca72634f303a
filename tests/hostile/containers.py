"""Archives, tables, records, Word and PDF files: broken, nested, swollen, dishonest."""

import bz2
import gzip
import io
import json
import tarfile
import zipfile

from kinds import SAYS, Kind, article, file

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, before: str = "") -> bytes:
    document = f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document {_W}><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document})


def lines(*paragraphs: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in paragraphs)


def words(mark: str) -> str:
    return lines(*article(mark).strip().split("\n"))


def pdf(objects: list[str], trailer: str = "") -> bytes:
    """A small PDF file of these objects, the first being its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{place:010} 00000 n \n" for place in places
    )
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer}>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + table.encode() + end.encode()


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def text_pdf(said: str, catalogue: str = "") -> bytes:
    """A page with a line of text, in a font whose map to Unicode stands in the file."""
    codes = "".join(f"{ord(char):04X}" for char in said)
    pairs = "\n".join(f"<{ord(char):04X}> <{ord(char):04X}>" for char in sorted(set(said)))
    cmap = f"/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{len(set(said))} beginbfchar\n{pairs}\nendbfchar\n"
    return pdf([
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 200] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        _stream(f"BT /F 12 Tf 20 100 Td <{codes}> Tj ET"),
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>",
        _stream(cmap),
    ])  # fmt: skip


def _encrypted() -> bytes:
    """A zip whose members say that they are encrypted."""
    raw = bytearray(zipped({"a.txt": article("an encrypted zip")}))
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        raw[raw.index(mark) + place] |= 1
    return bytes(raw)


def _gbk_names() -> bytes:
    raw = zipped({"AAAA.txt": article("a zip with names in gbk")})
    return raw.replace(b"AAAA", "文章".encode("gbk"))


def _tar(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for info, content in members:
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def _link(name: str, target: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = tarfile.SYMTYPE, target
    return info


def _nested(depth: int) -> bytes:
    raw = zipped({"a.txt": article("zips in each other")})
    for _ in range(depth):
        raw = zipped({"inner.zip": raw}, zipfile.ZIP_STORED)
    return raw


def _record(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _warc(uri: str, page: str) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2021-03-05T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
    return (
        f"{head}Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n".encode()
        + http
        + b"\r\n\r\n"
    )


def page(mark: str, body: str = "", head: str = "") -> str:
    paragraphs = body or f"<p>{SAYS},我们将坚决清除害群之马。</p><p>青岛市司法局召开队伍教育整顿动员部署会。</p>"
    return f"<!DOCTYPE html><html><head><meta charset=utf-8><title>司法局长访谈:{mark}</title>{head}</head><body><h1>司法局长访谈:{mark}</h1><div class=TRS_Editor>{paragraphs}</div></body></html>"


_ZEROS = bytes(40 * 2**20)
_BOMB = zipped({"a.txt": article("the good part of a bomb"), "b.txt": _ZEROS, "c.txt": article("behind a bomb")})
_GZ = gzip.compress(article("a gz cut short").encode() * 50, mtime=0)
_HUGE = (
    "题目,正文\n一,"
    + SAYS
    + "。"
    + "青岛市" * 60_000
    + "\n二,"
    + article("a csv with a huge field").replace("\n", " ")
    + "\n"
)
_LAUGHS = (
    '<!DOCTYPE w:document [<!ENTITY a "哈哈">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]>"
)
_XXE = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
KINDS = (
    Kind("a zip of articles", file(zipped({"a.txt": article("zip one"), "sub/b.txt": article("zip two")}), "a.zip"), articles=2, reads=SAYS),
    Kind("a zip bomb", file(_BOMB, "a.zip"), ("ingest.bomb",), 2, reads="behind a bomb"),
    Kind("zips in each other", file(_nested(5), "a.zip"), ("ingest.nested",), 0),
    Kind("a zip that climbs out", file(zipped({"../../../climbed.txt": article("climbed out"), "/etc/root.txt": article("from the root"), "c:\\a.txt": article("from a drive")}), "a.zip"), articles=3, reads=SAYS),
    Kind("a zip with names in gbk", file(_gbk_names(), "a.zip"), reads=SAYS),
    Kind("an encrypted zip", file(_encrypted(), "a.zip"), ("ingest.encrypted",), 0),
    Kind("a zip cut short", file(zipped({"a.txt": article("a zip cut short") * 99})[:-40], "a.zip"), ("ingest.broken",), 0),
    Kind("a zip that is none", file("这不是压缩包。", "a.zip"), ("ingest.broken",), 0),
    Kind("a zip without members", file(zipped({}), "a.zip"), ("ingest.empty",), 0),
    Kind("a zip of 300 empty files", file(zipped({f"{n}.txt": "" for n in range(300)}), "a.zip"), ("ingest.empty",) * 300, 0),
    Kind("a tar with links and a device", file(_tar((tarfile.TarInfo("a.txt"), article("a tar with links").encode()), (_link("b.txt", "/etc/passwd"), b"")), "a.tar"), ("ingest.special",), reads=SAYS, lacks="root:"),
    Kind("a tar cut short", file(_tar((tarfile.TarInfo("a.txt"), article("a tar cut short").encode()), (tarfile.TarInfo("b.txt"), bytes(5000)))[:3000], "a.tar"), ("ingest.broken",) * 2, reads=SAYS),
    Kind("a gz cut short", file(_GZ[:-30], "a.txt.gz"), ("ingest.broken",), 0),
    Kind("a bz2 of an article", file(bz2.compress(article("a bz2 of an article").encode()), "a.txt.bz2"), reads=SAYS),
    Kind("a gz bomb", file(gzip.compress(_ZEROS, mtime=0), "a.txt.gz"), ("ingest.bomb",), 0),
    Kind("a word file", file(docx(words("a word file")), "a.docx"), reads=SAYS),
    Kind("a word file cut short", file(docx(words("a word file cut short"))[:-100], "a.docx"), ("ingest.unreadable",), 0),
    Kind("a zip called docx", file(zipped({"a.txt": article("a zip called docx")}), "a.docx"), reads=SAYS),
    Kind("a word bomb", file(docx(lines("a" * (40 * 2**20))), "a.docx"), ("ingest.unreadable",), 0),
    Kind("a word file that reads another file", file(docx(words("an entity of a file") + lines("&x;"), _XXE), "a.docx"), ("ingest.unreadable",), 0),
    Kind("a word file of a billion laughs", file(docx(lines("&l;"), _LAUGHS), "a.docx"), ("ingest.unreadable",), 0),
    Kind("a pdf", file(text_pdf(SAYS + ",我们将坚决清除害群之马。"), "a.pdf"), reads=SAYS),
    Kind("a pdf with a script", file(text_pdf(SAYS + "坚决清除。", "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "a.pdf"), reads=SAYS, lacks="alert"),
    Kind("a pdf without text", file(pdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"]), "a.pdf"), ("ingest.unreadable",), 0),
    Kind("a pdf cut short", file(text_pdf(SAYS)[:60], "a.pdf"), ("ingest.unreadable",), 0),
    Kind("a pdf whose pages go round", file(pdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 99999999 >>"]), "a.pdf"), ("ingest.unreadable",), 0),
    Kind("jsonl with bad lines", file(_record(title="一", text=article("jsonl one")) + "{bad\n\n" + _record(title="二", text=article("jsonl two")), "a.jsonl"), ("ingest.record",), 2, reads=SAYS),
    Kind("jsonl whose text is no text", file("".join(_record(title="题", text=value) for value in (None, 7, ["青岛市", "司法局"], {"a": 1}, True, "")) + "[1]\nnull\n", "a.jsonl"), ("ingest.record",) * 7, 1),
    Kind("jsonl with lone surrogates", file('{"title": "题\\ud800", "text": ' + json.dumps(article("jsonl with lone surrogates", SAYS + "。\ud83d"))  + "}\n", "a.jsonl"), ("ingest.damaged",), reads=SAYS),
    Kind("jsonl with a script as title", file(_record(title="</script><script>alert(1)</script>\u2028\x1b[31m", text=article("jsonl script"), url="javascript:alert(1)", date="9999-99-99"), "a.jsonl"), ("ingest.damaged", "ingest.record"), reads=SAYS),
    Kind("jsonl nested beyond reason", file('{"text": ' + "[" * 100_000 + "\n", "a.jsonl"), ("ingest.record",), 0),
    Kind("json that is no list", file("7", "a.json"), ("ingest.broken",), 0),
    Kind("a csv with a huge field", file(_HUGE, "a.csv"), ("segment.long_sentence",), articles=2, reads=SAYS),
    Kind("a csv with formulas", file(f'title,text\n"=cmd|\'/c calc\'!A0","{article("a csv with formulas")}"\n', "a.csv"), reads=SAYS),
    Kind("a csv with a quote left open", file(f'title,text\n一,"{article("a csv with a quote left open")}', "a.csv"), ("ingest.record",), 0),
    Kind("a csv without a text", file("a,b\n1,2\n", "a.csv"), ("ingest.record",), 0),
    Kind("a warc", file(_warc("http://sfj.example.cn/2021-03/05/a.html", page("a warc")), "a.warc"), reads=SAYS),
    Kind("a warc cut short", file(_warc("http://sfj.example.cn/1", page("a whole record")) + _warc("http://sfj.example.cn/2", page("a warc cut short"))[:-60], "a.warc"), ("ingest.broken",), reads=SAYS),
)  # fmt: skip

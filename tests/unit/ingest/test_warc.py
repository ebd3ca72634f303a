"""WARC files: pages with their address and charset; what is no page is counted."""

import gzip
import io
import zlib

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from kg_builder.ingest import ingest, limited

TEXT = "市司法局党委书记在会议上说，这是我们的工作。"


@pytest.fixture
def warc():
    """Writes pages: (address, body, headers, status)."""

    def write(*pages, packed=True, kind="response"):
        held = io.BytesIO()
        writer = WARCWriter(held, gzip=packed)
        writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
        for address, body, headers, status in pages:
            answer = StatusAndHeaders(status, [*headers.items()], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(address, kind, payload=io.BytesIO(body), http_headers=answer))
        return held.getvalue()

    return write


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_read_with_address_and_charset(file, read, warc, packed):
    made = warc(
        ("http://a.cn/2021/0305/1.html", TEXT.encode("gbk"), {"Content-Type": "text/html; charset=gb2312"}, "200 OK"),
        ("http://a.cn/2", b"x", {"Content-Type": "text/html"}, "404 Not Found"),
        ("http://a.cn/3.png", b"x", {"Content-Type": "image/png"}, "200 OK"),
        ("http://a.cn/4.txt", TEXT.encode(), {"Content-Type": 'text/plain;charset="UTF-8"'}, "200 OK"),
        packed=packed,
    )
    found = read([file("a.warc.gz" if packed else "a.warc", made)])
    one, two = found.sources.values()
    assert (one.iri[-2:], one.media_type, one.charset, dict(one.given)) == (
        "#2",
        "text/html",
        "gb2312",
        {"url": "http://a.cn/2021/0305/1.html"},
    )
    assert (two.iri[-2:], two.media_type, two.charset) == ("#5", "text/plain", "utf-8")
    assert ingest(two).text == TEXT
    assert [issue.message.split(";")[0] for issue in found.issues] == [
        "1 of its records are no HTML and no text", "1 of its records are no pages but answers such as 301 or 404",
    ]  # fmt: skip


def chunked(body):
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:5], body[5:])) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(TEXT.encode()), {"Transfer-Encoding": "chunked"}),
        (gzip.compress(TEXT.encode()), {"Content-Encoding": "gzip"}),
        (chunked(gzip.compress(TEXT.encode())), {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
        (zlib.compress(TEXT.encode()), {"Content-Encoding": "deflate"}),
        (zlib.compress(TEXT.encode())[2:-4], {"Content-Encoding": "deflate"}),
        (TEXT.encode(), {"Content-Encoding": "gzip"}),  # undone by the crawler, which kept the header
    ],
)
def test_pages_come_out_of_chunks_and_compression(file, read, warc, body, headers):
    found = read([file("a.warc.gz", warc(("http://a.cn/", body, {"Content-Type": "text/plain", **headers}, "200 OK")))])
    assert found.texts == {"a.warc.gz#2": TEXT}


def test_a_page_of_its_own_address_gives_the_date(file, read, warc):
    found = read(
        [
            file(
                "a.warc",
                warc(("http://a.cn/2021/0305/c1.html", TEXT.encode(), {"Content-Type": "text/plain"}, "200 OK")),
            )
        ]
    )
    assert ingest(found.sources["a.warc#2"]).header.date == "2021-03-05"


def test_bombs_damage_and_unknown_compression_cost_themselves(file, read, warc):
    bomb = gzip.compress(bytes(2_000_000))
    page = {"Content-Type": "text/plain"}
    made = warc(
        ("http://a.cn/1", bomb, {**page, "Content-Encoding": "gzip"}, "200 OK"),
        ("http://a.cn/2", b"\x83", {**page, "Content-Encoding": "br"}, "200 OK"),
        ("http://a.cn/3", b"", page, "200 OK"),
        ("http://a.cn/4", TEXT.encode(), page, "200 OK"),
    )
    found = read([file("a.warc.gz", made)], limits=limited(["file=1MB"]))
    assert found.texts == {"a.warc.gz#5": TEXT}
    assert found.told == [
        ("a.warc.gz#2", "ingest.large"),
        ("a.warc.gz#3", "ingest.unknown"),
        ("a.warc.gz#4", "ingest.empty"),
    ]
    cut = read([file("b.warc.gz", made[:-40])])
    assert cut.told[-1][0].startswith("b.warc.gz")
    assert not read([file("c.warc", b"WARC/1.0\r\nbroken")]).sources
    assert not read([file("d.warc", b"no such thing at all\r\n\r\n")]).sources

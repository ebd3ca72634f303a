"""Every encoding Chinese pages come in, right, wrong and damaged."""

from kinds import SAYS, Kind, article, file

TRADITIONAL = "青島市司法局局長王建民表示,我們將堅決清除害群之馬。"


def written(name: str, encoding: str, head: bytes = b"", body: str = "", **expected) -> Kind:
    raw = head + article(name, body).encode(encoding)
    return Kind(name, file(raw), **{"reads": body[:13] or SAYS, **expected})


def traditional(name: str, encoding: str, body: str) -> Kind:
    raw = f"司法局長訪談:{name}\n2021年3月5日 來源:青島法治報\n{body}\n".encode(encoding)
    return Kind(name, file(raw), reads=body)


def damaged(name: str, encoding: str, bad: bytes) -> Kind:
    """One byte that cannot be, in the middle of a text long enough to be told from noise."""
    raw = article(name).encode(encoding)
    spot = raw.index("表示".encode(encoding)) + len("表示".encode(encoding))
    return Kind(name, file(raw[:spot] + bad + raw[spot:]), ("ingest.damaged",), reads=SAYS)


KINDS = (
    written("utf-8", "utf-8"),
    written("utf-8 with a mark", "utf-8-sig"),
    written("utf-16 le with a mark", "utf-16-le", b"\xff\xfe"),
    written("utf-16 be with a mark", "utf-16-be", b"\xfe\xff"),
    written("utf-16 le without a mark", "utf-16-le"),
    written("utf-16 be without a mark", "utf-16-be"),
    written("utf-32 le with a mark", "utf-32-le", b"\xff\xfe\x00\x00"),
    written("utf-32 be with a mark", "utf-32-be", b"\x00\x00\xfe\xff"),
    written("gb2312", "gb2312"),
    written("gbk beyond gb2312", "gbk", body="青岛市司法局局长朱镕喆表示,我们将坚决清除害群之马。"),
    written("gb18030 of four bytes", "gb18030", body="青岛市司法局局长王𬱟䶮表示,我们将坚决清除害群之马。"),
    traditional("big5", "big5", TRADITIONAL),
    traditional("big5 hkscs", "big5hkscs", "青島市司法局局長王建民在深水埗表示,我們將堅決清除害群之馬,邨民恒常參加。"),
    written("gbk with windows line ends", "gbk", body=SAYS + ",\r\n我们将坚决清除害群之马。"),
    written("old mac line ends", "utf-8", body=SAYS + ",\r我们将坚决清除害群之马。"),
    damaged("one bad byte in utf-8", "utf-8", b"\xff"),
    damaged("one bad byte in gbk", "gbk", b"\xff"),
    Kind("utf-8 cut in a character", file(article("utf-8 cut in a character").encode() + "书".encode()[:2]), ("ingest.damaged",), reads=SAYS),
    Kind("gbk cut in a character", file(article("gbk cut in a character").encode("gbk") + "书".encode("gbk")[:1]), ("ingest.damaged",), reads=SAYS),
    Kind("utf-16 cut in a character", file(article("utf-16 cut").encode("utf-16") + b"\x53"), ("ingest.damaged",), reads=SAYS),
    Kind("utf-8 taken for latin-1", file(article("utf-8 taken for latin-1").encode().decode("latin-1")), ("ingest.unreadable",), 0),
    Kind("a mark of utf-8 before gbk", file(b"\xef\xbb\xbf" + article("a mark of utf-8 before gbk").encode("gbk")), reads=SAYS),
    Kind("two encodings in one file", file(article("two encodings in one file").encode() * 3 + SAYS.encode("gbk")), ("ingest.damaged",), reads=SAYS),
)  # fmt: skip

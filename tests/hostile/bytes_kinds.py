"""Files that hold no text, or too much of it."""

import random
import zlib
from pathlib import Path

from kinds import SAYS, Kind, article, file

_RANDOM = random.Random(7)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde" + zlib.compress(_RANDOM.randbytes(3000))
_ELF = b"\x7fELF\2\1\1" + bytes(9) + b"\2\0>\0\1\0\0\0" + _RANDOM.randbytes(4000)
_LINE = "青岛市司法局局长王建民表示我们将坚决清除害群之马".encode()


def repeated(size: int, name: str = "a.txt"):
    """One line of so many bytes, written in pieces."""

    def make(folder: Path) -> None:
        piece = _LINE * 10_000
        with (folder / name).open("wb") as out:
            for _ in range(size // len(piece) + 1):
                out.write(piece)

    return make


def small_files(count: int):
    """So many articles, a thousand a folder."""

    def make(folder: Path) -> None:
        for number in range(count):
            below = folder / f"{number // 1000:03}"
            below.mkdir(exist_ok=True)
            (below / f"{number}.txt").write_text(f"简讯第{number}号。{SAYS},要坚决清除害群之马。\n", encoding="utf-8")

    return make


KINDS = (
    Kind("empty", file(b""), ("ingest.empty",), 0),
    Kind("blanks only", file(b" \n\t\r\n  "), ("ingest.empty",), 0),
    Kind("wide blanks only", file("　\u00a0\u2003\n" * 9), ("ingest.unreadable",), 0),
    Kind("a byte order mark only", file(b"\xef\xbb\xbf"), ("ingest.unreadable",), 0),
    Kind("a mark of utf-16 only", file(b"\xff\xfe"), ("ingest.unreadable",), 0),
    Kind("a picture called txt", file(PNG), ("ingest.unreadable",), 0),
    Kind("a program called txt", file(_ELF), ("ingest.unreadable",), 0),
    Kind("noise", file(_RANDOM.randbytes(20_000)), ("ingest.unreadable",), 0),
    Kind("all 256 bytes", file(bytes(range(256)) * 40), ("ingest.unreadable",), 0),
    Kind("zeros", file(bytes(5000)), ("ingest.unreadable",), 0),
    Kind("zeros in a text", file(article("zeros in a text", f"\0{SAYS}\0,我们将坚决清除害群之马。")), ("ingest.damaged",), reads=SAYS),
    Kind("control characters", file(article("control characters", f"\x1b[31m\x07{SAYS}\x08。")), ("ingest.damaged",), reads=SAYS, lacks="\x1b"),
    Kind("200 MB on one line", repeated(33 * 2**20), ("ingest.large",), 0, full=repeated(200 * 2**20)),
    Kind("very many small files", small_files(300), articles=300, full=small_files(100_000)),
)  # fmt: skip

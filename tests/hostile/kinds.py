"""What a hostile or odd input is: what is written, and what must come of it.

A kind writes into a folder of its own. All kinds of a table are built at once, beside a good neighbour; `--hostile=alone` builds
each by itself, `--hostile=full` takes the sizes of the real world (200 MB, 100,000 files) for those that have one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Make = Callable[[Path], None]

# Nobody else in these tests speaks of this place, so nothing may change what is read here.
NEIGHBOUR = """河湟时评:玉树市司法局长谈整治
2021年3月9日 来源:三江源法治报
玉树市司法局党组书记、局长 才仁扎西
我们将坚决清除害群之马,全力抓好查纠整改。玉树市司法局召开队伍教育整顿动员部署会。
"""
SAYS = "青岛市司法局局长王建民表示"


@dataclass(frozen=True)
class Kind:
    """One input and its outcome. The build it is part of ends with exit code 0 and leaves the neighbour as it is alone."""

    name: str
    make: Make
    issues: tuple[str, ...] = ()  # codes, each as often as it is told
    articles: int = 1  # sources that became an article; two of one text are two sources
    reads: str = ""  # stands in an article as it was read
    lacks: str = ""  # stands in no article as it was read
    full: Make | None = None  # the same at full size
    full_issues: tuple[str, ...] | None = None  # where they differ then


def article(mark: str, body: str = "") -> str:
    """A small article that no other kind writes; `mark` makes it one of its own."""
    return f"司法局长访谈:{mark}\n2021年3月5日 来源:青岛法治报\n{body or SAYS + ',我们将坚决清除害群之马。'}\n"


def file(payload: bytes | str, name: str | bytes = "a.txt") -> Make:
    """Writes one file."""

    def make(folder: Path) -> None:
        raw = payload if isinstance(payload, bytes) else payload.encode("utf-8")
        target = bytes(folder) + b"/" + (name if isinstance(name, bytes) else name.encode())
        with open(target, "wb") as out:  # noqa: PTH123 - a name may be bytes that are no text
            out.write(raw)

    return make


def text(name: str, body: str, **expected: object) -> Kind:
    """A kind that is one article with this body."""
    return Kind(name, file(article(name, body)), **{"reads": body[:40].partition("\n")[0], **expected})  # type: ignore[arg-type]

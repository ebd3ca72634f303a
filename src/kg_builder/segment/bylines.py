"""A line "BODY TITLE、TITLE NAME" names who speaks in the lines below it.

>>> grammar = BylineGrammar(("局长", "党组书记"), ("丁", "欧阳"))
>>> byline = grammar.read("日照市司法局党组书记、局长 丁辉", 0)
>>> byline.name
Span(start=14, end=16)
"""

import re
from collections.abc import Iterable

from kg_builder.model.document import Byline
from kg_builder.model.span import Span

_MARKS = r"[\s　——\-·:：|]*"
_LENGTH = 60
_CLOSED = ("。", "！", "？", "；", "，")  # no byline ends so


class BylineGrammar:
    """Compiled once a pack: titles and surnames."""

    def __init__(self, titles: Iterable[str], surnames: Iterable[str]) -> None:
        title = "|".join(sorted(map(re.escape, titles), key=len, reverse=True))
        surname = "|".join(sorted(map(re.escape, surnames), key=len, reverse=True))
        self._titled = re.compile(title)
        name = rf"(?P<name>(?:{surname})[ 　]?[㐀-鿿\U00020000-\U0003ffff]{{1,2}}|[㐀-鿿]{{2,5}}·[㐀-鿿]{{2,6}})"
        self._after = re.compile(
            rf"{_MARKS}(?P<role>[^，。；！？]{{2,45}}(?:{title})(?:（[^（）]{{1,12}}）)?)[\s　:：]+{name}{_MARKS}"
        )
        self._close = re.compile(rf"{_MARKS}(?P<role>[^，。；！？]{{2,45}}(?:{title})){name}{_MARKS}")
        role = rf"(?P<role>[^，。；！？（）]{{2,45}}(?:{title}))"
        author = r"[（(](?:本文)?(?:作者|撰稿人?|受访者)(?:[：:为是]|系)?[ 　]*"
        self._closing = (
            re.compile(rf"{author}{name}(?:系|为|是|，|：|[ 　])+{role}[)）]"),
            re.compile(rf"{author}{role}[ 　]*{name}[)）]"),
        )
        self._before = re.compile(
            rf"{_MARKS}{name}[\s　:：（(,，]+(?P<role>[^，。；！？]{{2,45}}(?:{title}))[）)]?{_MARKS}"
        )

    def read(self, line: str, offset: int) -> Byline | None:
        """The byline that `line` is, or None. `offset` is where the line starts in the text."""
        if len(line) > _LENGTH or line.endswith(_CLOSED) or not self._titled.search(line):
            return None
        return self._match(line, offset, self._after, self._close, self._before)

    def closing(self, line: str, offset: int) -> Byline | None:
        """A line that names who wrote what stands above it: （作者丁辉系日照市司法局局长）."""
        bracketed = len(line) <= _LENGTH and line.startswith(("（", "(")) and line.endswith(("）", ")"))
        return self._match(line, offset, *self._closing) if bracketed else None

    def _match(self, line: str, offset: int, *patterns: "re.Pattern[str]") -> Byline | None:
        for pattern in patterns:
            match = pattern.fullmatch(line)
            if match and not _is_headline(match):
                role, name = match.span("role"), match.span("name")
                return Byline(
                    Span(offset, offset + len(line)),
                    Span(offset + role[0], offset + role[1]),
                    Span(offset + name[0], offset + name[1]),
                )
        return None


def _is_headline(match: "re.Match[str]") -> bool:
    """A headline may end in a title and a name too; it speaks in verbs or has a column's mark."""
    return any(mark in match["role"] for mark in ("会见", "出席", "主持", "访谈", "【", "》", "任命", "免去"))

"""Lines of an article become blocks, each with a kind."""

import re

from kg_builder.model.document import Block, BlockKind
from kg_builder.model.span import Span

_BREAK = re.compile(r"\n")
_MARKUP = re.compile(r"^[\s#>*\-_=+]+|[\s*_]+$")
_ENDS_SENTENCE = "。！？；…"
_SOURCE_LINE = re.compile(
    r"^[【\[（(]?(?:纠错[】\]])?\s*(?:原文链接|(?:信息|稿件|文章|新闻)?来\s?源|转自|责任编辑|责\s?编|编\s?辑|审\s?核|校对|作\s?者|(?:本报)?记者|通讯员|监制|制作|供稿|撰稿|摄影"
    r"|\[?查看原文\]?|(?:发布|更新|发稿)(?:时间|日期)|扫一扫|分享到|相关(?:链接|新闻|阅读)|延伸阅读|上一篇|下一篇)\s*[：:（(\[]"
    r"|^\d{4}[年/.-]\d{1,2}[月/.-]\d{1,2}日?[\s\d:：]*[|｜]?\s*(?:来\s?源|作者|浏览|点击|阅读)\S*[：:]"
    r"|^https?://|^\[[^\]]*\]\(https?://"
)
_NOTES = ("编者按", "开栏的话", "编者的话", "【编者按】")
_QUESTION = re.compile(r"(?:记者|编辑)\s*[：:].*[？?。，]")  # asked in an interview, not signed
_HEADING_LENGTH = 40


def lines(text: str) -> list[Span]:
    """Where the lines of `text` stand, without their markup, white space and line ends; empty ones are left out."""
    spans: list[Span] = []
    start = 0
    for match in _BREAK.finditer(text):
        spans.append(Span(start, match.start()))
        start = match.end()
    spans.append(Span(start, len(text)))
    trimmed = (_trim(text, span) for span in spans)
    return [span for span in trimmed if span.start < span.end]


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    head = _MARKUP.match(text[start : min(end, start + 40)])
    if head and head.end() > 0 and not text[start:end].startswith("**"):
        start += head.end()
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*_"):
        end -= 1
    while start < end and (text[start].isspace() or text[start] == "*"):
        start += 1
    return Span(start, end)


def kinds(text: str, spans: list[Span], bylines: set[int]) -> list[Block]:
    """Gives each line its kind. `bylines` holds the indices of the lines that name a speaker."""
    blocks: list[Block] = []
    in_note = False
    for index, span in enumerate(spans):
        line = span.of(text)
        if index in bylines:
            kind, in_note = BlockKind.BYLINE, False
        elif _SOURCE_LINE.match(line) and len(line) < 120 and not _QUESTION.match(line):
            kind = BlockKind.BOILERPLATE
        elif index == 0 and _is_heading(line, _HEADING_LENGTH * 2):
            kind = BlockKind.TITLE
        elif line.startswith(_NOTES):
            kind, in_note = BlockKind.NOTE, True
        elif _is_heading(line, _HEADING_LENGTH):
            kind, in_note = BlockKind.HEADING, False
        else:
            kind = BlockKind.NOTE if in_note else BlockKind.PARAGRAPH
        blocks.append(Block(span, kind))
    return blocks


def _is_heading(line: str, length: int) -> bool:
    if len(line) > length or line[-1] in _ENDS_SENTENCE + "，：、":
        return False
    # A line of prose that only lacks its full stop holds one inside; a list item is no heading.
    return not any(mark in line for mark in "。；") and not re.match(r"^(?:组\s*长|副组长|成\s*员|主\s*任)[：:]", line)

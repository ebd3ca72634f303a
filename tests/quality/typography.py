"""One text in the typographic shapes that sites, PDF files and editors give it. What it says stays the same.

`SHAPES` maps a name to a function of the text. Every function is fixed: no chance, the same shape on every run.
"""

import re
from collections.abc import Callable
from functools import lru_cache

Shape = Callable[[str], str]

_HALF = str.maketrans("，；：！？（）", ",;:!?()")
_HALF_FORMS = str.maketrans({"。": "｡", "、": "､", "“": "｢", "”": "｣"})
_WIDE = {c: c + 0xFEE0 for c in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}
_HAN_PAIR = re.compile(r"(?<=[一-龥，。、；：“”（）])(?=[一-龥，。、；：“”（）])")
_WRAPPED = re.compile(r"\n\s*")
_DIGITS = "〇一二三四五六七八九"


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def half_width(text: str) -> str:
    return text.translate(_HALF)


def half_width_spaced(text: str) -> str:
    return re.sub(r"[，；：！？]", lambda mark: mark[0].translate(_HALF) + " ", text)


def mixed_width(text: str) -> str:
    """Every second mark in half width: brackets and commas of both widths in one sentence."""
    return "".join(c.translate(_HALF) if i % 2 else c for i, c in enumerate(text))


def half_width_forms(text: str) -> str:
    return text.translate(_HALF_FORMS)


def straight_quotes(text: str) -> str:
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def corner_quotes(text: str) -> str:
    return text.translate(str.maketrans("“”‘’", "「」『』"))


def white_corner_quotes(text: str) -> str:
    return text.translate(str.maketrans("“”‘’", "『』「」"))


def same_quotes(text: str) -> str:
    """Opening marks where closing ones belong, as some editors set them."""
    return text.replace("”", "“")


def full_width_digits(text: str) -> str:
    return text.translate(_WIDE)


def chinese_years(text: str) -> str:
    """2021年3月15日 as 二〇二一年三月十五日."""
    text = re.sub(r"(\d{4})年", lambda m: "".join(_DIGITS[int(c)] for c in m[1]) + "年", text)
    return re.sub(r"(?<!\d)(\d{1,2})(月|日)", lambda m: _numeral(int(m[1])) + m[2], text)


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十") + (
        _DIGITS[ones] if ones or not tens else ""
    )


def no_break_indents(text: str) -> str:
    return "\n".join("\u00a0\u00a0\u00a0\u00a0" + line.replace(" ", "\u00a0") for line in _paragraphs(text))


def wide_indents(text: str) -> str:
    return "\n\n".join("　　" + line for line in _paragraphs(text))


def zero_width(text: str) -> str:
    """A zero-width space after every fifth character, a byte order mark and soft hyphens."""
    return "\ufeff" + "".join(
        c + ("\u200b" if i % 5 == 4 else "\u00ad" if i % 7 == 6 else "") for i, c in enumerate(text)
    )


def spaces_between(text: str) -> str:
    """A space after every character, as text layers of PDF files have them."""
    return "\n".join(" ".join(line) for line in _paragraphs(text))


def spaces_between_han(text: str) -> str:
    return "\n".join(_HAN_PAIR.sub(" ", line.replace(" ", "   ")) for line in _paragraphs(text))


def spaced_numbers(text: str) -> str:
    """Spaces between Chinese characters and numbers, as formatters of Markdown set them."""
    return re.sub(r"(?<=[一-龥])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[一-龥])", " ", text)


def hard_wraps(text: str, width: int = 34, indent: str = "", between: str = "\n") -> str:
    lines = []
    for line in _paragraphs(text):
        line = indent + line
        lines += [line[i : i + width] for i in range(0, len(line), width)]
    return between.join(lines)


def hard_wraps_narrow(text: str) -> str:
    return hard_wraps(text, 21, "　　")


def hard_wraps_ragged(text: str) -> str:
    """Lines of 27 to 30 characters, no closing mark at the start of a line, as a page is really set."""
    lines = []
    for line in _paragraphs(text):
        start = 0
        while start < len(line):
            end = start + 27 + len(lines) % 4
            while end < len(line) and line[end] in "，。、；：！？”’）》":
                end += 1
            lines.append(line[start:end])
            start = end
    return "\n".join(lines)


def hard_wraps_blank(text: str) -> str:
    """A blank line after every line of the page."""
    return hard_wraps(text, 34, "", "\n\n")


def hard_wraps_paragraphs(text: str) -> str:
    return "\n\n".join(hard_wraps(line, 30) for line in _paragraphs(text))


def one_line(text: str) -> str:
    return "　　".join(_paragraphs(text))


def one_line_no_break(text: str) -> str:
    return "\u00a0\u00a0\u00a0\u00a0".join(_paragraphs(text))


def one_line_spaces(text: str) -> str:
    return "  ".join(_paragraphs(text))


def run_together(text: str) -> str:
    """No break at all between paragraphs that end as sentences do."""
    return "".join(line + ("" if line[-1] in "。！？”" else "\n") for line in _paragraphs(text))


def markdown(text: str) -> str:
    first, *rest = _paragraphs(text)
    marked = [re.sub(r"([一-龥]{2,4})(书记|局长|主任|会议)", r"**\1\2**", line) for line in rest]
    marked = [re.sub(r"(“[^“”]{2,12}”)", r"[\1](https://example.org/a?b=1)", line) for line in marked]
    return f"# {first}\n\n" + "\n\n".join(marked)


def markdown_quote(text: str) -> str:
    return "\n>\n".join(f"> {line}" for line in _paragraphs(text))


def markdown_list(text: str) -> str:
    first, *rest = _paragraphs(text)
    return f"## **{first}**\n\n" + "\n".join(f"- {line}" for line in rest)


def markdown_table(text: str) -> str:
    first, *rest = _paragraphs(text)
    return f"# {first}\n\n|内容|\n|---|\n" + "\n".join(f"| {line} |" for line in rest)


def escaped_markdown(text: str) -> str:
    return re.sub(r"(?<=[一-龥])([“”、])", r"\\\1", text).replace("*", "\\*")


def html(text: str) -> str:
    first, *rest = _paragraphs(text)
    return f"<h1>{first}</h1>" + "".join(f'<p style="text-indent: 2em">&nbsp;&nbsp;{line}</p>' for line in rest)


def html_inline(text: str) -> str:
    marked = re.sub(r"([一-龥]{2})(书记|局长|主任|会议|召开)", r"<strong>\1</strong><span class='a'>\2</span>", text)
    return marked.replace("\n", "<br/>")


def html_entities(text: str) -> str:
    return (
        text.replace("“", "&ldquo;")
        .replace("”", "&rdquo;")
        .replace("·", "&middot;")
        .replace("、", "&#12289;")
        .replace(" ", "&nbsp;")
    )


def html_lines(text: str) -> str:
    """Tags on lines of their own and line ends inside the paragraphs, as a pretty-printer leaves them."""
    return (
        "<div>\n"
        + "\n".join(f"  <p>\n    {hard_wraps(line, 40, '', chr(10) + '    ')}\n  </p>" for line in _paragraphs(text))
        + "\n</div>"
    )


def traditional(text: str) -> str:
    return _converter().convert(text)


@lru_cache(maxsize=1)
def _converter():
    import opencc

    return opencc.OpenCC("s2t")


def page(text: str) -> str:
    """The furniture of a news page around the article."""
    head = "首页 > 新闻中心 > 要闻\n字号：大 中 小  打印  关闭  分享到：微信 微博\n"
    tail = "\n【纠错】责任编辑：王晓东\n分享到：\n上一篇：没有了\n下一篇：关于召开第三次会议的公告\n版权所有：某某网  京ICP备00000000号"
    return head + text + tail


SHAPES: dict[str, Shape] = {
    f.__name__: f
    for f in (
        half_width, half_width_spaced, mixed_width, half_width_forms, straight_quotes, corner_quotes, white_corner_quotes, same_quotes,
        full_width_digits, chinese_years, no_break_indents, wide_indents, zero_width, spaces_between, spaces_between_han, spaced_numbers,
        hard_wraps, hard_wraps_narrow, hard_wraps_ragged, hard_wraps_blank, hard_wraps_paragraphs,
        one_line, one_line_no_break, one_line_spaces, run_together,
        markdown, markdown_quote, markdown_list, markdown_table, escaped_markdown, html, html_inline, html_entities, html_lines, traditional, page,
    )
}  # fmt: skip

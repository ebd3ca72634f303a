"""Width, punctuation and script folded, one code point to one, so that every offset holds.

Letters and digits become half width; Chinese punctuation becomes one form (，；：！？（）“”), also where ASCII marks stand
in Chinese text; traditional characters become simplified; look-alike radicals become the characters they look like.

>>> fold("开局就是决战,起步就是冲刺(２０２１)")
'开局就是决战，起步就是冲刺（2021）'
>>> fold("縣委書記")
'县委书记'
"""

import re
from functools import lru_cache

from kg_builder.ingest import lookalikes

_HAN = "㐀-鿿豈-﫿\U00020000-\U0003ffff"
_ONE_HAN = re.compile(f"[{_HAN}]")
_ASCII_MARKS = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
_BRACKET = re.compile(r"[()（）\n]")
_ASCII = re.compile("[,;:!?()]")
_NEAR_HAN = re.compile(rf"(?<=[{_HAN}”’）》】%0-9])[,;:!?()]|[,;:!?()](?=[{_HAN}“‘（《【])")
_QUOTES = dict(zip("「」『』﹁﹂﹃﹄〝〞＂｢｣", '“”‘’“”‘’“”"“”', strict=True))
_QUOTE = re.compile("[「」『』﹁﹂﹃﹄〝〞＂｢｣]")
_WHITE = re.compile(r"[「」『』]")
_STRAIGHT = re.compile(r'"([^"\n]{1,80})"')
_SINGLE = re.compile(r"(?<![0-9A-Za-z])'([^'\n]{1,40})'(?![0-9A-Za-z])")
_MARK = re.compile("[“”]")
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_FORMS = ("，｡､﹐﹑﹔﹕﹖﹗﹙﹚︰％•‧∙⋅・･―", "，。、，、；：？！（）：%······—")


@lru_cache(maxsize=4)  # an article is folded for its masthead, for itself and for its prose, often one and the same
def fold(text: str) -> str:
    """The text for matching. `len(fold(text)) == len(text)`, always."""
    form, table = _widths()  # an expression looks up only what it finds; str.translate looks up every character
    folded = form.sub(lambda match: table.get(match[0], match[0]), text)
    folded = _QUOTE.sub(lambda match: _QUOTES[match[0]], _nested(folded))
    if folded.count("“") != folded.count("”"):
        folded = "\n".join(_in_turn(line) for line in folded.split("\n"))
    if _ASCII.search(folded):
        folded = _paired(_NEAR_HAN.sub(lambda match: _near(match, folded), folded))
    folded = _STRAIGHT.sub(lambda match: f"“{match[1]}”" if _has_han(match[1]) else match[0], folded)
    if "'" in folded:
        folded = _SINGLE.sub(lambda match: f"‘{match[1]}’" if _has_han(match[1]) else match[0], folded)
    return _simplified(folded)


def _nested(text: str) -> str:
    """Corner quotes by their depth, not their form: some regions set 『 』 outside and 「 」 inside.

    >>> _nested("他說『落實「四個意識」要求』")
    '他說「落實『四個意識』要求」'
    """
    if "『" not in text:
        return text
    marks, depth = list(text), 0
    for match in _WHITE.finditer(text):
        if match[0] in "「『":
            marks[match.start()] = "「『"[min(depth, 1)]
            depth += 1
        else:
            depth = max(depth - 1, 0)
            marks[match.start()] = "」』"[min(depth, 1)]
    return "".join(marks)


def _in_turn(line: str) -> str:
    """A line with quotes of one kind only, an even number of them: they open and close in turn."""
    places = [match.start() for match in _MARK.finditer(line)]
    if len(places) % 2 or len({line[place] for place in places}) != 1:
        return line
    marks = list(line)
    for index, place in enumerate(places):
        marks[place] = "“”"[index % 2]
    return "".join(marks)


def _near(match: "re.Match[str]", text: str) -> str:
    """An ASCII mark beside a Chinese character; between two digits (12:30, 1,000) it stays."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if before.isdigit() and before.isascii() and not _has_han(after):
        return match[0]
    return _ASCII_MARKS[match[0]]


def _paired(text: str) -> str:
    """Both brackets of a pair in one form: what stands beside a digit, `(2021)`, follows the mark it belongs to.

    >>> _paired("（一(2)三)与(1)")
    '（一(2)三）与(1)'
    """
    if "(" not in text and ")" not in text:
        return text
    marks, open_at = list(text), list[int]()
    for match in _BRACKET.finditer(text):
        if match[0] == "\n":
            open_at.clear()
        elif match[0] in "(（":
            open_at.append(match.start())
        elif open_at:
            first = open_at.pop()
            if text[first] == "（" or match[0] == "）":
                marks[first], marks[match.start()] = "（", "）"
    return "".join(marks)


def _has_han(text: str) -> bool:
    return _ONE_HAN.search(text) is not None


@lru_cache(maxsize=1)
def _widths() -> tuple["re.Pattern[str]", dict[str, str]]:
    """Whatever has another form to be matched in, and that form."""
    table = {}
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)):
        table[chr(code)] = chr(code - 0xFEE0)
    table |= {chr(form): chr(char) for form, char in lookalikes.table().items()}
    table |= {form: mark for form, mark in zip(*_FORMS, strict=True) if form != mark}
    table |= dict.fromkeys(_SPACES, " ")
    near, far = "".join(char for char in table if char < "\U00010000"), [char for char in table if char >= "\U00010000"]
    return re.compile(f"[{re.escape(near)}{min(far)}-{max(far)}]"), table


@lru_cache(maxsize=1)
def _script() -> tuple["re.Pattern[str]", dict[int, int]]:
    """Traditional characters with one simplified form of their own, as a table."""
    import opencc

    converter = opencc.OpenCC("t2s")
    table = {}
    chars = [chr(code) for code in range(0x4E00, 0xA000)]
    for char, simple in zip(chars, converter.convert("\n".join(chars)).split("\n"), strict=True):
        if char != simple and len(simple) == 1 and char != "乾":  # a surname's 乾 is no 干
            table[ord(char)] = ord(simple)
    return re.compile("[" + "".join(map(chr, table)) + "]"), table


_FREQUENT_TRADITIONAL = re.compile(
    "[國會員長書記縣區廳黨務與為來時這個們說學習實現發開關對動產業員進設導幹點問題處際義議團聯辦戰種總機構據檢專導經濟]"
)


def _simplified(text: str) -> str:
    if not _FREQUENT_TRADITIONAL.search(text):
        return text
    _, table = _script()
    return text.translate(table)

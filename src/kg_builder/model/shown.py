r"""Text of others on our own lines and in our files: what a terminal would obey or a format cannot hold is written otherwise.

An article's title, a name or a file's name may hold the signs that move a cursor, colour a screen, end a line or turn the
direction of what follows. Where we print such a text, they stand as \u202e; nothing else is changed.
"""

import re

# Controls (ESC among them), line and paragraph separators, marks and overrides of direction, lone surrogates.
_OBEYED = "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
# What no RDF, XML or HTML file can hold: controls, lone surrogates, noncharacters.
NONCHARACTERS = "".join(chr(plane + last) for plane in range(0x10000, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff" + NONCHARACTERS + "]"
)
_ANY = re.compile(f"[{_OBEYED}]")
_BUT_LINES = re.compile(f"(?![\n\t])[{_OBEYED}]")


def shown(text: str, lines: bool = False) -> str:
    r"""The text for a terminal or a report; with `lines` its line ends and tabs stay.

    >>> shown("a\x1b[31m\nb")
    'a\\x1b[31m\\nb'
    >>> shown("a\nb\x07", lines=True)
    'a\nb\\x07'
    """
    return (_BUT_LINES if lines else _ANY).sub(lambda match: _written(match[0]), text)


def writable(text: str) -> str:
    r"""The text as every format can hold it: one U+FFFD for each character that some cannot.

    >>> writable("a\x00b")
    'a\ufffdb'
    """
    return _UNWRITABLE.sub("\ufffd", text)


def masked(text: str) -> str:
    r"""The same where places must not move: one U+FFFD for each such character.

    >>> masked("a\x1bb")
    'a\ufffdb'
    """
    return _BUT_LINES.sub("\ufffd", text)


def json_shown(json: str) -> str:
    r"""JSON whose strings hold those characters as escapes: another writing of the same value.

    >>> json_shown('["\u202e"]') == r'["\u202e"]'
    True
    """
    return _BUT_LINES.sub(lambda match: f"\\u{ord(match[0]):04x}", json)


def _written(char: str) -> str:
    if "\udc80" <= char <= "\udcff":  # a byte of a file's name that is no UTF-8
        return f"\\x{ord(char) - 0xDC00:02x}"
    return char.encode("unicode_escape").decode("ascii")

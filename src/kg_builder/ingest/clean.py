"""What may stand in a text: one kind of line end, nothing that RDF or HTML cannot hold, the standard's characters."""

import re

_FORBIDDEN = {c: "\ufffd" for c in range(0x20) if c not in (0x09, 0x0A)} | dict.fromkeys(range(127, 160), "�")
_FORBIDDEN |= dict.fromkeys((*range(0xFDD0, 0xFDF0), *range(0xD800, 0xE000)), "�")
_FORBIDDEN |= dict.fromkeys((plane * 0x10000 + end for plane in range(17) for end in (0xFFFE, 0xFFFF)), "�")
# Ends of lines and pages in other forms: vertical tab, form feed, next line, line and paragraph separator.
_FORBIDDEN |= dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")
# Where any of these may stand; beyond the first planes others too.
_DOUBTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
# What GB18030 of 2000, and Python's codec, put into the private zone, and where the standard has it since.
_STANDARD = str.maketrans(
    "\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue7c7\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864"
    "\ue816\ue817\ue818\ue831\ue83b\ue855",
    "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19\u1e3f龴龵龶龷龸龹龺龻\U00020087\U00020089\U000200cc\U000215d7\U0002298f\U000241fe",
)


def clean(text: str) -> str:
    """The text with line ends as line feeds; a replacement stands for what cannot stand in RDF or HTML."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(_FORBIDDEN) if _DOUBTED.search(text) else text


def standard(text: str) -> str:
    """A text read as GB18030 with the characters that the standard has moved out of the private zone."""
    return text.translate(_STANDARD) if _PRIVATE.search(text) else text


def private(text: str) -> dict[str, int]:
    """The characters of the private zone, which mean something in one font only, and how often each stands there."""
    found: dict[str, int] = {}
    for char in _PRIVATE.findall(text):
        found[char] = found.get(char, 0) + 1
    return dict(sorted(found.items()))

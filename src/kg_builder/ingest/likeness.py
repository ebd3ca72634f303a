"""How much a text reads like Chinese prose: what decides between two encodings."""

import re

# Characters that no Chinese prose goes without: nearly all bytes of Big5 are GB18030 too, but then they say rare ones.
_FREQUENT = re.compile("[的一是在不了有和人这這中大为為上个個国國我以要他时時来來们們会會发發年，。、：；“”]")
_SCRIPT = re.compile("[぀-ヿ㐀-鿿가-힣\U00020000-\U0003ffff]")


def likeness(text: str) -> float:
    """The share of frequent Chinese characters among those beyond ASCII, less the share of what cannot be read."""
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return (len(_FREQUENT.findall(text)) / beyond if beyond else 0.0) - damaged(text)


def damaged(text: str) -> float:
    """The share of characters that could not be read: replacements, controls, lone surrogates."""
    return len(_UNREADABLE.findall(text)) / len(text) if text else 0.0


def has_script(text: str) -> bool:
    """True where a character of Chinese, Japanese or Korean stands in it."""
    return _SCRIPT.search(text) is not None


_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ud800-\udfff\ufffd-\uffff]")

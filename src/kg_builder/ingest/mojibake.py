"""Text that had been decoded wrongly once and was saved so: å¸‚å¸æ³•å±€, 甯傚徃娉曞眬, ÊÐË¾·¨¾Ö.

>>> repaired("市司法局的会议在今天召开".encode().decode("latin-1"))
('市司法局的会议在今天召开', 'utf-8 in latin-1')
"""

import re
from functools import lru_cache

from kg_builder.ingest.likeness import likeness

# (what the bytes were, what they were taken for)
_WAYS = (
    ("utf-8", "latin-1"), ("utf-8", "cp1252"), ("utf-8", "gb18030"), ("utf-8", "gbk"), ("utf-8", "big5hkscs"),
    ("gb18030", "latin-1"), ("gb18030", "cp1252"),
)  # fmt: skip
_CHINESE = 0.15  # what the text read rightly has at least of frequent characters
_STRANGE = 0.03  # and what it has at most as it stands
_HEAD = 5000  # characters from which a way is judged before the whole text is tried
_SIGN = re.compile("[\u0080-\u00ff\u20ac鈥鐨锛銆涓嚗]")  # what 的 ， 。 “ become one way or the other
_FEW = 5  # characters of the wrong kind that are no accident


def repaired(text: str) -> tuple[str, str] | None:
    """The text as it was and its way, if every character of it can be put back and it then reads like Chinese."""
    if not _suspect(text):
        return None
    for right, wrong in _WAYS:
        try:
            whole = text.encode(wrong).decode(right)
            if likeness(whole) >= _CHINESE and whole.encode(right).decode(wrong) == text:
                return whole, f"{right} in {wrong}"
        except UnicodeError:
            continue
    return None


def garbled(text: str) -> str | None:
    """The way in which a text was spoilt that cannot be put back whole, such as "utf-8 read as gb18030"."""
    if len(_SIGN.findall(text)) < _FEW or not _suspect(text):
        return None
    for right, wrong in _WAYS:
        if likeness(text[:_HEAD].encode(wrong, "replace").decode(right, "replace")) >= _CHINESE / 2:
            return f"{right} read as {wrong}"
    return None


@lru_cache(maxsize=1)  # both doors ask it of one text
def _suspect(text: str) -> bool:
    return _SIGN.search(text) is not None and likeness(text) < _STRANGE

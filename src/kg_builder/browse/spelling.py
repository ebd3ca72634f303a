"""How a name is typed on a keyboard without Chinese.

>>> pinyin("朱勇志"), initials("朱勇志")
('zhuyongzhi', 'zyz')
"""

from functools import lru_cache


def pinyin(name: str) -> str:
    """The syllables in one word, without tones; what is no Chinese stays, in small letters."""
    return "".join(_syllables(name))


def initials(name: str) -> str:
    """The first letter of each syllable."""
    return "".join(syllable[0] for syllable in _syllables(name) if syllable)


@lru_cache(maxsize=4096)
def _syllables(name: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple(syllable.casefold() for syllable in lazy_pinyin(name))

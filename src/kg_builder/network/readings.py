"""How the characters of names are typed: 'zhuyongzhi' and 'zyz' find 朱勇志."""

from collections.abc import Iterable


def readings(names: Iterable[str]) -> dict[str, str]:
    """Character -> its readings without tones, parted by spaces; any of them may be typed.

    >>> readings(["重庆"])
    {'庆': 'qing', '重': 'zhong chong tong'}
    """
    from pypinyin import Style, pinyin

    characters = sorted({char for name in names for char in name if not char.isascii()})
    return {
        char: " ".join(read)
        for char in characters
        if (read := _of(pinyin(char, Style.NORMAL, heteronym=True))) and read != [char]
    }


def _of(found: list[list[str]]) -> list[str]:
    return list(dict.fromkeys(found[0])) if found else []

"""Characters that look like a Chinese character and are another code point, and the character that each of them is.

Text layers of PDF files and some fonts put radicals for characters: ⻓ for 长, ⼭ for 山. Facts of Unicode: Kangxi radicals and
compatibility ideographs by their decompositions, the supplement of radicals by the property EquivalentUnifiedIdeograph.

>>> "⼭东⾏政⻓ 神 龍".translate(table())
'山东行政长 神 龍'
"""

import unicodedata
from functools import lru_cache

_SUPPLEMENT = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乛乚乙亻冂𠘨刀刂卜㔾小尐兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爬丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艺艻虎衤覀西见角𧢲讠贝𧾷车辶辷辸邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
_BLOCKS = (range(0x2F00, 0x2FD6), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))


@lru_cache(maxsize=1)
def table() -> dict[int, int]:
    """One code point for each, so that offsets hold."""
    found = {ord(form): ord(char) for form, char in zip(*_SUPPLEMENT, strict=True)}
    for code in (code for block in _BLOCKS for code in block):
        char = unicodedata.normalize("NFKC", chr(code))
        if len(char) == 1 and ord(char) != code:
            found[code] = ord(char)
    return found

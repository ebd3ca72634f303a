"""Personal names at a place that asks for one: after a title, after 任命, before 同志.

A surname, one or two characters of a given name, and what follows must look like the end of a name.
"""

import re
from dataclasses import dataclass

from kg_builder.recognize.lexicon import Lexicon

_HAN = r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003134f]"
_ETHNIC = re.compile(rf"{_HAN}{{1,7}}(?:[·•・]{_HAN}{{1,8}})+")
_CHAR = re.compile(_HAN)
_SPACES = "  　"
_STOPS = frozenset('，。；：、！？（）()“”‘’"《》【】[]<>|/—…·0123456789 　\n\r\t*#:,;.!?')


@dataclass(frozen=True, slots=True)
class Name:
    """A personal name at a place; `text` is without inner spaces."""

    start: int
    end: int
    text: str
    score: float


class NameGrammar:
    """Reads personal names forwards from a place or backwards to one."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._after = lexicon.words.get("after_name", frozenset())
        self._refused = lexicon.words.get("no_names", frozenset())
        self._longest = max(map(len, self._after), default=1)

    def after(self, text: str, position: int, strict: bool = True) -> Name | None:
        """The name that starts at `position` (white space skipped). Not `strict`: a place where only a name can stand,
        so that names without a known surname (巴特尔) are taken up to the next mark.
        """
        start = position
        while start < len(text) and text[start] in _SPACES and start - position < 3:
            start += 1
        ethnic = _ETHNIC.match(text, start)
        if ethnic and ethnic.end() - start <= 20:
            end = self._ethnic_end(text, start, ethnic.end())
            return Name(start, end, text[start:end], 0.95)
        options = [name for name in self._candidates(text, start) if name.score > 0]
        if options:
            return max(options, key=lambda name: (name.score, -name.end))
        return None if strict else self._unknown(text, start)

    def before(self, text: str, position: int, limit: int) -> Name | None:
        """The name that ends at `position` and starts at `limit` or later, the longest plausible one."""
        for length in (4, 3, 2):
            start = position - length
            if start < limit:
                continue
            word = text[start:position]
            if self.plausible(word) >= 0.5 and self._opens(text, start, limit):
                return Name(start, position, word, 0.6 + 0.3 * self.plausible(word))
        return None

    def plausible(self, word: str) -> float:
        """How much a string looks like a full name, in [0, 1]: a known surname and characters usual in given names."""
        surname = self._surname(word)
        given = word[len(surname) :]
        if not surname or not 1 <= len(given) <= 2 or (len(surname) == 2 and len(word) == 2):
            return 0.0
        if any(word.startswith(refused) for refused in self._refused):
            return 0.0
        weights = [self._lexicon.given.get(char, 0.15) for char in given]
        return sum(weights) / len(weights)

    def _surname(self, word: str) -> str:
        if len(word) >= 3 and word[:2] in self._lexicon.surnames:
            return word[:2]
        if len(word) == 4 and word[0] in self._lexicon.surnames and word[1] in self._lexicon.surnames:
            return word[:2]  # 林郑月娥: the husband's surname before her own
        return word[:1] if word[:1] in self._lexicon.surnames else ""

    def _candidates(self, text: str, start: int) -> list[Name]:
        found = []
        for length in (2, 3, 4):
            word = text[start : start + length]
            end = start + length
            if len(word) < length or any(char in _STOPS for char in word[1:]):
                break
            plausible = self.plausible(word)
            if plausible > 0:
                found.append(Name(start, end, word, self._score(text, end, word, plausible)))
        # 冯 镭: a name of two characters set to the width of three
        if start + 2 < len(text) and text[start + 1] in _SPACES and _CHAR.match(text, start + 2):
            word = text[start] + text[start + 2]
            if self.plausible(word) > 0 and (start + 3 == len(text) or text[start + 3] in _STOPS):
                found.append(Name(start, start + 3, word, 0.9))
        return found

    def _score(self, text: str, end: int, word: str, plausible: float) -> float:
        ending = self._ending(text, end)
        if ending == 0:
            return 0.0
        usual = 0.12 if len(word) == 3 else 0.0
        return ending * 0.5 + plausible * 0.4 + usual

    def _ending(self, text: str, end: int) -> float:
        """How surely a name may end here: 1 at a mark, less before a word that can follow a name, else 0."""
        if end >= len(text) or text[end] in _STOPS:
            return 1.0
        for length in range(min(self._longest, 4), 0, -1):
            if text[end : end + length] in self._after:
                return 0.9 if length > 1 else 0.55
        return 0.0

    def _opens(self, text: str, start: int, limit: int) -> bool:
        return start in (limit, 0) or text[start - 1] in _STOPS or text[start - 1] in "和与及由经对以任命免去兼原"

    def _unknown(self, text: str, start: int) -> Name | None:
        for length in range(2, 9):
            end = start + length
            if end > len(text) or any(char in _STOPS for char in text[start:end]):
                return None
            if end == len(text) or text[end] in "（、，。；" or text.startswith(("同志", "为", "的", "职务"), end):
                return Name(start, end, text[start:end], 0.6)
        return None

    def _ethnic_end(self, text: str, start: int, end: int) -> int:
        """Cuts what follows a name with a dot: 艾尔肯·吐尼亚孜主持会议."""
        dot = max(text.rfind(mark, start, end) for mark in "·•・")
        for cut in range(dot + 2, end):
            if any(text.startswith(word, cut) for word in self._after if len(word) > 1):
                return cut
        return end

"""How much a string looks like a personal name, by its form, by what stands around it and by the dictionary.

Weights are log-odds: above nought a name is likelier than plain words. `People` adds what the place says.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from kg_builder.recognize.lexicon import Lexicon
from kg_builder.recognize.name_forms import name_forms
from kg_builder.recognize.scan import Scan
from kg_builder.recognize.words import tagged

_HAN = r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]"
_ETHNIC = re.compile(rf"{_HAN}{{1,7}}(?:[·•・-]{_HAN}{{1,8}})+")
_DOTS = frozenset("·•・-")
_SPACED = re.compile(rf"({_HAN})(?:[  　]{{1,4}}({_HAN})(?!{_HAN})|[  　]({_HAN})(?={_HAN}))")
_ETHNIC_PART = re.compile(rf"{_HAN}+")
# a name may begin after a date without a mark: 1992年底张三被任命为
_DATE = re.compile(
    r"(?:[\d一二三四五六七八九十]年[底初末中春夏秋冬]?|月[底初末]?|[\d一二三四五六七八九十]日|[上中下]旬|[上下]午)$"
)
SPACES = "  　"
_INNER = tuple(SPACES)
_STOPS = frozenset('，。；：、！？（）()“”‘’"《》【】[]<>|/—…·•・-0123456789 　\n\r\t*#:,;.!?')
_GRAMMAR = ("v", "d", "p", "c", "t", "m", "i")  # what goes on after a name: verbs, adverbs, prepositions, times, counts


class Name(Struct, frozen=True, gc=False):
    """A personal name at a place; `text` is without inner spaces, `score` lies in [0, 1]."""

    start: int
    end: int
    text: str
    score: float


class Reading(Struct, frozen=True, gc=False):
    """One way to read a name at a place; `weight` is in log-odds, without what the place itself says."""

    start: int
    end: int
    text: str
    weight: float
    ending: float  # what follows, a part of the weight


class NameGrammar:
    """Reads personal names forwards from a place or backwards to one."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._text = scan.text
        self._lexicon: Lexicon = scan.lexicon
        self._forms = forms = name_forms(scan.lexicon)
        self._after = forms.after
        self._lead = scan.lexicon.words.get("name_leads", frozenset())
        self._longest = forms.longest_after
        self._ethnic = scan.lexicon.ethnic
        self._foreign = forms.foreign
        self._going_on = forms.going_on
        self._script = forms.script
        self._places = forms.places
        self._titles = scan.lexicon.titles
        self._no_titles = forms.no_titles

    def forwards(self, position: int) -> list[Reading]:
        """The readings that start at `position`, white space skipped, the best one first."""
        text, start = self._text, position
        while start < len(text) and text[start] in SPACES and start - position < 6:
            start += 1
        dotted = None if _DOTS.isdisjoint(text[start : start + 8]) else _ETHNIC.match(text, start)
        if dotted and text[start] not in "和与同及":
            end = self._dotted_end(start, dotted.end())
            return [Reading(start, end, text[start:end], 4.0, 1.5)] if end else []
        found = list(self._by_surname(start))
        if text[start + 1 : start + 2] in _INNER:
            found += self._spaced(start)
        if text[start : start + 1] in self._forms.ethnic_starts:
            found += self._without_surname(start)
        return sorted(found, key=lambda r: (-r.weight, -r.end)) if len(found) > 1 else found

    def backwards(self, end: int, limit: int) -> list[Reading]:
        """The readings that end at `end` and start at `limit` or later, the best one first."""
        found: list[Reading] = []
        if self._text[end - 1 : end] in self._places:  # 方岩镇|党委书记
            return found
        for length in (2, 3, 4):
            start = end - length
            if start < limit:
                break
            form = self.form(self._text[start:end])
            if form is not None:
                weight = form + self._opening(start) + self._dictionary(start, end, ending=1.5)
                if self.leads(self._text[start]):  # 由|家族成员
                    weight -= 3.0
                found.append(Reading(start, end, self._text[start:end], weight, 1.5))
        return sorted(found, key=lambda r: (-r.weight, r.start))

    def form(self, word: str) -> float | None:
        """What the characters alone say: surname, given name, length. None where it cannot be a name."""
        return self._forms.of(word)

    def _by_surname(self, start: int) -> Iterator[Reading]:
        text = self._text
        if text[start : start + 1] not in self._lexicon.surname_starts:
            return
        for length in (2, 3, 4):
            end = start + length
            word = text[start:end]
            if len(word) < length or not _STOPS.isdisjoint(word):
                return
            form = self.form(word)
            if form is not None:
                ending = self._ending(end)
                known = self._dictionary(start, end, ending)
                if ending >= -1.0 or (known > 0 and text[end] not in self._foreign):
                    yield Reading(start, end, word, form + ending + known, ending)

    def _spaced(self, start: int) -> Iterator[Reading]:
        """冯 镭, also in running text (冯 镭主持): a name of two characters set to the width of three."""
        match = _SPACED.match(self._text, start)
        if match:
            word = match[1] + (match[2] or match[3])
            form = self.form(word)
            ending = 1.5 if match[2] else self._ending(match.end())
            if form is not None and ending >= -1.0:
                yield Reading(start, match.end(), word, form - 0.5 + ending, ending)

    def _without_surname(self, start: int) -> Iterator[Reading]:
        """巴特尔, 多杰热旦: made of the elements of Mongolian, Tibetan and Uyghur names."""
        end, parts = start, 0
        while end - start < 8:
            step = next((n for n in (5, 4, 3, 2) if self._text[end : end + n] in self._ethnic), 0)
            if not step:
                break
            end, parts = end + step, parts + 1
        ending = self._ending(end) if parts else 0.0
        least = 0.0 if parts > 1 else 0.7
        if parts and end - start >= 2 and ending >= least and not self._forms.refuses(self._text[start:end]):
            yield Reading(start, end, self._text[start:end], (1.0 if parts == 1 else 4.0) + ending, ending)

    def worded(self, start: int) -> Reading | None:
        """程序, 田野: a word that has the form of a name, where nothing but a name can stand."""
        word = self._text[start : start + 2]
        if len(word) < 2 or word[0] not in self._lexicon.surnames or not _ETHNIC_PART.fullmatch(word):
            return None
        return Reading(start, start + 2, word, 0.5, 1.5)

    def foreign(self, start: int) -> Reading | None:
        """莫特利: written with the characters of transcription as far as a mark or a word that follows names."""
        end = start
        if self._forms.refuses(self._text[start : start + 6]):
            return None
        while end < len(self._text) and self._text[end] in self._foreign and end - start < 8:
            end += 1
            if end - start >= 2 and self._ending(end) >= 0.7 and self._text[end : end + 1] not in self._going_on:
                plain_word = self._dictionary(start, end, 1.5) <= -4.0
                return None if plain_word else Reading(start, end, self._text[start:end], 0.5, 1.5)
        return None

    # --- what stands around ---

    def surroundings(self, start: int, end: int) -> float:
        """What stands around a known name and what the dictionary says, without its form."""
        ending = self._ending(end)
        return self._opening(start) + ending + self._dictionary(start, end, ending)

    def whole(self, start: int, end: int) -> float:
        """What the dictionary says where the marks around leave no doubt about the ends."""
        return self._dictionary(start, end, 1.5)

    def opens(self, start: int) -> bool:
        """True where a name may begin before its title; 帕罗夫总理 is the rest of a longer foreign name."""
        opening = self._opening(start)
        return opening >= 1.0 or (opening >= 0 and self._text[start - 1] not in self._foreign)

    def is_compound(self, name: str, shorter: int) -> bool:
        """True for a name with a surname of two characters, `shorter` the length of what it might be read as."""
        return len(name) > shorter and len(name) >= 3 and name[:2] in self._lexicon.surnames

    def leads(self, word: str) -> bool:
        """True for a word that leads to names."""
        return word in self._lead

    def led(self, start: int) -> bool:
        """True after a word that leads to names: 由, 与, 陪同."""
        for begin in range(max(0, start - 3), start):
            if self._text[begin:start] in self._lead:
                return True
        return _DATE.search(self._text, max(0, start - 3), start) is not None

    def _ending(self, end: int) -> float:
        """A name may end before a mark, a title, a word that follows names; hardly before anything else."""
        text = self._text
        if end >= len(text) or text[end] in _STOPS:
            return 1.5
        for length in range(min(self._longest, 5), 0, -1):
            if text[end : end + length] in self._after:
                return 1.5 if length > 1 or text[end] == "等" else 0.7
        for length in (5, 4, 3, 2):
            if text[end : end + length] in self._titles:
                if not text.startswith(self._no_titles, end):
                    return 1.0
                break
        word, tag = next(iter(tagged(text[end : min(end + 6, self._scan.right_limit(end))])), ("", ""))
        if len(word) > 1:
            return 0.0 if tag.startswith(_GRAMMAR) else -5.0
        foreign = text[end : end + 1] in self._foreign  # 莫拉|维茨基
        return -1.0 if tag.startswith(("v", "d", "p")) and not foreign else -5.0

    def _opening(self, start: int) -> float:
        """A name may begin after a mark or after a word that leads to names; hardly within a word."""
        text = self._text
        if start == 0 or text[start - 1] in _STOPS:
            return -5.0 if start and text[start - 1] in "·•・-" else 1.0
        if self.led(start):
            return 1.0
        return 0.0 if self._scan.is_edge(start) else -3.0

    def _dictionary(self, start: int, end: int, ending: float) -> float:
        """What jieba's dictionary says: it knows the name, or another word stands here or across its end."""
        limit = min(end + 4, self._scan.right_limit(start))
        place = start
        weight = 0.0
        compound = self._text[start : start + 2] in self._lexicon.surnames
        for word, tag in tagged(self._text[start:limit]):
            stop = place + len(word)
            known = tag.startswith("nr") or (place == start and len(word) == 2 and self._is_surname(word, tag))
            if place == start and stop == end:
                return (2.0 if len(word) == 3 else 0.0) if known else -4.0 if len(word) > 1 else 0.0
            if place < end < stop:  # 夏宝龙关|于
                return weight + (-1.5 if known else -0.5 if ending >= 1.5 else -2.0 if ending > 0 else -5.0)
            if len(word) > 1 and stop <= end and end - start == 4 and not known and not compound:  # 庄严|宣告
                return -8.0
            if len(word) > 1 and stop <= end and not known:
                weight -= self._word_inside(start, place, word)
            place = stop
            if place >= end:
                break
        return weight

    def _word_inside(self, start: int, place: int, word: str) -> float:
        """建国 in a given name says little; 曾|强调 and 由|家族 are no names."""
        if place > start and word in self._after:
            return 5.0
        wordlike = self._lexicon.surname_weight.get(self._text[start], 0.0) < 0
        return 4.0 if wordlike and place > start else 2.5 if place == start else 0.5

    def _is_surname(self, word: str, tag: str) -> bool:
        """欧阳 stands for a name where it opens one; 东方, 百里 and 第五 are words of place or number first."""
        return word in self._lexicon.surnames and not tag.startswith(("s", "m", "t", "f", "ns"))

    def _dotted_end(self, start: int, end: int) -> int:
        """Where a name with dots ends, 0 where it is none: 雪克来提·扎克尔|在参加审议时说."""
        text = self._text
        last = max(text.rfind(mark, start, end) for mark in "·•・-")
        strange = sum(char not in self._script and char not in "·•・-" for char in text[start:last])
        if strange and (last - start > 6 or strange > 1 + (last - start) // 4):  # 古丽仙·艾合买提
            return 0
        cut = last + 1
        while cut < end and text[cut] in self._script and (cut < last + 3 or self._ending(cut) < 0.7):
            cut += 1
        if cut < end and cut - last > 2 and self._ending(cut) < 0.0:  # one character more: 吾守|尔
            longer = next((at for at in (cut + 1, cut + 2) if at <= end and self._ending(at) >= 0.7), 0)
            cut = longer or cut
        return cut if cut > last + 1 else 0

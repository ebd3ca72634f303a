"""Lists of officials: 领导人A、B、C等; A、B参加会见; 组长：A; A（市发改局）.

A list lends its members what one of them has: who stands among officials in a list of names is one.
"""

import itertools
import re
from collections.abc import Callable, Collection, Iterator

from kg_builder.recognize.lexicon import alternatives
from kg_builder.recognize.names import NameGrammar, Reading
from kg_builder.recognize.scan import Scan

_LABEL = re.compile(r"^[  　]*([一-龥  　]{2,16})[：:](?=[  　]*[一-龥])", re.MULTILINE)
_GAP = re.compile(r"[  　]*[、，]?[  　]*\n?[  　]*")
_UNIT = re.compile(
    r"(?:(?<=[、，：:\n　 ])|^)([㐀-鿿\U00020000-\U0003ffff]{1,3}[ 　]{0,4}[㐀-鿿\U00020000-\U0003ffff]{1,2})[  　]*（([^（）\n]{2,24})）",
    re.MULTILINE,
)
_COUNTED = re.compile(
    r"等[\d一二三四五六七八九十]*[位名]?"
    r"(?:(?:老|领导)?同志|[省市县区州镇乡]?[四几]?[大套]?(?:班子)?领导|(?:全国|[省市县区])?(?:政协)?(?:委员|常委|副主席))"
)
_MANY = 5  # so many names with units make a list of members
_LENT = 1.25  # the weight that a list lends
_ROW = re.compile(
    r"[㐀-鿿\U00020000-\U0003ffff·]{2,14}(?:（[^（）、]{1,8}）)?(?:、[㐀-鿿\U00020000-\U0003ffff·]{2,14}(?:（[^（）、]{1,8}）)?){2,}"
)
_BREAK = frozenset("。！？；，：\n（）“”》.!?;,:()")
_NUMBER = re.compile(r"等(?:[\d一二三四五六七八九十]+人)?")


class NameLists:
    """Reads the lists of names of one scan."""

    def __init__(self, scan: Scan, names: NameGrammar) -> None:
        self._scan = scan
        self._text = scan.text
        self._names = names
        words = scan.lexicon.pack.words
        self._attend = re.compile(alternatives(tuple(words.get("attend", ("出席",)))))
        self._offices = re.compile("当选|不再担任|不再兼任")
        self._leads = re.compile(alternatives(tuple(words.get("list_leads", ("领导同志",)))) + r"(?:还?有|包括)?[：:]?")

    def read(self, known: Callable[[], Collection[str]]) -> Iterator[tuple[list[Reading], float]]:
        """Lists with what their place says; `known` gives the names that the article has established by then."""
        yield from self._labelled()
        yield from self._with_units()
        yield from self._led()
        for match in self._attend.finditer(self._text):
            yield from self._before(match.start(), known)
        for match in self._offices.finditer(self._text):
            yield from self._before(match.start(), known)
        for match in _COUNTED.finditer(self._text):
            yield from self._before(match.start(), known)
        yield from self._among(known)

    def _labelled(self) -> Iterator[tuple[list[Reading], float]]:
        """组  长：李文钢; 成员：张三、李四."""
        for match in _LABEL.finditer(self._text):
            word = re.sub(r"[  　]", "", match[1])
            title = self._scan.lexicon.titles.get(word)
            if title is not None and title.kind not in ("private", "none"):
                yield list(self._row(match.end())), 2.0

    def _row(self, position: int) -> Iterator[Reading]:
        while True:
            reading = next(iter(self._names.forwards(position)), None)
            if reading is None or reading.ending < 1.0 or reading.weight < 0:
                return
            yield reading
            position = reading.end
            note = re.compile(r"（[^（）\n]{1,30}）").match(self._text, position)
            position = note.end() if note else position
            gap = _GAP.match(self._text, position)
            if gap is None or gap.end() == position:
                return
            position = gap.end()

    def _with_units(self) -> Iterator[tuple[list[Reading], float]]:
        """张三（市发改局）: a name with the body it comes from, in a list."""
        matches = [match for place in self._scan.lines("（") for match in _UNIT.finditer(self._text, *place)]
        for match in matches:
            word = re.sub(r"[ 　]", "", match[1])
            form = self._names.form(word)
            organs = self._scan.lexicon.find_organs.hits(match[2])
            if form is not None and ((organs and organs[-1].end >= len(match[2]) - 4) or len(matches) >= _MANY):
                weight = form + 1.5 + self._names.whole(match.start(1), match.end(1))
                yield [Reading(match.start(1), match.end(1), word, weight, 1.5)], 2.5 if len(matches) >= _MANY else 0.5

    def _led(self) -> Iterator[tuple[list[Reading], float]]:
        """党和国家领导人A、B、C等; 市领导A、B参加."""
        for match in self._leads.finditer(self._text):
            found = list(self._row_of_text(match.end()))
            if len(found) >= 2 or (found and self._attend.match(self._text, found[-1].end)):
                yield found, 1.5

    def _row_of_text(self, position: int) -> Iterator[Reading]:
        least = 1.0
        while True:
            reading = next(iter(self._names.forwards(position)), None)
            if reading is None or reading.ending < 0.5 or reading.weight < least:
                return
            yield reading
            if self._text[reading.end : reading.end + 1] not in ("、", "和"):
                return
            position, least = reading.end + 1, 0.0  # the row speaks for its later members

    def _before(self, end: int, known: Callable[[], Collection[str]]) -> Iterator[tuple[list[Reading], float]]:
        """张三、李四参加会见: nothing but names from the mark to the verb."""
        start = end
        while start > 0 and self._text[start - 1] not in _BREAK and end - start < 400:
            start -= 1
        while self._text[start : start + 1] in ("*", ">", " ", "　") and start < end:
            start += 1
        counted = next((m for m in _NUMBER.finditer(self._text, start, end) if m.end() == end), None)
        end = counted.start() if counted else end
        pieces = self._pieces(start, end)
        if not pieces or any(piece is None for piece in pieces):
            return
        names = [piece for piece in pieces if piece is not None]
        words = sum(name.weight == _LENT for name in names)
        if words and len(names) < 3 * words:
            return
        if (
            len(names) >= (2 if names[0].start == start else 4)
            or names[0].text in known()
            or (names[0].weight >= 6.0 and len(names[0].text) == 3)
        ):
            yield names, 0.5

    def _pieces(self, start: int, end: int) -> list[Reading | None]:
        """The names between the marks; the first one may stand behind other words."""
        found: list[Reading | None] = []
        position = start
        for part in self._text[start:end].split("、"):
            stop = position + len(part)
            whole = self._whole(position, stop) or self._word(position, stop)
            pair = [whole] if whole else self._pair(position, stop)
            if pair is None and position == start and stop < end:
                pair = self._behind(position, stop)
            if pair is None:
                return [None]
            found.extend(pair)
            position = stop + 1
        return found

    def _word(self, start: int, end: int) -> Reading | None:
        """文献、田利跃、李艳: a word of the dictionary that has the form of a name, and that only the list makes one."""
        word = self._text[start:end]
        form = self._names.form(word) if 2 <= len(word) <= 3 else None
        return Reading(start, end, word, _LENT, 1.5) if form is not None and form > -2.0 else None

    def _pair(self, start: int, end: int) -> list[Reading | None] | None:
        """张高丽和田纪云."""
        for at in range(start + 2, end - 2):
            if self._text[at] in "和与":
                pair = [self._whole(start, at), self._whole(at + 1, end)]
                if all(pair):
                    return pair
        return None

    def _behind(self, start: int, end: int) -> list[Reading | None] | None:
        best = next((r for r in self._names.backwards(end, start) if r.weight >= 3.0), None)
        return [best] if best else None

    def _whole(self, start: int, end: int) -> Reading | None:
        """The reading that takes the piece whole."""
        if not 2 <= end - start <= 20:
            return None
        options = [r for r in self._names.forwards(start) if r.end == end]
        if options:
            reading = options[0]
            weight = reading.weight - reading.ending + 1.5
            return Reading(start, end, reading.text, weight, 1.5) if weight >= 1.0 else None
        return None

    def _among(self, known: Callable[[], Collection[str]]) -> Iterator[tuple[list[Reading], float]]:
        """Names in a row of three or more of which the article knows one for an official's."""
        established = known()
        rows = (_ROW.finditer(self._text, *place) for place in self._scan.lists) if established else ()
        for match in itertools.chain.from_iterable(rows):
            if not any(name in match[0] for name in established):
                continue
            runs: list[list[Reading]] = [[]]
            position = match.start()
            for piece in match[0].split("、"):
                end = position + len(piece.partition("（")[0])
                reading = self._piece(position, end, first=position == match.start(), last=end == match.end())
                if reading is not None:
                    runs[-1].append(reading)
                elif runs[-1]:
                    runs.append([])
                position += len(piece) + 1
            long = [run for run in runs if len(run) >= 3]
            if any(reading.text in established for run in long for reading in run):
                yield [reading for run in long for reading in run], 0.5
                established = known()

    def _piece(self, start: int, end: int, first: bool, last: bool) -> Reading | None:
        whole = self._whole(start, end)
        if whole is not None:
            return whole
        if first:
            return next((r for r in self._names.backwards(end, start) if r.weight >= 2.0), None)
        if last:
            return next((r for r in self._names.forwards(start) if r.weight >= 2.0 and r.end <= end), None)
        return None

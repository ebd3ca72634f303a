"""Lines that give or take an office: 张三（女）、李四为…局长； below 任命：, or with 不再担任. Nothing but names may open them."""

import re
from collections.abc import Iterator, Set

from kg_builder.recognize.name_marks import JOINED, past_marks
from kg_builder.recognize.names import NameGrammar, Reading
from kg_builder.recognize.scan import Scan

_NUMBERING = re.compile(r"[ 　]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．][ 　]*)?(?:因[^，。\n]{2,12}，)?")
_LEAVES = re.compile(r"不再担任|不再兼任|辞去[^。\n]{2,30}职务|的[^。；，\n]{3,30}职务")
_HEADING = re.compile(r"任命|免去|任免|接受|决定|其他")


class DutyLines:
    """Reads the names at the heads of such lines of one scan; `starts` is where chains of titles begin."""

    def __init__(self, scan: Scan, names: NameGrammar, starts: Set[int]) -> None:
        self._text = scan.text
        self._names = names
        self._starts = starts

    def read(self) -> Iterator[tuple[Reading, float]]:
        """张三（女）、李四为…局长； on a line below 任命： or with 不再担任: nothing but names may open it."""
        for start in sorted({self._text.rfind("\n", 0, start) + 1 for start in self._starts}):
            opening = _NUMBERING.match(self._text, start)
            position = opening.end() if opening else start
            listed = self.is_listed(position)
            if not listed and not _LEAVES.search(self._text, position, position + 60):
                continue
            for reading in self._row(position, listed):
                yield reading, 7.0 if listed else 3.0

    def is_listed(self, position: int) -> bool:
        """True on a line of a list whose heading appoints or removes: 任命： and its lines up to the full stop."""
        above = self._text[max(0, position - 900) : position].split("\n")[:-1]
        for line in reversed(above):
            line = line.rstrip()
            if line.endswith("：") or (len(line) < 12 and not line.endswith(("；", "，", "。"))):
                return _HEADING.search(line) is not None
            if not line.endswith(("；", "，")):
                return False
        return False

    def _row(self, position: int, listed: bool) -> Iterator[Reading]:
        """The names that open a line, joined by 、."""
        while True:
            options = self._names.forwards(position)
            going = [r for r in [*options, *(self._of_list(position) if listed else ())] if self._follows(r.end)]
            reading = max(going, key=lambda r: (r.weight, -r.end), default=None)
            if reading is None:
                return
            yield reading
            match = JOINED.match(self._text, past_marks(self._text, reading.end))
            if match is None:
                return
            position = match.end()

    def _of_list(self, position: int) -> Iterator[Reading]:
        """What only a list makes a name: 安定为…局长, and 张三|泰安市审计局调研员职务."""
        word = self._names.worded(position)
        if word is not None:
            yield word
        for start in range(position + 2, position + 5):
            if start in self._starts:
                yield from (r for r in self._names.backwards(start, position) if r.start == position)

    def _follows(self, position: int) -> bool:
        return position in self._starts or self._goes_on(position)

    def _goes_on(self, position: int) -> bool:
        return self._text.startswith(
            ("为", "的", "任", "担任", "因", "、", "和", "不再", "辞去", "，辞去"), past_marks(self._text, position)
        )

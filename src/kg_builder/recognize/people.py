"""Officials: names beside titles, in appointments, before 同志, in lists and again later in the article.

Every name needs form and surroundings (`names`) and a place that speaks for an official; the weights add up to log-odds.
"""

import bisect
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from kg_builder.model.grid import Grid
from kg_builder.model.span import Span
from kg_builder.recognize.duty_lines import DutyLines
from kg_builder.recognize.lexicon import alternatives
from kg_builder.recognize.lists import NameLists
from kg_builder.recognize.name_marks import JOINED, past_marks
from kg_builder.recognize.names import SPACES, Name, NameGrammar, Reading
from kg_builder.recognize.posts import Chain
from kg_builder.recognize.scan import Scan
from kg_builder.recognize.words import tagged

_CHAR = r"[㐀-鿿\U00020000-\U0003ffff]"
_COLUMN = re.compile(
    rf"[ 　]*({_CHAR}(?:[ 　]{{0,4}}{_CHAR}){{1,3}}|{_CHAR}{{1,7}}(?:·{_CHAR}{{1,8}})+)"
    r"(?:（[女男一-龥，、]{1,8}）)?[ 　\t]+[^\s。，；、]{0,16}"
)
# what stands behind a name that is a word, in a list of titled names: 检察长程序，市政协副主席…; 副秘书长田野任
_WORD_ENDS = re.compile(r"（[女男]|等?同志|等(?:领导|人)?(?=[，。参出陪])|任(?!务)|担任|参加|出席|陪同|列席|(?=[、，])")
_SPACED_BEFORE = re.compile(
    r"(?:^|[^㐀-鿿\U00020000-\U0003ffff 　])([㐀-鿿\U00020000-\U0003ffff][ 　]{1,4}[㐀-鿿\U00020000-\U0003ffff])$"
)
_DOTTED_BEFORE = re.compile(
    r"(?:^|[^㐀-鿿\U00020000-\U0003ffff·])([㐀-鿿\U00020000-\U0003ffff]{1,7}(?:·[㐀-鿿\U00020000-\U0003ffff]{1,8})+)$"
)
_GOES_ON = ("为", "的", "职务", "担任", "任", "、", "兼", "同志", "辞去", "（", "等", "第", "和")
_CV = re.compile(r"[，,]? ?(?:男|女|[一-龥]{1,4}族)(?=[，,。])")
_HAN = re.compile(r"[㐀-鿿\U00020000-\U0003ffff]")
_CV_SIGN = re.compile(r"[男女族][，,。]")
_LEAVING = ("辞去", "不再担任", "免去")
_LEAVES = re.compile(rf"(?<=[㐀-鿿\U00020000-\U0003ffff])(?:同志)?因[^，。；、\n]{{2,16}}(?:{'|'.join(_LEAVING)})")
_FIELD = re.compile(r"姓[ 　]*名[：:][ 　]*")
_CV_LINE = re.compile(
    r"(?<=[㐀-鿿\U00020000-\U0003ffff])(?:，|同志，)(?:现任|曾任|历任|原任|时任|[12]\d{3}年|[㐀-鿿\U00020000-\U0003ffff]{2,8}人，)"
)
_DUTY = re.compile(r"的(?=[^，。；、,;]{3,40}职务)")
_LEAST = 1.5  # log-odds that a name has to reach, the place counted in
_KINDS = {"head": 2.0, "deputy": 2.0, "staff": 2.0, "member": 1.5}
_KNOWN = 3.0  # a name that the article has established, met again


class People:
    """Finds the names of officials in one scan, and the names that are no official's."""

    def __init__(self, scan: Scan, names: NameGrammar, chains: list[Chain]) -> None:
        self._scan = scan
        self._text = scan.text
        self._names = names
        self._chains = chains
        self._starts = {chain.start for chain in chains}
        self._begins = sorted(self._starts)
        self._duty = DutyLines(scan, names, self._starts)
        words = scan.lexicon.pack.words
        self._verbs = re.compile(alternatives(tuple(words.get("name_follows", ("任命",)))))
        self._predicates = re.compile(alternatives(tuple(words.get("name_verbs", ("当选",)))))
        self._sure = scan.lexicon.words.get("name_verbs_sure", frozenset())
        self._saying = scan.lexicon.words.get("saying", frozenset())
        self._says = re.compile(alternatives(tuple(words.get("saying", ("说",)))))
        self._weak = scan.lexicon.words.get("weak_titles", frozenset())
        self._found: dict[int, tuple[float, Name]] = {}
        self._private: set[str] = set()

    def read(self) -> list[Name]:
        """All names of officials, in order, without overlaps."""
        for chain in self._chains:
            self._beside(chain)
            self._in_column(chain)
        self._private -= self._established()
        self._bylines()
        self._appointed()
        self._marked()
        self._acting()
        for reading, weight in self._duty.read():
            self._keep(reading, weight)
        lists = NameLists(self._scan, self._names)
        for readings, weight in lists.read(self._established):
            for reading in readings:
                self._keep(reading, weight)
        self._drop_overlaps()
        self._again()
        self._called_by_title()
        return [name for _, (_, name) in sorted(self._found.items())]

    # --- weighing ---

    def _keep(self, reading: Reading, place: float, least: float = _LEAST) -> bool:
        weight = reading.weight + place
        if weight < least or reading.text in self._private:
            return False
        other = self._found.get(reading.start)
        if other is None or other[0] < weight:
            name = Name(reading.start, reading.end, reading.text, _share(weight))
            self._found[reading.start] = (weight, name)
        return True

    def _best(self, readings: Iterable[Reading]) -> Reading | None:
        """The likeliest reading in the light of the whole article: 汪洋 where 汪洋等 stands once and 汪洋 often."""
        options = list(readings)
        if not options:
            return None
        counts = {reading.text: self._scan.count(reading.text) for reading in options}

        def weight(reading: Reading) -> float:
            own = counts[reading.text]
            longer = [counts[o.text] for o in options if o.text != reading.text and o.text.startswith(reading.text)]
            shorter = [counts[o.text] for o in options if o.text != reading.text and reading.text.startswith(o.text)]
            again = min(own - 1, 3) * 0.3
            if own > 1 and own in longer:
                again -= 1.5
            if any(count > own for count in shorter):
                again -= 1.0
            if any(o.text == reading.text[1:] for o in options) and self._names.leads(reading.text[0]):
                again -= 3.0  # 向|钱正英
            if any(o.end == reading.end and self._names.is_compound(o.text, len(reading.text)) for o in options):
                again -= 4.0  # 公|孙志远
            if reading.text[-1] in "任率" and any(o.text == reading.text[:-1] for o in options):
                again -= 2.5 if _HAN.match(self._text, reading.end) else 0.0  # 东方毅|任第一组长
            return reading.weight + again

        best = max(options, key=lambda r: (weight(r), -r.end)) if len(options) > 1 else options[0]
        best = replace(best, weight=best.weight + min(counts[best.text] - 1, 3) * 0.3)
        if best.weight < _LEAST and self._speaks(best.text):
            best = replace(best, weight=best.weight + 5.0)
        return best

    def _speaks(self, word: str) -> bool:
        """安定 is a name and no word where clauses open with 安定说 or 安定介绍."""
        if len(word) != 2 or word in self._saying:
            return False
        text = self._text
        return any(
            (at == 0 or text[at - 1] in "。，！？”\n") and self._says.match(text, at + len(word))
            for at in self._scan.places(word)
        )

    def _established(self) -> set[str]:
        return {name.text for _, name in self._found.values()}

    # --- beside titles ---

    def _beside(self, chain: Chain) -> None:
        private = all(
            post.title.kind == "private" or (post.body and post.body.kind == "private") for post in chain.posts
        )
        private = private or all(post.word in self._weak and post.body is None for post in chain.posts)
        place = self._place(chain)
        after = list(self._run(chain.end, place)) or self._word_after(chain, place)
        if private:
            self._private.update(reading.text for reading, _ in after)
            return
        for reading, weight in after:
            self._keep(reading, weight)
        first = chain.posts[0]
        if not self._scan.is_edge(chain.start):  # 白皮书|记录
            return
        if (not after and first.body is None and not first.title.region) or first.title.name == "总书记":
            limit = self._scan.left_limit(chain.start)
            options = self._names.backwards(chain.start, limit)
            best = self._best(reading for reading in options if self._names.opens(reading.start))
            if best is not None:
                self._keep(best, min(place, 1.5 if best.start == limit else 1.0))

    def _place(self, chain: Chain) -> float:
        """How much a chain of titles speaks for a name beside it."""
        last = chain.posts[-1]
        weight = _KINDS.get(last.title.kind, 1.0)
        if not self._scan.is_edge(chain.end):  # 大东区|长安小区
            weight -= 6.0
        if last.body is not None or last.title.region or len(chain.posts) > 1:
            weight += 1.0
        return weight if last.title.name != "总书记" else 0.5

    def _run(self, position: int, place: float) -> Iterator[tuple[Reading, float]]:
        """A name after a title, and the names joined to it by 、: 副主任张三、李四."""
        while position < len(self._text) and self._text[position] in " 　：:":
            position += 1
        reading = self._best(self._names.forwards(position))
        if place >= 2.0 and (reading is None or reading.ending < 0.7):
            reading = self._names.foreign(position) or reading
        while reading is not None and reading.weight + place >= _LEAST:
            yield reading, place
            match = JOINED.match(self._text, past_marks(self._text, reading.end))
            if match is None or match.end() in self._starts:
                return
            place = 1.5 if match[0] == "、" else 0.5
            reading = self._best(self._names.forwards(match.end()))

    def _word_after(self, chain: Chain, place: float) -> list[tuple[Reading, float]]:
        """检察长程序，市政协副主席…: a word between a title with its body and the next one is a name."""
        reading = self._names.worded(chain.end) if place >= 2.5 else None
        ending = _WORD_ENDS.match(self._text, reading.end) if reading else None
        if reading is None or ending is None:
            return []
        listed = ending[0] != "" or any(at in self._starts for at in (reading.end + 1, reading.end + 2))
        return [(reading, place)] if listed else []

    def _in_column(self, chain: Chain) -> None:
        """黄 融 市政府副秘书长: a line of a list of members, the name before its posts."""
        line = self._scan.last("\n：:", chain.start) + 1
        match = _COLUMN.fullmatch(self._text, line, chain.start)
        if match:
            best = self._best(r for r in self._names.forwards(match.start(1)) if r.end == match.end(1))
            if best is not None:
                self._keep(best, 2.0)

    def _bylines(self) -> None:
        for section in self._scan.document.sections:
            if section.byline:
                span = section.byline.name
                word = re.sub(rf"[{SPACES}]", "", span.of(self._text))
                form = 3.0 if "·" in word else self._names.form(word)
                if form is not None:
                    self._keep(Reading(span.start, span.end, word, form + 1.5, 1.5), 3.0)

    # --- beside verbs and marks ---

    def _appointed(self) -> None:
        """任命张三、李四为; 免去王五的…职务."""
        for match in self._verbs.finditer(self._text):
            if not (self._scan.is_edge(match.start()) and self._at_edge(match.end())):
                continue
            position = match.end()
            if self._text[position : position + 1] in ("了", "：", "由"):
                position += 1
            short = len(match[0]) == 1
            alone = self._scan.left_limit(match.start()) == match.start() and self._scan.is_edge(match.end())
            if not short or alone:
                self._appointed_from(position, short)

    def _at_edge(self, position: int) -> bool:
        """任命|张三, also where jieba takes the verb and the surname for one word."""
        return self._scan.is_edge(position) or self._text[position : position + 1] in self._scan.lexicon.surnames

    def _appointed_from(self, position: int, short: bool) -> None:
        while position not in self._starts:
            options = self._names.forwards(position)
            going = [reading for reading in options if self._appointment_goes_on(reading.end)]
            reading = self._best(going or options) or self._unknown(position)
            if reading is None:
                return
            goes_on = self._appointment_goes_on(reading.end)
            if not self._keep(reading, 2.0 if goes_on else 0.0 if short else 1.0, _LEAST if goes_on else 3.0):
                return
            match = JOINED.match(self._text, past_marks(self._text, reading.end))
            if match is None:
                return
            position = match.end()

    def _appointment_goes_on(self, position: int) -> bool:
        position = past_marks(self._text, position)
        return self._text.startswith(_GOES_ON, position) or any(
            start in self._starts for start in range(position, position + 4)
        )

    def _unknown(self, start: int) -> Reading | None:
        """A name without a known surname where only a name can stand: no word of the dictionary lies in it."""
        for length in range(2, 7):
            end = start + length
            word = self._text[start:end]
            if len(word) < length or not re.fullmatch(r"[㐀-鿿\U00020000-\U0003ffff]+", word):
                return None
            if re.match(r"（[女男]|为(?!了)|同志|的[^，。；]{2,40}职务", self._text[end : end + 50]):
                plain = all(len(part) == 1 or tag.startswith("nr") for part, tag in tagged(word))
                return Reading(start, end, word, 0.5, 1.5) if plain else None
        return None

    def _marked(self) -> None:
        for match in re.finditer("同志", self._text):
            best = self._best(self._names.backwards(match.start(), self._scan.left_limit(match.start())))
            if best is not None:
                self._keep(best, 1.0)

    def _acting(self) -> None:
        """A clause that opens with a name and says what happens to its office: 陈因不再担任…; or a CV: 张三，男，."""
        for match in self._predicates.finditer(self._text):
            if self._office_within(match.end() - 1, match.end() + 25):
                sure = len(match[0]) > 1 and match[0] in self._sure
                place = 2.5 if sure else 2.0 if self._appointing(match.start()) else 0.5
                self._opens_clause(match.start(), place, led=len(match[0]) > 1, least=_LEAST if place > 1 else 3.0)
        text = self._text
        for match in _DUTY.finditer(text) if "职务" in text else ():
            if self._appointing(match.start()):
                self._opens_clause(match.start(), 2.0)
        for match in _CV.finditer(text) if _CV_SIGN.search(text) else ():
            self._opens_clause(match.start(), *((2.5, False, _LEAST) if match[0][1:2] in "男女" else (1.0, False)))
        for match in _LEAVES.finditer(text) if any(word in text for word in _LEAVING) else ():
            self._opens_clause(match.start(), 2.0, led=True)
        for match in _FIELD.finditer(self._text):
            best = self._best(self._names.forwards(match.end()))
            if best is not None:
                self._keep(best, 3.0)
        for match in _CV_LINE.finditer(self._text):
            line = self._scan.last("\n", match.start()) + 1
            if match.start() - line <= 6 and not self._office_within(line, match.start()):
                self._opens_clause(match.start(), 1.0, least=2.5)

    def _office_within(self, start: int, end: int) -> bool:
        """True where a chain of titles begins between two places."""
        index = bisect.bisect_left(self._begins, start)
        return index < len(self._begins) and self._begins[index] < end

    def _appointing(self, position: int) -> bool:
        """True in a sentence that appoints or removes: 决定任命…, 张三任局长、李四任处长."""
        start = max(0, position - 300)
        lead = self._text[start:position]
        lead = lead[max(lead.rfind("。"), lead.rfind("\n")) + 1 :]
        return "任命" in lead or "免去" in lead or self._duty.is_listed(position)

    def _opens_clause(self, end: int, place: float, led: bool = False, least: float = 3.0) -> None:
        """The name from the last mark to `end`; where `led`, also one behind a word that leads to names."""
        limit = self._scan.left_limit(end)
        end = end - 2 if self._text.startswith("同志", end - 2) else end
        options = list(self._names.backwards(end, max(limit, end - 4)))
        if spaced := _SPACED_BEFORE.search(self._text, max(0, end - 8), end):  # 林　石，男; ，韩 江不再担任
            limit = spaced.start(1)
            options += [reading for reading in self._names.forwards(limit) if reading.end == end]
        dotted = "·" in self._text[max(0, end - 24) : end] and _DOTTED_BEFORE.search(self._text, max(0, end - 24), end)
        if dotted:
            verb = self._verbs.match(self._text, dotted.start(1))
            limit = verb.end() if verb else dotted.start(1)
            options += [reading for reading in self._names.forwards(limit) if reading.end == end]
        best = self._best(r for r in options if r.start == limit or (led and self._names.led(r.start)))
        if best is not None:
            self._keep(best, place, least)

    # --- the article as a whole ---

    def _drop_overlaps(self) -> None:
        kept = Grid[Name]()
        for _, name in sorted(self._found.values(), key=lambda pair: (-pair[0], pair[1].start)):
            place = Span(name.start, name.end)
            if kept.free(place):
                kept.add(place, name)
            else:
                del self._found[name.start]

    def _again(self) -> None:
        """A name established once is found everywhere in the article where it stands as a whole."""
        taken = Grid((Span(name.start, name.end), name) for _, name in self._found.values())
        for word in sorted(self._established(), key=lambda w: (-len(w), w)):
            for start in self._scan.places(word):
                end = start + len(word)
                if not taken.free(Span(start, end)):
                    continue
                weight = _KNOWN + self._names.surroundings(start, end)
                if weight >= _LEAST or len(word) > 3:
                    name = Name(start, end, word, _share(weight))
                    self._found[start] = (weight, name)
                    taken.add(Span(start, end), name)

    def _called_by_title(self) -> None:
        """王局长 is the one official of that surname, whom the article names beside that title."""
        surnames = Counter(name[0] for name in self._established())
        full: dict[tuple[str, str], str] = {}
        for chain in self._chains:
            beside = (self._name_at(chain.end), self._name_before(chain.start))
            names = [name.text for name in beside if name is not None and surnames[name.text[0]] == 1]
            full |= {(name[0], post.word.removeprefix("副")): name for post in chain.posts for name in names}
        for chain in self._chains:
            first, start = chain.posts[0], chain.start - 1
            known = full.get((self._text[start : start + 1], first.word))
            if known is None or first.body is not None or start in self._found:
                continue
            if start == self._scan.left_limit(start + 1) or self._names.led(start):
                self._found[start] = (2.0, Name(start, first.end, known, 0.75))

    def _name_at(self, start: int) -> Name | None:
        found = self._found.get(start)
        return found[1] if found else None

    def _name_before(self, end: int) -> Name | None:
        for start in (end - 4, end - 3, end - 2):
            name = self._name_at(start)
            if name is not None and name.end == end:
                return name
        return None


def _share(weight: float) -> float:
    """Log-odds as a score between 0.5 and 0.97."""
    return round(min(0.97, max(0.5, 1 / (1 + math.exp(-weight / 2.5)))), 2)

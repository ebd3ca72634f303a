"""Administrative divisions: full names, short forms where they are safe, and the context that completes 市, 全省, 县委."""

import bisect
import re
from collections import Counter
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from kg_builder.model.mention import Mention
from kg_builder.model.pack import RegionEntry
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Level
from kg_builder.recognize.lexicon import Hit, Lexicon, alternatives
from kg_builder.recognize.scan import Scan
from kg_builder.recognize.townships import township_names, townships

_RANK = {Level.COUNTRY: 0, Level.PROVINCE: 1, Level.CITY: 2, Level.COUNTY: 3, Level.TOWNSHIP: 4}
_SCOPES = {
    "全省": Level.PROVINCE,
    "全市": Level.CITY,
    "全县": Level.COUNTY,
    "我省": Level.PROVINCE,
    "我市": Level.CITY,
    "我县": Level.COUNTY,
}
# what a bare word may stand for: 市 is also a municipality or a city at county level, 县 never a city
_WORDS = {
    "自治区": (Level.PROVINCE,), "自治州": (Level.CITY,), "自治县": (Level.COUNTY,), "省": (Level.PROVINCE,),
    "市": (Level.CITY, Level.PROVINCE, Level.COUNTY), "州": (Level.CITY,), "盟": (Level.CITY,), "县": (Level.COUNTY,),
    "区": (Level.COUNTY,), "旗": (Level.COUNTY,), "镇": (Level.TOWNSHIP,), "乡": (Level.TOWNSHIP,), "街道": (Level.TOWNSHIP,),
}  # fmt: skip
_WORD = re.compile("|".join(_WORDS))
# 凉山|州: the short form of 凉山彝族自治州 with the word for its level
_SUFFIX = {"州": (Level.CITY,), "县": (Level.COUNTY,), "旗": (Level.COUNTY,)}
_LOCAL = {
    "县": ("县委", "县政府", "全县", "我县", "该县", "县长", "县直", "县领导"),
    "区": ("区委", "区政府", "全区", "我区", "区长", "区直"),
}

Serves = Callable[[RegionEntry | None, Level, str], RegionEntry | None]


class Gazetteer:
    """Finds regions in a scan and answers which region a bare 市 or 省 stands for."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._lexicon: Lexicon = scan.lexicon
        self._date = (scan.document.article.header.date or "9999")[:4]
        self.mentions: list[Mention] = []
        self._entries: dict[Span, RegionEntry] = {}
        words = self._lexicon.words
        self._common = words.get("region_common_words", frozenset())
        self._scenery = words.get("region_scenery", frozenset())
        self._tails = re.compile(alternatives(tuple(words.get("region_tails", ("大学",)))))
        self._hit_starts: frozenset[int] = frozenset()
        self._known: dict[str, tuple[list[RegionEntry], list[RegionEntry], list[RegionEntry]]] = {}
        self._full: frozenset[str] = frozenset()  # the regions that the text names in full
        self._above: dict[str, tuple[int, Mention | None]] = {}  # a county: its first mention, its city named before
        self._served: dict[tuple[str, Level, str], bool] = {}
        self._read()
        self._add_townships()
        self._starts = [mention.span.start for mention in self.mentions]
        self._times = Counter(mention.name for mention in self.mentions)

    def entry(self, mention: Mention) -> RegionEntry | None:
        """The row of the region a mention stands for."""
        return self._entries.get(mention.span) or self._lexicon.region_by_code.get(mention.code)

    def ending_at(self, position: int) -> Mention | None:
        """The region mention that ends at a place."""
        index = bisect.bisect_left(self._starts, position) - 1
        if index >= 0 and self.mentions[index].span.end == position:
            return self.mentions[index]
        return None

    def starting_at(self, position: int) -> Mention | None:
        """The region mention that starts at a place."""
        index = bisect.bisect_left(self._starts, position)
        if index < len(self._starts) and self._starts[index] == position:
            return self.mentions[index]
        return None

    def covers(self, position: int) -> bool:
        """True when the character at a place belongs to a region mention."""
        index = bisect.bisect_right(self._starts, position) - 1
        return index >= 0 and self.mentions[index].span.end > position

    def rename(self, span: Span, row: RegionEntry) -> None:
        """The region read at a place is another one of the same short form: 那曲 of 那曲地委 is 那曲地区."""
        self._served.clear()
        self._above.clear()
        for index in range(*(bisect.bisect_left(self._starts, place) for place in (span.start, span.start + 1))):
            if self.mentions[index].span == span:
                self.mentions[index] = replace(self.mentions[index], name=row.name, code=row.code)
                self._entries[span] = row

    def named(self, ending: str, position: int) -> RegionEntry | None:
        """The region with such a name that was named last before a place."""
        before = (m for m in reversed(self.mentions) if m.span.start < position and m.name.endswith(ending))
        return next((row for mention in before if (row := self.entry(mention)) is not None), None)

    def context(self, level: Level, position: int) -> RegionEntry | None:
        """The region that a bare 市 or 省 at `position` stands for: the nearest one named before it in its section, then
        any in its section, then in the article; where none fits, the division above one that is named.
        """
        word = self._bare_word(position)
        ways: tuple[Serves, Serves] = (self._itself, self._ancestor)
        for serves in ways:
            for mention in self._pools(level, position) if self._answers(serves, level, word) else ():
                found = serves(self.entry(mention), level, word)
                if found:
                    return self._city_above(found, word) if serves == self._itself else found
        return None

    def _pools(self, level: Level, position: int) -> Iterator[Mention]:
        """The mentions by their nearness to a place."""
        section = self._scan.section(position)
        low = bisect.bisect_left(self._starts, section.span.start) if section else 0
        high = bisect.bisect_left(self._starts, section.span.end) if section else 0
        here = bisect.bisect_left(self._starts, position)
        before: Iterator[Mention] = (self.mentions[index] for index in range(min(here, high) - 1, low - 1, -1))
        if level is Level.TOWNSHIP:  # a list of townships names many once, the scene lies in one
            before = iter(sorted(before, key=lambda m: -self._times[m.name]))
        yield from before
        yield from (self.mentions[index] for index in range(low, high))
        yield from (self.mentions[index] for index in range(here - 1, -1, -1))
        yield from self.mentions

    def _answers(self, serves: Serves, level: Level, word: str) -> bool:
        """Whether any region named serves; asked once, and again when one was read anew."""
        key = (serves.__name__, level, word)
        if key not in self._served:
            self._served[key] = any(serves(self.entry(mention), level, word) for mention in self.mentions)
        return self._served[key]

    def _itself(self, entry: RegionEntry | None, level: Level, word: str) -> RegionEntry | None:
        return entry if entry and _serves(entry, level, word) else None

    def _city_above(self, entry: RegionEntry, word: str) -> RegionEntry:
        """市 in an article on 吕梁市 is not 汾阳市, which it names later."""
        if word != "市" or entry.level is not Level.COUNTY:
            return entry
        if entry.code not in self._above:
            first = next(m.span.start for m in self.mentions if m.code == entry.code)
            before = (m for m in self.mentions if m.code == entry.parent and m.span.start < first)
            self._above[entry.code] = (first, next((m for m in before if m.name.endswith(word)), None))
        first, above = self._above[entry.code]
        section = self._scan.last("。", first) if above else -1
        return (self.entry(above) or entry) if above is not None and above.span.start <= section else entry

    def _bare_word(self, position: int) -> str:
        """市 of 市委, of 全市 and of 副市长."""
        found = _WORD.match(self._scan.text, position) or _WORD.match(self._scan.text, position + 1)
        return found[0] if found else ""

    def _ancestor(self, entry: RegionEntry | None, level: Level, word: str) -> RegionEntry | None:
        while entry is not None:
            if _serves(entry, level, word):
                return entry
            entry = self._lexicon.region_by_code.get(entry.parent)
        return None

    def is_below(self, low: RegionEntry, high: RegionEntry) -> bool:
        """True when `low` lies in `high`."""
        entry: RegionEntry | None = low
        while entry is not None and entry.parent:
            if entry.parent == high.code:
                return True
            entry = self._lexicon.region_by_code.get(entry.parent)
        return False

    def _read(self) -> None:
        text = self._scan.text
        hits = self._lexicon.find_regions.hits(text)
        self._hit_starts = frozenset(hit.start for hit in hits)
        full = self._lexicon.full_regions.intersection(hit.word for hit in hits)
        self._full = full
        shorts = {short for word in full for r in self._lexicon.regions[word] if (short := r.short)}
        weight = Counter(
            code
            for hit in hits
            if len(rows := self._lexicon.regions[hit.word]) == 1
            for code in self._lexicon.lineage(rows[0])
        )
        previous: tuple[Hit, RegionEntry] | None = None
        for hit in hits:
            above = previous[1] if previous and previous[0].end == hit.start else None
            end = self._with_suffix(hit)
            row = self._choose(hit, end, above, shorts, weight)
            if row is None:
                continue
            row = self._former(hit, end, row)
            if row.name.endswith("特别行政区") and text.startswith("特区", end):
                end += 2
            self._add(Span(hit.start, end), row, 0.95)
            previous = (Hit(hit.start, end, hit.word), row)

    def _former(self, hit: Hit, end: int, row: RegionEntry) -> RegionEntry:
        """义乌 is 义乌县 in a text that says so; 番禺县 is the county that became 番禺区, known by its name only."""
        if end == hit.end:
            said = (r for r in self._lexicon.regions[hit.word] if hit.word != r.name and r.name in self._full)
            return row if row.name in self._full or row.name == hit.word else next(said, row)
        written = self._scan.text[hit.start : end]
        if row.name.endswith(written[-1]):
            return row
        exact = next((r for r in self._lexicon.regions.get(written, [])), None)
        return exact or RegionEntry("", written, "", row.level, row.parent)

    def _add(self, span: Span, row: RegionEntry, score: float) -> None:
        self.mentions.append(Mention(span, EntityType.REGION, row.name, "regions", score, code=row.code))
        self._entries[span] = row

    def _with_suffix(self, hit: Hit) -> int:
        """凉山州 is written for 凉山彝族自治州: the word for the level belongs to the name."""
        char = self._scan.text[hit.end : hit.end + 1]
        levels = _SUFFIX.get(char, ())
        if not levels:
            return hit.end
        rows = [r for r in self._lexicon.regions[hit.word] if r.short == hit.word]
        if any(r.level in levels and not r.name.startswith(hit.word + char) for r in rows):
            return hit.end + 1
        return hit.end

    def _add_townships(self) -> None:
        """岩前镇 behind 三元区, then wherever it stands alone."""
        text = self._scan.text
        anchors = {m.span.end: self._entries[m.span] for m in self.mentions}
        parents: dict[str, str] = {}
        for span, parent in townships(self._scan, anchors, self.covers_any):
            parents[span.of(text)] = parents.get(span.of(text)) or parent
        for span in township_names(text, set(parents)):
            if not self.covers_any(span):
                name = span.of(text)
                self._add(span, RegionEntry("", name, "", Level.TOWNSHIP, parents[name]), 0.8)
        self.mentions.sort(key=lambda m: m.span)

    def covers_any(self, span: Span) -> bool:
        """True when a region mention shares a character with a span."""
        return any(span.overlaps(m.span) for m in self.mentions)

    def _choose(
        self, hit: Hit, end: int, above: RegionEntry | None, shorts: set[str], weight: Counter[str]
    ) -> RegionEntry | None:
        rows, held, full = self._rows(hit.word)
        # the short form of a division that was no more is one only where the text names it in full
        rows = held or full or [r for r in rows if r.name in self._full]
        if not rows:
            return None
        if not held and full and (now := self._successor(hit, full[0])) is not None:
            return now
        if not full and self._is_part_of_name(hit, end):
            return None
        if above is not None:
            below = [r for r in rows if self.is_below(r, above)]
            if below and hit.word not in self._scenery:
                return below[0]
        if end > hit.end:
            rows = [r for r in rows if r.level in _SUFFIX[self._scan.text[hit.end]]]
        edges = self._scan.is_edge(hit.start) and (
            self._scan.is_edge(end)
            or (end > hit.end and self._scan.text.startswith(("委", "政府", "人大", "纪委"), end))
        )
        sure = len(hit.word) >= 3 and (
            (full[:1] and full[0].level is not Level.COUNTY) or self._scan.is_edge(hit.start)
        )
        if full and (sure or (edges and hit.word not in self._scenery)):
            return self._best(full, weight)
        if end > hit.end:
            return self._best(rows, weight) if edges else None
        return self._short(hit, rows, shorts, weight)

    def _rows(self, word: str) -> tuple[list[RegionEntry], list[RegionEntry], list[RegionEntry]]:
        """The divisions of a name, those of the year of the article, and those whose full name it is."""
        known = self._known.get(word)
        if known is None:
            rows = [r for r in self._lexicon.regions[word] if r.level is not Level.COUNTRY]
            held = [r for r in rows if self._held(r)]
            known = self._known[word] = (rows, held, [r for r in held or rows if r.name == word])
        return known

    def _successor(self, hit: Hit, row: RegionEntry) -> RegionEntry | None:
        """禄劝县 written today is 禄劝彝族苗族自治县."""
        rows = (r for r in self._lexicon.regions.get(hit.word[:-1], []) if self._held(r) and r.level is row.level)
        return next((r for r in rows if r.name.endswith(f"自治{hit.word[-1]}")), None)

    def _is_part_of_name(self, hit: Hit, end: int) -> bool:
        """赤水 of 赤水河, 北京 of 北京大学: another thing is named."""
        text = self._scan.text
        if text.startswith("生产建设兵团", end):
            return True
        tail = self._tails.match(text, end) if end == hit.end and end not in self._hit_starts else None
        return tail is not None and self._scan.is_edge(tail.end())

    def _short(self, hit: Hit, rows: list[RegionEntry], shorts: set[str], weight: Counter[str]) -> RegionEntry | None:
        """A short form stands alone only where it cannot be a common word."""
        rows = sorted(rows, key=lambda r: (_RANK[r.level], r.code))
        top = rows[0]
        if top.level is Level.PROVINCE and self._scan.is_edge(hit.start):
            return top  # 北京人民大会堂 is one word to jieba
        if not (self._scan.is_edge(hit.start) and self._scan.is_edge(hit.end)):
            return None
        if hit.word in self._common and hit.word not in shorts:
            return None
        if top.level is Level.CITY:
            return top
        if hit.word in shorts or self._is_local_news(hit, rows):
            return self._best(rows, weight)
        return None

    def _is_local_news(self, hit: Hit, rows: list[RegionEntry]) -> bool:
        """苍南 in an article of its county: no other place is called so, it comes again, and the text speaks of 县委 or 全县."""
        now = [r for r in rows if not r.valid_to]
        if len(now) != 1 or hit.word in self._scenery or self._scan.count(hit.word) < 2:
            return False
        return any(self._scan.count(word) for word in _LOCAL.get(now[0].name[-1], ()))

    def _best(self, rows: list[RegionEntry], weight: Counter[str]) -> RegionEntry:
        """Of several regions of one name the one whose province or city the article speaks of."""
        if len(rows) == 1:
            return rows[0]
        return max(
            rows,
            key=lambda r: (
                sum(weight[c] for c in self._lexicon.lineage(r)[1:]),
                -_RANK[r.level],
                not r.valid_to,
                r.code,
            ),
        )

    def _held(self, row: RegionEntry) -> bool:
        """True when the name held in the year of the article."""
        return (not row.valid_from or row.valid_from[:4] <= self._date) and (
            not row.valid_to or row.valid_to[:4] >= self._date
        )


def _serves(entry: RegionEntry, level: Level, word: str) -> bool:
    if word:
        return entry.level in _WORDS[word] and entry.name.endswith(word)
    if entry.level is level:
        return True
    # 市委 in an article on 上海 is the committee of the municipality
    return level is Level.CITY and entry.level is Level.PROVINCE and entry.name.endswith("市")


def scopes(scan: Scan, gazetteer: Gazetteer) -> list[Mention]:
    """全省, 我市 as mentions of a region that the article names elsewhere."""
    named = {mention.code for mention in gazetteer.mentions}
    found = []
    for word, level in _SCOPES.items():
        at = scan.text.find(word)
        while at >= 0:
            row = gazetteer.context(level, at)
            if row is not None and row.code in named:
                found.append(
                    Mention(Span(at, at + len(word)), EntityType.REGION, row.name, "regions", 0.8, code=row.code)
                )
            at = scan.text.find(word, at + 1)
    return found

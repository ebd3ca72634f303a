"""Administrative divisions: full names, short forms where they are safe, and the context that completes 市, 全省, 县委."""

import bisect
from collections import Counter

from kg_builder.model.mention import Mention
from kg_builder.model.pack import RegionEntry
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Level
from kg_builder.recognize.lexicon import Hit, Lexicon
from kg_builder.recognize.scan import Scan

_RANK = {Level.COUNTRY: 0, Level.PROVINCE: 1, Level.CITY: 2, Level.COUNTY: 3, Level.TOWNSHIP: 4}
_SCOPES = {
    "全省": Level.PROVINCE,
    "全市": Level.CITY,
    "全县": Level.COUNTY,
    "我省": Level.PROVINCE,
    "我市": Level.CITY,
    "我县": Level.COUNTY,
}


class Gazetteer:
    """Finds regions in a scan and answers which region a bare 市 or 省 stands for."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._lexicon: Lexicon = scan.lexicon
        self._date = (scan.document.article.header.date or "9999")[:4]
        self.mentions: list[Mention] = []
        self._entries: dict[Span, RegionEntry] = {}
        self._read()
        self._starts = [mention.span.start for mention in self.mentions]

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

    def context(self, level: Level, position: int) -> RegionEntry | None:
        """The region of a level that a bare word at `position` stands for: the nearest one named before it in its section,
        then any in its section, then in the article; where none of the level is named, the parent of a lower one.
        """
        section = self._scan.section(position)
        near = [m for m in self.mentions if section and section.span.start <= m.span.start < section.span.end]
        before = [m for m in reversed(near) if m.span.start < position]
        others = [m for m in reversed(self.mentions) if m.span.start < position]
        for pool in (before, near, others, self.mentions):
            for mention in pool:
                entry = self.entry(mention)
                if entry and self._serves(entry, level):
                    return entry
        for pool in (before, near, others, self.mentions):
            for mention in pool:
                found = self._ancestor(self.entry(mention), level)
                if found:
                    return found
        return None

    def _serves(self, entry: RegionEntry, level: Level) -> bool:
        if entry.level is level:
            return True
        # 市委 in an article on 上海 is the committee of the municipality
        return level is Level.CITY and entry.level is Level.PROVINCE and entry.name.endswith("市")

    def _ancestor(self, entry: RegionEntry | None, level: Level) -> RegionEntry | None:
        while entry is not None:
            if self._serves(entry, level):
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
        full = {hit.word for hit in hits if any(r.name == hit.word for r in self._lexicon.regions[hit.word])}
        shorts = {short for word in full for r in self._lexicon.regions[word] if (short := r.short)}
        weight = Counter(
            code for hit in hits if len(rows := self._lexicon.regions[hit.word]) == 1 for code in self._lineage(rows[0])
        )
        previous: tuple[Hit, RegionEntry] | None = None
        for hit in hits:
            above = previous[1] if previous and previous[0].end == hit.start else None
            row = self._choose(hit, above, shorts, weight)
            if row is None:
                continue
            end = hit.end
            if row.name.endswith("特别行政区") and text.startswith("特区", end):
                end += 2
            span = Span(hit.start, end)
            self.mentions.append(Mention(span, EntityType.REGION, row.name, "regions", 0.95, code=row.code))
            self._entries[span] = row
            previous = (Hit(hit.start, end, hit.word), row)

    def _lineage(self, row: RegionEntry) -> list[str]:
        codes = [row.code]
        while (parent := self._lexicon.region_by_code.get(row.parent)) is not None:
            codes.append(parent.code)
            row = parent
        return codes

    def _choose(
        self, hit: Hit, above: RegionEntry | None, shorts: set[str], weight: Counter[str]
    ) -> RegionEntry | None:
        rows = [r for r in self._lexicon.regions[hit.word] if r.level is not Level.COUNTRY]
        rows = [r for r in rows if self._held(r)] or rows
        if not rows:
            return None
        if above is not None:
            below = [r for r in rows if self.is_below(r, above)]
            if below:
                return below[0]
        full = [r for r in rows if r.name == hit.word]
        if full and len(hit.word) >= 3:
            return self._best(full, weight)
        return self._short(hit, rows, shorts, weight)

    def _short(self, hit: Hit, rows: list[RegionEntry], shorts: set[str], weight: Counter[str]) -> RegionEntry | None:
        """A short form stands alone only where it cannot be a common word."""
        rows = sorted(rows, key=lambda r: (_RANK[r.level], r.code))
        top = rows[0]
        if top.level is Level.PROVINCE and self._scan.is_edge(hit.start):
            return top  # 北京人民大会堂 is one word to jieba
        if not (self._scan.is_edge(hit.start) and self._scan.is_edge(hit.end)):
            return None
        if top.level is Level.PROVINCE:
            return top
        if hit.word in self._lexicon.words.get("region_common_words", frozenset()) and hit.word not in shorts:
            return None
        if top.level is Level.CITY:
            return top
        if hit.word in shorts:
            return self._best(rows, weight)
        return None

    def _best(self, rows: list[RegionEntry], weight: Counter[str]) -> RegionEntry:
        """Of several regions of one name the one whose province or city the article speaks of."""
        if len(rows) == 1:
            return rows[0]
        return max(
            rows, key=lambda r: (sum(weight[c] for c in self._lineage(r)[1:]), -_RANK[r.level], not r.valid_to, r.code)
        )

    def _held(self, row: RegionEntry) -> bool:
        """True when the name held in the year of the article."""
        return (not row.valid_from or row.valid_from[:4] <= self._date) and (
            not row.valid_to or row.valid_to[:4] >= self._date
        )


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

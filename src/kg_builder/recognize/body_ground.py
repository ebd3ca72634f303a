"""What every way of reading a body stands on: the scan, its regions, the bodies read so far, and how a name is filled in."""

import re
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from kg_builder.model.mention import Mention
from kg_builder.model.once import once
from kg_builder.model.pack import OrganEntry
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Level
from kg_builder.recognize.body_names import COMMITTEE, GROUPS, MANY, Body, Named, as_named, local_name, stands_for
from kg_builder.recognize.lexicon import Hit, Lexicon
from kg_builder.recognize.organ_words import OrganWords
from kg_builder.recognize.regions import Gazetteer
from kg_builder.recognize.scan import Scan

_CONSULTATIVE = ("政协", "中国人民政治协商会议")
_PARTIES = (
    *_CONSULTATIVE, "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟", "共青团", "团"
)  # fmt: skip
# 武汉海关 is its name, no city is left out
_AS_WRITTEN = ("海关", "军分区", "警备区", "军区", "证监局", "银监局", "银保监局", "监狱", "中联办", "卫戍区")
_TITLE = re.compile(
    r"(?:原|前|第[一二]|常务)?(?:副?书记|副?主任|副?[局厅院司处科队组部]长|党组|常委|成员|委员|副?主席|秘书长|领导|负责)"
)


class BodyGround:
    """The state and the helpers that the ways of reading share."""

    def __init__(self, scan: Scan, gazetteer: Gazetteer) -> None:
        self._scan = scan
        self._text = scan.text
        self._gazetteer = gazetteer
        self._lexicon: Lexicon = scan.lexicon
        words = self._lexicon.words
        self._words = OrganWords(scan)
        self._private = words.get("private_endings", frozenset())
        longest = longest_first(self._lexicon)
        self._instructions, self._founding = longest["instructions"], longest["founding"]
        self._generic = words.get("generic_organs", frozenset())  # 政府, 法院: alone they are the kind, not the body
        self._regional = words.get("regional_organs", frozenset())  # only of a region: never 国务院 + 政府
        self._weak = words.get("weak_endings", frozenset())  # 局, 处: need a known field before them
        self._direct = words.get("direct_endings", frozenset())  # may stand directly behind a region
        self._anchors = longest["body_anchors"]
        self._anchor_starts = frozenset(start for start, _ in self._lexicon.find_anchors.spans(self._text))
        self._house_fields = longest["house_committees"]
        self._region_words = longest["region_words"]
        self._by_end: dict[int, Body] = {}
        self._named = Named()  # the public ones of them
        self._read_starts: set[int] = set()  # where public bodies begin

    def _region_word(self, end: int) -> str | None:
        """The word for a level of divisions that ends at a place: 市, 自治区."""
        if not self._text.endswith(self._region_words, 0, end):
            return None
        return next(word for word in self._region_words if self._text.endswith(word, 0, end))

    def _of_region_mention(self, region: Mention, hit: Hit, name: str, kind: str, score: float) -> Body:
        start = region.span.start
        prefixes = _PARTIES if hit.word in COMMITTEE else ("武警",) if hit.word in ("总队", "支队") else ()
        if hit.word in _AS_WRITTEN:
            name = self._text[start : hit.end]
        party = next((p for p in prefixes if self._text.endswith(p, 0, start)), "")
        if party:  # 民盟上海市委, 共青团烟台市委, 民革湖南省委会
            if self._text.startswith("会", hit.end) and not self._text.startswith("会议", hit.end):
                hit, name = replace(hit, end=hit.end + 1), name + "会"
            start, name = start - len(party), _youth(party) + name.removeprefix("中共")
            kind = "consultative" if party in _CONSULTATIVE else "mass"
        return Body(start, hit.end, name, hit.word, kind, region.span, region.code, region.name, score=score)

    def _short_region(self, hit: Hit, organ: OrganEntry | None) -> Mention | None:
        """安吉 in 安吉农业农村局: a short form that would not be safe alone is safe beside an organ word."""
        if organ is None or hit.word in COMMITTEE or hit.word in self._generic:
            return None
        for length in (4, 3, 2):
            start = hit.start - length
            rows = self._lexicon.regions.get(self._text[start : hit.start], []) if start >= 0 else []
            rows = [row for row in rows if not row.valid_to and row.level is not Level.COUNTRY]
            if rows and self._scan.is_edge(start) and not self._gazetteer.covers(start):
                row = min(rows, key=lambda r: (r.level.value != "city", r.code))
                return Mention(Span(start, hit.start), EntityType.REGION, row.name, "bodies", 0.8, code=row.code)
        return None

    def _of_context(self, start: int, hit: Hit, word: str, rest: str, kind: str, score: float) -> Body | None:
        """市 + 司法局 in an article on 济宁; where no region fits, only what is named so precisely that it is one body."""
        row = self._gazetteer.context(Level(self._lexicon.region_words[word]), start)
        league = self._text[start - 1 : start] == "团" and hit.word in COMMITTEE
        if row is None:
            if (hit.word in self._generic or hit.word in COMMITTEE) and not _TITLE.match(self._text, hit.end):
                return None
            return Body(start, hit.end, word + rest, hit.word, kind, score=0.6)
        name = local_name(row.name, rest, kind)
        if league:
            start, name, kind = start - 1, "共青团" + name.removeprefix("中共"), "mass"
        region = Span(start + league, start + league + len(word))
        town = self._gazetteer.ending_at(start) if league else None
        if town is not None and town.name == row.name:  # 安吉|团县委
            start, region = town.span.start, town.span
        return Body(start, hit.end, name, hit.word, kind, region, row.code, row.name, score=score)

    def _deictic(self, start: int, hit: Hit, word: str) -> Body | None:
        """市局 is the one 局 of the city that the article names, 市专项办 its 专项行动办公室."""
        if hit.word not in self._direct and hit.word not in ("局", "院", "厅", "部", "办"):
            return None
        row = self._gazetteer.context(Level(self._lexicon.region_words[word]), start)
        for body in reversed(self._of_kind(row.name, hit.word) if row is not None else ()):
            if body.end < start:
                return as_named(Body(start, hit.end, "", hit.word, body.kind), body)
        if hit.word in self._direct and row is not None:
            return self._of_context(start, hit, word, hit.word, "state", 0.7)
        return None

    def _of_kind(self, region: str, word: str) -> list[Body]:
        """The bodies of a region whose names end so."""

        def fits(body: Body) -> bool:
            rest = body.name.removeprefix("中共").removeprefix(region)
            longer = rest.endswith(word) and len(rest) > len(word)
            return body.region_name == region and longer and not body.is_committee

        return self._named.fitting((region, word, "of region"), fits)

    def _abbreviated(self, start: int, hit: Hit, word: str) -> Body | None:
        """市专项办 is 市打击整治养老诈骗专项行动办公室 where that was named; 市发改委 stays what it is."""
        short = self._text[start + len(word) : hit.end]
        if short in self._lexicon.organs:
            return None
        row = self._gazetteer.context(Level(self._lexicon.region_words[word]), start)
        if row is None:
            return None
        region = row.name

        def fits(body: Body) -> bool:
            group = body.name.removeprefix(region).endswith(GROUPS)
            return body.region_name == region and group and stands_for(short, body.name)

        options = {body.name: body for body in self._named.fitting((region, short, "short for"), fits)[-MANY:]}
        chosen = next(iter(options.values())) if len(options) == 1 else None
        return as_named(Body(start, hit.end, "", hit.word, "state"), chosen) if chosen else None

    def _unit(self, above: Body, start: int, hit: Hit, kind: str) -> Body:
        name = above.name + self._text[start : hit.end]
        return Body(
            above.start, hit.end, name, hit.word, kind, above.region, above.region_code, above.region_name,
            above.span, above.name, score=0.75,
        )  # fmt: skip

    def _is_address(self, hit: Hit) -> bool:
        """省委、市委的决策部署: whoever gives the instructions, nobody acts here."""
        if hit.word not in COMMITTEE:
            return False
        behind = self._text[hit.end : hit.end + 14]
        rest = behind.lstrip("、和与的省市县区州委政府")
        return (len(rest) < len(behind) and rest.startswith(self._instructions)) or behind.startswith(
            self._instructions
        )

    def _opens(self, start: int) -> bool:
        return start == 0 or self._scan.left_limit(start) == start or self._scan.is_edge(start)


@once
def longest_first(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """The lists that bodies are read with, the longest word first."""
    lists = ("instructions", "founding", "body_anchors", "house_committees")
    words: dict[str, Iterable[str]] = {name: lexicon.words.get(name, frozenset()) for name in lists}
    words |= {"region_words": lexicon.region_words}
    return {name: tuple(sorted(found, key=lambda word: (-len(word), word))) for name, found in words.items()}


def _youth(party: str) -> str:
    return {"团": "共青团", "中国人民政治协商会议": "政协"}.get(party, party)

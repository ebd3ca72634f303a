"""Organs of party and state: region + field + organ word, nested units, and short forms completed from the article.

A body is read from its right edge: an organ word is found, then what stands to its left decides what it belongs to.
省委政法委 in an article on 山东 is 中共山东省委政法委; 法制办 after 天津市政府 is 天津市政府法制办.
"""

from dataclasses import dataclass, replace

from kg_builder.model.mention import Mention
from kg_builder.model.pack import OrganEntry
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Level
from kg_builder.recognize.lexicon import Hit, Lexicon
from kg_builder.recognize.regions import Gazetteer
from kg_builder.recognize.scan import Scan

_COMMITTEE = ("委", "委员会", "党委")
_NOT_COMMITTEE = tuple("员托派任培屈以实曲")
_REACH = 22  # the longest stretch between the anchor of a body and its organ word, in characters
_GROUPS = ("领导小组", "工作小组", "协调小组", "专班", "指挥部")
_AUTONOMOUS = "自治区"
_PARTY_GROUPS = ("党组", "党委", "党工委", "分党组")
_PARTY_TITLES = ("书记", "副书记", "成员", "委员", "常委", "专职副书记", "常务副书记", "（党组）")
# characters behind an organ word that jieba may have drawn into a word of its own
_FOLLOWERS = tuple("副党书主原的在与和及等对召举印组向就于将已第局部厅委办纪政人常省市")


@dataclass(frozen=True, slots=True)
class Body:
    """A body as read: where it stands, what it is called, what it belongs to."""

    start: int
    end: int
    name: str
    organ: str  # the organ word it ends in
    kind: str  # OrganEntry.kind, or "private"
    region: Span | None = None  # where the region stands that it has in its name
    region_code: str = ""
    region_name: str = ""
    parent: Span | None = None  # where the body above it stands
    parent_name: str = ""
    bare: bool = False  # an organ word with nothing before it: a body only beside a title
    score: float = 0.9

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @property
    def is_committee(self) -> bool:
        """True for a party committee of a region."""
        return self.kind == "party" and self.organ in _COMMITTEE


class BodyGrammar:
    """Reads the bodies of one scan."""

    def __init__(self, scan: Scan, gazetteer: Gazetteer) -> None:
        self._scan = scan
        self._text = scan.text
        self._gazetteer = gazetteer
        self._lexicon: Lexicon = scan.lexicon
        words = self._lexicon.words
        self._private = words.get("private_endings", frozenset())
        self._stops = tuple(word for word in words.get("body_stops", frozenset()) if len(word) > 1)
        self._stop_words = tuple(word for word in words.get("body_stops", frozenset()) if len(word) == 1)
        self._instructions = tuple(words.get("instructions", frozenset()))
        self._founding = tuple(words.get("founding", frozenset()))
        self._refused = words.get("no_bodies", frozenset())
        self._anchors = sorted(words.get("body_anchors", frozenset()), key=lambda word: (-len(word), word))
        self._region_words = sorted(self._lexicon.region_words, key=lambda word: (-len(word), word))
        self._by_end: dict[int, Body] = {}

    def read(self) -> list[Body]:
        """All bodies, in the order of their ends. A unit and the body above it are both given."""
        for hit in self._lexicon.find_organs.hits(self._text):
            body = self._body(hit)
            if body is not None:
                self._by_end[body.end] = body
        return sorted(self._by_end.values(), key=lambda body: (body.end, body.start))

    def _body(self, hit: Hit) -> Body | None:
        if hit.word == "委" and self._text.startswith(_NOT_COMMITTEE, hit.end):
            return None
        if hit.word in self._private:
            return self._private_body(hit)
        if self._is_title(hit):
            return None
        organ = self._lexicon.organs.get(hit.word)
        return (
            self._fixed(hit, organ)
            or self._after_region(hit, organ)
            or self._after_body(hit, organ)
            or self._after_region_word(hit, organ)
            or self._founded(hit, organ)
            or self._anchored(hit, organ)
            or self._alone(hit, organ)
        )

    # --- one way each of standing beside something ---

    def _fixed(self, hit: Hit, organ: OrganEntry | None) -> Body | None:
        if organ is None or not organ.bare or not self._ends_well(hit):
            return None
        name = organ.name if hit.word in organ.aliases or hit.word == organ.name else hit.word
        return Body(hit.start, hit.end, name, hit.word, organ.kind, score=0.97)

    def _after_region(self, hit: Hit, organ: OrganEntry | None) -> Body | None:
        region = self._gazetteer.ending_at(hit.start) or self._short_region(hit, organ)
        if region is None or not self._ends_well(hit):
            return None
        kind = organ.kind if organ else "state"
        name = self._local_name(region.name, hit.word, kind)
        return Body(
            region.span.start,
            hit.end,
            name,
            hit.word,
            kind,
            region.span,
            region.code,
            region.name,
            score=0.95 if organ else 0.7,
        )

    def _short_region(self, hit: Hit, organ: OrganEntry | None) -> Mention | None:
        """安吉 in 安吉农业农村局: a short form that would not be safe alone is safe beside an organ word."""
        if organ is None or hit.word in _COMMITTEE:
            return None
        for length in (4, 3, 2):
            start = hit.start - length
            rows = self._lexicon.regions.get(self._text[start : hit.start], []) if start >= 0 else []
            rows = [row for row in rows if not row.valid_to and row.level is not Level.COUNTRY]
            if rows and self._scan.is_edge(start) and not self._gazetteer.covers(start):
                row = min(rows, key=lambda r: (r.level.value != "city", r.code))
                return Mention(Span(start, hit.start), EntityType.REGION, row.name, "bodies", 0.8, code=row.code)
        return None

    def _after_body(self, hit: Hit, organ: OrganEntry | None) -> Body | None:
        above = self._by_end.get(hit.start)
        if above is None or above.kind == "private" or not self._ends_well(hit):
            return None
        kind = organ.kind if organ else above.kind
        return Body(
            above.start, hit.end, above.name + hit.word, hit.word, kind,
            above.region, above.region_code, above.region_name, above.span, above.name, score=min(above.score, 0.93),
        )  # fmt: skip

    def _after_region_word(self, hit: Hit, organ: OrganEntry | None) -> Body | None:
        word = next((w for w in self._region_words if self._text.endswith(w, 0, hit.start)), None)
        if word is None or not self._ends_well(hit):
            return None
        start = hit.start - len(word)
        if self._gazetteer.covers(start) or not self._opens(start) or self._is_address(hit):
            return None
        if organ is None and hit.word not in ("局", "院", "委", "厅", "部", "办", "党委", "党工委", "管委会"):
            return None
        level = Level(self._lexicon.region_words[word])
        row = self._gazetteer.context(level, start)
        kind = organ.kind if organ else "state"
        if row is None:
            return Body(start, hit.end, word + hit.word, hit.word, kind, score=0.6)
        name = self._local_name(row.name, hit.word, kind)
        return Body(start, hit.end, name, hit.word, kind, Span(start, hit.start), row.code, row.name, score=0.85)

    def _is_address(self, hit: Hit) -> bool:
        """省委、市委的决策部署: whoever gives the instructions, nobody acts here."""
        if hit.word not in _COMMITTEE:
            return False
        behind = self._text[hit.end : hit.end + 14]
        rest = behind.lstrip("、和与的省市县区州委政府")
        return (len(rest) < len(behind) and rest.startswith(self._instructions)) or behind.startswith(
            self._instructions
        )

    def _anchored(self, hit: Hit, organ: OrganEntry | None) -> Body | None:
        """国家|粮食和物资|储备局: an anchor, then words that a name may hold, then the organ word."""
        limit = max(self._scan.left_limit(hit.start), hit.start - _REACH)
        if not self._ends_well(hit) or (organ is None and not self._scan.is_edge(hit.end)):
            return None
        floor = self._after_last_stop(limit, hit.start)
        for start in range(floor, hit.start):
            body = self._from_anchor(start, hit, organ)
            if (
                body is not None
                and body.region is None
                and body.parent is None
                and organ is not None
                and len(organ.name) < 5
            ):
                continue  # 全国|法治|政府: a common word needs a region or a body in front
            if body is not None:
                return body
        return None

    def _after_last_stop(self, limit: int, end: int) -> int:
        """Where the last word that no name of a body holds ends; a single character counts only as a word of its own."""
        floor = limit
        for stop in self._stops:
            at = self._text.rfind(stop, limit, end)
            if at >= 0:
                floor = max(floor, at + len(stop))
        for stop in self._stop_words:
            at = self._text.rfind(stop, floor, end)
            while at >= 0:
                if self._scan.is_edge(at) and self._scan.is_edge(at + 1):
                    floor = max(floor, at + 1)
                    break
                at = self._text.rfind(stop, floor, at)
        return floor

    def _founded(self, hit: Hit, organ: OrganEntry | None) -> Body | None:
        """香港特别行政区成立维护国家安全委员会: the new body belongs to who founds it."""
        limit = self._scan.left_limit(hit.start)
        verbs = [(at + len(verb)) for verb in self._founding if (at := self._text.rfind(verb, limit, hit.start)) >= 0]
        if hit.word.endswith(_GROUPS):
            return self._group(hit)
        if not verbs or not self._ends_well(hit) or not 1 <= hit.start - max(verbs) <= 14:
            return None
        start = max(verbs)
        if self._after_last_stop(start, hit.start) > start:
            return None
        word = self._text[start : hit.end]
        kind = organ.kind if organ else "state"
        for end in range(start - 2, limit, -1):
            region = self._gazetteer.ending_at(end)
            above = self._by_end.get(end)
            if above is not None and above.kind != "private" and not above.bare:
                return attach(Body(start, hit.end, word, hit.word, kind), above)
            if region is not None:
                return Body(
                    start,
                    hit.end,
                    region.name + word,
                    hit.word,
                    kind,
                    region.span,
                    region.code,
                    region.name,
                    score=0.75,
                )
        return None

    def _group(self, hit: Hit) -> Body | None:
        """成立由…组成的教育整顿工作领导小组 in a section whose speaker heads 聊城市司法局: a group of that body."""
        clause = max(self._text.rfind(mark, 0, hit.start) for mark in "。！？；，\n") + 1
        start = self._after_last_stop(max(clause, hit.start - 16), hit.start)
        section = self._scan.section(hit.start)
        if section is None or section.byline is None or not hit.start - start >= 2:
            return None
        if not any(verb in self._text[clause:start] for verb in self._founding):
            return None
        role = section.byline.role
        above = next((b for b in self._by_end.values() if role.contains(b.span) and b.kind != "private"), None)
        unit = Body(start, hit.end, self._text[start : hit.end], hit.word, "state")
        return attach(unit, above) if above else None

    def _from_anchor(self, start: int, hit: Hit, organ: OrganEntry | None) -> Body | None:
        kind = organ.kind if organ else "state"
        region = self._gazetteer.starting_at(start)
        if region is not None and region.span.end < hit.start:
            lower = self._gazetteer.starting_at(region.span.end)
            if lower is not None and lower.span.end < hit.start:
                region = lower
            between = self._text[region.span.end : hit.start]
            name = region.name + between + hit.word
            return Body(
                region.span.start, hit.end, name, hit.word, kind, region.span, region.code, region.name, score=0.75
            )
        above = next(
            (
                self._by_end[end]
                for end in range(hit.start - 1, start, -1)
                if end in self._by_end and self._by_end[end].start == start
            ),
            None,
        )
        if above is not None and above.kind != "private" and not above.bare:
            name = above.name + self._text[above.end : hit.end]
            return Body(
                start, hit.end, name, hit.word, kind,
                above.region, above.region_code, above.region_name, above.span, above.name, score=0.75,
            )  # fmt: skip
        for anchor in self._anchors:
            if self._text.startswith(anchor, start) and self._opens(start):
                return Body(start, hit.end, self._text[start : hit.end], hit.word, kind, score=0.8)
        return None

    def _alone(self, hit: Hit, organ: OrganEntry | None) -> Body | None:
        """宣传部 or 法制办 with nothing before it; 二十大新闻中心 at the head of a clause."""
        if not self._ends_well(hit):
            return None
        if hit.word in _COMMITTEE:
            return None
        if organ is not None and len(hit.word) > 1 and self._scan.is_edge(hit.start):
            return Body(hit.start, hit.end, hit.word, hit.word, organ.kind, bare=True, score=0.6)
        limit = self._scan.left_limit(hit.start)
        length = hit.end - limit
        word = self._text[limit : hit.end]
        if organ is None and 4 <= length <= 16 and self._scan.is_edge(hit.end) and not self._has_stop(word):
            return Body(limit, hit.end, word, hit.word, "state", bare=True, score=0.5)
        return None

    def _private_body(self, hit: Hit) -> Body | None:
        region = None
        limit = max(self._scan.left_limit(hit.start), hit.start - _REACH)
        for start in range(limit, hit.start + 1):
            region = self._gazetteer.starting_at(start)
            if region is not None:
                return Body(
                    start,
                    hit.end,
                    self._text[start : hit.end],
                    hit.word,
                    "private",
                    region.span,
                    region.code,
                    region.name,
                )
        return Body(limit, hit.end, self._text[limit : hit.end], hit.word, "private")

    # --- what a name may not do ---

    def _has_stop(self, word: str) -> bool:
        return any(stop in word for stop in self._stops) or word.startswith(self._stop_words)

    def _is_title(self, hit: Hit) -> bool:
        """局 of 局长 behind 司法局, and 党组 of 党组书记, belong to the title."""
        if len(hit.word) == 1 and hit.start in self._by_end and self._text.startswith("长", hit.end):
            return True
        if hit.word not in _PARTY_GROUPS or not self._text.startswith(_PARTY_TITLES, hit.end):
            return False
        return (
            hit.start in self._by_end
            or self._scan.left_limit(hit.start) == hit.start
            or self._anchored(hit, None) is None
        )

    def _ends_well(self, hit: Hit) -> bool:
        """The organ word ends where a word ends, or before 长: 宣传部|长."""
        if hit.word in self._refused or self._inside_other_word(hit):
            return False
        if self._text.startswith("长", hit.end):
            return not self._text.startswith(("长期", "长效", "长远"), hit.end)
        return self._scan.is_edge(hit.end) or self._text.startswith(_FOLLOWERS, hit.end)

    def _inside_other_word(self, hit: Hit) -> bool:
        """部 of 干部, 委 of 常委."""
        for word in self._refused:
            at = word.find(hit.word)
            if at >= 0 and self._text.startswith(word, hit.start - at):
                return True
        return False

    def _opens(self, start: int) -> bool:
        return start == 0 or self._scan.left_limit(start) == start or self._scan.is_edge(start)

    def _local_name(self, region: str, organ: str, kind: str) -> str:
        if organ in _COMMITTEE or (kind == "party" and organ.endswith("党委")):
            return f"中共{region}{organ}"
        if organ == "委员会" and region.endswith(_AUTONOMOUS):
            return f"中共{region}{organ}"
        return region + organ


def attach(unit: Body, above: Body) -> Body:
    """A bare unit under the body named before it: 宣传部 after 丽水市委 is 中共丽水市委宣传部.

    An organ of the state beside a party committee belongs to the region: 县委常委、公安局局长.
    """
    local_state = unit.kind in ("state", "judicial", "legislative", "consultative", "mass")
    if above.is_committee and local_state and above.region_name:
        name = above.region_name + unit.name
        return replace(
            unit,
            name=name,
            region=above.region,
            region_code=above.region_code,
            region_name=above.region_name,
            bare=False,
            score=0.8,
        )
    return replace(
        unit, name=above.name + unit.name, region=above.region, region_code=above.region_code, region_name=above.region_name,
        parent=above.span, parent_name=above.name, bare=False, score=0.8,
    )  # fmt: skip


def mention(body: Body) -> Mention:
    """A body as a mention."""
    return Mention(body.span, EntityType.BUREAU, body.name, "bodies", body.score, body.parent, body.region_code)

"""One name for each campaign of an article, and what stands for it later: 全国X and X, 专项行动, 此次活动.

Names are compared without quotation marks. The pack's name wins; a name is its own without 全国 or a year where it also
stands so; otherwise the longer one names the shorter that ends it.
"""

import bisect
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from kg_builder.model.grid import Grid
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType
from kg_builder.recognize.lexicon import alternatives, matcher
from kg_builder.recognize.overlap import outermost
from kg_builder.recognize.scan import Scan

_LEADING = re.compile(r"(?:\d{4}年度?|国家|全国|全省|全市|全县|全区|新一轮|本轮|本次|[省市县区州])+")
# 活动由…发起: a bare word that opens a clause, for the campaign that ends so
_BARE = r"(?<=[。；，\n])(?:活动|行动)(?=由|自|于|从|为期|将|以|共|分|还|期间|计划|现场|启动|开展以来|旨在)"
_MARKS = re.compile(r"[“”‘’「」、，\s]")


class _Row:
    """Campaigns in the order of the text, and the last of them before a place."""

    def __init__(self, mentions: list[Mention]) -> None:
        self.mentions = mentions
        self._starts = [m.span.start for m in mentions]

    def before(self, position: int) -> Mention | None:
        index = bisect.bisect_left(self._starts, position)
        return next((m for m in reversed(self.mentions[max(index - 8, 0) : index]) if m.span.end <= position), None)


class _Rows:
    """Campaigns by the words they end in."""

    def __init__(self, mentions: list[Mention]) -> None:
        self._mentions = mentions
        self._known: dict[tuple[str, int], _Row] = {}

    def ending(self, word: str, longer: int = 0) -> _Row:
        """Those whose names end so and are longer."""
        key = (word, longer)
        if key not in self._known:
            self._known[key] = _Row([m for m in self._mentions if m.name.endswith(word) and len(m.name) > longer])
        return self._known[key]


class CampaignNames:
    """Names the campaigns of one scan: `named` by the packs, `found` by grammar."""

    def __init__(self, scan: Scan, named: list[Mention], found: list[Mention]) -> None:
        self._scan = scan
        self._text = scan.text
        words = scan.lexicon.pack.words
        self._generic = scan.lexicon.words.get("campaign_short", frozenset())
        self._tails = matcher((*words.get("campaign_endings_strong", ()), *sorted(self._generic)))
        pointing = alternatives(tuple(words.get("campaign_anaphora", ("此次活动",))))
        self._pointing = (re.compile(pointing), re.compile(_BARE))
        wholes: dict[int, int] = {}  # where a name that the packs know ends -> where the shortest of them begins
        for mention in named:
            if not self._is_short(mention):
                wholes[mention.span.end] = max(mention.span.start, wholes.get(mention.span.end, 0))
        self._found = [m for m in outermost(found) if not _within(m.span, wholes)]
        self._rows = _Rows(self._found)
        self._named = self._settled(named)

    def read(self, parts: Iterable[Mention] = ()) -> list[Mention]:
        """All campaigns, and what stands for them; no short form stands where a phase of one does (`parts`)."""
        packed = {_plain(m.name): m.name for m in self._named}
        packed |= {_plain(m.span.of(self._text)): m.name for m in self._named if not self._is_short(m)}
        names = self._canonical(packed)
        full = [*self._named, *(replace(m, name=names[m.name]) for m in self._found)]
        here = {m.name for m in full}
        entries = self._scan.lexicon.entries
        phases = [m.span for m in parts if entries[m.span.of(self._text)].parent in here]
        return [*full, *self._again(full, phases)]

    def _settled(self, named: list[Mention]) -> list[Mention]:
        """The packs' hits without those that a longer name holds, and without 教育整顿 where only other ones are named."""
        held = Grid((m.span, m.span) for m in self._found)
        alone = [m for m in named if not _held(m.span, held)]
        own = {m.name for m in alone if m.span.of(self._text) not in self._generic}
        return [m for m in alone if m.name in own and not (self._is_short(m) and self._other(m))]

    def _is_short(self, mention: Mention) -> bool:
        """教育整顿 and 队伍教育整顿 for 政法队伍教育整顿: words that other campaigns end in as well."""
        surface = mention.span.of(self._text)
        return surface in self._generic or (surface != mention.name and mention.name.endswith(surface))

    def _other(self, mention: Mention) -> bool:
        """True where the last campaign named before a short form is another one that ends so."""
        surface = mention.span.of(self._text)
        before = self._rows.ending(surface).before(mention.span.start)
        return before is not None and self._text.find(mention.name, before.span.end, mention.span.start) < 0

    def _canonical(self, packed: dict[str, str]) -> dict[str, str]:
        names = sorted({m.name for m in self._found}, key=lambda n: (len(n), n))
        plain = {_plain(n): n for n in names} | packed
        result: dict[str, str] = {}
        for name in names:
            key = _plain(name)
            leading = _LEADING.match(key)
            core = key[leading.end() :] if leading else key
            if core != key and (core in plain or self._stands_alone(core)):
                key = core
            if key in packed:
                result[name] = packed[key]
                continue
            tail = _plain(name.rsplit("”", 1)[-1])
            longer = [
                n for k, n in plain.items() if len(k) > len(key) and k.endswith(key) and not self._leads_only(k, key)
            ]
            longer = longer or [n for n in names if tail != key or "”" in n if n != name and self._quoted_tail(n, key)]
            result[name] = min(longer, key=lambda n: (-len(n), n)) if longer else plain.get(key, key)
        return {name: result.get(other, other) for name, other in result.items()}

    def _leads_only(self, longer: str, key: str) -> bool:
        return _LEADING.fullmatch(longer[: len(longer) - len(key)]) is not None

    def _quoted_tail(self, name: str, key: str) -> bool:
        """普法…宣传教育活动 is “美好生活”普法宣传教育活动."""
        tail = name.rsplit("”", 1)[-1]
        return "”" in name and len(tail) >= 6 and key.endswith(tail)

    def _stands_alone(self, core: str) -> bool:
        """True where the core stands somewhere without a year or 全国 before it."""
        return any(
            not re.search(rf"(?:{_LEADING.pattern})$", self._text[max(0, match.start() - 6) : match.start()])
            for match in re.finditer(re.escape(core), self._text)
        )

    # --- later mentions ---

    def _again(self, full: list[Mention], phases: list[Span]) -> Iterator[Mention]:
        if not full:
            return
        ordered = sorted(full, key=lambda m: m.span)
        rows = _Rows(ordered)
        spans = [*(m.span for m in full), *phases]
        taken = {position for span in spans for position in range(span.start, span.end)}
        for hit in self._tails.hits(self._text):
            name = self._antecedent(rows, hit.start, hit.word) if hit.start not in taken else None
            if name is not None and self._scan.is_edge(hit.start):
                taken.update(range(hit.start, hit.end))
                yield self._make(Span(hit.start, hit.end), name)
        yield from self._tails_of_quoted(ordered, taken)
        for match in itertools.chain.from_iterable(pattern.finditer(self._text) for pattern in self._pointing):
            kind = match[0] if match[0] in ("活动", "行动") else ""
            before = rows.ending(kind).before(match.start())
            if before is not None and match.start() not in taken:
                yield self._make(Span(*match.span()), before.name)

    def _tails_of_quoted(self, ordered: list[Mention], taken: set[int]) -> Iterator[Mention]:
        for name in sorted({m.name for m in ordered if "”" in m.name}):
            tail = name.rsplit("”", 1)[-1]
            for at in self._scan.places(tail) if len(tail) >= 4 else ():
                if at not in taken:
                    place = Span(at, at + len(tail))
                    taken.update(range(place.start, place.end))
                    yield self._make(place, name)

    def _antecedent(self, rows: _Rows, start: int, word: str) -> str | None:
        """The last campaign named before that ends so; a title may be explained by what follows."""
        ending = rows.ending(word, len(word))
        before = ending.before(start)
        if before is not None:
            return before.name
        return ending.mentions[0].name if ending.mentions and start < 60 and word in self._generic else None

    def _make(self, span: Span, name: str) -> Mention:
        return Mention(span, EntityType.CAMPAIGN, name, "campaigns", 0.7)


def _plain(name: str) -> str:
    return _MARKS.sub("", name)


def _within(outer: Span, wholes: Mapping[int, int]) -> bool:
    """True where a name only puts words before one that the packs know: 三年内夺取|扫黑除恶专项斗争."""
    return wholes.get(outer.end, -1) >= outer.start


def _held(span: Span, others: Grid[Span]) -> bool:
    return any(other.contains(span) and other != span for other in others.over(span))

"""One reading where candidates overlap. Only this file chooses."""

import bisect
from collections.abc import Iterable
from itertools import accumulate
from operator import attrgetter

from kg_builder.model.grid import Grid
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType

_T = EntityType
_place = attrgetter("span", "type", "name")
# Within a family only one mention holds a character; a mention of one family may lie inside one of another
# (济宁市 in 济宁市司法局, 扫黑除恶专项斗争 in the name of a meeting).
_WORDS = (_T.CAMPAIGN, _T.PHASE, _T.TASK, _T.SLOGAN, _T.GOAL)


def choose(candidates: Iterable[Mention]) -> list[Mention]:
    """The candidates that stand, sorted by place. The longer one wins, then the surer one."""
    kept, group, reach = list[Mention](), list[Mention](), 0
    for mention in sorted(set(candidates), key=_place):
        if mention.span.start >= reach:  # nothing before it reaches here
            kept += _chosen(group)
            group = []
        group.append(mention)
        reach = max(reach, mention.span.end)
    return kept + _chosen(group)


def _chosen(group: list[Mention]) -> list[Mention]:
    """Those that stand of candidates of which each overlaps another, in the order of the text."""
    if len(group) < 2:
        return group
    kept, places = list[Mention](), Grid[Mention]()
    for mention in sorted(
        group, key=lambda m: (m.span.start - m.span.end, -m.score, m.span.start, m.type, m.name, m.recognizer)
    ):
        near = places.over(mention.span)
        if not near or not any(_excludes(other, mention) for other in near):
            kept.append(mention)
            places.add(mention.span, mention)
    return sorted(kept, key=_place)


def outermost(found: Iterable[Mention]) -> list[Mention]:
    """Of one recognizer's names those that lie inside no other, sorted by place: a plenum in the name of its own session falls."""
    kept, places = list[Mention](), Grid[Mention]()
    for mention in sorted(found, key=lambda m: (-len(m.span), -m.score, m.span, m.name)):
        if places.free(mention.span):
            kept.append(mention)
            places.add(mention.span, mention)
    return sorted(kept, key=lambda m: m.span)


def _excludes(kept: Mention, new: Mention) -> bool:
    """Whether of two that overlap the second falls."""
    if kept.type is new.type:
        unit_names_its_body = kept.type is _T.BUREAU and kept.span.contains(new.span) and kept.span != new.span
        return not unit_names_its_body
    if new.type is _T.OFFICIAL:  # a theorist in the name of a thought is no mention of an official
        return kept.type in (_T.SLOGAN, _T.CAMPAIGN, _T.PHASE)
    if kept.type in _WORDS and new.type in _WORDS:
        return not _may_hold(kept, new)
    return bool(kept.type is _T.MEETING and new.type is _T.PHASE)


def _may_hold(outer: Mention, inner: Mention) -> bool:
    """A phase names its campaign (第二批主题教育); a heading slogan may name a campaign; a quoted slogan opens a campaign's name."""
    if not outer.span.contains(inner.span):
        return False
    pair = (outer.type, inner.type)
    return pair in ((_T.PHASE, _T.CAMPAIGN), (_T.SLOGAN, _T.CAMPAIGN), (_T.CAMPAIGN, _T.SLOGAN), (_T.GOAL, _T.SLOGAN))


class Longer:
    """Places, and whether one of them holds a shorter one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._ends: dict[int, int] = {}  # of the longest from each start on
        for span in spans:
            self._ends[span.start] = max(span.end, self._ends.get(span.start, 0))
        self._starts = sorted(self._ends)
        self._reach = list(accumulate((self._ends[start] for start in self._starts), max))

    def holds(self, span: Span) -> bool:
        """True where a span lies inside a longer one."""
        before = bisect.bisect_left(self._starts, span.start)
        return (before > 0 and self._reach[before - 1] >= span.end) or self._ends.get(span.start, 0) > span.end

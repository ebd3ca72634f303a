"""Where a body has its seat, and what is part of what: read from the names themselves."""

import bisect
from collections.abc import Iterator

from kg_builder.extract.stage import Stage
from kg_builder.model.claim import Claim
from kg_builder.model.mention import Mention
from kg_builder.model.pack import Pack
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate

NAME = "places"


def places(stage: Stage) -> Iterator[Claim]:
    """LocatedIn from the region in a body's name, partOf from units and from chains of regions."""
    yield from _seats(stage)
    yield from _units(stage)
    yield from _chains(stage)


def _seats(stage: Stage) -> Iterator[Claim]:
    by_code: dict[str, list[Mention]] = {}
    for region in stage.of(EntityType.REGION):
        by_code.setdefault(region.code, []).append(region)
    for body in stage.of(EntityType.BUREAU):
        inside = [r for r in stage.within(body.span, EntityType.REGION) if r.code == body.code]
        if not body.code:  # a township has no code; it stands in the name of its body
            inside = [r for r in inside if r.name in body.name]
        options = by_code.get(body.code, []) if body.code else []
        if not inside and not options:
            continue
        region = inside[0] if inside else _nearest(options, body.span.start)
        yield Claim(body, Predicate.LOCATED_IN, region, body.span, None, NAME, min(body.score, region.score))


def _nearest(regions: list[Mention], place: int) -> Mention:
    """Of regions in order the one that begins nearest to a place."""
    index = bisect.bisect_left(regions, place, key=lambda region: region.span.start)
    left = bisect.bisect_left(regions, regions[index - 1].span.start, key=lambda r: r.span.start) if index else 0
    return min(
        (regions[left], regions[min(index, len(regions) - 1)]), key=lambda r: (abs(r.span.start - place), r.span)
    )


def _units(stage: Stage) -> Iterator[Claim]:
    for body in stage.of(EntityType.BUREAU):
        above = stage.bureau_at(body.parent)
        if above is not None and above.name != body.name:
            evidence = Span(min(above.span.start, body.span.start), max(above.span.end, body.span.end))
            yield Claim(body, Predicate.PART_OF, above, evidence, None, NAME, min(body.score, above.score))
    yield from _named_after(stage)


def _named_after(stage: Stage) -> Iterator[Claim]:
    """洛阳市政府办公室 is part of 洛阳市政府: of the bodies named here the longest whose name its own begins with."""
    named: dict[str, Mention] = {}
    for body in stage.of(EntityType.BUREAU):
        named.setdefault(body.name, body)
    for name, body in named.items():
        above = next((named[name[:end]] for end in range(len(name) - 1, 2, -1) if name[:end] in named), None)
        if above is not None and not name[len(above.name) :].startswith(("会", "员会")):
            yield Claim(body, Predicate.PART_OF, above, body.span, None, NAME, min(body.score, above.score))


def _chains(stage: Stage) -> Iterator[Claim]:
    """成都市武侯区: the lower region directly behind the higher one."""
    parents = _parents(stage.pack)
    previous: Mention | None = None
    for region in stage.of(EntityType.REGION):
        if (
            previous is not None
            and previous.span.end == region.span.start
            and (_below(region.code, previous.code, parents) or not region.code)
        ):
            evidence = Span(previous.span.start, region.span.end)
            yield Claim(region, Predicate.PART_OF, previous, evidence, None, NAME, 0.95)
        previous = region


_PARENTS: dict[str, dict[str, str]] = {}  # by the pack's fingerprint: thousands of rows, the same for every article


def _parents(pack: Pack) -> dict[str, str]:
    if pack.fingerprint not in _PARENTS:
        _PARENTS.clear()
        _PARENTS[pack.fingerprint] = {r.code: r.parent for r in pack.regions if r.code}
    return _PARENTS[pack.fingerprint]


def _below(low: str, high: str, parents: dict[str, str]) -> bool:
    code = parents.get(low, "")
    while code:
        if code == high:
            return True
        code = parents.get(code, "")
    return False

"""Titles and the bodies they belong to: 丽水市委常委、宣传部长 is two posts, at 中共丽水市委 and at its 宣传部.

A chain is a run of titles joined by 、 or 兼. A body said once governs the titles after it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg_builder.model.mention import Mention
from kg_builder.model.pack import TitleEntry
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Level
from kg_builder.recognize.bodies import Body, attach
from kg_builder.recognize.lexicon import Hit
from kg_builder.recognize.regions import Gazetteer
from kg_builder.recognize.scan import Scan

_JOIN = re.compile(r"(?:（[^（）]{1,12}）)?(?:、|，?兼任?|，并?兼任?|和|及|暨|以及|[ 　]|/|，)?(?=.)")
_NOTE = re.compile(r"(?:（[^（）]{1,14}）)*")
_REGION_TITLE = {
    "省": Level.PROVINCE,
    "市": Level.CITY,
    "县": Level.COUNTY,
    "区": Level.COUNTY,
    "州": Level.CITY,
    "盟": Level.CITY,
    "旗": Level.COUNTY,
    "镇": Level.TOWNSHIP,
    "乡": Level.TOWNSHIP,
}


@dataclass(frozen=True, slots=True)
class Post:
    """A title at a place with the body it belongs to."""

    start: int  # of the body's text where it stands directly before the title, else of the title
    end: int
    title: TitleEntry
    word: str  # the title as written
    body: Body | None
    name: str

    def mention(self) -> Mention:
        """The post as a mention; its parent is the body."""
        parent = self.body.span if self.body else None
        score = min(self.body.score, 0.95) if self.body else 0.9
        return Mention(Span(self.start, self.end), EntityType.POST, self.name, "posts", score, parent)


@dataclass(frozen=True, slots=True)
class Chain:
    """Posts of one person or of one list of persons, in order."""

    posts: tuple[Post, ...]

    @property
    def start(self) -> int:
        """Where the first body or title stands."""
        return self.posts[0].start

    @property
    def end(self) -> int:
        """Where the last title and its notes in brackets end."""
        return self.posts[-1].end


class PostGrammar:
    """Reads the chains of titles of one scan."""

    def __init__(self, scan: Scan, gazetteer: Gazetteer, bodies: Iterable[Body]) -> None:
        self._scan = scan
        self._text = scan.text
        self._gazetteer = gazetteer
        self._bodies = list(bodies)
        self._by_end = {body.end: body for body in self._bodies}
        self._refused = scan.lexicon.words.get("no_titles", frozenset())

    def read(self) -> list[Chain]:
        """All chains, in order."""
        chains: list[Chain] = []
        run: list[Post] = []
        said: Body | None = None  # the body said last in the same list, which a bare title takes over
        for start, hit, body in self._items():
            joined = bool(run) and self._joins(run[-1].end, start)
            if not joined:
                if run:
                    chains.append(Chain(tuple(run)))
                said = said if chains and self._same_list(chains[-1].end, start) else None
                run = []
            post = self._post(start, hit, body, said, run[-1].body if run else None)
            run.append(post)
            said = post.body or said
        if run:
            chains.append(Chain(tuple(run)))
        return chains

    def _items(self) -> Iterator[tuple[int, Hit, Body | None]]:
        """Each title with the body directly before it, and where the two begin."""
        for hit in self._scan.lexicon.find_titles.hits(self._text):
            if self._scan.lexicon.titles[hit.word].kind == "none" or self._is_other_word(hit):
                continue
            body = self._by_end.get(hit.start)
            if body is None and self._text[hit.start - 1 : hit.start] == "的":
                body = self._by_end.get(hit.start - 1)
            fused = self._by_end.get(hit.start + 1)
            if fused is not None and fused.organ.endswith(hit.word[0]) and hit.word[1:2] == "长":
                body = fused  # 宣传部长
            yield self._above(body.start if body else self._region_start(hit)), hit, body

    def _above(self, start: int) -> int:
        """浙江省|宁波市委: the regions said before belong to the post, so that nothing stands between it and 曾任."""
        while (region := self._gazetteer.ending_at(start)) is not None:
            start = region.span.start
        return start

    def _region_start(self, hit: Hit) -> int:
        """济宁市市长 and 济宁市长 begin with the region."""
        if not self._scan.lexicon.titles[hit.word].region:
            return hit.start
        region = self._gazetteer.ending_at(hit.start)
        overlapping = self._gazetteer.ending_at(hit.start + 1)
        return (region or overlapping or Mention(Span(hit.start, hit.start), EntityType.REGION, "", "")).span.start

    def _is_other_word(self, hit: Hit) -> bool:
        return any(
            self._text.startswith(word, hit.start) for word in self._refused if word.startswith(hit.word)
        ) or any(word.endswith(hit.word) and self._text.startswith(word, hit.end - len(word)) for word in self._refused)

    def _joins(self, end: int, start: int) -> bool:
        if start < end:
            return False
        gap = self._text[end:start]
        match = _JOIN.match(gap + "x")
        return match is not None and match.end() == len(gap)

    def _same_list(self, end: int, start: int) -> bool:
        """警务处处长邓炳强、副处长刘赐蕙: one name and a 、 lie between."""
        gap = self._text[end:start]
        return 0 < len(gap) <= 12 and gap[-1] in "、和及" and not any(mark in gap for mark in "。；，")

    def _post(self, start: int, hit: Hit, body: Body | None, carried: Body | None, own: Body | None) -> Post:
        title = self._scan.lexicon.titles[hit.word]
        word = hit.word
        if title.region:
            return self._region_post(start, hit, title, body, carried)
        if body is not None and body.bare:
            body = self._completed(body, own)
        if body is None and title.body:
            return Post(start, hit.end, title, word, None, title.body + title.name)
        if body is None and carried is not None and word not in ("国家主席", "国家副主席", "国务委员"):
            body = carried
        name = (body.name if body else "") + word
        return Post(start, self._noted(hit.end), title, word, body, name)

    def _noted(self, end: int) -> int:
        match = _NOTE.match(self._text, end)
        return match.end() if match else end

    def _region_post(self, start: int, hit: Hit, title: TitleEntry, body: Body | None, carried: Body | None) -> Post:
        region = self._gazetteer.ending_at(hit.start) or self._gazetteer.ending_at(hit.start + 1)
        name = region.name if region else ""
        if not name and carried is not None and carried.region_name:
            name = carried.region_name
        if not name:
            level = next((level for char, level in _REGION_TITLE.items() if char in hit.word), Level.PROVINCE)
            row = self._gazetteer.context(level, hit.start)
            name = row.name if row else ""
        if body is not None and body.kind != "private" and not body.bare:
            name = body.region_name or body.name
        return Post(start, hit.end, title, hit.word, None, name + hit.word)

    def _completed(self, unit: Body, carried: Body | None) -> Body:
        """A bare unit beside a title: of the body said before it, else the one named in full elsewhere, else of the region."""
        if carried is not None and not carried.bare and carried.kind != "private":
            return attach(unit, carried)
        named = self._named(unit)
        if named is not None:
            return named
        for body in reversed(self._bodies):
            if body.end <= unit.start and body.region_name and not body.bare and body.kind != "private":
                name = body.region_name + unit.name
                return replace(
                    unit,
                    name=name,
                    region=body.region,
                    region_code=body.region_code,
                    region_name=body.region_name,
                    bare=False,
                )
        return unit

    def _named(self, unit: Body) -> Body | None:
        for body in self._bodies:
            if (
                not body.bare
                and body.kind != "private"
                and len(body.name) > len(unit.name)
                and body.name.endswith(unit.name)
            ):
                return replace(body, start=unit.start, end=unit.end, score=0.8)
        return None

"""Titles and the bodies they belong to: 遵义市委常委、宣传部长 is two posts, at 中共遵义市委 and at its 宣传部.

A chain is a run of titles joined by 、 or 兼. A body said once governs the titles after it.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from kg_builder.model.mention import Mention
from kg_builder.model.pack import TitleEntry
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType
from kg_builder.recognize.beside import Beside
from kg_builder.recognize.bodies import Body
from kg_builder.recognize.region_posts import STATE, RegionPosts
from kg_builder.recognize.regions import Gazetteer
from kg_builder.recognize.scan import Scan
from kg_builder.recognize.titles import Title, organs, titles

_JOIN = re.compile(
    r"(?:（[^（）]{1,12}）)?(?:、|，?(?:并|并且|同时)?兼任?|和|及|暨|以及|[ 　]|/|，)?(?:现任|时任|原任|原|现)?(?=.)"
)
_NOTE = re.compile(r"(?:（[^（）]{1,14}）)*")
_VERB_BEFORE = re.compile(r"(?:任|为|担任|当选|选为|由|兼|不再是)(?:了|过|原|第[一二三四五六七八九十]+[任届])?$")
_NO_NAME_AFTER = re.compile(r"[^㐀-鿿\U00020000-\U0003ffff·]|[的在和与要对等是会们制]")
_LED_LIST = re.compile(r"(?:他们是|她们是|名单|分别是|组成人员|组成如下|如下|分别为)[^。；]{0,8}[：:]?$")

_LONGEST = 24  # posts of a chain among which a bare title finds its body
_GAP = 40  # characters between two posts of a chain


class Post(Struct, frozen=True, gc=False):
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


class Chain(Struct, frozen=True, gc=False):
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
        self._bodies = list(bodies)
        self._beside = Beside(scan, self._bodies)
        self._regions = RegionPosts(scan, gazetteer)

    def read(self) -> list[Chain]:
        """All chains, in order."""
        chains: list[Chain] = []
        run: list[Post] = []
        said: Post | None = None  # the post said last, whose body a bare title may take over
        for start, title, body in self._items():
            if run and not self._joins(run[-1].end, start):
                chains.append(Chain(tuple(run)))
                run = []
            reached = said if not run and said and self._reaches(said.end, start) else None
            post = self._post(start, title, body, run, reached)
            run.append(post)
            said = post if post.body or said is None or not self._reaches(said.end, start) else said
        if run:
            chains.append(Chain(tuple(run)))
        return _same_names(chains)

    def _items(self) -> Iterator[tuple[int, Title, Body | None]]:
        """Each title with the body directly before it, and where the two begin."""
        for title in titles(self._scan):
            body = None if title.label else self._beside.before_title(title)
            if body is None and not title.label:
                title, body = self._beside.split(title)
            yield self._regions.above(body.start if body else self._regions.start(title)), title, body

    def _joins(self, end: int, start: int) -> bool:
        if start < end or start - end > _GAP:
            return False
        gap = self._text[end:start]
        match = _JOIN.match(gap + "x")
        return match is not None and match.end() == len(gap)

    def _reaches(self, end: int, start: int) -> bool:
        """A body said before goes on to the end of its sentence, and over 他们是： to the next."""
        if start - end > 160 or "\n" in self._text[end:start]:
            return False
        gap = self._text[end:start]
        stop = max(gap.rfind(mark) for mark in "。！？")
        return stop < 0 or ("。" not in gap[:stop] and _LED_LIST.search(gap[stop : stop + 12]) is not None)

    # --- which body a title takes ---

    def _post(self, start: int, title: Title, body: Body | None, run: list[Post], said: Post | None) -> Post:
        """`run` are the posts joined to this one, `said` is one further back in the sentence."""
        before = run[-1] if run else None
        if self._regions.serves_region(title):
            body, name = self._regions.read(title, body, before or said)
            return Post(start, self._noted(title.end), title.entry, title.word, body, name)
        entry, word = title.entry, title.word
        if body is not None and body.bare:
            region = before.name.removesuffix(before.word) if before and before.title.region and not before.body else ""
            body = self._beside.completed(body, before.body if before else None, region)
        if body is None and entry.body:
            return Post(start, title.end, entry, word, None, entry.body + entry.name)
        if body is None and word not in ("国家主席", "国家副主席", "国务委员"):
            body = self._taken_over(title, run, said)
        name = (body.name if body else "") + word
        if (
            body is not None
            and body.name.endswith(("党委", "党组", "党工委"))
            and word.startswith(("党委", "党组", "党工委"))
        ):
            name = body.name + word.removeprefix("党委").removeprefix("党组").removeprefix("党工委")
        return Post(start, self._noted(title.end), entry, word, body, name)

    def _taken_over(self, title: Title, run: list[Post], said: Post | None) -> Body | None:
        """The body of a bare title: that of the list it stands in, else one that fits it, named earlier in the sentence."""
        if title.label:
            return self._beside.group_before(title.start)
        if run and title.word.startswith("党组") and run[-1].title.region and (government := self._government(run[-1])):
            return government
        run = run[-_LONGEST:]
        for post in reversed(run):  # 检察院副检察长、检察委员会委员、检察员
            if post.body is not None and self._fits(title, post.body):
                return post.body
        for post in reversed(run):  # 法院民事审判庭庭长、审判员
            above = self._beside.above(post.body) if post.body is not None else None
            if above is not None and organs(self._scan.lexicon, title.entry) and self._fits(title, above):
                return above
        if said is not None and said.body is not None:
            gap = self._text[said.end : min(title.start, said.end + 13)]
            close = len(gap) <= 12 and gap[-1:] in ("、", "和", "及") and not any(mark in gap for mark in "。；，")
            if (close or self._asks_for_body(title)) and self._fits(title, said.body):
                return said.body
        if not self._asks_for_body(title):
            return None
        return self._named_in_sentence(title) or self._beside.own_house(organs(self._scan.lexicon, title.entry))

    def _fits(self, title: Title, body: Body) -> bool:
        wanted = organs(self._scan.lexicon, title.entry)
        return not wanted or body.name.endswith(wanted)

    def _asks_for_body(self, title: Title) -> bool:
        """A bare title is somebody's only beside a name or behind a verb of office."""
        if _VERB_BEFORE.search(self._text, max(0, title.start - 8), title.start):
            return True
        opens = self._scan.left_limit(title.start) == title.start
        return opens and not _NO_NAME_AFTER.match(self._text, title.end) and self._scan.is_edge(title.end)

    def _named_in_sentence(self, title: Title) -> Body | None:
        wanted = organs(self._scan.lexicon, title.entry)
        floor = self._scan.last("。！？\n", title.start)
        if _LED_LIST.search(self._text[floor + 1 : min(title.start, floor + 15)]):
            floor = self._scan.last("。！？\n", max(floor, 0))
        for body in self._beside.nearest(title.start):
            if body.end <= floor or not wanted:
                return None
            if not body.bare and body.kind != "private" and body.name.endswith(wanted):
                return body
        return None

    def _government(self, post: Post) -> Body | None:
        """市长、党组书记: the leading party group is the government's."""
        if post.body is not None:
            return post.body
        region = post.name.removesuffix(post.word)
        known = next((b for b in self._bodies if b.region_name == region and b.name.endswith(STATE)), None)
        span = (post.start, post.end)
        return known or (Body(*span, region + "人民政府", "人民政府", "state", region_name=region) if region else None)

    def _noted(self, end: int) -> int:
        match = _NOTE.match(self._text, end)
        return match.end() if match else end


def _same_names(chains: list[Chain]) -> list[Chain]:
    """石景山区区长 is 石景山区人民政府区长 where the article says so elsewhere."""
    full = {}
    for post in (post for chain in chains for post in chain.posts):
        if post.title.region and post.body is not None:
            full[post.body.region_name + post.word] = post.name
    if not full:
        return chains
    return [
        Chain(tuple(replace(p, name=full.get(p.name, p.name)) if p.body is None else p for p in chain.posts))
        for chain in chains
    ]

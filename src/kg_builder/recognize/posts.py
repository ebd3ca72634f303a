"""Titles and the bodies they belong to: 丽水市委常委、宣传部长 is two posts, at 中共丽水市委 and at its 宣传部.

A chain is a run of titles joined by 、 or 兼. A body said once governs the titles after it.
"""

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg_builder.model.mention import Mention
from kg_builder.model.pack import TitleEntry
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Level
from kg_builder.recognize.bodies import Body, attach
from kg_builder.recognize.regions import Gazetteer
from kg_builder.recognize.scan import Scan
from kg_builder.recognize.titles import Title, organs, titles

_JOIN = re.compile(
    r"(?:（[^（）]{1,12}）)?(?:、|，?(?:并|并且|同时)?兼任?|和|及|暨|以及|[ 　]|/|，)?(?:现任|时任|原任|原|现)?(?=.)"
)
_NOTE = re.compile(r"(?:（[^（）]{1,14}）)*")
# between a body and its title: 市统计局原局长, 特别行政区第六任行政长官
_BETWEEN = re.compile(r"(?:第[一二三四五六七八九十]+[任届]|首任|新任|现任|时任|原任|前任|原|前|的)$")
_VERB_BEFORE = re.compile(r"(?:任|为|担任|当选|选为|由|兼|不再是)(?:了|过|原|第[一二三四五六七八九十]+[任届])?$")
_NO_NAME_AFTER = re.compile(r"[^㐀-龥·]|[的在和与要对等是会们制]")
_LED_LIST = re.compile(r"(?:他们是|她们是|名单|分别是|组成人员|组成如下|如下|分别为)[^。；]{0,8}[：:]?$")
_STATE = ("人民政府", "政府", "行政公署", "行署")
_GROUPS = (
    "小组",
    "专班",
    "指挥部",
    "联席会议",
    "委员会",
    "工作组",
    "指导组",
    "督导组",
    "调查组",
    "专委会",
    "安委会",
    "编委会",
    "理事会",
)
_NEAR = 250  # how far before a bare unit the body stands whose region it shares
_HOUSES = {
    "局": ("局",),
    "厅": ("厅",),
    "委": ("委", "委员会"),
    "院": ("法院", "检察院"),
    "办": ("办", "办公室"),
    "署": ("署",),
}
_OFFICES = ("办公室", "秘书处")
# committees that are organs of their own, no groups with a list of members
_STANDING = re.compile(
    r"(?:改革|健康|计划生育|监察|常务|监督管理|事务|教育|管理|审判|检察|村民|居民|[省市县区州旗]|军事)委员会$"
)
_PLACE = re.compile(r"(?:^|[^㐀-龥]|[任为兼年月日起县市])([㐀-龥]{2,3}[县区镇乡旗])$")
_TOWN = re.compile(r"([㐀-龥]{2,}?[镇乡])(?:党委|党工委|人民政府|政府|人大|纪委)")
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
        self._ends = [body.end for body in self._bodies]
        self._by_end = {body.end: body for body in self._bodies}

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
            body = None if title.label else self._body_before(title)
            if body is None and not title.label:
                title, body = self._split(title)
            yield (body.start if body else self._region_start(title)), title, body

    def _body_before(self, title: Title) -> Body | None:
        body = self._by_end.get(title.start)
        if body is None and (match := _BETWEEN.search(self._text, max(0, title.start - 5), title.start)):
            body = self._by_end.get(match.start())
        fused = self._by_end.get(title.start + 1)
        if fused is not None and fused.organ.endswith(title.word[0]) and title.word[1:2] == "长":
            body = fused  # 宣传部长
        return body or self._office_before(title) or self._house_before(title) or self._unread_unit(title)

    def _split(self, title: Title) -> tuple[Title, Body | None]:
        """桥下乡党委|书记: the committee is a body of its own where no body stands before 党委书记."""
        for length in (4, 3, 2):
            body = self._by_end.get(title.start + length)
            rest = self._scan.lexicon.titles.get(title.word[length:])
            if body is not None and rest is not None and not body.bare and body.start < title.start:
                return Title(title.start + length, title.end, title.word[length:], rest), body
        return title, None

    def _office_before(self, title: Title) -> Body | None:
        """由张三兼任|办公室|主任, in a text that says whose office it is."""
        for office in _OFFICES:
            if self._text.endswith(office, 0, title.start):
                start = title.start - len(office)
                group = self._group_of_office(office, start)
                return _unit_of(group, start, title.start, office) if group is not None else None
        return None

    def _unread_unit(self, title: Title) -> Body | None:
        """省委办公厅|综合一处|处长: a unit that no list knows, told by the title behind it."""
        endings = organs(self._scan.lexicon, title.entry)
        if not endings or not self._text.endswith(endings, 0, title.start) or title.entry.kind == "member":
            return None
        above = next(self._before(title.start), None)
        if above is None or above.bare or above.kind == "private":
            return None
        between = self._text[above.end : title.start]
        if re.fullmatch(r"[㐀-龥]{2,8}", between) and not re.search(r"[的任为在和与及兼副长]", between):
            return _unit_of(above, above.start, title.start, between)
        seconded = re.fullmatch(
            r"挂职?，?(?:锻炼)?，?(?:担)?任([㐀-龥]{2,8})", between
        )  # 到国家发改委挂职，任地区振兴司副司长
        return _unit_of(above, title.start - len(seconded[1]), title.start, seconded[1]) if seconded else None

    def _region_before(self, title: Title) -> Mention | None:
        """济宁市市长, 济宁市长 and 石景山区原副区长."""
        region = self._gazetteer.ending_at(title.start) or self._gazetteer.ending_at(title.start + 1)
        if region is None and (match := _BETWEEN.search(self._text, max(0, title.start - 5), title.start)):
            region = self._gazetteer.ending_at(match.start())
        return region

    def _region_start(self, title: Title) -> int:
        if not self._of_region(title):
            return title.start
        region = self._region_before(title)
        return region.span.start if region else title.start - len(self._place_before(title))

    def _of_region(self, title: Title) -> bool:
        """市长 belongs to a region; 主席 does behind 自治区."""
        return title.entry.region or (title.word.endswith("主席") and self._text.endswith("自治区", 0, title.start))

    def _joins(self, end: int, start: int) -> bool:
        if start < end:
            return False
        gap = self._text[end:start]
        match = _JOIN.match(gap + "x")
        return match is not None and match.end() == len(gap)

    def _reaches(self, end: int, start: int) -> bool:
        """A body said before goes on to the end of its sentence, and over 他们是： to the next."""
        gap = self._text[end:start]
        if "\n" in gap or len(gap) > 160:
            return False
        stop = max(gap.rfind(mark) for mark in "。！？")
        return stop < 0 or ("。" not in gap[:stop] and _LED_LIST.search(gap[stop : stop + 12]) is not None)

    # --- which body a title takes ---

    def _post(self, start: int, title: Title, body: Body | None, run: list[Post], said: Post | None) -> Post:
        """`run` are the posts joined to this one, `said` is one further back in the sentence."""
        before = run[-1] if run else None
        if self._of_region(title):
            return self._region_post(start, title, body, before or said)
        entry, word = title.entry, title.word
        if body is not None and body.bare:
            body = self._completed(body, before.body if before else None)
        if body is None and entry.body:
            return Post(start, title.end, entry, word, None, entry.body + entry.name)
        if body is None and word not in ("国家主席", "国家副主席", "国务委员"):
            body = self._taken_over(title, run, said)
        name = (body.name if body else "") + word
        return Post(start, self._noted(title.end), entry, word, body, name)

    def _taken_over(self, title: Title, run: list[Post], said: Post | None) -> Body | None:
        """The body of a bare title: that of the list it stands in, else one that fits it, named earlier in the sentence."""
        if title.label:
            return self._group_before(title.start)
        if run and title.word.startswith("党组") and run[-1].title.region and (government := self._government(run[-1])):
            return government
        for post in reversed(run):  # 法院副院长、审判委员会委员、审判员
            if post.body is not None and self._fits(title, post.body):
                return post.body
        if said is not None and said.body is not None:
            gap = self._text[said.end : title.start]
            close = len(gap) <= 12 and gap[-1:] in ("、", "和", "及") and not any(mark in gap for mark in "。；，")
            if (close or self._asks_for_body(title)) and self._fits(title, said.body):
                return said.body
        if not self._asks_for_body(title):
            return None
        return self._named_in_sentence(title) or self._own_house(organs(self._scan.lexicon, title.entry))

    def _own_house(self, endings: tuple[str, ...]) -> Body | None:
        """局长 in a text on one bureau only is its head."""
        names = Counter(b.name for b in self._bodies if b.name.endswith(endings) and not b.bare and b.kind != "private")
        ranked = names.most_common(2) if endings else []
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 3 * ranked[1][1]):
            return None
        body = next(b for b in self._bodies if b.name == ranked[0][0])
        return replace(body, score=0.7)

    def _house_before(self, title: Title) -> Body | None:
        """局|党组书记: the house of the text."""
        start = title.start - 1
        char = self._text[start : title.start]
        if (
            char not in _HOUSES
            or not title.word.startswith(("党", "机关"))
            or self._scan.left_limit(title.start) != start
        ):
            return None
        body = self._own_house(_HOUSES[char])
        return replace(body, start=start, end=title.start) if body is not None else None

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
        floor = max(self._text.rfind(mark, 0, title.start) for mark in "。！？\n")
        if _LED_LIST.search(self._text[floor + 1 : title.start][:14]):
            floor = max(self._text.rfind(mark, 0, max(floor, 0)) for mark in "。！？\n")
        for body in self._before(title.start):
            if body.end <= floor or not wanted:
                return None
            if not body.bare and body.kind != "private" and body.name.endswith(wanted):
                return body
        return None

    def _before(self, position: int) -> Iterator[Body]:
        """The bodies that end before a place, the nearest first."""
        for index in range(bisect.bisect_right(self._ends, position) - 1, -1, -1):
            yield self._bodies[index]

    def _group_before(self, position: int) -> Body | None:
        """The leading group or committee whose members a list names."""
        for body in self._before(position):
            if body.name.endswith(_GROUPS) and not body.bare and body.kind != "private":
                if not _STANDING.search(body.name):
                    return body
        return None

    def _government(self, post: Post) -> Body | None:
        """市长、党组书记: the leading party group is the government's."""
        if post.body is not None:
            return post.body
        region = post.name.removesuffix(post.word)
        known = next((b for b in self._bodies if b.region_name == region and b.name.endswith(_STATE)), None)
        span = (post.start, post.end)
        return known or (Body(*span, region + "人民政府", "人民政府", "state", region_name=region) if region else None)

    def _noted(self, end: int) -> int:
        match = _NOTE.match(self._text, end)
        return match.end() if match else end

    # --- posts of a region ---

    def _region_post(self, start: int, title: Title, body: Body | None, carried: Post | None) -> Post:
        word = title.word
        if body is not None and body.name.endswith(_STATE):
            return Post(start, self._noted(title.end), title.entry, word, body, body.name + word)
        region = self._region_before(title)
        name = region.name if region else self._place_before(title)
        if not name and carried is not None:
            if carried.title.region and carried.body is not None:
                return Post(start, self._noted(title.end), title.entry, word, carried.body, carried.body.name + word)
            name = self._region_of(carried, word)
        if not name:
            level = next((level for char, level in _REGION_TITLE.items() if char in word), Level.PROVINCE)
            row = self._gazetteer.context(level, title.start)
            name = row.name if row and _serves(row.name, word) else ""
        if not region and body is not None and body.kind != "private" and not body.bare:
            name = body.region_name or body.name
        return Post(start, self._noted(title.end), title.entry, word, None, name + word)

    def _region_of(self, carried: Post, word: str) -> str:
        """The region of the post before: 东阳市 for 东阳市委常委、副市长."""
        if carried.body is None:
            name = carried.name.removesuffix(carried.word) if carried.title.region else ""
        else:
            town = _TOWN.search(carried.body.name.removeprefix("中共"))
            name = town[1] if town and word[-2] in "镇乡" else carried.body.region_name
        return name if _serves(name, word) else ""

    def _place_before(self, title: Title) -> str:
        """A district or town that no table knows, named as such: 方岩区|区长."""
        limit = self._scan.left_limit(title.start)
        for end in range(limit + 2, title.start):
            if self._gazetteer.ending_at(end):
                limit = end
        match = _PLACE.search(self._text, max(0, limit - 1), title.start)
        if match is None or match[1][-1] not in title.word or match[1][0] in "全各本我该市省县区原":
            return ""
        return match[1] if not self._gazetteer.covers(title.start - 1) else ""

    # --- units ---

    def _completed(self, unit: Body, carried: Body | None) -> Body:
        """A bare unit beside a title: of the body said before it, else the one named in full elsewhere, else of the region."""
        group = self._group_of_office(unit.name, unit.start)
        if group is not None:
            return _unit_of(group, unit.start, unit.end, unit.name)
        if carried is not None and not carried.bare and carried.kind != "private":
            return attach(unit, carried)
        named = self._named(unit)
        if named is not None:
            return named
        for body in self._before(unit.start):
            if unit.start - body.end > _NEAR:
                break
            if body.region_name and not body.bare and body.kind != "private":
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

    def _group_of_office(self, office: str, start: int) -> Body | None:
        """领导小组下设办公室，办公室主任由…: the office of the group."""
        if office not in _OFFICES:
            return None
        lead = self._text[max(0, start - 120) : start]
        kinds = re.findall(rf"(小组|专班|指挥部|联席会议|委员会)(?:下设|的)?{office}", lead)
        group = self._group_before(start) if kinds else None
        return group if group is not None and group.name.endswith(kinds[-1]) else None

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


def _unit_of(above: Body, start: int, end: int, name: str) -> Body:
    """A unit at a place, called by the body above it and its own word."""
    return replace(
        above,
        start=start,
        end=end,
        name=above.name + name,
        organ=name,
        parent=above.span,
        parent_name=above.name,
        score=0.75,
    )


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


def _serves(region: str, word: str) -> bool:
    """县长 is no post of a city."""
    chars = [char for char in word if char in _REGION_TITLE]
    return bool(region) and (not chars or region.endswith(chars[-1]))

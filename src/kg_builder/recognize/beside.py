"""Which body a title beside it belongs to: the one that stands there, a unit completed, the office of a group, the house of the text."""

import bisect
import re
from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from kg_builder.recognize.bodies import Body, attach
from kg_builder.recognize.scan import Scan
from kg_builder.recognize.titles import Title, organs

# between a body and its title: 市统计局原局长, 特别行政区第六任行政长官
BETWEEN = re.compile(r"(?:第[一二三四五六七八九十]+[任届]|首任|新任|现任|时任|原任|前任|原|前|的)$")
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
# committees that are organs of their own, no groups with a list of members
_STANDING = re.compile(
    r"(?:改革|健康|计划生育|监察|常务|监督管理|事务|教育|管理|审判|检察|村民|居民|[省市县区州旗]|军事)委员会$"
)
_STATIONED = "纪检监察组"
_OFFICES = ("办公室", "秘书处")
# committees that are organs of their own, no groups with a list of members
_STANDING = re.compile(
    r"(?:改革|健康|计划生育|监察|常务|监督管理|事务|教育|管理|审判|检察|村民|居民|[省市县区州旗]|军事)委员会$"
)
_HOUSES = {
    "局": ("局",), "厅": ("厅",), "委": ("委", "委员会"), "院": ("法院", "检察院"), "办": ("办", "办公室"), "署": ("署",)
}  # fmt: skip
_NEAR = 250  # how far before a bare unit the body stands whose region it shares
_LISTED_UNIT = re.compile(r"([㐀-龥]{2,6}(?:、[㐀-龥]{2,6})*)、([㐀-龥]{1,4}[室处科股队部所站])")
_SECONDED = re.compile(r"挂职?，?(?:锻炼)?，?(?:担)?任([㐀-龥]{2,8})")


class Beside:
    """Finds the bodies of titles among those of one scan."""

    def __init__(self, scan: Scan, bodies: list[Body]) -> None:
        self._scan = scan
        self._text = scan.text
        self._bodies = bodies
        self._ends = [body.end for body in bodies]
        self._by_end = {body.end: body for body in bodies}
        self._by_span = {body.span: body for body in reversed(bodies)}
        self._groups = [body for body in bodies if _is_full(body) and _leads(body.name)]
        self._houses: dict[tuple[str, ...], Body | None] = {}
        self._longer: dict[str, Body | None] = {}

    def before_title(self, title: Title) -> Body | None:
        """The body that stands before a title, whole or in part."""
        body = self._by_end.get(title.start)
        if title.word.startswith(_STATIONED) and title.start + len(_STATIONED) in self._by_end:
            return None  # 驻公安部|纪检监察组组长 heads the group, not the ministry
        if body is None and (match := BETWEEN.search(self._text, max(0, title.start - 5), title.start)):
            body = self._by_end.get(match.start())
        fused = self._by_end.get(title.start + 1)
        if fused is not None and fused.organ.endswith(title.word[0]) and title.word[1:2] == "长":
            body = fused  # 宣传部长
        return body or self._office_before(title) or self._house_before(title) or self._unread_unit(title)

    def split(self, title: Title) -> tuple[Title, Body | None]:
        """桥下乡党委|书记: the committee is a body of its own where no body stands before 党委书记."""
        for length in (5, 4, 3, 2):
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
        """省委办公厅|综合一处|处长: a unit that no list knows, told by the title behind it; or 到国家发改委挂职，任|地区振兴司|副司长."""
        endings = organs(self._scan.lexicon, title.entry)
        if not endings or not self._text.endswith(endings, 0, title.start) or title.entry.kind == "member":
            return None
        above = next(self.nearest(title.start), None)
        if above is None or not _is_full(above):
            return None
        between = self._text[above.end : title.start]
        if re.fullmatch(r"[㐀-龥]{2,8}", between) and not re.search(r"[的任为在和与及兼副长]", between):
            return _unit_of(above, above.start, title.start, between)
        if listed := _LISTED_UNIT.fullmatch(between):  # 水利局科员、|办公室|主任
            own = all(any(piece.endswith(t) for t in self._scan.lexicon.titles) for piece in listed[1].split("、"))
            return _unit_of(above, title.start - len(listed[2]), title.start, listed[2]) if own else None
        seconded = _SECONDED.fullmatch(between)
        return _unit_of(above, title.start - len(seconded[1]), title.start, seconded[1]) if seconded else None

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
        body = self.own_house(_HOUSES[char])
        return replace(body, start=start, end=title.start) if body is not None else None

    def own_house(self, endings: tuple[str, ...]) -> Body | None:
        """局长 in a text on one bureau only is its head."""
        if endings not in self._houses:
            self._houses[endings] = self._only_one(endings)
        return self._houses[endings]

    def _only_one(self, endings: tuple[str, ...]) -> Body | None:
        names = Counter(body.name for body in self._bodies if _is_full(body) and body.name.endswith(endings))
        ranked = names.most_common(2) if endings else []
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 3 * ranked[1][1]):
            return None
        body = next(b for b in self._bodies if b.name == ranked[0][0])
        return replace(body, score=0.7)

    def nearest(self, position: int) -> Iterator[Body]:
        """The bodies that end before a place, the nearest first."""
        for index in range(bisect.bisect_right(self._ends, position) - 1, -1, -1):
            yield self._bodies[index]

    def group_before(self, position: int) -> Body | None:
        """The leading group or committee whose members a list names."""
        index = bisect.bisect_right(self._groups, position, key=lambda body: body.end)
        return self._groups[index - 1] if index else None

    def above(self, body: Body) -> Body | None:
        """The body a unit belongs to."""
        return self._by_span.get(body.parent) if body.parent is not None else None

    def completed(self, unit: Body, carried: Body | None, region: str) -> Body:
        """A bare unit beside a title: of the body said before it, else the one named in full elsewhere, else of the region.

        `region` is that of the post before it: 浑江区副区长、公安分局局长.
        """
        group = self._group_of_office(unit.name, unit.start)
        if group is not None:
            return _unit_of(group, unit.start, unit.end, unit.name)
        if carried is not None and _is_full(carried):
            return attach(unit, carried)
        named = self._named(unit)
        if named is not None:
            return named
        if region:
            return replace(unit, name=region + unit.name, region_name=region, bare=False)
        for body in self.nearest(unit.start):
            if unit.start - body.end > _NEAR:
                break
            if body.region_name and _is_full(body):
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
        group = self.group_before(start) if kinds else None
        return group if group is not None and group.name.endswith(kinds[-1]) else None

    def _named(self, unit: Body) -> Body | None:
        name = unit.name
        if name not in self._longer:
            full = (body for body in self._bodies if _is_full(body) and len(body.name) > len(name))
            self._longer[name] = next((body for body in full if body.name.endswith(name)), None)
        named = self._longer[name]
        return replace(named, start=unit.start, end=unit.end, score=0.8) if named is not None else None


def _leads(name: str) -> bool:
    return name.endswith(_GROUPS) and not _STANDING.search(name)


def _is_full(body: Body) -> bool:
    return not body.bare and body.kind != "private"


def _unit_of(above: Body, start: int, end: int, name: str) -> Body:
    """A unit at a place, called by the body above it and its own word."""
    return replace(
        above, start=start, end=end, name=above.name + name, organ=name, parent=above.span, parent_name=above.name, score=0.75
    )  # fmt: skip

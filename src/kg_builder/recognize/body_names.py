"""What a body is called: the region in front, 中共 before a committee, short forms and abbreviations of one article joined."""

import bisect
import re
from collections.abc import Callable, Hashable, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from kg_builder.model.grid import Grid
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType

COMMITTEE = ("委", "委员会", "党委")
GROUPS = (
    "领导小组", "工作小组", "协调小组", "专项小组", "专班", "指挥部", "联席会议", "巡回指导组", "指导组", "督导组", "巡视组", "巡察组",
    "督察组", "调查组", "考核组", "领导小组办公室", "委员会", "委员会办公室", "办公室", "宣讲团", "工作组",
)  # fmt: skip
_MANAGED = re.compile(r"(?:管理委员会|管委会|党工委|纪工委|纪检监察工委)$")  # of a zone
_AUTONOMOUS = "自治区"
_TOWN = re.compile(r"(?:镇|乡|街道|公社|苏木)$")
# of two forms of one organ named in one article the second is kept
_SAME = (
    ("人民代表大会常务委员会", "人大常委会"), ("人民代表大会", "人大"), ("政协全国委员会", "全国政协"),
    ("中国人民政治协商会议全国委员会", "全国政协"), ("政府", "人民政府"),
    ("纪委", "纪律检查委员会"), ("监委", "监察委员会"), ("法院", "人民法院"), ("检察院", "人民检察院"), ("中院", "中级人民法院"),
    ("高院", "高级人民法院"),
)  # fmt: skip
_SAME_LONG = tuple(long for long, _ in _SAME)
_LONG = {"委": "委员会", "办": "办公室"}
_SHORTENED = {"局": ("局",), "厅": ("厅",), "委": ("委员会", "委"), "办": ("办公室",), "部": ("部",)}
_SHORT_FOR = re.compile(
    r"[，,]?[（(](?:以下|下)?[统均]?(?:简称|称)(?:为)?[：:]?[“\"‘《]?([㐀-鿿]{2,12}?)[”\"’》]?[）)]"
)


class Body(Struct, frozen=True, gc=False):
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
        return self.name.startswith("中共") and self.organ in (*COMMITTEE, "地委", "工委", "党工委")

    @property
    def is_public(self) -> bool:
        """True for a body of party or state that is named in full."""
        return self.kind != "private" and not self.bare


def local_name(region: str, organ: str, kind: str) -> str:
    """司法局 of 济宁市 is 济宁市司法局; a committee of the party has 中共 in front."""
    if organ == "党工委" and _TOWN.search(region):
        return f"中共{region}{organ}"
    if organ in COMMITTEE:
        return f"中共{region}{organ}"
    if kind == "party" and organ.endswith("党委"):
        return f"中共{region}{organ}"
    return region + organ


def committee_of(region: str) -> str:
    """The party committee of a region."""
    return f"中共{region}{'党委' if region.endswith(_AUTONOMOUS) or _TOWN.search(region) else '委'}"


def attach(unit: Body, above: Body) -> Body:
    """A bare unit under the body named before it: 宣传部 after 遵义市委 is 中共遵义市委宣传部.

    An organ of the state beside a party committee belongs to the region: 县委常委、公安局局长.
    """
    managed = _MANAGED.search(above.name)
    if managed and _MANAGED.fullmatch(unit.name):  # 两江新区党工委、管委会
        name = above.name.removeprefix("中共").removesuffix(managed[0]) + unit.name
        return replace(of_region(unit, above, name), kind=unit.kind)
    local_state = unit.kind in ("state", "judicial", "legislative", "consultative", "mass", "military")
    if above.is_committee and local_state and above.region_name:
        return of_region(unit, above, above.region_name + unit.name)
    return replace(
        unit, name=above.name + unit.name, region=above.region, region_code=above.region_code, region_name=above.region_name,
        parent=above.span, parent_name=above.name, bare=False, score=0.8,
    )  # fmt: skip


def of_region(unit: Body, beside: Body, name: str) -> Body:
    """A unit that belongs to the region of the body beside it."""
    return replace(
        unit, name=name, region=beside.region, region_code=beside.region_code, region_name=beside.region_name,
        bare=False, score=0.8,
    )  # fmt: skip


def stands_for(word: str, name: str) -> bool:
    """True when the characters of `word` stand in `name` in their order: 社工委 for 社会工作委员会."""
    rest = iter(name)
    return len(word) < len(name) and all(char in rest for char in word)


_REACH, _NEAR = 80, 16  # characters of the longest name; names that may end within those
MANY = 200  # bodies among which a short form finds the one it means


class Named:
    """The bodies that an article names in full, for the short forms of them; more may be added while they are read."""

    def __init__(self, full: Iterable[Body] = ()) -> None:
        self._full = list(full)
        self._fitting: dict[Hashable, tuple[int, list[Body]]] = {}  # a question: how many were asked, and which fit

    def add(self, body: Body) -> None:
        """One more body, named behind the others."""
        self._full.append(body)

    def fitting(self, question: Hashable, fits: Callable[[Body], bool]) -> list[Body]:
        """Those that fit, in order; each body is asked a question once."""
        asked, found = self._fitting.get(question, (0, []))
        found += filter(fits, self._full[asked:])
        self._fitting[question] = (len(self._full), found)
        return found

    def before(self, bare: Body) -> Body | None:
        """督查组 is 省委第三督查组 where that was named; 社工委 is 社会工作委员会."""
        word = bare.name
        options = self.fitting(word, lambda b: b.name != word and (b.name.endswith(word) or _abbreviates(word, b.name)))
        if not options:
            return None
        index = bisect.bisect_right(options, bare.start + _REACH, key=lambda body: body.end)
        near = reversed(options[max(index - _NEAR, 0) : index])
        return as_named(bare, next((body for body in near if body.start < bare.start), options[0]))


def as_named(bare: Body, chosen: Body) -> Body:
    """A short form read as the body named in full elsewhere."""
    return replace(chosen, start=bare.start, end=bare.end, organ=bare.organ, bare=False, score=0.6)


def _abbreviates(word: str, name: str) -> bool:
    ends = name[-1] == word[-1] or name.endswith(_LONG.get(word[-1], "?"))
    return 3 <= len(word) <= 6 and word[-1] != "组" and ends and word[0] in name[:2] and stands_for(word, name)


def joined(bodies: list[Body]) -> list[Body]:
    """Two forms of one name in one article become one: 市人民代表大会常务委员会 is 市人大常委会 where that is said too."""
    names = {body.name for body in bodies if body.is_public}
    units = {
        body.name.removeprefix(body.parent_name): body.name for body in bodies if body.parent_name and body.is_public
    }
    opening: dict[str, list[str]] = {}  # by the two characters that the forms of one name begin with
    for name in names:
        opening.setdefault(name[:2], []).append(name)
    renamed = {name: units.get(name) or _one_name(name, names, opening[name[:2]]) for name in names}
    renamed = {name: other for name, other in renamed.items() if name != other}
    made = [
        replace(
            body, name=renamed.get(body.name, body.name), parent_name=renamed.get(body.parent_name, body.parent_name)
        )
        if body.name in renamed or body.parent_name in renamed
        else body
        for body in bodies
    ]
    public: dict[str, list[Body]] = {}
    for body in made:
        if body.is_public:
            public.setdefault(body.name, []).append(body)
    return [_with_group(body, public) for body in made]


def _with_group(body: Body, public: Mapping[str, list[Body]]) -> Body:
    """领导小组办公室 belongs to the 领导小组 that is named too."""
    if body.parent is not None or not body.name.endswith("办公室"):
        return body
    named = public.get(body.name.removesuffix("办公室"), [])
    above = next((b for b in named if b.start != body.start), None)
    return replace(body, parent=above.span, parent_name=above.name) if above else body


def _is_short(name: str, long: str) -> bool:
    """榆阳区林草局 beside 榆阳区林业和草原局; 农业局 is no short form of 农业农村局, which came after it."""
    if len(long) < len(name) + 2:
        return False
    same = next((n for n, (a, b) in enumerate(zip(name, long, strict=False)) if a != b), 0)
    short, full = name[same - 1 :], long[same - 1 :]
    ending = name[-1]
    if not 3 <= len(short) <= 5:
        return False
    if full.endswith(name[same:]) or short[:-1] in full:
        return False
    return full.endswith(_SHORTENED[ending]) and stands_for(short, full)


def _one_name(name: str, names: set[str], near: Iterable[str]) -> str:
    """The form of a name that is kept; `near` are the names that begin as it does."""
    for long, short in _SAME if name.endswith(_SAME_LONG) else ():
        if name.endswith(long) and (other := name.removesuffix(long) + short) in names:
            return other
    if name.startswith("政协") and (other := name[2:].removesuffix("委员会") + "政协") in names:
        return other
    endings = _SHORTENED.get(name[-1:])
    written_out = [o for o in near if o.endswith(endings) and _is_short(name, o)] if endings else []
    if len(written_out) == 1:
        return written_out[0]
    if name.startswith("中央") and name.endswith("组"):  # 中央第二督导组 for 中央扫黑除恶第二督导组
        longer = [other for other in names if other.endswith(name[-3:]) and stands_for(name, other)]
        if len(longer) == 1:
            return longer[0]
    return name


def abbreviations(text: str, bodies: Iterable[Body]) -> list[Body]:
    """领导小组 where the text says …领导小组（以下简称领导小组）: every later place of the short form."""
    bodies = list(bodies)
    said: dict[str, list[tuple[int, Body]]] = {}  # a short form: where it is explained, and the body it then stands for
    for body in bodies:
        match = _SHORT_FOR.match(text, body.end) if body.is_public else None
        if match is not None and stands_for(match[1], body.name):
            said.setdefault(match[1], []).append((match.start(1), body))
    whole = Grid((body.span, body) for body in bodies if not body.bare) if said else Grid[Body]()
    found: list[Body] = []
    for word, bearers in said.items():
        at = text.find(word, bearers[0][0])
        while at >= 0:
            place = Span(at, at + len(word))
            if not any(other.start < at and other.end >= place.end for other in whole.over(place)):
                bearer = bearers[bisect.bisect_right(bearers, at, key=lambda each: each[0]) - 1][1]
                found.append(replace(bearer, start=at, end=place.end, score=0.8))
            at = text.find(word, place.end)
    return found


def mention(body: Body) -> Mention:
    """A body as a mention."""
    return Mention(body.span, EntityType.BUREAU, body.name, "bodies", body.score, body.parent, body.region_code)

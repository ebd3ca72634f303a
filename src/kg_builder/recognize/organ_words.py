"""What may stand in the name of a body, and where an organ word is none: 地处, 开好局, 各级政府, 英国国家统计局."""

import bisect
import re
from collections.abc import Iterator
from functools import lru_cache

from kg_builder.recognize.lexicon import Hit, Lexicon, alternatives
from kg_builder.recognize.scan import Scan

# characters behind an organ word that jieba may have drawn into a word of its own
_FOLLOWERS = tuple("副党书主原的在与和及等对召举印组向就于将已第局部厅委办纪政人常省市公开代科处司队院馆社台站署")
_NOT_COMMITTEE = ("员", "托", "派", "任", "培", "屈", "以", "实", "曲", "办理", "办好", "办学", "办案")
# behind 教育部 these make another word of it: 教育部门, 国务院令
_NOT_ORGAN = ("门", "令", "分", "件", "位", "落", "属", "下", "队", "级", "辖")
_PARTY_GROUPS = ("党组", "党委", "党工委", "分党组")
_PARTY_TITLES = ("书记", "副书记", "成员", "委员", "常委", "专职副书记", "常务副书记", "（党组）", "第一书记")
_DATELINE = re.compile(r"[一-龥]{0,8}\d+月\d+日[电讯]|记者|网")
_FOREIGN_PARTY = re.compile(r"(?:共产|劳动|农工|致公|革命|民主|工人|国民|自由)$")
# even the long name of a leading group does not hold these
_ENDS = re.compile(
    r"关于|书记|主席|总理|[局厅部处科院庭组省市县区州镇乡]长(?!制)|检察长|主任|召开|举行|同志|成立|印发|下发|出席|参加|组建|会同|(?<!党)的|成员|听取|提出|审议|要求|强调|表示|指出|负责|率|是|将|了|根据|按照|下设|设在|设立|要在|派出|会议|机制|及其|[^导]向|随后|现场|简称|有关|各级|[及和与]各|主持"
)
_FIELDS = 23  # characters of the longest row of fields
_LEVELS = "省市县区州旗盟"
_ENUMERATED = re.compile(rf"(?:[{_LEVELS}]、|各地|[各两三四]级?|[{_LEVELS}]|级)$")


class OrganWords:
    """Tests on the words around an organ word, for one scan."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._text = scan.text
        words = scan.lexicon.words
        self._refused = words.get("no_bodies", frozenset())
        self._stops, self._stop_words = _stops(scan.lexicon)
        stopped = scan.lexicon.find_body_stops.spans(self._text)
        self._stop_starts, self._stop_ends = [start for start, _ in stopped], [end for _, end in stopped]
        self._foreign = tuple(words.get("foreign", frozenset())) or ("美国",)
        self._private = words.get("private_endings", frozenset())

    def ends_well(self, hit: Hit, own_name: bool) -> bool:
        """The organ word ends where a word ends, or before 长: 宣传部|长. `own_name`: it names one body by itself."""
        if hit.word in self._refused or self._inside_other_word(hit):
            return False
        if hit.word == "委" and self._text.startswith(_NOT_COMMITTEE, hit.end):
            return False
        if self._text.startswith("长", hit.end):
            return not self._text.startswith(("长期", "长效", "长远"), hit.end)
        if own_name and not self._text.startswith(_NOT_ORGAN, hit.end):
            return True  # jieba draws 外交部亚洲司 into one word
        return self._scan.is_edge(hit.end) or self._text.startswith(_FOLLOWERS, hit.end)

    def _inside_other_word(self, hit: Hit) -> bool:
        """部 of 干部, 委 of 常委."""
        around = _words_around(self._scan.lexicon, hit.word)
        beside = self._text[hit.start - 1 : hit.start], self._text[hit.end : hit.end + 1]
        for char in beside:
            for word, at in around.get(char, ()):
                if self._text.startswith(word, hit.start - at):
                    return True
        return False

    def is_title(self, hit: Hit, behind_body: bool) -> bool:
        """党组 of 司法局党组书记, of 原党组书记 and of a bare 党组书记 belongs to the title."""
        if hit.word not in _PARTY_GROUPS or not self._text.startswith(_PARTY_TITLES, hit.end):
            return False
        return behind_body or self._scan.left_limit(hit.start) == hit.start or self._text[hit.start - 1] in "原兼任前"

    def is_foreign(self, hit: Hit) -> bool:
        """英国国家统计局; 农工党中央 is no 党中央; 新华社 before a place and a date signs a report."""
        before = self._text[max(0, hit.start - 8) : hit.start]
        if before.endswith(self._foreign) or before.removesuffix("公共").removesuffix("联邦").endswith(self._foreign):
            return True
        if hit.word.startswith("党中央"):
            return bool(_FOREIGN_PARTY.search(before))
        return hit.word == "新华社" and _DATELINE.match(self._text, hit.end) is not None

    def is_collective(self, start: int) -> bool:
        """县委 in 市、县委, 政府 in 各级政府, 监委 in 省市监委: all bodies of that kind, none of them."""
        before = self._text[max(0, start - 2) : start]
        return bool(_ENUMERATED.search(before)) and not before.endswith(("委", "府"))

    def after_last_stop(self, limit: int, end: int) -> int:
        """Where the last word that no name of a body holds ends; a single character counts only as a word of its own."""
        floor = limit
        index = bisect.bisect_right(self._stop_ends, end) - 1
        while index >= 0 and self._stop_ends[index] > limit:
            if self._stop_starts[index] >= limit:
                floor = self._stop_ends[index]
                break
            index -= 1
        for at in range(end - 1, floor - 1, -1):
            if self._text[at] in self._stop_words and self._scan.is_edge(at) and self._scan.is_edge(at + 1):
                return at + 1
        return floor

    def has_stop(self, word: str) -> bool:
        """True when a word holds something that no name of a body holds."""
        return any(stop in word for stop in self._stops) or word.startswith(self._stop_words)

    def names_private(self, between: str) -> bool:
        """宝林里社区|党委: the body of a firm, a school or a village."""
        return any(between.endswith(word) for word in self._private)

    def ends_name(self, between: str) -> bool:
        """True when words between an anchor and 领导小组 can stand in no name."""
        return _ENDS.search(between) is not None

    def is_field(self, word: str) -> bool:
        """True for one or several fields of administration: 文化旅游广电, 规划和自然资源."""
        return len(word) <= _FIELDS and fields(self._scan.lexicon)[0].fullmatch(word) is not None

    def fields_before(self, end: int, limit: int) -> Iterator[int]:
        """Where the words begin that are fields of administration as far as `end`, the longest first."""
        pattern, start = fields(self._scan.lexicon)[1], max(limit, end - _FIELDS)
        while match := pattern.search(self._text, start, end):
            yield match.start()
            start = match.start() + 1


@lru_cache(maxsize=8)
def _stops(lexicon: Lexicon) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that no name of a body holds, and the single characters that are one."""
    words = lexicon.words.get("body_stops", frozenset())
    return tuple(word for word in words if len(word) > 1), tuple(word for word in words if len(word) == 1)


@lru_cache(maxsize=8192)
def _words_around(lexicon: Lexicon, organ: str) -> dict[str, list[tuple[str, int]]]:
    """The words that are no bodies and hold an organ word, and where in them it stands, by the character beside it."""
    around: dict[str, list[tuple[str, int]]] = {}
    for word in lexicon.words.get("no_bodies", frozenset()) - {organ}:
        at = word.find(organ)
        if at >= 0:
            around.setdefault(word[at - 1] if at else word[len(organ)], []).append((word, at))
    return around


@lru_cache(maxsize=8)
def fields(lexicon: Lexicon) -> tuple["re.Pattern[str]", "re.Pattern[str]"]:
    """Fields of administration in a row, with 和 between them and 管理 or 服务 behind; and the same up to an end."""
    words = lexicon.pack.words
    atom = alternatives(tuple({*words.get("body_fields", ()), *words.get("field_atoms", ())} or {"司法"}))
    row = rf"{atom}(?:[和与及、]?{atom}){{0,7}}[一二三四五六七八九十]?"
    return re.compile(row), re.compile(rf"{row}\Z")

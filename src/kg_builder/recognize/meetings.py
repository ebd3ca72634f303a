"""Named meetings: 全国扫黑除恶专项斗争总结表彰大会, 十四届全国人大常委会第五次会议, 党的十九届五中全会.

A name is read from its last word to the left; a bare 会议 or 大会 stands for the meeting that was last held, not for one
that is only mentioned (贯彻…全会精神).
"""

import re
from collections.abc import Collection, Iterator, Mapping

from msgspec.structs import replace

from kg_builder.model.document import BlockKind
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType
from kg_builder.recognize.left_edge import Limits, name_start
from kg_builder.recognize.lexicon import Hit, alternatives, matcher
from kg_builder.recognize.overlap import outermost
from kg_builder.recognize.scan import Scan
from kg_builder.recognize.sessions import BARE_SESSION, NUMBER, TERM, congresses, plenums, same_as

_REACH = 60
_DATED = re.compile(r"^[\d一二三四五六七八九十]*[年月日]+(?:[上下]午)?|^(?:上午|下午)")
_NUMERAL = re.compile(rf"第?{NUMBER}[次届场个]?")
_YEAR, _COUNTED = re.compile(r"\d{4}年"), re.compile(rf"{NUMBER}场")
_ANNIVERSARY = re.compile("周年|诞辰|逝世")
_HELD_AFTER = re.compile(
    r"[”]?(?:[^，。；、]{0,22}(?:召开|举行|开幕|闭幕|举办)(?!的|以来|后|一)|(?:并|上)?(?:发表|讲话|致辞|作)|[^，。；]{0,3}暨)"
)
_PLANNED = re.compile(
    r"(?:决定|建议|拟|将|研究|关于|筹备|筹办|为|迎接)[^，。；]{0,14}(?:召开|举行|举办)(?:好|了)?[“]?$"
)
_HELD_BEFORE = re.compile(
    r"(?:召开|举行|主持|出席|参加|列席|举办|主办|开好|主席)(?:了|的|全国|全省|全市|在[^，。；]{1,8})?[“]?$"
)


_CONGRESS = re.compile(rf"[一-龥]*第{NUMBER}次[一-龥]{{0,4}}代表大会")  # also before 代表: 党的第十二次全国代表大会代表
_PASSAGE = re.compile(r"(?:首场|首次|最后一场|第[一二三四五]场)?“(?:部长|代表|委员)通道”")
_WHEN_AND_WHERE = re.compile(
    r"(?:[上下]午|今天|昨天|\d+[年月日]|[（）(); ]|至|在[一-龥]{1,12}$|于|日前|近日|继续|分别|隆重|先后|如期|顺利)+$"
)


class Meetings:
    """Finds the meetings of one scan.

    `whole` are the names a meeting's name may hold, by their ends; `ends` is where people's names end; `places` says
    which region 市 or 省 stands for.
    """

    def __init__(
        self, scan: Scan, whole: Mapping[int, int], ends: Collection[int] = (), places: Mapping[str, str] | None = None
    ) -> None:
        self._scan = scan
        self._text = scan.text
        self._whole = whole
        self._places = places or {}
        words = scan.lexicon.pack.words
        lists = scan.lexicon.words
        self._hits = _joined(matcher(tuple(words.get("meeting_endings", ()))).hits(scan.text))
        self._bare = lists.get("meeting_bare", frozenset())
        self._refused = lists.get("no_meetings", frozenset())
        self._past = tuple(words.get("meeting_not_before", ()))
        self._owners = tuple(words.get("session_owners", ()))
        self._holders = (*self._owners, *words.get("session_holders", ()))
        self._limits = Limits(
            lists.get("meeting_stops", frozenset()),
            lists.get("event_verbs", frozenset()),
            lists.get("event_openers", frozenset()),
            ends,
            _REACH,
        )
        convene = alternatives(tuple(words.get("convene", ("召开",))))
        press = alternatives(tuple(words.get("meeting_of_convener", ("新闻发布会",))))
        self._convening = re.compile(
            rf"{convene}(?:[一两三四五六七八九十0-9]+[场次])?(?:的|了)?(?P<word>[一-龥]{{0,8}}?{press})"
        )
        self._unnamed = re.compile(rf"{convene}(?:了|[一两三]次|专题|工作)?$")
        modifiers = alternatives(tuple(words.get("meeting_modifiers", ("重要",))))
        # a number is one piece (?>…): 2021 read also as 20 and 21 would double the ways to fail with each digit
        self._vague = re.compile(rf"(?:{modifiers}|(?>{_NUMERAL.pattern})|[的、和年月日])*")
        after = alternatives(tuple(words.get("meeting_background_after", ("精神",))))
        before = alternatives(tuple(words.get("meeting_background_before", ("贯彻",))))
        self._spirit = re.compile(rf"[”》]?{after}")
        self._heeding = re.compile(rf"{before}(?:了|好)?(?:全国|全省|全市|[“《])?$")

    def read(self) -> list[Mention]:
        """Meetings named in full under one name each, then bare words that stand for them."""
        found = [*self._plenums(), *self._named()]
        found += self._convened(found)
        full = self._one_name(outermost(self._with_conveners(list(self._without_openers(found)))))
        return [*full, *self._again(full)]

    def _make(self, start: int, end: int, score: float, name: str | None = None) -> Mention:
        return Mention(Span(start, end), EntityType.MEETING, name or self._text[start:end], "meetings", score)

    def _plenums(self) -> Iterator[Mention]:
        for span, name in plenums(self._scan):
            yield self._make(span.start, span.end, 0.9, name)
        for span in congresses(self._scan):
            yield self._make(span.start, span.end, 0.9)

    def _named(self) -> Iterator[Mention]:
        for hit in self._hits:
            start = self._start(hit)
            name = self._text[start : hit.end]
            if self._text.startswith(self._past, hit.end) and not _CONGRESS.fullmatch(name):
                continue
            if hit.start - start < 2 and not BARE_SESSION.fullmatch(name):
                continue
            if self._says_nothing(name, hit) and not BARE_SESSION.fullmatch(name):
                continue
            if not self._is_body(name):
                passage = _PASSAGE.match(self._text, hit.end)
                yield self._make(start, passage.end() if passage else hit.end, 0.8)

    def _says_nothing(self, name: str, hit: Hit) -> bool:
        if name in self._refused or name in self._bare:
            return True
        numbered = hit.word.endswith(("党代会", "代表大会", "两会"))
        return not numbered and self._vague.fullmatch(name, 0, len(name) - len(hit.word)) is not None

    def _start(self, hit: Hit) -> int:
        start = name_start(self._scan, hit.start, self._limits, self._whole.get)
        dated = _DATED.match(self._text, start, hit.start)
        if dated and not _YEAR.match(dated[0]):
            start = dated.end()
        counted = _COUNTED.match(self._text, start, hit.start)
        start = self._anniversary(counted.end() if counted else start, hit)
        start = self._owner(start, hit)
        level = self._text[start - 1 : start] in ("省", "市", "县", "区", "州") and self._scan.is_edge(start - 1)
        return start - 1 if level and TERM.match(self._text, start) else start  # 省|十二届人大四次会议

    def _anniversary(self, start: int, hit: Hit) -> int:
        """纪念王芳同志诞辰100周年座谈会 begins with 纪念, whatever stands between."""
        if not _ANNIVERSARY.search(self._text, start, hit.end):
            return start
        limit = max(self._scan.left_limit(start), start - 20)
        found = max(self._text.rfind(word, limit, start) for word in ("纪念", "庆祝"))
        return found if found >= 0 else start

    def _owner(self, start: int, hit: Hit) -> int:
        """A numbered session begins with its body or its term: 提案委员会关于 | 政协十三届四次会议."""
        term = TERM.search(self._text, start, hit.end)
        if term is None or term.start() == start or "暨" in self._text[start : term.start()]:
            return start
        if self._text.endswith(self._owners, start, term.start()):
            return start if len(self._text[start : term.start()]) <= 20 else term.start()
        position = term.start()
        while (before := self._whole.get(position)) is not None and before >= start:
            position = before
        return position

    def _is_body(self, name: str) -> bool:
        """全国人民代表大会 is a body, 全国人民代表大会第五次会议 a meeting."""
        if name.endswith("人民代表大会"):
            return True
        if name.endswith("代表大会"):
            return not re.search(rf"{NUMBER}[次届]", name)
        return name.endswith(("政治协商会议", "联席会议"))

    def _convened(self, found: list[Mention]) -> Iterator[Mention]:
        """某某大会新闻中心举行两场记者招待会, 全国人大三次会议举行民生主题记者会: named by who holds it."""
        known = {**self._whole, **{m.span.end: m.span.start for m in found}}
        for match in self._convening.finditer(self._text):
            when = _WHEN_AND_WHERE.search(self._text, max(0, match.start() - 30), match.start())
            last = when.start() if when else match.start()
            for end in range(last, self._scan.left_limit(last), -1):
                start = known.get(end)
                if start is not None:
                    name = self._text[start:end] + match["word"]
                    yield self._make(match.start("word"), match.end(), 0.75, name)
                    break

    def _without_openers(self, found: list[Mention]) -> Iterator[Mention]:
        """总结运用遵义会议 is 遵义会议 where that stands alone too."""
        names = {m.name for m in found}
        verbs = self._limits.openers | self._limits.verbs
        for mention in found:
            tails = (mention.name[i:] for i in range(2, len(mention.name) - 3) if mention.name[i - 2 : i] in verbs)
            tail = next((tail for tail in tails if tail in names), None)
            if tail is None:
                yield mention
            else:
                yield self._make(mention.span.end - len(tail), mention.span.end, mention.score)

    def _with_conveners(self, found: list[Mention]) -> Iterator[Mention]:
        """市十二届人大常委会举行第三十次会议: a bare number is named by who holds it."""
        sessions = {m.span.end: m.span.start for m in found if not BARE_SESSION.fullmatch(m.name)}
        known = {**self._whole, **sessions}
        for mention in found:
            if not BARE_SESSION.fullmatch(mention.name):
                yield mention
                continue
            limit = self._scan.last("。；\n", mention.span.start) + 1
            verb = max(self._text.rfind(word, limit, mention.span.start) for word in ("召开", "举行"))
            holder = self._holder(max(limit, verb - 60), verb, known) if verb >= 0 else ""
            if holder:
                yield replace(mention, name=holder + mention.name)
            elif re.search(r"委员长|主席", mention.name):
                yield mention

    def _holder(self, limit: int, verb: int, known: Mapping[int, int]) -> str:
        """The body or session before 举行, past the words for day and place."""
        when = _WHEN_AND_WHERE.search(self._text, limit, verb)
        end = when.start() if when else verb
        start = max(limit, name_start(self._scan, end, self._limits, known.get))
        return self._text[start:end] if self._text.endswith(self._holders, start, end) and end - start >= 3 else ""

    def _one_name(self, full: list[Mention]) -> list[Mention]:
        """One name for a meeting the article names in several ways, the longest; a tail stands for the whole."""
        longest: dict[str, str] = {}
        for mention in full:
            name = mention.name.removeprefix("中华人民共和国")
            longest[same_as(name)] = max(longest.get(same_as(name), ""), name, key=len)
        result: list[Mention] = []
        for mention in full:
            key = same_as(mention.name.removeprefix("中华人民共和国"))
            result.append(replace(mention, name=self._whole_of(mention, key, longest, result) or longest[key]))
        return [replace(mention, name=self._placed(mention.name)) for mention in result]

    def _placed(self, name: str) -> str:
        """市人大十届五次会议 with its region filled in; 市委常委会会议 with its party as well."""
        place = self._places.get(name[:1])
        if place is None or re.match(r"[省市县区州](?:直|级|属|内|外|域|场|民|长|政|委书)", name):
            return name
        return ("中共" if name[1:2] == "委" else "") + place + name[1:]

    def _whole_of(self, mention: Mention, key: str, longest: Mapping[str, str], before: list[Mention]) -> str | None:
        tail = key[1:] if re.match("全[省市县区州]", key) else key  # 全省X会议 is 黑龙江省X会议
        wholes = [name for other, name in longest.items() if other not in (key, tail) and other.endswith(tail)]
        if not wholes and len(key) >= 6 and self._in_title(mention):
            wholes = [name for other, name in longest.items() if len(other) > len(key) and _opens(key, other)]
        if len(wholes) > 1:
            return next((m.name for m in reversed(before) if m.name in wholes), None)
        return next(iter(wholes), None)

    def _in_title(self, mention: Mention) -> bool:
        return any(
            block.kind is BlockKind.TITLE and block.span.contains(mention.span) for block in self._scan.document.blocks
        )

    # --- bare words ---

    def is_held(self, mention: Mention) -> bool | None:
        """True where the text holds the meeting, False where it only heeds what it said, None where it does not tell."""
        before = self._text[max(0, mention.span.start - 24) : mention.span.start]
        after = self._text[mention.span.end : mention.span.end + 30]
        if self._spirit.match(after) or self._heeding.search(before) or _PLANNED.search(before):
            return False
        if after.startswith("的") and not _HELD_AFTER.match(after):
            return None
        return True if _HELD_AFTER.match(after) or _HELD_BEFORE.search(before) else None

    def _again(self, full: list[Mention]) -> Iterator[Mention]:
        """会议 after a meeting that is being held is that meeting; 举行会议 opens one without a name."""
        held = [(m, self.is_held(m)) for m in sorted(full, key=lambda m: m.span)]
        taken = {position for m in full for position in range(m.span.start, m.span.end)}
        silent = -1  # where a meeting without a name was opened
        for hit in self._hits:
            if hit.start in taken or hit.word not in self._bare or self._text.startswith(self._past, hit.end):
                continue
            run = self._text[max(0, hit.start - 8) : hit.start]
            if re.search(r"有关|上级|重要|相关|历次|各[类种级次]|召开的$", run[-4:]):
                continue
            if hit.word in ("会议", "专题会议", "全体会议") and self._unnamed.search(run) and "主持召开" not in run:
                silent = hit.start
                continue
            name = self._antecedent(hit, [(m, h) for m, h in held if m.span.end <= hit.start], silent)
            if name is not None:
                yield self._make(hit.start, hit.end, 0.6, name)

    def _antecedent(self, hit: Hit, before: list[tuple[Mention, bool | None]], silent: int) -> str | None:
        ending = [(m, h) for m, h in before if m.name.endswith(hit.word) and m.span.start > silent]
        if hit.word == "全会":
            return ending[-1][0].name if ending else None
        certain = [m for m, h in before if h and m.span.start > silent]
        if hit.word == "会议" and certain:
            return certain[-1].name
        for wanted in (True, None):
            names = [m.name for m, h in ending if h is wanted]
            if names:
                return names[-1]
        return None


def _joined(hits: list[Hit]) -> list[Hit]:
    """Endings that stand side by side as one: 集体学习|研讨会."""
    joined: list[Hit] = []
    for hit in hits:
        start = joined.pop().start if joined and joined[-1].end == hit.start else hit.start
        joined.append(Hit(start, hit.end, hit.word))
    return joined


def _opens(short: str, name: str) -> bool:
    """True where the characters of a title's short name stand in the full one in their order, to the same end."""
    if short[-2:] != name[-2:]:
        return False
    rest = iter(name)
    return all(char in rest for char in short)

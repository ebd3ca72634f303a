"""What kind of clause stands there: one that pledges, one that tells others what to do, one that reports what was done.

>>> marks = ClauseMarks({"pledge_heads": ("完善", "加强"), "exhorted": ("各级",), "first_person": ("我们",)})
>>> marks.future("我们将完善机制").subject
'我们'
>>> marks.future("将这项工作抓紧") is None  # 将 as 把
True
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct

from kg_builder.extract.word_classes import Tagger, first_word_of_doing, no_tags
from kg_builder.model.once import once

_SHALL = re.compile(
    r"一定(?=[^的程能会要将把]|要|会|把)|必将|定将|定会|[绝决]不(?=[^仅只同是])|不会|"
    r"(?<![^们我局委厅院办])会(?=[把将向以在为对继进全尽认一抓做加坚])"
)
_WILL = re.compile(r"(?<![即行])(?<!决定)(?<!要求)将(?!士|领|军|近|来|信)|(?:拟|计划)(?=[于在用到投]|今年|明年|\d)")
_MUST = re.compile(
    r"(?<![重主需必首概纪紧只简摘不次想])要(?![求素点闻害件么是想领义员塞案犯道职务事冲津]|紧(?![扣紧盯抓密跟贴随握]))|(?:必须|务必|务求|应当|一定要)(?!的)"
)
_BY_THEN = re.compile(
    r"(?:(?:今|明|20\d\d)年)?(?:[\d一二三四五六七八九十]{1,3}月(?:[初底末]|[上中下]旬|\d{1,2}[日号])?|年[底末]?|月[底末]|春节|国庆节?|汛期|入冬|入汛)[之以]?前"
)
_AS_BA = re.compile(
    r"将[^，]{2,40}(?:结合起来|相结合|作为|纳入|列入|列为|融入|贯穿|转化为|打造成|建设成|摆在|放在|落到|落实到"
    r"|改[名为]|更名|调整|设为|确定|认定|移送|处以|送|报送?[^，]{2,20}办公室$)"
)
_DONE = re.compile(
    r"(?<!为)了(?!解|结)|^(?:已|曾)|已(?!经?济)|曾经|累计|去年|同比|截至|截止|过去|刚刚|历时|近年|几年来|年来|以来|率达|增长\d|下降\d"
)
_COUNTED = re.compile(r"(?:达到?|突破|实现|完成|超过|建成|新增)[\d.,一二三四五六七八九十]+[万亿个多家件余%人公]")
_TIME = re.compile(
    r"(?:(?:到)?(?:今年|明年|今后|未来|往后|年内|年底|月底|本周|本月|下半年|上半年|下一?步|下一?阶段|接下来|目前|当前|现在|近期|随后|同时"
    r"|此外|另外|其中|会后|新的一年|十[一二三四五]五|20\d\d年|\d+月[份底初]?|期间|还|也|都|更|又|就|均|则|便|仍|并|且|而且|所以|因此"
    r"|为此|首先|其次|再次|最后|第[一二三四五六七八九]|[一二三四五六七八九十]是?|来说|来讲|们?一方面|另一方面|之?前|之?后|起|间|内))*"
)
_HEAD_CHARS = frozenset("把对向为与从在以按让使用于就每逐不绝决跟同给凡需能")
_DATED = re.compile(
    r"(?:到|于|在|力争)?(?:20\d\d年|\d{1,2}月|年底|月底|年内|今年|明年|下半年|上半年|本月|每[年月周季天]|两年|三年|\d|(?:春节|国庆节?|汛期|入冬|入汛|元旦)[之以]?前)"
)
_FIELD = re.compile(r"(?:全[市县区省州局院厅]|我[市县区省州]).{0,12}(?:系统|机关|战线|队伍)$")
_RESULT = re.compile(
    r"(?:推动|促进|保障|营造|让|使|带动|助力|助推|努力(?:营造|创造|形成|推动)|确保[^，]{0,20}(?:实效|成效|见效|落地|落实|圆满|安全|稳定|平安|有序|到位|成功|效果))"
)
_UNITS = re.compile(
    r"(?:部门|系统|机关|单位|办公室|办|局|委|厅|组|队|院|府|部|司|署|处|中心|镇|乡|街道|班子|支部|法院|指挥部)$"
)
_EXPLAINS = re.compile(
    r"(?:以[^，]{1,40}为(?:契机|抓手|重点|目标|统领|主线|引领|导向|核心|基础|突破口|载体|中心|根本|牵引|主题|纲领|指导|指引|支撑|动力|主|要|准绳|依托|遵循|底线|镜)|以[^，]{1,40}为[^，]{1,5}$"
    r"|以[^，]{1,20}的(?:勇气|决心|态度|精神|姿态|标准|力度|作风|干劲|担当|魄力|状态|热情|定力|韧劲|举措|行动|信心|要求|理念)$"
    r"|按照|根据|依据|围绕|紧紧围绕|紧扣|通过|结合|针对|对照|对标|对表|瞄准|着眼|立足|站在|本着|秉持|依托|借助|利用|随着|作为|面对|(?:在[^，]{1,30}(?:下|中|上|时|基础上|前提下|的同时)|从[^，]{1,24}(?:出发|入手|角度|高度|感受[^，]*))$|[以用][^，]{2,24}(?:检验|庆祝|迎接|献礼)"
    r"|为[^，]{2,40}(?:作出|做出|贡献|提供|奠定|营造|创造|打下|注入|增添|助力|而|保驾|护航|服务|夯实|筑牢)|形成|进而|从而|以便|使|以利于|教育引导|引导|[^，]{0,4}增强[^，]*(?:自觉|责任感|紧迫感|使命感|认同)|[与同把][^，]{2,40}结合$|[与同][^，]{2,40}结合起来$|[^，]{0,6}贯彻(?:落实)?[^，]{0,30}(?:部署|要求|安排)$|[^，]*抓紧抓实|(?:充分)?发挥[^，]{1,30}(?:作用|优势|职能|功能)$)"
)
_TOPIC = re.compile(r"(?:对于?|凡|能|只要|无论|不管|不论|哪里|什么|一经|该|谁)")


class Future(Struct, frozen=True, gc=False):
    """A mark of what will be or must be: whose, and where the words of the deed begin in the clause."""

    subject: str  # what stands before the mark, times and adverbs aside; "" where nothing does
    begins: int
    will: bool  # 将, 拟; otherwise 要, 必须


class ClauseMarks:
    """The word lists of a pack, compiled to questions that a clause answers."""

    def __init__(self, words: Mapping[str, tuple[str, ...]], tagger: Tagger = no_tags) -> None:
        self._tagger = tagger
        self._heads = frozenset(word[:2] for word in words.get("pledge_heads", ()))
        self._resolve = any_of(words.get("pledge_resolve", ()))
        self._own = any_of(words.get("first_person", ()))
        self._own_whole = frozenset(words.get("own_body", ()))
        self._exhorted = any_of(words.get("exhorted", ()))
        self._unreal = any_of(words.get("hypothetical", ()))
        self._negated = any_of(words.get("negated", ()))
        self._empty = any_of(words.get("commitment_empty", ()))
        self._states = frozenset(words.get("verbs_of_state", ()))

    def begins_deed(self, words: str) -> bool:
        """True where the words begin as a deed does: with a verb, an adverb of verbs, a preposition or a term set."""
        if self.begins_plan(words):
            return True
        first = first_word_of_doing(self._tagger, words)
        return bool(first) and first not in self._states

    def begins_plan(self, words: str) -> bool:
        """The same by the words of the pack alone, where nothing else speaks for a deed."""
        return words[:2] in self._heads or words[:1] in _HEAD_CHARS or bool(_DATED.match(words))

    def future(self, words: str) -> Future | None:
        """The first mark of the future or of duty in a clause."""
        best: Future | None = None
        head = words[:40]
        will_be = "将" in head or "拟" in head or "计划" in head
        must_be = "要" in head or "必须" in head or "务" in head or "应当" in head
        for pattern, there, will in ((_WILL, will_be, True), (_MUST, must_be, False)):
            for match in pattern.finditer(head) if there else ():
                if will and match[0] == "将" and not self._is_future(words, match.start()):
                    continue
                if best is None or match.start() < best.begins:
                    best = Future(self.subject(words[: match.start()]), match.end(), will)
                break
        return best or self._promise(words)

    def _promise(self, words: str) -> Future | None:
        """我们一定…, 我局不会…, 6月底前…: no 将 and no 要, but a promise all the same."""
        shall = _SHALL.search(words[:40])
        if shall and self.is_own(self.subject(words[: shall.start()])):
            begins = shall.start() if "不" in shall[0] else shall.end()
            return Future(self.subject(words[: shall.start()]), begins, True)
        by = _BY_THEN.search(words[:40]) if "前" in words else None
        if by and not self.done(words) and self.begins_deed(words[by.end() :]):
            return Future(self.subject(words[: by.start()]), by.start(), True)
        return None

    def _is_future(self, words: str, at: int) -> bool:
        """将 before a deed; as 把 (将…纳入, 将…结合起来) it says nothing of when."""
        if _AS_BA.match(words, at) and words[at + 1 : at + 2] not in "把对向以在为":
            return False
        return self.begins_deed(words[at + 1 :].lstrip("会要"))

    def subject(self, lead: str) -> str:
        """Who stands before a mark: 下半年，我局还 is 我局."""
        lead = lead.lstrip("，、 “‘")
        lead = lead[(_TIME.match(lead) or re.match("", lead)).end() :]  # type: ignore[union-attr]
        return re.sub(
            r"(?:还|也|都|就|更|又|均|则|仍|继续|同样|上下|一定|今后|今年|明年|接下来|下一步|首先)+$", "", lead
        )

    def is_own(self, subject: str) -> bool:
        """我们, 我局, 该办, 全局."""
        return bool(self._own.match(subject) or _FIELD.match(subject)) or subject in self._own_whole

    def is_unit(self, subject: str) -> bool:
        """A nameless part of a body: 财政部门, 领导小组办公室."""
        return bool(_UNITS.search(subject)) and not self.exhorted(subject)

    def exhorted(self, words: str) -> bool:
        """Others are told: 各级, 各地, 广大党员."""
        return bool(self._exhorted.match(words))

    def unreal(self, words: str) -> bool:
        """如果, 一旦: what follows is no pledge."""
        return bool(self._unreal.match(words))

    def negated(self, words: str) -> bool:
        """没有, 并非."""
        return bool(self._negated.match(words))

    def done(self, words: str) -> bool:
        """了, 已, 去年, 累计."""
        return bool(_DONE.search(words) or (_COUNTED.search(words) and not _BY_THEN.search(words)))

    def resolves(self, words: str) -> bool:
        """确保, 坚决, 力争: a pledge without 将 or 要."""
        return bool(self._resolve.match(words))

    def explains(self, words: str) -> bool:
        """以…为抓手, 按照…, 为…作出贡献: says how or why, and is no pledge alone."""
        return bool(_EXPLAINS.match(words))

    def result(self, words: str) -> bool:
        """推动…走深走实: what the deeds before it are to bring about."""
        return bool(_RESULT.match(words))

    def topic(self, words: str) -> bool:
        """对屡查屡犯的企业: what the next clause is about."""
        return bool(_TOPIC.match(words))

    def empty(self, words: str) -> bool:
        """高度重视, 统一思想: nothing that could be checked."""
        return bool(self._empty.match(words))


clause_marks = once(ClauseMarks)


def any_of(words: Iterable[str]) -> "re.Pattern[str]":
    """A pattern for any of the words, the longest first; one that never matches where there are none."""
    return _any_of(tuple(words))


@lru_cache(maxsize=128)
def _any_of(words: tuple[str, ...]) -> "re.Pattern[str]":
    return re.compile("|".join(map(re.escape, sorted(set(words), key=lambda w: (-len(w), w)))) or r"(?!)")

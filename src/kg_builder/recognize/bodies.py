"""Organs of party and state: region + field + organ word, nested units, and short forms completed from the article.

A body is read from its right edge: an organ word is found, then what stands to its left decides what it belongs to.
省委政法委 in an article on 山东 is 中共山东省委政法委; 法制办 after 辽宁省政府 is 辽宁省政府法制办.
"""

import re

from msgspec.structs import replace

from kg_builder.model.pack import OrganEntry
from kg_builder.recognize.body_names import (
    COMMITTEE,
    GROUPS,
    Body,
    Named,
    abbreviations,
    attach,
    committee_of,
    joined,
    local_name,
    mention,
    of_region,
)
from kg_builder.recognize.body_seats import SeatGrammar
from kg_builder.recognize.lexicon import Hit

__all__ = ["Body", "BodyGrammar", "Named", "attach", "mention"]

# what an office called 中心 does; a 科技创新中心 is a goal, a 体育中心 a hall
_SERVING = (
    "服务", "管理", "事务", "保障", "监测", "控制", "交易", "检测", "检验", "接待", "信息", "评估", "采购", "指导", "救助", "仲裁",
    "档案", "公积金", "融媒体", "培训", "宣传", "研究", "数据", "储备", "执法", "监督", "审批", "指挥",
)  # fmt: skip
_LONGEST = 80  # characters of a body's name to which a unit is added
_REACH = 34  # the longest stretch between the anchor of a body and its organ word, in characters
# the title of who heads a unit
_HEAD = re.compile(
    r"(?:党(?:委|组|工委|总支))?(?:原|常务|第一)?(?:副?[局厅部署司处科股队所院站馆台库]长|副?主任|副?书记|政委|教导员|指导员|负责人|党组成员)"
)
_WHOLE = ("委员会", "办公室", "办公厅", "办事处")
_SESSION = re.compile(r"第?[一二三四五六七八九十]{1,4}届$")
_NUMBERED = ("中级人民法院", "中院", "中级法院", "人民法院", "巡视组", "督导组", "指导组", "督察组", "督查组")
_NATIONWIDE = ("总局", "统计局", "监察局", "证监会", "银保监会", "人民银行")  # they have branches in the provinces
_NUMERALS = tuple("一二三四五六七八九十\n")  # "$" also stands before a line end
_ORDINAL = re.compile(r"第[一二三四五六七八九十]{1,3}$")


class BodyGrammar(SeatGrammar):
    """Reads the bodies of one scan."""

    def read(self) -> list[Body]:
        """All bodies, in the order of their ends. A unit and the body above it are both given."""
        self._missions()
        for listed in self._lexicon.find_organs.hits(self._text):
            hit = self._whole(listed)
            body = self._body(hit) or self._shorter(hit)
            if body is not None:
                self._by_end[body.end] = body
                if body.is_public:
                    self._named.add(body)
                    self._read_starts.add(body.start)
        bodies = joined(sorted(self._by_end.values(), key=lambda body: (body.end, body.start)))
        short_forms = {body.span: body for body in abbreviations(self._text, bodies)}
        kept = [body for body in bodies if body.span not in short_forms]
        return sorted([*kept, *short_forms.values()], key=lambda body: (body.end, body.start))

    def _whole(self, hit: Hit) -> Hit:
        """城建|委员会, not 城建委|员会: an abbreviation on a list that the text does not mean."""
        for ending in _WHOLE:
            if len(hit.word) > 1 and hit.word[-1] == ending[0] and self._text.startswith(ending[1:], hit.end):
                end = hit.end + len(ending) - 1
                word = hit.word + ending[1:]
                known = word in self._lexicon.organs
                return Hit(hit.start, end, word) if known else Hit(hit.end - 1, end, ending)
        return hit

    def _body(self, hit: Hit) -> Body | None:
        if hit.word in self._private:
            return self._private_body(hit)
        if self._is_unit_title(hit) or self._words.is_title(hit, hit.start in self._by_end):
            return None
        organ = self._lexicon.organs.get(hit.word)
        if not self._words.ends_well(hit, organ is not None and organ.bare):
            return None
        if organ is not None and organ.bare and self._words.is_foreign(hit):
            return None
        return (
            self._fixed(hit, organ)
            or self._prefecture(hit)
            or self._consultative(hit)
            or self._zone(hit)
            or self._after_region(hit, organ)
            or self._after_body(hit, organ)
            or self._beside_body(hit, organ)
            or self._after_region_word(hit, organ)
            or self._of_field(hit, organ)
            or self._anchored(hit, organ)
            or self._committee_beside(hit)
            or self._house_committee(hit)
            or self._own_group(hit)
            or self._founded(hit, organ)
            or self._alone(hit, organ)
        )

    def _shorter(self, hit: Hit) -> Body | None:
        """政府|办事员: the longer word was none."""
        word = hit.word[:-1]
        inner = hit.word.endswith("办") and word in self._lexicon.organs and self._text.startswith("事", hit.end)
        return self._body(Hit(hit.start, hit.end - 1, word)) if inner else None

    def _is_unit_title(self, hit: Hit) -> bool:
        """局 of 局长 behind 司法局, 大队 of 大队长 behind 法制大队 belong to the title."""
        if not self._text.startswith("长", hit.end):
            return False
        deputy = self._text[hit.start - 1 : hit.start] == "副"  # 救援局|副局长
        above = self._by_end.get(hit.start - deputy)
        if above is None:
            return deputy and len(hit.word) == 1
        return len(hit.word) == 1 or above.name.endswith(hit.word)

    def _fixed(self, hit: Hit, organ: OrganEntry | None) -> Body | None:
        if organ is None or not organ.bare:
            return None
        region = self._gazetteer.ending_at(hit.start)
        if region is not None and hit.word.startswith("国家") and region.span.of(self._text) == region.name:
            return None  # 济宁市国家保密局
        name = organ.name if hit.word in organ.aliases or hit.word == organ.name else hit.word
        return Body(hit.start, hit.end, name, hit.word, organ.kind, score=0.97)

    def _after_region(self, hit: Hit, organ: OrganEntry | None) -> Body | None:
        numbered = self._text.startswith(("届", "\n"), hit.start - 1)
        session = _SESSION.search(self._text, max(0, hit.start - 7), hit.start) if numbered else None
        ordinal = _ORDINAL.search(self._text, max(0, hit.start - 4), hit.start) if hit.word in _NUMBERED else None
        start = session.start() if session and organ else ordinal.start() if ordinal else hit.start
        region = self._gazetteer.ending_at(start) or (None if ordinal else self._short_region(hit, organ))
        if region is None:
            return None
        guard = self._text.endswith("武警", 0, region.span.start)  # 武警山东省总队
        if organ is None and hit.word not in self._direct and not guard:
            return None
        if organ is None and self._text.endswith(("赴", "驻"), 0, region.span.start):
            return None
        kind = organ.kind if organ else "state"
        score = 0.95 if organ else 0.7
        above = self._by_end.get(region.span.start)
        if above is not None and above.region is None and above.is_public and above.name.endswith(_NATIONWIDE):
            body = self._unit(above, region.span.start, hit, kind)  # 国家税务总局|湖南省|税务局
            return replace(body, region=region.span, region_code=region.code, region_name=region.name)
        rest = (ordinal[0] if ordinal else "") + hit.word
        return self._of_region_mention(region, hit, local_name(region.name, rest, kind), kind, score)

    def _after_body(self, hit: Hit, organ: OrganEntry | None) -> Body | None:
        numbered = self._text.startswith(_NUMERALS, hit.start - 1)
        ordinal = _ORDINAL.search(self._text, max(0, hit.start - 4), hit.start) if numbered else None
        start = ordinal.start() if ordinal else hit.start
        above = self._by_end.get(start)
        if above is None or above.kind == "private" or len(above.name) > _LONGEST:
            return None
        if hit.word in self._regional and not above.name.endswith("兵团"):
            return None
        if above.bare and above.organ in self._generic:
            return None
        if self._text.endswith("驻", 0, above.start) and hit.word == "纪检监察组":
            return self._stationed(hit, above)
        name = above.name + self._text[start : hit.end]
        kind = organ.kind if organ else above.kind
        return Body(
            above.start, hit.end, name, hit.word, kind, above.region, above.region_code, above.region_name,
            above.span, above.name, bare=above.bare, score=min(above.score, 0.93),
        )  # fmt: skip

    def _stationed(self, hit: Hit, host: Body) -> Body:
        """中央纪委国家监委驻公安部纪检监察组 is a unit of who sends it."""
        at = host.start - (2 if self._text.endswith("派驻", 0, host.start) else 1)
        rest = f"{self._text[at : host.start]}{host.name}{hit.word}"
        unit = Body(at, hit.end, rest, hit.word, "party", host.region, host.region_code, host.region_name)
        above = self._by_end.get(at)
        return replace(attach(unit, above), start=above.start) if above is not None and above.is_public else unit

    def _beside_body(self, hit: Hit, organ: OrganEntry | None) -> Body | None:
        """市纪委监委、组织部、宣传部; 区委和政府: what is said of the first holds for those joined to it."""
        join = self._text[hit.start - 1 : hit.start]
        beside = self._by_end.get(hit.start - 1) if join and join in "、和与及" else None
        if beside is None or organ is None or organ.bare or len(hit.word) < 2 or not beside.is_public:
            return None
        if not beside.region_name or hit.word in ("委员会", "工会", "党委", "常务委员会"):
            return None
        unit = Body(hit.start, hit.end, hit.word, hit.word, organ.kind)
        if organ.kind != "party" or hit.word.startswith("纪委"):
            return of_region(unit, beside, local_name(beside.region_name, hit.word, organ.kind))
        if beside.is_committee:
            return attach(unit, beside)
        above = beside.parent_name if beside.parent_name.startswith("中共") else committee_of(beside.region_name)
        return of_region(unit, beside, above + hit.word)

    def _after_region_word(self, hit: Hit, organ: OrganEntry | None) -> Body | None:
        word = self._region_word(hit.start)
        if word is None:
            return None
        start = hit.start - len(word)
        if self._text.endswith("依法治", 0, start):
            return None
        region = self._gazetteer.ending_at(start)
        if region is not None and region.name.endswith(word) and organ is not None:  # 郧县|县委
            kind = organ.kind
            return (
                self._of_region_mention(region, hit, local_name(region.name, word + hit.word, kind), kind, 0.9)
                if (hit.word not in COMMITTEE)
                else self._of_region_mention(region, hit, f"中共{region.name}{word}{hit.word}", kind, 0.95)
            )
        if word == "区" and hit.word == "委" and region is not None and region.name.endswith("省"):
            name = f"中共{region.span.of(self._text)}区委"  # 中共广东区委 of the twenties
            return Body(region.span.start, hit.end, name, "委", "party", region.span, region.code, region.name)
        league = self._text[start - 1 : start] == "团"
        if self._gazetteer.covers(start) or not (league or self._opens(start)) or self._is_address(hit):
            return None
        if self._words.is_collective(start) or self._text[start - 1 : start] == "全":
            return None
        if organ is None:
            return self._deictic(start, hit, word)
        return self._of_context(start, hit, word, hit.word, organ.kind, 0.85)

    def _of_field(self, hit: Hit, organ: OrganEntry | None) -> Body | None:
        """市|文化旅游广电|局, 生态环境部|环境工程评估|中心: fields of administration behind a region or a body."""
        limit = self._scan.left_limit(hit.start)
        for start in self._words.fields_before(hit.start, limit):
            if hit.word == "中心" and not self._text.endswith(_SERVING, 0, hit.start):
                return None
            rest, kind = self._text[start : hit.end], organ.kind if organ else "state"
            region = self._gazetteer.ending_at(start)
            if region is not None:
                court = hit.word in ("法院", "检察院")  # 北京金融法院 is called so
                name = self._text[region.span.start : hit.end] if court else local_name(region.name, rest, kind)
                return self._of_region_mention(region, hit, name, kind, 0.85)
            above = self._by_end.get(start)
            if above is not None and above.is_public:
                return self._unit(above, start, hit, kind)
            word = self._region_word(start)
            at = start - len(word or "")
            if word and self._opens(at) and not self._gazetteer.covers(at) and not self._words.is_collective(at):
                return self._abbreviated(at, hit, word) or self._of_context(at, hit, word, rest, kind, 0.8)
        return None

    def _anchored(self, hit: Hit, organ: OrganEntry | None) -> Body | None:
        """国家|粮食和物资|储备局: an anchor, then words that a name may hold, then the organ word."""
        if hit.word in self._regional and hit.word != "委":
            return None
        limit = max(self._scan.left_limit(hit.start), hit.start - _REACH)
        group = hit.word.endswith(GROUPS)
        floor = limit if group else self._words.after_last_stop(limit, hit.start)
        inside: dict[int, Body] = {}  # the longest body from each place on
        for end in range(hit.start - 1, floor, -1):
            if end in self._by_end:
                inside.setdefault(self._by_end[end].start, self._by_end[end])
        for start in range(floor, hit.start):
            body = self._from_body(inside[start], hit, organ) if start in inside else None
            if body is None and start in self._read_starts:
                continue  # the words behind 广东省委 are its own, none of 广东省
            body = body or self._from_region(start, hit, organ) or self._from_anchor(start, hit, organ)
            if body is not None:
                return body
        return None

    def _holds(self, start: int, hit: Hit) -> bool:
        """True when the words between an anchor and its organ word may stand in a name."""
        between = self._text[start : hit.start]
        if self._words.names_private(between) or "中央" in between[1:] or "全国" in between[4:]:
            return False
        if between.startswith(("、", "和", "与", "及")) or "中国" in between:
            return False
        if hit.word in self._weak and self._is_headed(start, hit):
            return True
        if hit.word in self._weak:
            served = hit.word != "中心" or between.endswith(_SERVING)
            return served and self._words.is_field(between)
        verbs = self._words.after_last_stop(start, hit.start) > start
        if not hit.word.endswith(GROUPS):
            return not verbs
        return not self._words.ends_name(between)

    def _is_headed(self, start: int, hit: Hit, least: int = 2) -> bool:
        """湖南省|水文|局|局长, 安化县|茶产业发展|中心|主任: the title behind it says that a body stands here."""
        if not _HEAD.match(self._text, hit.end) or not least <= hit.start - start <= 12:
            return False
        return self._words.after_last_stop(start, hit.start) == start and not self._words.ends_name(
            self._text[start : hit.start]
        )

    def _from_region(self, start: int, hit: Hit, organ: OrganEntry | None) -> Body | None:
        kind = organ.kind if organ else "state"
        region = self._gazetteer.starting_at(start)
        if region is not None and region.span.end < hit.start:
            lower = self._gazetteer.starting_at(region.span.end)
            region = lower if lower is not None and lower.span.end < hit.start else region
            between = self._text[region.span.end : hit.start]
            if not self._holds(region.span.end, hit) or (organ is not None and len(between) < 2):
                return None
            verb = next((v for v in ("推进", "推动", "支持") if self._text.endswith(v, 0, region.span.start)), "")
            if verb and hit.word.endswith(GROUPS[:2]):  # 推进海南全面深化改革开放领导小组 begins with its verb
                at = region.span.start - len(verb)
                return Body(at, hit.end, self._text[at : hit.end], hit.word, kind, score=0.7)
            name = region.name + between + hit.word
            return Body(
                region.span.start, hit.end, name, hit.word, kind, region.span, region.code, region.name, score=0.75
            )
        if not hit.word.endswith(GROUPS) or self._gazetteer.covers(start):
            return None
        word = next((w for w in self._region_words if self._text.startswith(w, start)), None)
        if word is None:
            return None
        whole = self._text[start - 1 : start] == "全"
        if not (self._opens(start) or whole) or self._words.is_collective(start):
            return None
        if start + len(word) >= hit.start or not self._holds(start + len(word), hit):
            return None
        rest = self._text[start + len(word) : hit.end]
        return self._of_context(start, hit, word, rest, kind, 0.75)

    def _from_body(self, above: Body, hit: Hit, organ: OrganEntry | None) -> Body | None:
        if not above.is_public or (organ is not None and organ.scope == "local" and organ.bare):
            return None
        between = self._text[above.end : hit.start]
        known = _is_short_for(above, between, hit.word) or self._words.is_field(between) or between.startswith("驻")
        if hit.word in self._weak and not (known or self._is_headed(above.end, hit, 1)):
            return None
        stop = self._words.after_last_stop(above.end, hit.start) > above.end
        if between[0] in "、和与及" or self._words.names_private(between) or (stop and not hit.word.endswith(GROUPS)):
            return None
        if self._words.ends_name(between) or "中央" in between:
            return None
        return self._unit(above, above.end, hit, organ.kind if organ else above.kind)

    def _from_anchor(self, start: int, hit: Hit, organ: OrganEntry | None) -> Body | None:
        if organ is not None and hit.word in self._generic:
            return None  # 全国|法治|政府: a common word needs a region or a body in front
        for anchor in self._anchors if start in self._anchor_starts else ():
            if organ is not None and len(organ.name) < 5 and anchor == "全国" and hit.word not in COMMITTEE:
                continue
            least = start + len(anchor) + (hit.word in COMMITTEE or (organ is None and hit.word not in GROUPS))
            if self._text.startswith(anchor, start) and self._opens(start) and least <= hit.start:
                if self._words.is_foreign(Hit(start, hit.end, anchor)) or not self._holds(start + len(anchor), hit):
                    return None
                kind = organ.kind if organ else "state"
                return Body(start, hit.end, self._text[start : hit.end], hit.word, kind, score=0.8)
        return None

    def _alone(self, hit: Hit, organ: OrganEntry | None) -> Body | None:
        """宣传部 or 法制办 with nothing before it; 某某大会新闻中心 at the head of a clause."""
        if hit.word in COMMITTEE or (self._words.is_collective(hit.start) and not organ):
            return None
        if organ is not None and organ.kind == "military" and self._words.is_foreign(hit):
            return None
        if hit.word.endswith(GROUPS[:6]):
            return self._group_alone(hit)
        if hit.word == "领导小组办公室" and (above := self._group_alone(Hit(hit.start, hit.end - 3, "领导小组"))):
            unit = Body(hit.end - 3, hit.end, "办公室", "办公室", "state")
            if above.bare:
                return None
            self._by_end[above.end] = above
            if above.is_public:
                self._named.add(above)
            return replace(attach(unit, above), start=hit.start)
        if organ is not None and len(hit.word) > 1 and self._scan.is_edge(hit.start):
            return Body(hit.start, hit.end, hit.word, hit.word, organ.kind, bare=True, score=0.6)
        limit = self._scan.left_limit(hit.start)
        word = self._text[limit : hit.end]
        weak = hit.word in self._weak and hit.word != "中心"
        if organ is None and not weak and 4 <= len(word) <= 16 and self._scan.is_edge(hit.end):
            if self._words.has_stop(word) or self._words.ends_name(word):
                return None
            return Body(limit, hit.end, word, hit.word, "state", bare=True, score=0.5)
        return None

    def _private_body(self, hit: Hit) -> Body | None:
        limit = max(self._scan.left_limit(hit.start), hit.start - 22)
        for start in range(limit, hit.start + 1):
            region = self._gazetteer.starting_at(start)
            if region is not None:
                name = self._text[start : hit.end]
                return Body(start, hit.end, name, hit.word, "private", region.span, region.code, region.name)
        return Body(limit, hit.end, self._text[limit : hit.end], hit.word, "private")


def _is_short_for(above: Body, between: str, ending: str) -> bool:
    """司 and 局 of a ministry, 法工委 and 环资委 of a congress: too many fields for a list."""
    if ending == "法庭":
        return above.kind == "judicial" and len(between) < 8
    if ending in ("分行", "中心支行", "支行"):
        return above.name.endswith("人民银行")
    if ending in ("司", "局"):
        return above.region is None and len(between) < 12
    return ending in ("委", "工委") and above.kind in ("legislative", "consultative") and len(between) < 8

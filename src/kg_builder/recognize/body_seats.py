"""Bodies that are called by where they sit or whom they serve: development zones, prefectures, missions abroad, 专门委员会 in a row."""

import re

from msgspec.structs import replace

from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import Level
from kg_builder.recognize.body_groups import GroupGrammar
from kg_builder.recognize.body_names import MANY, Body, attach
from kg_builder.recognize.lexicon import Hit

_ZONES = 200  # earlier places of a zone's name that are looked at
_ZONE = re.compile(
    r"(?:开发区|高新区|经开区|新区|片区|园区|示范区|度假区|风景区|风景名胜区|景区|保税区|保税港区|合作区|试验区|实验区|功能区|工业园|自贸区|经济区|保护区|产业园|科技园|科学城)$"
)
_ANY_ZONE = re.compile(
    r"(?:产业|工业|经济|高新|高新技术|经济技术|农业|科技|国家级|省级|各|各类|全市|全省|自由贸易|自然)*"
)
_MISSION = re.compile(
    r"(?:中国|中华人民共和国)常?驻[㐀-鿿]{1,12}?(?:大使馆|总领事馆|领事馆|领馆|使馆|使团|代表团|代表处)"
)
_CONSULTATIVE = re.compile(r"政协第[一二三四五六七八九十]+届全国委员会([㐀-鿿]*)$")
_HEADS = ("主任", "副主任", "驻会副主任", "专职副主任", "委员", "分党组")
_HOUSES = ("全国政协", "政协", "全国人大", "人大", "全国人大常委会", "人大常委会")
_ZONE_REACH = 20  # the longest name of a zone, in characters


class SeatGrammar(GroupGrammar):
    """Reads bodies by their seat."""

    def _zone(self, hit: Hit) -> Body | None:
        """临港新片区|管委会, 武汉东湖高新区|党工委: the zone names its body, as it is written."""
        managed = hit.word in ("管委会", "管理委员会", "党工委", "工委", "党委", "纪工委", "管理局")
        limit = self._scan.left_limit(hit.start)
        zone = _ZONE.search(self._text, limit, hit.start) if managed else None
        if zone is None:
            return None
        floor = max(limit, hit.start - _ZONE_REACH)
        if self._opens(zone.start()) and (known := self._zone_named_before(hit, zone[0])) is not None:
            return known
        start = self._words.after_last_stop(floor, max(zone.start(), floor))
        region = self._lowest_region(start, hit.start)
        if region is not None and region.span.end == hit.start:
            return None  # 两江新区 is a region of the packs
        at = region.span.start if region is not None else start
        if region is None and _ANY_ZONE.fullmatch(self._text, start, zone.start()):
            return None
        if region is None and (hit.start - start < 4 or start == floor > limit or not self._scan.is_edge(start)):
            return None
        kind = "party" if hit.word.endswith(("工委", "党委")) else "state"
        body = Body(at, hit.end, self._text[at : hit.end], hit.word, kind, score=0.75)
        if region is None:
            return body
        return replace(body, region=region.span, region_code=region.code, region_name=region.name)

    def _lowest_region(self, start: int, end: int) -> Mention | None:
        """The last region of the chain that stands first between two places."""
        region = next((r for at in range(start, end) if (r := self._gazetteer.starting_at(at)) is not None), None)
        while region is not None and (lower := self._gazetteer.starting_at(region.span.end)) is not None:
            region = lower if lower.span.end <= end else None
        return region

    def _prefecture(self, hit: Hit) -> Body | None:
        """那曲|地委 is the committee of 那曲地区, also where the 地区 has become a city since."""
        if hit.word != "地委":
            return None
        for length in (2, 3, 4):
            start = hit.start - length
            name = self._text[max(start, 0) : hit.start]
            rows = [r for r in self._lexicon.regions.get(name, []) if r.level is Level.CITY and r.name == name + "地区"]
            if start >= 0 and rows:
                at = start - 2 if self._text.endswith("中共", 0, start) else start
                span, row = Span(start, hit.start), rows[0]
                self._gazetteer.rename(span, row)
                return Body(at, hit.end, f"中共{name}地委", "地委", "party", span, row.code, row.name, score=0.9)
        said = self._gazetteer.named("地区", hit.start)
        if said is None or not self._opens(hit.start):
            return None
        span = Span(hit.start, hit.start + 1)
        name = f"中共{said.name.removesuffix('地区')}地委"
        return Body(hit.start, hit.end, name, "地委", "party", span, said.code, said.name, score=0.8)

    def _committee_beside(self, hit: Hit) -> Body | None:
        """省人大财政经济委员会、|城乡建设委员会: what the first is a committee of has the others too."""
        if not hit.word.endswith("委员会"):
            return None
        limit = self._scan.left_limit(hit.start)
        before = self._by_end.get(limit - 1)
        if self._text[limit - 1 : limit] != "、" or before is None or not before.parent_name:
            return None
        held = before.kind in ("legislative", "consultative") and before.name.endswith("委员会")
        if not held or not 2 <= hit.end - limit - 3 <= 12 or self._words.after_last_stop(limit, hit.start) > limit:
            return None
        name = before.parent_name + self._text[limit : hit.end]
        return Body(
            limit, hit.end, name, hit.word, before.kind, before.region, before.region_code, before.region_name,
            before.parent, before.parent_name, score=0.8,
        )  # fmt: skip

    def _consultative(self, hit: Hit) -> Body | None:
        """政协第十四届全国委员会|经济委员会 is 全国政协经济委员会; its 常务委员会 stays as written."""
        if not hit.word.endswith("委员会"):
            return None
        match = _CONSULTATIVE.search(self._text, max(0, hit.start - 28), hit.start)
        between = match[1] if match else ""
        if match is None or len(between) > 12 or between + hit.word == "委员会":
            return None
        if self._words.after_last_stop(match.start(1), hit.start) > match.start(1):
            return None
        standing = between + hit.word == "常务委员会"
        name = self._text[match.start() : hit.end] if standing else f"全国政协{between}{hit.word}"
        parent = Span(match.start(), match.start(1))
        return Body(match.start(), hit.end, name, hit.word, "consultative", parent=parent, parent_name="全国政协")

    def _house_committee(self, hit: Hit) -> Body | None:
        """任命…为|城乡建设委员会|副主任 in an article on 省人大."""
        if not hit.word.endswith("委员会") or not self._text.startswith(_HEADS, hit.end):
            return None
        limit = self._scan.left_limit(hit.start)
        field = next((f for f in self._house_fields if self._text.endswith(f, limit, hit.end - 3)), None)
        houses = self._named.fitting("houses", lambda body: body.organ in _HOUSES)[-MANY:]
        if field == "代表资格审查":  # a committee of the standing committee
            houses = [b for b in houses if b.organ.endswith("常委会")]
        names = {b.name.replace("人大常委会", "人大") for b in houses}
        if field is None or len(names) != 1:
            return None
        house, start = min(houses, key=lambda b: (len(b.name), b.start)), hit.end - 3 - len(field)
        unit = Body(start, hit.end, field + "委员会", hit.word, house.kind)
        return attach(unit, house) if self._opens(start) else None

    def _own_group(self, hit: Hit) -> Body | None:
        """局党组要求, in a text on one bureau only."""
        char = self._text[hit.start - 1 : hit.start]
        if hit.word not in ("党组", "党委") or char not in tuple("局厅院署") or not self._opens(hit.start - 1):
            return None
        heads = self._named.fitting((char, "house"), lambda b: b.region is not None and b.name.endswith(char))[-MANY:]
        if len({body.name for body in heads}) != 1:
            return None
        return replace(attach(Body(hit.start, hit.end, hit.word, hit.word, "party"), heads[0]), start=hit.start - 1)

    def _zone_named_before(self, hit: Hit, zone: str) -> Body | None:
        """开发区|党工委 where 苏州开发区 was named."""
        kind = "party" if hit.word.endswith(("工委", "党委")) else "state"
        at = self._text.rfind(zone, 0, hit.start - len(zone))
        tries = _ZONES
        while at > 0 and (tries := tries - 1):
            for length in (4, 3, 2):
                short = self._text[max(at - length, 0) : at]
                rows = [
                    r for r in self._lexicon.regions.get(short, []) if not r.valid_to and r.level is not Level.COUNTRY
                ]
                if rows and self._scan.is_edge(at - length):
                    row = min(rows, key=lambda r: (r.level.value != "city", r.code))
                    name, span = short + zone + hit.word, Span(at - length, at)
                    return Body(hit.start - len(zone), hit.end, name, hit.word, kind, span, row.code, row.name)
            at = self._text.rfind(zone, 0, at)
        return None

    def _missions(self) -> None:
        """中国驻美国大使馆 and other missions abroad."""
        for match in _MISSION.finditer(self._text):
            self._by_end[match.end()] = Body(match.start(), match.end(), match[0], "大使馆", "state", score=0.9)
            self._named.add(self._by_end[match.end()])

"""Posts that belong to a region and not to a body: 济宁市市长, 东阳市委常委、副市长; with a government named they are its own."""

import re
from typing import TYPE_CHECKING

from kg_builder.model.mention import Mention
from kg_builder.model.vocabulary import Level
from kg_builder.recognize.beside import BETWEEN
from kg_builder.recognize.bodies import Body
from kg_builder.recognize.regions import Gazetteer
from kg_builder.recognize.scan import Scan
from kg_builder.recognize.titles import Title

if TYPE_CHECKING:
    from kg_builder.recognize.posts import Post

STATE = ("人民政府", "政府", "行政公署", "行署")
_AUTONOMOUS = ("自治州", "自治区", "自治县", "自治旗")
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


class RegionPosts:
    """Names the posts of regions in one scan."""

    def __init__(self, scan: Scan, gazetteer: Gazetteer) -> None:
        self._scan = scan
        self._text = scan.text
        self._gazetteer = gazetteer

    def serves_region(self, title: Title) -> bool:
        """市长 belongs to a region; 主席 does behind 自治区."""
        return title.entry.region or (title.word.endswith("主席") and self._text.endswith("自治区", 0, title.start))

    def start(self, title: Title) -> int:
        """Where the region before a title begins, else the title."""
        if not self.serves_region(title):
            return title.start
        region = self._region_before(title)
        if region is None and self._text.endswith(_AUTONOMOUS, 0, title.start):  # 任命张三为自治州|州长
            return title.start - 3
        return region.span.start if region else title.start - len(self._place_before(title))

    def above(self, start: int) -> int:
        """浙江省|宁波市委: the regions said before belong to the post, so that nothing stands between it and 曾任."""
        while (region := self._gazetteer.ending_at(start)) is not None:
            start = region.span.start
        return start

    def read(self, title: Title, body: Body | None, carried: "Post | None") -> tuple[Body | None, str]:
        """The body, where a government is named, and the name of a post; `carried` is the post before it."""
        word = title.word
        if body is not None and body.name.endswith(STATE):
            return body, body.name + word
        region = self._region_before(title)
        name = region.name if region else self._place_before(title)
        if not name and carried is not None:
            if carried.title.region and carried.body is not None:
                return carried.body, carried.body.name + word
            name = self._region_of(carried, word)
        if not name:
            level = next((level for char, level in _REGION_TITLE.items() if char in word), Level.PROVINCE)
            row = self._gazetteer.context(level, title.start)
            name = row.name if row and _serves(row.name, word) else ""
        if not region and body is not None and body.kind != "private" and not body.bare:
            name = body.region_name or body.name
        return None, name + word

    def _region_of(self, carried: "Post", word: str) -> str:
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

    def _region_before(self, title: Title) -> Mention | None:
        """济宁市市长, 济宁市长 and 石景山区原副区长."""
        region = self._gazetteer.ending_at(title.start) or self._gazetteer.ending_at(title.start + 1)
        if region is None and (match := BETWEEN.search(self._text, max(0, title.start - 5), title.start)):
            region = self._gazetteer.ending_at(match.start())
        return region


def _serves(region: str, word: str) -> bool:
    """县长 is no post of a city."""
    chars = [char for char in word if char in _REGION_TITLE]
    return bool(region) and (not chars or region.endswith(chars[-1]))

"""The form in which names are compared: two names of one form are one thing, however they are written.

>>> slogan("信得过、靠得住、能放心") == slogan("靠得住 信得过 能放心")
True
>>> campaign("全省“平安护航”专项整治行动")
'平安护航专项整治'
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from kg_builder.model.pack import Pack
from kg_builder.model.vocabulary import EntityType

_SCOPE = re.compile(r"^(?:全国|全省|全市|全县|全区|全州|全旗|全盟|全军|全党)(?:各级)?(?=.{4})")
_DRIVE = re.compile(
    r"(?<=专项整治|专项治理|专项斗争|集中整治|教育整顿|教育实践|主题教育|学习教育|宣传教育)(?:活动|行动|工作)$"
)
_PARTS = re.compile(r"[\s、，,；;。·/]+")
_CHIEF = re.compile(r"政府(?=(?:副|代|代理)?(?:省|市|县|区|州|旗|盟|乡|镇)长)")
_LEVEL = "(?:省|市|县|区|州|旗|盟|镇|乡)"
_LOCAL_PARTY = re.compile(rf"^(?!中共)(.{{1,12}}?{_LEVEL})委(?!员)")
_PARTY_COMMITTEE = re.compile(rf"^中共(.{{1,12}}?{_LEVEL})委员会")
_CONFERENCE = re.compile(rf"^政协(.{{1,12}}?{_LEVEL}|全国)委员会")
_FOUR = 4
_KNOWN = 20_000  # names whose form is remembered


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """A name without marks and spaces, in half width."""
    return "".join(
        c for c in unicodedata.normalize("NFKC", name) if not c.isspace() and unicodedata.category(c)[0] not in "PS"
    )


def slogan(name: str) -> str:
    """The parts of a slogan in a fixed order: marks and order are the writer's."""
    parts = [plain(part) for part in _PARTS.split(name) if plain(part)]
    if len(parts) == 1 and len(parts[0]) == 2 * _FOUR:
        parts = [parts[0][:_FOUR], parts[0][_FOUR:]]  # 刀刃向内动真碰硬
    return "".join(sorted(parts))


def campaign(name: str) -> str:
    """A campaign without its scope (全省) and without a word that adds nothing (专项整治行动)."""
    return _DRIVE.sub("", _SCOPE.sub("", plain(name)))


class Forms:
    """Forms of names, with the pack's table of long and short words for organs."""

    def __init__(self, pack: Pack) -> None:
        pairs = [line.split("=", 1) for line in pack.words.get("organ_short_forms", ())]
        self._short: Mapping[str, str] = {long.strip(): short.strip() for long, short in pairs}
        longest = sorted(self._short, key=lambda long: (-len(long), long))
        self._long = re.compile("|".join(map(re.escape, longest)) or r"(?!)")
        self._known: dict[tuple[EntityType, str, str], str] = {}

    def of(self, kind: EntityType, name: str, body: str = "") -> str:
        """The form of a name; `body` is the body of a post."""
        asked = (kind, name, body)
        known = self._known.get(asked)
        if known is None:
            if len(self._known) >= _KNOWN:
                self._known.clear()  # a large corpus has new names for ever
            known = self._known[asked] = self._make(kind, name, body)
        return known

    def _make(self, kind: EntityType, name: str, body: str) -> str:
        if kind is EntityType.BUREAU:
            return self.organ(name)
        if kind is EntityType.POST:
            title = name.removeprefix(body)
            whole = self.organ(body) + plain(title) if body and title != name else self.organ(name)
            return _CHIEF.sub("", whole)
        if kind is EntityType.SLOGAN:
            return slogan(name)
        return campaign(name) if kind is EntityType.CAMPAIGN else plain(name) or name

    def organ(self, name: str) -> str:
        """中国共产党济南市委员会 and 济南市委 are 中共济南市委; 济南市人民政府 is 济南市政府."""
        form = self._long.sub(lambda match: self._short[match[0]], plain(name))
        form = _PARTY_COMMITTEE.sub(r"中共\1委", form)
        form = _CONFERENCE.sub(r"\1政协", form)
        form = _LOCAL_PARTY.sub(r"中共\1委", form)
        return re.sub(r"^中共(?=.+(?:纪委|监委))", "", form)

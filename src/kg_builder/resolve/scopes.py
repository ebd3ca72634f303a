"""Names that mean something only within their article: 市委政法委 of an article that never says which city.

>>> LOCAL.match("市委政法委") is not None, LOCAL.match("济南市委政法委") is None
(True, True)
"""

import re
from collections import Counter
from collections.abc import Mapping

from kg_builder.model.pack import Pack
from kg_builder.model.vocabulary import EntityType
from kg_builder.resolve.profile import Named, Profile

LOCAL = re.compile(r"[省市县区州旗盟镇乡我本该全](?!场)|自治[区州县旗]")
_GROUP = re.compile(r"(?:领导小组|小组|专班|指挥部|指导组|督导组|工作组|办公室|党组|党委|联席会议)$")


class Scopes:
    """What has to be added to a name so that it is one thing in the whole corpus."""

    def __init__(self, pack: Pack) -> None:
        anchors = sorted(pack.words.get("body_anchors", ()), key=len, reverse=True)
        self._anchored = re.compile("|".join(map(re.escape, anchors)) or r"(?!)")
        self._alone = {organ.name for organ in pack.organs if organ.bare}
        places = Counter(region.name for region in pack.regions if not region.valid_to)
        self._ambiguous = {name for name, count in places.items() if count > 1}  # 鼓楼区
        named = {region.code: region.name for region in pack.regions if region.code}
        self._shared = {code for code, name in named.items() if name in self._ambiguous}
        self._local = {organ.name for organ in pack.organs if not organ.bare} | {*pack.words.get("generic_organs", ())}

    def of(self, profile: Profile, kind: EntityType, name: str, body: str, code: str) -> str:
        """What completes a name, a region or an article; nothing where the name is enough."""
        if kind not in (EntityType.BUREAU, EntityType.POST):
            return ""
        if code:
            return code if code in self._shared else ""
        asked = body or name
        if asked in self._alone or self._anchored.match(asked):
            return ""
        if LOCAL.match(asked) or asked in self._local or any(asked[:n] in self._ambiguous for n in range(2, 7)):
            return profile.article
        if _GROUP.search(asked):
            return profile.home or profile.article
        return ""


def phases(found: list[tuple[Profile, Named]]) -> Mapping[str, str]:
    """Article -> the campaign whose phase a name is there; where an article does not say, the only one there is."""
    said = {profile.article: named.parent for profile, named in found if named.parent}
    only = next(iter(said.values())) if len(set(said.values())) == 1 else ""
    return {profile.article: said.get(profile.article, only) for profile, _ in found}

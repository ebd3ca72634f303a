"""What a verb says of a person and an office: appointed, removed, holds it, held it, or is only put forward."""

import re
from collections.abc import Mapping
from enum import StrEnum

from kg_builder.model.once import once
from kg_builder.model.pack import Pack


class Kind(StrEnum):
    """What is said of a person and a post."""

    APPOINTED = "appointed"
    REMOVED = "removed"
    HELD = "held"
    CAREER = "career"  # 历任, 曾任: held before
    PROPOSED = "proposed"  # 拟任: not yet a fact


_NOT_YET = ("将", "或", "拟", "即将", "有望", "可能", "欲", "传", "有意")  # 网传张三将调任
_TAIL = r"(?:了|过|为|：|由|的)?(?:原|前|现|该[县市区局院]|本[县市区]|中共|新一届|新任|首任|第[一二三四五六七八九十\d]+[届任])*"


class OfficeVerbs:
    """The pack's verbs of office, compiled."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self._person = [
            (Kind.REMOVED, _compiled(words, "remove_person")),
            (Kind.APPOINTED, _compiled(words, "appoint_person")),
        ]
        self._career = _compiled(words, "held_posts")
        self._post = [
            (kind, re.compile(rf"(?:{_any(words, key)}){_TAIL}[ 　]*$"))
            for kind, key in (
                (Kind.PROPOSED, "propose_post"),
                (Kind.REMOVED, "remove_post"),
                (Kind.CAREER, "held_posts"),
                (Kind.APPOINTED, "appoint_post"),
                (Kind.HELD, "hold_post"),
            )
        ]

    def of_person(self, text: str) -> Kind | None:
        """The kind of the last verb that takes a person: 任命张三, 免去李四."""
        last, found = -1, None
        for kind, pattern in self._person:
            for match in pattern.finditer(text):
                if match.end() > last:
                    last, found = match.end(), kind
        return found

    def career_in(self, text: str) -> bool:
        """True where 历任 or 曾任 opened a list of posts that still goes on."""
        match = self._career.search(text)
        return match is not None and re.search(r"[。；]|(?:[任免聘]|当选)[^，、]*$", text[match.end() :]) is None

    def of_post(self, text: str) -> Kind | None:
        """The kind of the verb that a post stands behind: 不再担任|, 当选为|, 任|."""
        for kind, pattern in self._post:
            match = pattern.search(text)
            if match and not text.endswith(("没有", "未", "未曾", "并未", "不"), 0, match.start()):
                ahead = text.endswith(_NOT_YET, 0, match.start())
                return Kind.PROPOSED if ahead and kind in (Kind.HELD, Kind.APPOINTED) else kind
        return None


@once
def office_verbs(pack: Pack) -> OfficeVerbs:
    """The verbs of a pack."""
    return OfficeVerbs(pack.words)


def _any(words: Mapping[str, tuple[str, ...]], key: str) -> str:
    return "|".join(map(re.escape, sorted(words.get(key, ()), key=lambda w: (-len(w), w)))) or r"(?!)"


def _compiled(words: Mapping[str, tuple[str, ...]], key: str) -> "re.Pattern[str]":
    return re.compile(_any(words, key))

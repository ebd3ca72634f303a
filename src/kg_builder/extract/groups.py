"""Posts joined into groups: one person's, or one list of persons'; and which of them are former ones."""

import re

from msgspec import Struct

from kg_builder.model.mention import Mention

_JOIN = re.compile(
    r"(?:（[^（）]{1,14}）)*(?:、|，?(?:并|同时)?兼任?|和|及|暨|以及|[ 　]|/)?(?:（[^（）]{1,14}）)*(?:现任|时任|原任|原|现)?"
)
_BEFORE = re.compile(r"(?:(?<![㐀-鿿\U00020000-\U0003ffff])前|原任?|时任|前任|已故|退休)$")
_NOW = re.compile(r"现任?$")
_INSIDE = re.compile(r"(?:原|前|时任)(?=(?:常务|第一|代理?|副)*(?:[省市县区州盟旗镇乡]长|专员|行政长官|主席))")


class Group(Struct, frozen=True, gc=False):
    """Posts joined by 、 or 兼."""

    posts: tuple[Mention, ...]

    @property
    def start(self) -> int:
        """Where the first post begins."""
        return self.posts[0].span.start

    @property
    def end(self) -> int:
        """Where the last post ends."""
        return self.posts[-1].span.end


def grouped(text: str, posts: list[Mention]) -> list[Group]:
    """Neighbouring posts as groups, in order."""
    groups: list[list[Mention]] = []
    for post in posts:
        if groups:
            end = groups[-1][-1].span.end
            if end <= post.span.start and _JOIN.fullmatch(text, end, post.span.start):
                groups[-1].append(post)
                continue
        groups.append([post])
    return [Group(tuple(group)) for group in groups]


def former(text: str, group: Group) -> tuple[bool, ...]:
    """For each post of a group whether it is one held before: 原市委书记、市长; 市统计局原局长; 原县长、现任市长."""
    marks: list[bool] = []
    carried = False
    inside: Mention | None = None  # the last post with the mark behind its body
    for post in group.posts:
        start = post.span.start
        if _BEFORE.search(text, max(0, start - 3), start):
            carried = True
        elif _NOW.search(text, max(0, start - 2), start):
            carried = False
        elif inside is not None and post.parent == inside.parent:
            carried = True  # 水利局原党组书记、局长
        inside = post if _marked_inside(text, post) else None if carried else inside
        marks.append(carried or inside is post)
    return tuple(marks)


def _marked_inside(text: str, post: Mention) -> bool:
    body = post.parent
    if body is not None and post.span.start <= body.start and body.end < post.span.end:
        return text.startswith(("原", "时任", "前任"), body.end)
    return body is None and _INSIDE.search(text, post.span.start, post.span.end) is not None

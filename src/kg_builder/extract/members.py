"""Lists of members: 组长：张三（市长）, 成员：李四（市财政局） in every layout; who stands under a label holds its post."""

import re
from collections.abc import Iterator

from msgspec import Struct

from kg_builder.extract.groups import Group
from kg_builder.extract.stage import Stage
from kg_builder.model.document import Sentence
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType

_BLANK = re.compile(r"[\s、，；。·|*\-]*(?:[\d一二三四五六七八九十]{1,3}[.．、])?\s*")
_COLON = re.compile(r"[ 　 ]*[：:]\s*")
_ROLES = ("组长", "成员", "主任", "委员", "指挥长", "总指挥", "召集人", "秘书长", "联络员")
_UNREAD_LABEL = re.compile(
    rf"(?:副|常务|第一|执行)?[ 　]*(?:{'|'.join('[ 　]*'.join(word) for word in _ROLES)})[ 　]*[：:]\s*"
)
_MARKS = re.compile(r"(?:（(?:女|男|[一-龥]{1,4}族|[，、 ])+）|同志)*")
_WIDE = re.compile(r"[ 　 ]+")


class Item(Struct, frozen=True, gc=False):
    """One person of a list."""

    label: Mention | None  # the post that the label gives: 领导小组成员; None where the group was not read
    person: Mention
    groups: tuple[Group, ...]  # posts that stand with the name: （市长）
    units: tuple[Mention, ...]  # bodies that stand with the name: （市财政局）
    span: Span


class MemberLists:
    """Reads the lines of lists, one sentence after the other."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._text = stage.text
        self._label: Mention | None = None
        self._open = False  # a list goes on

    def read(self, sentence: Sentence, groups: list[Group], officials: list[Mention]) -> tuple[list[Item], int]:
        """The persons of a line of a list and where the line's list ends; a line of anything else ends the list."""
        position = start = self._past(_BLANK, sentence.span.start)
        label, is_list = self._label, self._open
        items: list[Item] = []
        while position < sentence.span.end:
            opened = next((g for g in groups if g.start == position and self._is_label(g, sentence)), None)
            if opened is not None:
                label, position = opened.posts[-1], self._past(_BLANK, self._past(_COLON, opened.end))
                is_list = True
                continue
            unread = _UNREAD_LABEL.match(self._text, position) if position == start else None
            if unread is not None:
                label, position, is_list = None, self._past(_BLANK, unread.end()), True
                continue
            person = next((o for o in officials if o.span.start == position), None)
            if person is None or not is_list:
                break
            item = self._item(label, person, groups)
            items.append(item)
            position = self._past(_BLANK, item.span.end)
        self._open = bool(items) or (is_list and position >= sentence.span.end)
        self._label = label if self._open else None
        return items, position

    def _is_label(self, group: Group, sentence: Sentence) -> bool:
        post = group.posts[-1]
        opens = sentence.span.start == group.start and _WIDE.search(self._text, post.span.start, post.span.end)
        return len(group.posts) == 1 and (_COLON.match(self._text, group.end) is not None or opens is not None)

    def _item(self, label: Mention | None, person: Mention, groups: list[Group]) -> Item:
        end = self._past(_MARKS, person.span.end)
        bracket = re.compile(r"[ 　 ]*（([^（）\n]+)）").match(self._text, end)
        if bracket:
            inside = Span(*bracket.span(1))
            found = tuple(g for g in groups if inside.start <= g.start and g.end <= inside.end)
            units = tuple(self._units(inside)) if not found else ()
            return Item(label, person, found, units, Span(person.span.start, bracket.end()))
        wide = _WIDE.match(self._text, end)
        group = next((g for g in groups if wide and g.start == wide.end()), None)
        if group is not None and not _COLON.match(self._text, group.end):
            return Item(label, person, (group,), (), Span(person.span.start, group.end))
        return Item(label, person, (), (), Span(person.span.start, end))

    def _units(self, span: Span) -> Iterator[Mention]:
        found = self._stage.within(span, EntityType.BUREAU)
        for body in found:
            if body.span.end == span.end and not any(o.span.contains(body.span) and o.span != body.span for o in found):
                yield body

    def _past(self, pattern: "re.Pattern[str]", position: int) -> int:
        match = pattern.match(self._text, position)
        return match.end() if match else position

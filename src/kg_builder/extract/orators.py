"""Who speaks where no verb of saying says so: a speech that addresses its hearers, a line with a speaker's label."""

import re

from kg_builder.extract.stage import Row, Stage
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType

_T = EntityType
_ADDRESS = re.compile(r"(?:各位(?:代表|委员|同志|领导|来宾|嘉宾|同事)|同志们|尊敬的各位)[^。]{0,20}[：，！]")
_HEAD, _NEAR = 400, 60
_LABEL = 45
_FACTS = ("男", "女", "汉族", "19")  # a line of a list of people says who they are


def orator(stage: Stage) -> Mention | None:
    """The one who gives the speech that the text is: named at its head, right before the hearers are addressed."""
    address = _ADDRESS.search(stage.text, 0, _HEAD)
    if address is None or (len(stage.document.blocks) > 1 and re.search(r"[。“]", stage.text[: address.start()])):
        return None
    person = Row(stage.of(_T.OFFICIAL)).before(address.start())
    return person if person and address.start() - person.span.end <= _NEAR else None


def labelled(stage: Stage, block: Span) -> Mention | None:
    """Whose words a line is that begins with a title and a name: 某镇党委书记 某某：就业是民生之本 (the words follow)."""
    for person in stage.within(Span(block.start, min(block.end, block.start + _LABEL)), _T.OFFICIAL):
        lead = stage.text[block.start : person.span.start]
        behind = stage.text[person.span.end : person.span.end + 3].lstrip(" 　")
        if behind.startswith("：") and not re.search(r"[，。；：“”《》]", lead) and not behind[1:].startswith(_FACTS):
            posts = stage.within(Span(block.start, person.span.start), _T.POST)
            return person if posts else None
    return None

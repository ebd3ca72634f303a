"""To whom an official speaks: to a meeting that is told what to do, or to a reporter who is told what will be done."""

import re

from kg_builder.extract.stage import Stage
from kg_builder.model.mention import Mention
from kg_builder.model.vocabulary import EntityType

_ADDRESSES = re.compile(
    r"主持(?:召开|会议|并)?|出席|讲话|作(?:了)?(?:动员|部署|讲话)|调研|考察|检查|督[导查]|会上[强说指要]|座谈时|会见"
)
_INTERVIEWED = re.compile(r"记者|采访|专访|访谈|表态|承诺|通道|受访|告诉")
_ENDS, _BEGINS = re.compile("[。；“]"), re.compile("[。；”]")
_REACH = 45


class SpeechOccasions:
    """Read once a document, for every name at once."""

    def __init__(self, stage: Stage) -> None:
        self._addresses: set[str] = set()
        self._interviewed: set[str] = set()
        for person in stage.of(EntityType.OFFICIAL):
            behind = _ENDS.split(stage.text[person.span.end : person.span.end + _REACH], maxsplit=1)[0]
            before = _BEGINS.split(stage.text[max(0, person.span.start - _REACH) : person.span.start])[-1]
            if _ADDRESSES.search(behind):
                self._addresses.add(person.name)
            if _INTERVIEWED.search(behind) or _INTERVIEWED.search(before):
                self._interviewed.add(person.name)

    def addresses(self, person: Mention) -> bool:
        """He chairs, attends, inspects: what he says there must be done is for others."""
        return person.name in self._addresses

    def interviewed(self, person: Mention) -> bool:
        """He tells a reporter, or makes a promise."""
        return person.name in self._interviewed

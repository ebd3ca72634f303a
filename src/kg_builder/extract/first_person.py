"""Who 我 is where a post is told in the first person: 大会选举我担任县长, 我在区里当过局长."""

import re

from kg_builder.extract.speaker import spoken
from kg_builder.extract.stage import Stage
from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType

_I = re.compile(r"我(?!们|[局市县区省厅院委国党军])[^，。；！？我你他她]{0,12}$")
_HEAD = 120  # the first lines of a speech, which name the one who gives it


class FirstPerson:
    """Finds the official who says 我; the speakers are read only where a text asks for one."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._spoken: list[tuple[Span, Mention]] | None = None

    def speaks(self, lead: str) -> bool:
        """True where 我 is the one the last clause before a post is about."""
        return _I.search(lead) is not None

    def at(self, position: int) -> tuple[Mention, ...]:
        """The official in whose words a place lies, else the only one that the first lines name."""
        if self._spoken is None:
            self._spoken = [
                (turn.span, turn.speech.actor)
                for _, turns in spoken(self._stage)
                for turn in turns
                if turn.speech.actor.type is EntityType.OFFICIAL
            ]
        for span, actor in self._spoken:
            if span.start <= position < span.end:
                return (actor,)
        first = self._stage.within(Span(0, min(_HEAD, len(self._stage.text))), EntityType.OFFICIAL)
        return (first[0],) if first and len({one.name for one in first}) == 1 else ()

"""Phases and tasks of the campaigns an article names, and the order of the phases."""

import itertools
import re
from collections.abc import Iterator

from kg_builder.extract.occasions import NAME
from kg_builder.extract.stage import Row, Stage, clause_of
from kg_builder.model.claim import Claim
from kg_builder.model.mention import Mention
from kg_builder.model.pack import Entry
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate

_T = EntityType
_NUMBERED = re.compile(r"第[一二三四五六七八九十]+(?:阶段|环节|步骤)")


def parts(stage: Stage) -> Iterator[Claim]:
    """PhaseOf, taskOf and nextPhase of one document."""
    found = stage.of(_T.PHASE, _T.TASK)
    if not found:
        return
    reader = _Parts(stage)
    staged: Mention | None = None  # the campaign whose numbered stages are being told
    phases: dict[tuple[str, str], Mention] = {}
    told: set[tuple[str, str]] = set()
    for part in found:
        predicate = Predicate.PHASE_OF if part.type is _T.PHASE else Predicate.TASK_OF
        campaign = reader.campaign_of(part)
        if _NUMBERED.fullmatch(part.name):
            campaign = staged = campaign if staged is None or part.name.startswith("第一") else staged
        if campaign is None or (part.name, campaign.name) in told:
            continue
        yield Claim(part, predicate, campaign, reader.around(part), None, NAME, 0.9)
        told.add((part.name, campaign.name))
        if part.type is _T.PHASE:
            phases.setdefault((campaign.name, part.name), part)
    for name in sorted({campaign for campaign, _ in phases}):
        yield from reader.order([part for (campaign, _), part in phases.items() if campaign == name])


class _Parts:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._campaigns = Row(stage.of(_T.CAMPAIGN))
        self._entries: dict[str, Entry] = {entry.name: entry for entry in stage.pack.entries}
        self._by_name = {campaign.name: campaign for campaign in reversed(stage.of(_T.CAMPAIGN))}

    def campaign_of(self, part: Mention) -> Mention | None:
        if part.parent is not None:
            return self._stage.by_span.get((part.parent, _T.CAMPAIGN))
        entry = self._entries.get(part.name)
        if entry is not None and entry.parent and part.recognizer == "packs":
            return self._by_name.get(entry.parent)
        return self._campaigns.before(part.span.start) or next(iter(self._by_name.values()), None)

    def around(self, part: Mention) -> Span:
        sentence = self._stage.sentence_of(part.span)
        if sentence is None:
            return part.span
        return _trimmed(self._stage.text, clause_of(sentence, part.span) or sentence.span)

    def order(self, phases: list[Mention]) -> Iterator[Claim]:
        """By the numbers they bear; stages that a list names follow each other as it names them."""
        ranked = sorted(((self._rank(p), p) for p in phases if self._rank(p)), key=lambda pair: (pair[0], pair[1].span))
        for (first, a), (second, b) in itertools.pairwise(ranked):
            if second == first + 1 and a.name != b.name:
                yield Claim(a, Predicate.NEXT_PHASE, b, self.around(b), None, NAME, 0.8)
        listed = [p for p in phases if not self._rank(p) and p.recognizer == "phases"]
        for a, b in itertools.pairwise(listed):
            yield Claim(a, Predicate.NEXT_PHASE, b, self.around(b), None, NAME, 0.7)

    def _rank(self, phase: Mention) -> int:
        entry = self._entries.get(phase.name)
        if entry is not None and entry.order and phase.recognizer == "packs":
            return entry.order
        match = re.match(r"第([一二三四五六七八九])", phase.name)
        return "一二三四五六七八九".index(match[1]) + 1 if match else 0


def _trimmed(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start and text[end - 1] in "，。；：！？,.;:!? ”":
        end -= 1
    return Span(span.start, end)

"""What the packs name: campaigns, phases, tasks, slogans, goals and bodies with names of their own."""

import re
from collections.abc import Iterator

from kg_builder.model.mention import Mention
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType
from kg_builder.recognize.scan import Scan

_CAMPAIGN_TAIL = re.compile(r"(?:实践活动|主题活动|活动|专项行动|工作)(?![一-龥]{0,2}(?:领导小组|室))")


def entries(scan: Scan) -> Iterator[Mention]:
    """Every name of the packs at every place, with the canonical name of its entry."""
    text = scan.text
    for hit in scan.lexicon.find_entries.hits(text):
        entry = scan.lexicon.entries[hit.word]
        start, end = hit.start, hit.end
        if (
            len(hit.word) <= 4
            and entry.type in (EntityType.PHASE, EntityType.CAMPAIGN)
            and not _whole(scan, start, end)
        ):
            continue
        if entry.type is EntityType.CAMPAIGN:
            tail = _CAMPAIGN_TAIL.match(text, end)
            end = tail.end() if tail and tail[0] != "工作" else end
        yield Mention(Span(start, end), entry.type, entry.name, "packs", 0.95)


def _whole(scan: Scan, start: int, end: int) -> bool:
    return scan.is_edge(start) and scan.is_edge(end)

"""Headings and bylines open sections."""

from kg_builder.model.document import Block, BlockKind, Byline, Section
from kg_builder.model.span import Span

_OPENERS = (BlockKind.HEADING, BlockKind.BYLINE)


def sections(
    blocks: list[Block], bylines: dict[int, Byline], closings: dict[int, Byline]
) -> tuple[tuple[Section, ...], list[int]]:
    """The sections, and for each block the index of its section.

    A run of headings and bylines opens one section. A section without a byline of its own keeps the speaker of the one
    before it: an interview's later subheadings do not silence the person interviewed. A line in `closings` names who
    wrote the section that it ends; whoever wrote it has no word in the next one.
    """
    found: list[Section] = []
    owner: list[int] = []
    speaker: Byline | None = None
    heading: Span | None = None
    start = 0
    for index, block in enumerate(blocks):
        heads = block.kind in _OPENERS and blocks[index - 1].kind not in _OPENERS
        opens = index not in closings and (index == 0 or heads or index - 1 in closings)
        if opens and index > 0:
            found.append(Section(Span(blocks[start].span.start, blocks[index - 1].span.end), heading, speaker))
            start, heading = index, None
            if index - 1 in closings:
                speaker = None
        if block.kind is BlockKind.HEADING and heading is None:
            heading = block.span
        speaker = closings.get(index) or bylines.get(index) or speaker
        owner.append(len(found))
    if blocks:
        found.append(Section(Span(blocks[start].span.start, blocks[-1].span.end), heading, speaker))
    return tuple(found), owner

"""How far a name reaches to the left of its last word: back over jieba's words to the first that no name holds."""

from collections.abc import Callable

from kg_builder.recognize.scan import Scan


def phrase_start(scan: Scan, end: int, stops: frozenset[str], reach: int, keep: Callable[[int], int | None]) -> int:
    """Where the noun phrase that ends at `end` begins.

    `stops` are words that end the way; `reach` bounds it in characters. `keep(position)` answers with the start of a
    thing that ends at `position` and is taken whole (a body, a region, a campaign), or None.
    """
    floor = max(scan.left_limit(end), end - reach)
    position = end
    while position > floor:
        whole = keep(position)
        if whole is not None and whole >= floor:
            position = whole
            continue
        word_start = _word_start(scan, position, floor)
        if scan.text[word_start:position] in stops:
            break
        position = word_start
    return position


def _word_start(scan: Scan, position: int, floor: int) -> int:
    start = position - 1
    while start > floor and not scan.is_edge(start):
        start -= 1
    return start

"""Evidence that only repeats: the same words for the same statement, in an article and its reprint."""

from collections.abc import Callable, Mapping, Sequence

from kg_builder.model.knowledge import Evidence
from kg_builder.reprints.units import key


def once(
    evidence: Sequence[Evidence], originals: Mapping[str, str], fold: Callable[[str], str]
) -> tuple[Evidence, ...]:
    """The evidence of one statement without what a reprint repeats; `originals` is article id -> original's id.

    The original's stays, else that of the reprint of the smallest id; what only a reprint says stays too.
    """
    if not any(each.article in originals for each in evidence):
        return tuple(evidence)
    said: dict[tuple[str, str], str] = {}  # (original, words) -> the article that counts for them
    for each in sorted(evidence, key=lambda e: (e.article in originals, e.article)):
        said.setdefault(_words(each, originals, fold), each.article)
    return tuple(each for each in evidence if said[_words(each, originals, fold)] == each.article)


def _words(evidence: Evidence, originals: Mapping[str, str], fold: Callable[[str], str]) -> tuple[str, str]:
    return originals.get(evidence.article, evidence.article), key(fold(evidence.quote))

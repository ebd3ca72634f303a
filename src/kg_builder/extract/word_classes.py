"""Whether words begin as a deed does, by the word classes of a tagger that the caller lends."""

from collections.abc import Callable, Sequence

Tagger = Callable[[str], Sequence[tuple[str, str]]]  # a short text -> its words, each with its class

_DOING = frozenset(("v", "d", "ad", "vd", "i", "l"))  # with idioms and set phrases: 持之以恒, 悉心照料
_REACH = 8  # characters that are enough to tell the first word


def no_tags(text: str) -> Sequence[tuple[str, str]]:
    """The tagger that knows nothing: the word lists decide alone."""
    return ()


def first_word_of_doing(tagger: Tagger, text: str) -> str:
    """The first word where it is an adverb or a verb, else nothing: of 迅速关停 it is 迅速, of 群众满意 nothing."""
    word, kind = next(iter(tagger(text[:_REACH])), ("", ""))
    return word if kind in _DOING else ""

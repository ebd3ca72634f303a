"""Whether words begin as a deed does, by jieba's dictionary of word classes: an adverb or a verb of doing."""

from collections.abc import Callable
from functools import lru_cache

_DOING = frozenset(("v", "d", "ad", "vd"))
_REACH = 8  # characters that are enough to tell the first word


@lru_cache(maxsize=1)
def _tagger() -> Callable[[str], list[tuple[str, str]]]:
    try:
        import rjieba
    except ImportError:
        import jieba.posseg

        tagger = jieba.posseg.POSTokenizer(jieba.Tokenizer())
        tagger.tokenizer.cache_file = None
        return lambda text: [(pair.word, pair.flag) for pair in tagger.cut(text, HMM=False)]
    return lambda text: rjieba.tag(text, False)


@lru_cache(maxsize=65536)
def _first(text: str) -> tuple[str, str]:
    return next(iter(_tagger()(text)), ("", ""))


def first_word_of_doing(text: str) -> str:
    """The first word where it is an adverb or a verb, else nothing: 倍加珍惜 is 倍加, 群众满意 is "".

    >>> first_word_of_doing("果断淘汰落后产能"), first_word_of_doing("群众更加满意")
    ('果断', '')
    """
    word, kind = _first(text[:_REACH])
    return word if kind in _DOING else ""

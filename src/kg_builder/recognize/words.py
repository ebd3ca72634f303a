"""jieba's word edges.

jieba's own algorithm and dictionary, run by its Rust port where that is installed (the same cuts, some 20 times as fast;
a test holds the two equal on the sample). HMM guessing is off: it joins characters that no dictionary knows.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba


@lru_cache(maxsize=1)
def _cutter() -> Callable[[str], list[str]]:
    try:
        import rjieba
    except ImportError:
        return jieba_cutter()
    return lambda text: rjieba.cut(text, False)


def jieba_cutter() -> Callable[[str], list[str]]:
    """The reference: jieba itself."""
    tokenizer = _tokenizer()
    return lambda text: list(tokenizer.lcut(text, HMM=False))


def _tokenizer() -> "jieba.Tokenizer":
    """A tokenizer with the dictionary read from jieba's own text.

    jieba's own way keeps it in the shared folder for temporary files and reads that with marshal, whoever put it there.
    """
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


_PIECE = 4000  # characters that are cut at once: jieba takes 400 bytes for each
_SEAM = 40  # characters at the end of a piece that are cut again with what follows


def cut(text: str) -> list[str]:
    """The words of a text in order; joined they give the text back."""
    words: list[str] = []
    start = 0
    while len(text) - start > _PIECE:
        piece = _cutter()(text[start : start + _PIECE])
        kept, length = len(piece), _PIECE
        while kept > 1 and length > _PIECE - _SEAM:
            kept -= 1
            length -= len(piece[kept])
        words += piece[:kept]
        start += length
    return words + _cutter()(text[start:])


@lru_cache(maxsize=1)
def _tagger() -> Callable[[str], list[tuple[str, str]]]:
    try:
        import rjieba
    except ImportError:
        return jieba_tagger()
    return lambda text: rjieba.tag(text, False)


def jieba_tagger() -> Callable[[str], list[tuple[str, str]]]:
    """The reference for `tagged`: jieba's own dictionary of word classes."""
    import jieba.posseg

    tagger = jieba.posseg.POSTokenizer(_tokenizer())
    return lambda text: [(pair.word, pair.flag) for pair in tagger.cut(text, HMM=False)]


@lru_cache(maxsize=8192)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """The words of a short text in order, each with its word class in jieba's dictionary."""
    return tuple(_tagger()(text))

"""Names and sentences as the scoring compares and quotes them.

>>> normal("“四个 意识”"), normal("ＡＢ、Ｃ")
('四个意识', 'ABC')
"""

import re
import unicodedata
from collections import Counter

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；]?")
_LONGEST = 160


def normal(name: str) -> str:
    """A name as it is compared: NFKC without spaces, quotation marks and punctuation."""
    return "".join(
        c for c in unicodedata.normalize("NFKC", name) if not c.isspace() and unicodedata.category(c)[0] not in "PS"
    )


def bigram_f1(a: str, b: str) -> float:
    """Overlap of the character bigrams of two clauses, in [0, 1]."""
    first, second = _bigrams(normal(a)), _bigrams(normal(b))
    total = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / total if total else 0.0


def sentence(text: str, *needles: str) -> str:
    """The first sentence of a text that holds one of the needles, the earlier needles first; "" where none does."""
    for needle in needles:
        place = text.find(needle) if needle else -1
        if place < 0:
            continue
        start = max(text.rfind(mark, 0, place) for mark in "。！？；\n") + 1
        match = _SENTENCE.match(text, place + len(needle))
        end = match.end() if match else place + len(needle)
        found = text[start:end].strip().lstrip("”’」』）")
        return found if len(found) <= _LONGEST else text[max(start, place - 40) : place + len(needle) + 80].strip()
    return ""


def _bigrams(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1))

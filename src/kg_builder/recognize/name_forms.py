"""What the characters of a string alone say of it as a personal name: surname, given name, length. One for all articles."""

from collections.abc import Iterator
from functools import lru_cache

from kg_builder.model.once import once
from kg_builder.recognize.lexicon import Lexicon

_LENGTH = {2: -0.6, 3: 0.4, 4: 0.0}  # most names have three characters
_TWO_SURNAMES = -3.0  # 范徐丽泰 is rare; two words side by side that happen to be surnames are not
_KEPT = 65536  # strings whose form is remembered: the names of a corpus come again


class NameForms:
    """The lists of a lexicon that tell names, and the forms of the strings weighed with them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        words = lexicon.words
        self.after = words.get("after_name", frozenset())
        self.longest_after = max(map(len, self.after), default=1)
        self.foreign = _characters(lexicon, "foreign_characters")
        self.going_on = self.foreign | frozenset("·•・-")
        self.script = self.foreign.union(*lexicon.ethnic) if lexicon.ethnic else self.foreign
        self.places = _characters(lexicon, "place_ends")
        self.no_titles = tuple(words.get("no_titles", ()))
        self.ethnic_starts = frozenset(part[0] for part in lexicon.ethnic if part)
        self._never = _characters(lexicon, "given_never")
        self._doubtful = _characters(lexicon, "given_doubtful")
        self._refused = words.get("no_names", frozenset())
        self._refused_lengths = sorted({len(word) for word in self._refused})
        self.of = lru_cache(maxsize=_KEPT)(self._form)

    def _form(self, word: str) -> float | None:
        best: float | None = None
        for surname, weight in self._surnames(word):
            given = word[len(surname) :]
            if not self._never.isdisjoint(given):
                continue
            if len(given) == 1:
                weight += self._lexicon.given_single.get(given, 0.0)
            else:
                weight += self._lexicon.given_first.get(given[0], 0.0) + self._lexicon.given_last.get(given[1], 0.0)
            if len(given) == 2 and given[1] in self._doubtful:
                weight -= 2.0
            weight += _LENGTH[len(surname[:1] + given) if len(surname) == 2 else len(word)]
            best = weight if best is None else max(best, weight)
        return best

    def refuses(self, word: str) -> bool:
        """True for what begins with a word that is no name."""
        return any(word[:length] in self._refused for length in self._refused_lengths)

    def _surnames(self, word: str) -> Iterator[tuple[str, float]]:
        lexicon = self._lexicon
        if word[0] not in lexicon.surname_starts or self.refuses(word):
            return
        if len(word) >= 3 and word[:2] in lexicon.surnames:
            yield word[:2], 2.5
        if word[0] not in lexicon.surnames:
            return
        if len(word) <= 3:
            yield word[0], lexicon.surname_weight.get(word[0], 0.0)
        elif word[1] in lexicon.surnames and word[:2] not in lexicon.surnames:
            both = lexicon.surname_weight.get(word[0], 0.0) + lexicon.surname_weight.get(word[1], 0.0)
            yield word[:2], min(both, 2.5) + _TWO_SURNAMES


name_forms = once(NameForms)


def _characters(lexicon: Lexicon, name: str) -> frozenset[str]:
    return frozenset("".join(lexicon.pack.words.get(name, ())))

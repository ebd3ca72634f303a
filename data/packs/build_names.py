"""Prints the tiers of name characters for base/words.toml; run by hand when surnames.csv grows.

    python data/packs/build_names.py

Counts the personal names and the word frequencies of the word list that jieba ships, and says of each character how much
likelier it is at a place of a name than in plain text: six tiers of falling log-odds. Characters rare in both say nothing
and are left out.
"""

import csv
import math
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import jieba

CUTS = (2, 1, 0, -1, -2)  # log-odds that open a tier; below the last one lies the sixth
COMMON = 2600  # so many characters of plain text are weighed even where no name has them
PRIOR = 400  # how many names of three characters stand behind the few of two


def counts(surnames: set[str]) -> tuple[Counter[str], ...]:
    """Surnames, first, last and single characters of given names, and the characters of plain text."""
    surname, first, last, single, text = (Counter[str]() for _ in range(5))
    for line in jieba.get_dict_file():
        word, frequency, tag = line.decode().split()
        if not tag.startswith("nr"):
            text.update({char: int(frequency) for char in set(word)})
        elif tag != "nrt" and word[0] in surnames and 2 <= len(word) <= 3:
            surname[word[0]] += 1
            if len(word) == 2:
                single[word[1]] += 1
            else:
                first[word[1]] += 1
                last[word[2]] += 1
    return surname, first, last, single, text


def tiers(chars: Iterable[str], weight: Callable[[str], float]) -> list[str]:
    """The characters by weight."""
    found = [""] * (len(CUTS) + 1)
    for char in chars:
        found[next((i for i, cut in enumerate(CUTS) if weight(char) >= cut), len(CUTS))] += char
    return found


def main() -> None:
    """Prints the four lists as TOML."""
    table = Path(__file__).parent / "base" / "surnames.csv"
    surnames = [row["surname"] for row in csv.DictReader(table.open(encoding="utf-8")) if len(row["surname"]) == 1]
    surname, first, last, single, text = counts(set(surnames))
    names, two, all_text = first.total(), single.total(), text.total()
    given = first + last + single
    chars = sorted({*given, *(c for c, _ in text.most_common(COMMON))}, key=lambda c: (-given[c], -text[c], c))
    chars = [c for c in chars if "一" <= c <= "龥" and (given[c] >= 2 or text[c] >= 2500)]

    def plain(char: str) -> float:
        return math.log((text[char] + 60) / all_text)

    def place(count: Counter[str]) -> Callable[[str], float]:
        return lambda char: math.log((count[char] + 0.3) / (names + 1800)) - plain(char)

    def alone(char: str) -> float:
        return math.log((single[char] + PRIOR * (last[char] + 0.3) / (names + 1800)) / (two + PRIOR)) - plain(char)

    lists = {
        "surname_tiers": tiers(surnames, lambda c: math.log((surname[c] + 1) / (surname.total() + 500)) - plain(c)),
        "given_first": tiers(chars, place(first)),
        "given_last": tiers(chars, place(last)),
        "given_single": tiers(chars, alone),
    }
    for key, rows in lists.items():
        print(f"{key} = [", *(f'  "{row}",' for row in rows), "]", sep="\n")


if __name__ == "__main__":
    main()

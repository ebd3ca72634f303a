"""Reprints among made-up articles: time, recall and false links. `PYTHONPATH=src python tests/bench/reprints.py [1000 10000]`.

The corpus: a share of forms filled in with other names and figures (weekly reports, notices), the rest articles of their own,
a third of these with one to three reprints of every kind in `reprinted.py`. A false link is any that the making did not intend.
"""

import argparse
import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))

import reprinted

from kg_builder.ingest import fold
from kg_builder.reprints import find, signature


def corpus(size: int, forms: float) -> tuple[dict[str, str], dict[str, str]]:
    """Folded texts by id, and reprint -> original."""
    random, texts, truth = Random(7), {}, {}
    for seed in range(10**9):
        if len(texts) >= size:
            return texts, truth
        own = f"{seed:07d}"
        if random.random() < forms:
            texts[own] = fold(form(random, random.randrange(max(1, size // 200)), seed))
            continue
        text = reprinted.article(Random(seed), paragraphs=random.choice([4, 6, 8, 12]))
        texts[own] = fold(text)
        for n in range(random.randrange(1, 4) if random.random() < 0.33 else 0):
            change = getattr(reprinted, random.choice([*reprinted.CHANGES, "everything"]))
            texts[f"{own}r{n}"] = fold(change(text, Random(seed + n)))
            truth[f"{own}r{n}"] = own
    return texts, truth


def form(random: Random, family: int, seed: int) -> str:
    """One of a family: no two of them are the same."""
    if family % 2:
        return reprinted.weekly(seed, random.randrange(10, 9000), Random(family))
    return reprinted.notice(random.choice(reprinted.CITIES), seed, random.choice(reprinted.PEOPLE), Random(family))


def main() -> None:
    """Prints one line a size and share of forms."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10000], help="articles")
    for size in parser.parse_args().sizes:
        for forms in (0.0, 0.3):
            texts, truth = corpus(size, forms)
            began = time.process_time()
            marks = {own: signature(text) for own, text in texts.items()}
            signed = time.process_time()
            found = {own: each.original for own, each in find(marks, {}.get, texts.__getitem__).items()}
            done = time.process_time()
            right = sum(truth.get(own) == original for own, original in found.items())
            print(
                f"{len(texts):7} articles, {forms:.0%} forms: {(signed - began) * 1000 / len(texts):.2f} ms and "
                f"{sum(map(len, marks.values())) // len(texts)} bytes a signature, {done - signed:.2f} s to group, "
                f"{right} of {len(truth)} reprints found, {len(found) - right} false"
            )


if __name__ == "__main__":
    main()

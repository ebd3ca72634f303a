"""CPU time from bytes to statements, beside `jieba.posseg.cut`: PYTHONPATH=src python tests/bench/reading.py [--articles 250] [--folder F …] [--rounds 3] [--json]

Article by article in turn with jieba on the same text, in one process and on one core, so that a busy machine slows both alike;
of several rounds the least of each article counts. Without --folder the articles are those of tests/bench/corpus.py. A ratio
of 0.5 says that all of the reading takes half of what jieba takes to cut the same text into words and their classes.
"""

import argparse
import gc
import importlib
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import jieba
import jieba.posseg

sys.path.insert(0, str(Path(__file__).parent))
import corpus
from measuring import Row, options, tell

from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.article import Source
from kg_builder.model.pack import Pack
from kg_builder.pipeline import annotate
from kg_builder.project import load_pack
from kg_builder.resolve import Keys, link, merge, profile, state

_MODULE = importlib.import_module("kg_builder.pipeline.annotate")
# what `annotate` calls, by the stage it belongs to; what it does itself is told as "else"
_CALLS = {
    "ingest": "ingest", "plainly": "ingest", "doubts": "ingest", "recognize": "recognize", "extract": "extract",
    "signature": "signature", "relocate": "relocate",
}  # fmt: skip
_WARM = 5  # articles that are read before anything counts
Times = Counter[str]


@contextmanager
def staged(times: Times) -> Iterator[None]:
    """While this lasts, what each stage of `annotate` takes is added to `times`."""
    places = [(_MODULE, name, stage) for name, stage in _CALLS.items()] + [(_MODULE.segment, "segment", "segment")]
    plain = [(module, name, getattr(module, name)) for module, name, _ in places]
    for module, name, stage in places:
        setattr(module, name, timed(getattr(module, name), stage, times))
    try:
        yield
    finally:
        for module, name, work in plain:
            setattr(module, name, work)


def timed(work: Callable, stage: str, times: Times) -> Callable:
    """`work`, which adds what it takes to a stage."""

    def working(*given, **named):
        before = time.process_time()
        made = work(*given, **named)
        times[stage] += time.process_time() - before
        return made

    return working


def read(source: Source, pack: Pack, times: Times) -> AnnotatedArticle:
    """One article from bytes to claims."""
    whole, before = Times(), time.process_time()
    with staged(whole):
        article = annotate(source, pack)
    whole["else"] = time.process_time() - before - sum(whole.values())
    times.update(whole)
    return article


def resolved(articles: Sequence[AnnotatedArticle], pack: Pack) -> float:
    """What the claims of all articles take to become statements."""
    before = time.process_time()
    keys = [Keys(article) for article in articles]
    linker = link(map(profile, articles, keys), pack)
    statements = (each for article, own in zip(articles, keys, strict=True) for each in state(article, linker, own))
    merge(statements, linker, (article.document.article.header for article in articles))
    return time.process_time() - before


def measured(sources: Sequence[Source], pack: Pack, rounds: int) -> tuple[Times, float]:
    """Seconds of each stage, and those of jieba."""
    for source in sources[:_WARM]:
        list(jieba.posseg.cut(source.payload.decode()))
        annotate(source, pack)
    stages: list[list[Times]] = [[] for _ in sources]
    words: list[list[float]] = [[] for _ in sources]
    resolving = []
    for _ in range(rounds):
        articles = []
        for number, source in enumerate(sources):
            text, before = source.payload.decode(), time.process_time()
            list(jieba.posseg.cut(text))
            words[number].append(time.process_time() - before)
            stages[number].append(Times())
            articles.append(read(source, pack, stages[number][-1]))
        resolving.append(resolved(articles, pack))
    least: Times = sum((min(tries, key=lambda times: sum(times.values())) for tries in stages), Times())
    least["resolve"] = min(resolving)
    return least, sum(map(min, words))


def rows(name: str, sources: Sequence[Source], stages: Times, words: float) -> Iterator[Row]:
    """The table of one corpus; the stages go by what they take."""
    size, count, whole = sum(len(source.payload.decode()) for source in sources), len(sources), sum(stages.values())
    told = f"bytes to statements, {name}: {count:,} articles, {size:,} characters (jieba.posseg.cut)"
    yield Row(told, 1000 * whole / count, 1000 * words / count, "ms an article", "≤ 0.50")
    yield Row("  the same, characters a second", size / whole, size / words)
    yield Row("  the same, articles a second", count / whole, count / words)
    for stage, seconds in stages.most_common():
        yield Row(f"  {stage}, {seconds / whole:.0%} of it", 1000 * seconds / count, unit="ms an article")


def sources_of(folder: Path, most: int) -> list[Source]:
    """The texts below a folder, in the order of their names."""
    files = sorted(folder.rglob("*.txt"))[:most]
    return [Source(file.name, "text/plain", file.read_bytes()) for file in files]


def every(folders: Sequence[Path], articles: int, rounds: int) -> Iterator[Row]:
    """The rows of each corpus."""
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    pack = load_pack("all", [])
    gc.freeze()  # as a build does
    with tempfile.TemporaryDirectory() as made:
        if not folders:
            corpus.write(articles, Path(made))
        for folder in folders or [Path(made)]:
            sources = sources_of(folder, articles)
            yield from rows(folder.name if folders else "made", sources, *measured(sources, pack, rounds))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=250, help="how many of each corpus are read at most")
    parser.add_argument("--folder", type=Path, nargs="+", default=[], help="read the .txt files below these instead")
    parser.add_argument("--rounds", type=int, default=3)
    given = options(parser)
    tell(every(given.folder, given.articles, given.rounds), given.json)


if __name__ == "__main__":
    main()

"""What each recognizer and extractor adds and costs: each is switched off in turn, and the figures are taken again."""

import contextlib
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from unittest import mock

from kg_builder.evaluate import Gold, Report
from kg_builder.ingest import ingest
from kg_builder.model.article import Article, Source
from kg_builder.model.pack import Pack
from kg_builder.pipeline import annotate_article, evaluate

_TIMES = 9
_CHARACTERS = 20_000  # annotated in one run, so that it takes long enough to be told from noise


class Nothing:
    """Stands in for a recognizer or an extractor and finds nothing."""

    def __init__(self, *_: object) -> None:
        self.mentions: list[object] = []

    def read(self) -> list[object]:
        return []

    def claims(self) -> list[object]:
        return []


def nothing(*_: object, **__: object) -> list[object]:
    return []


RECOGNIZE, EXTRACT = "kg_builder.recognize.recognize", "kg_builder.extract.extract"


@dataclass(frozen=True, slots=True)
class Switch:
    """A part of the program, and what is put in its place to switch it off."""

    name: str
    room: str
    target: str  # module.attribute
    instead: object


SWITCHES = (
    Switch("region scopes (全省, 我市)", "recognize", f"{RECOGNIZE}.scopes", nothing),
    Switch("bodies", "recognize", f"{RECOGNIZE}.BodyGrammar", Nothing),
    Switch("posts", "recognize", f"{RECOGNIZE}.PostGrammar", Nothing),
    Switch("people", "recognize", f"{RECOGNIZE}.People", Nothing),
    Switch("names of the packs", "recognize", f"{RECOGNIZE}.entries", nothing),
    Switch("campaigns by grammar", "recognize", f"{RECOGNIZE}.Campaigns", Nothing),
    Switch("meetings", "recognize", f"{RECOGNIZE}.Meetings", Nothing),
    Switch("slogans by grammar", "recognize", f"{RECOGNIZE}.Slogans", Nothing),
    Switch("goals", "recognize", f"{RECOGNIZE}.Goals", Nothing),
    Switch("dates", "recognize", f"{RECOGNIZE}.dates", nothing),
    Switch("posts and careers", "extract", f"{EXTRACT}.PostExtractor", Nothing),
    Switch("places", "extract", f"{EXTRACT}.places", nothing),
    Switch("events", "extract", f"{EXTRACT}.events", nothing),
    Switch("pledges and slogans invoked", "extract", f"{EXTRACT}.Pledges", Nothing),
)


@contextlib.contextmanager
def off(switch: Switch) -> Iterator[None]:
    """The program without one part. Fails where the part is no longer called so."""
    with mock.patch(switch.target, switch.instead):
        yield


def ablate(golds: Sequence[Gold], pack: Pack) -> list[dict[str, object]]:
    """The figures with everything, then without each part, and how the CPU time of annotating changes."""
    articles = [ingest(Source(f"{gold.id}.txt", "text/plain", gold.text.encode())) for gold in golds]
    rounds = max(1, _CHARACTERS // sum(len(article.text) for article in articles))
    work = partial(_annotate, articles * rounds, pack)
    rows: list[dict[str, object]] = [{"name": "everything", "room": "", **_figures(golds, pack), "cpu": 0.0}]
    for switch in SWITCHES:
        with off(switch):
            figures = _figures(golds, pack)
        rows.append({"name": switch.name, "room": switch.room, **figures, "cpu": _saved(switch, work)})
    return rows


def _saved(switch: Switch, work: Callable[[], None]) -> float:
    """How the CPU time changes: the median of pairs of runs, side by side because the machine is not always as fast."""
    ratios = []
    for _ in range(_TIMES):
        whole = _seconds(work)
        with off(switch):
            ratios.append(_seconds(work) / whole)
    return round(statistics.median(ratios) - 1, 4)


def _figures(golds: Sequence[Gold], pack: Pack) -> dict[str, object]:
    report: Report = evaluate(golds, pack)
    return {
        "entities": round(report.entities.score.f1, 4),
        "entities_precision": round(report.entities.score.precision, 4),
        "relations": round(report.relations.score.f1, 4),
        "relations_precision": round(report.relations.score.precision, 4),
    }


def _annotate(articles: Sequence[Article], pack: Pack) -> None:
    for article in articles:
        annotate_article(article, pack)


def _seconds(work: Callable[[], None]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun

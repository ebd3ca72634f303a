"""What an analyst should look at first: questions, the words that speak for them, and the lines that decide them.

Ordered by what a decision is worth: how likely something is wrong, times how much hangs on it. Nothing here changes a graph.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg_builder.curate.doubts import doubts
from kg_builder.curate.ledger import Ledger
from kg_builder.curate.likeness import alike, homonyms
from kg_builder.curate.naming import called
from kg_builder.curate.survey import Doubt, Survey
from kg_builder.curate.telling import triple
from kg_builder.model.correction import Action
from kg_builder.model.knowledge import Evidence, KnowledgeGraph, Status

_WORDS = 3  # quotes shown for one end
_AROUND = 60  # characters shown on either side of a quote
_STOPS = "。！？；\n"


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to decide, and what to write behind `kg-builder curate add`."""

    meaning: str
    command: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question with what speaks for it."""

    kind: str
    value: float
    question: str
    words: tuple[str, ...]
    choices: tuple[Choice, ...]


def suggest(graph: KnowledgeGraph, texts: Mapping[str, str], ledger: Ledger, limit: int = 20) -> list[Suggestion]:
    """The questions worth most, in an order that depends on the graph alone; none that the ledger has decided."""
    survey = Survey(graph)
    pairs, facts = _decided(graph, ledger)
    found = [
        (value(survey, doubt), doubt)
        for doubt in (*alike(survey), *homonyms(survey), *doubts(survey))
        if frozenset(doubt.entities) not in pairs and not facts & set(doubt.statements)
    ]
    best: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[float, Doubt]] = {}
    for worth, doubt in found:
        key = (doubt.entities, doubt.statements)
        best[key] = max(best.get(key, (0.0, doubt)), (worth, doubt), key=lambda each: (each[0], each[1].kind))
    ordered = sorted(best.values(), key=lambda each: (-each[0], each[1].kind, each[1].entities, each[1].statements))
    return [_asked(survey, texts, worth, doubt) for worth, doubt in ordered[:limit]]


def value(survey: Survey, doubt: Doubt) -> float:
    """How likely it is wrong, times how much hangs on it: the statements of the lesser end, by their logarithm."""
    touched = min((len(survey.touching[own]) for own in doubt.entities), default=1)
    return round(doubt.chance * (1 + math.log1p(touched)), 3)


def _decided(graph: KnowledgeGraph, ledger: Ledger) -> tuple[set[frozenset[str]], set[str]]:
    """Pairs and statements about which a line says something already."""
    pairs, facts = set(), {s.id for s in graph.statements.values() if s.decisions or s.status is Status.REJECTED}
    for entry in ledger.in_force:
        c = entry.correction
        if c.action in (Action.SAME, Action.DIFFERENT):
            pairs.add(frozenset(graph.redirects.get(own, own) for own in (c.subject, c.object or "")))
        elif c.action in (Action.CONFIRM, Action.REJECT):
            facts.add(graph.redirects.get(c.subject, c.subject).removeprefix("statement/"))
    return pairs, facts


def _asked(survey: Survey, texts: Mapping[str, str], worth: float, doubt: Doubt) -> Suggestion:
    graph = survey.graph
    names = [f"{called(graph, own)} {own}" for own in doubt.entities]
    told = [triple(graph.statements[own], graph) for own in doubt.statements]
    words: list[str] = []
    for own in doubt.entities if not doubt.statements else ():
        words += _quotes(graph, texts, survey.evidence(own), survey.labels(own))
    for own in doubt.statements:
        words += _quotes(graph, texts, graph.statements[own].evidence, ())
    question = doubt.question.format(*names, *told)
    return Suggestion(doubt.kind, worth, question, tuple(dict.fromkeys(words)), tuple(_choices(doubt)))


def _choices(doubt: Doubt) -> Iterable[Choice]:
    ends = doubt.entities
    if doubt.same and len(ends) == 2:
        yield Choice("是同一个", f"same {ends[0]} {ends[1]} --reason 原文所指相同")
        yield Choice("不是同一个", f"different {ends[0]} {ends[1]} --reason 原文所指不同")
    for own, kind in doubt.retypes:
        yield Choice(f"应为 {kind}", f"retype {own} {kind} --reason 按原文应为此类")
    for number, own in enumerate(doubt.statements, 1):
        mark = f"第{number}条" if len(doubt.statements) > 1 else ""
        yield Choice(f"{mark}属实", f"confirm statement/{own} --reason 原文如此")
        yield Choice(f"{mark}不实", f"reject statement/{own} --reason 原文并非此意")


def _quotes(
    graph: KnowledgeGraph, texts: Mapping[str, str], evidence: Iterable[Evidence], labels: tuple[str, ...]
) -> list[str]:
    """Sentences that hold the quotes; those that write a label come first."""
    ordered = sorted(evidence, key=lambda e: (not any(label in e.quote for label in labels), e.article, e.span, e.id))
    lines = []
    for each in ordered:
        header = graph.articles.get(each.article)
        title = f"《{header.title or header.source}》{header.date or ''}" if header else each.article
        line = f"{title}：{_sentence(texts.get(each.article, ''), each)}"
        if line not in lines:
            lines.append(line)
        if len(lines) == _WORDS:
            break
    return lines


def _sentence(text: str, evidence: Evidence) -> str:
    """The sentence around a quote, the quote in brackets."""
    start, end = evidence.span.start, evidence.span.end
    left = max((text.rfind(stop, 0, start) + 1 for stop in _STOPS), default=0)
    ends = [place + 1 for place in (text.find(stop, end) for stop in _STOPS) if place >= 0]
    right = min(ends, default=len(text))
    left, right = max(left, start - _AROUND), min(right, end + _AROUND)
    return " ".join(f"{text[left:start]}【{evidence.quote}】{text[end:right]}".split())

"""Makes the folder of a build of any size, without building: python tests/bench/graph.py OUT --quads 1000000 [--seed N]

The graph is made up, and as large as asked for: articles of six sentences, each with a statement that quotes it; officials and
bodies of their own, campaigns, tasks and formulas shared by many. `--round` goes into an alias of every entity, so that who asks
can tell which of several graphs has answered. Memory does not grow with the size.
"""

import argparse
import hashlib
import json
import random
from dataclasses import dataclass
from pathlib import Path

from kg_builder.model.article import Header
from kg_builder.model.knowledge import Entity, Evidence, Run, Statement, statement_id
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate
from kg_builder.pipeline import lines
from kg_builder.project import Output, generation, lock
from kg_builder.rdf import Known, Writer

_QUADS_AN_ARTICLE = 143  # measured
_SHARED = 400  # campaigns, tasks, formulas: as many each
_SURNAMES, _GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "建国明志强伟华军文平海波东晓红丽敏静刚勇涛斌辉鹏宇浩林"
_CITIES = ("济宁市", "德州市", "聊城市", "菏泽市", "临沂市", "烟台市", "潍坊市", "泰安市", "滨州市", "淄博市")
_FIELDS = ("司法局", "水务局", "教育局", "民政局", "财政局", "审计局", "商务局", "统计局", "体育局", "自然资源局")
_RUN = Run("bench", "made up", "0" * 16)


@dataclass(frozen=True, slots=True)
class _Made:
    """One article and what it says."""

    header: Header
    text: str
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]


def write(out: Path, quads: int, seed: int = 1, round_: int = 0) -> None:
    """A new generation of OUT of some `quads` quads: the same arguments, the same bytes."""
    shared = _shared(round_)
    with lock(out), generation(out) as draft:
        place, writer = draft.output, Writer(_RUN)
        for folder in (place.graph, place.articles, place.reports, place.annotations.parent):
            folder.mkdir(parents=True)
        place.annotations.touch()
        place.run.write_text(json.dumps({"kg_builder": "bench", "round": round_, "seed": seed}))
        with place.knowledge.open("wb") as knowledge, place.nquads.open("wb") as nquads:
            knowledge.write(lines.line("run", _RUN))
            for entity in shared.values():
                knowledge.write(lines.line("entity", entity))
                nquads.write(writer.entity(Known(entity, (), {}, {}))[0])
            for number in range(max(1, quads // _QUADS_AN_ARTICLE)):
                made = _article(number, seed, round_, list(shared.values()))
                _put(made, place, writer, knowledge.write, nquads.write)
        draft.commit()


def _put(made: _Made, place: Output, writer: Writer, knowledge, nquads) -> None:
    place.articles.joinpath(f"{made.header.id}.txt").write_bytes(made.text.encode())
    knowledge(lines.line("article", made.header))
    nquads(writer.article(made.header)[0])
    articles = {made.header.id: made.header}
    for entity in made.entities:
        own = tuple(s for s in made.statements if s.subject == entity.id)
        knowledge(lines.line("entity", entity))
        nquads(writer.entity(Known(entity, own, {}, articles))[0])
    for statement in made.statements:
        knowledge(lines.line("statement", statement))
        nquads(writer.statement(statement))
        for record in writer.evidence(statement.evidence).values():
            nquads(record)


def _shared(round_: int) -> dict[str, Entity]:
    kinds = ((EntityType.CAMPAIGN, "专项行动"), (EntityType.TASK, "任务"), (EntityType.SLOGAN, "个意识"))
    found = (
        Entity(f"{kind.lower()}/s{n:05d}", kind, f"第{n}{word}", (_alias(round_),)) for kind, word in kinds for n in range(_SHARED)
    )  # fmt: skip
    return {entity.id: entity for entity in found}


def _alias(round_: int) -> str:
    return f"第{round_}轮"


def _article(number: int, seed: int, round_: int, shared: list[Entity]) -> _Made:
    chance = random.Random(f"{seed}|{number}")
    person = chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, 2))
    official = Entity(f"official/p{number:07d}", EntityType.OFFICIAL, person, (_alias(round_),))
    bureau = Entity(
        f"bureau/b{number:07d}", EntityType.BUREAU, f"{chance.choice(_CITIES)}第{number}{chance.choice(_FIELDS)}", (_alias(round_),)
    )  # fmt: skip
    campaign, task, slogan = (chance.choice(shared[k * _SHARED : (k + 1) * _SHARED]) for k in range(3))
    said = [
        (official, Predicate.LEADS, bureau, f"{bureau.name}局长{person}介绍了情况。"),
        (official, Predicate.COMMITS_TO, task, f"{person}表示，将坚决完成{task.name}。"),
        (official, Predicate.INVOKES, slogan, f"{person}强调，要增强{slogan.name}。"),
        (bureau, Predicate.LAUNCHES, campaign, f"{bureau.name}启动了{campaign.name}。"),
        (bureau, Predicate.COMMITS_TO, task, f"{bureau.name}将落实{task.name}。"),
        (official, Predicate.PARTICIPATES_IN, campaign, f"{person}出席了{campaign.name}动员会。"),
    ]
    title = f"{bureau.name}推进{campaign.name}"
    text = "\n".join((title, *(sentence for *_, sentence in said), f"第{number}号"))
    own = hashlib.sha256(text.encode()).hexdigest()[:16]
    day = f"20{chance.randint(12, 25)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    header = Header(
        own, f"{number}.txt", "text/plain", own * 4, title, day, "大众日报", url=f"http://example.org/{number}"
    )
    statements = tuple(_statement(own, text, official, *each) for each in said)
    return _Made(header, text, (official, bureau), statements)


def _statement(
    article: str, text: str, speaker: Entity, subject: Entity, predicate: Predicate, target: Entity, sentence: str
) -> Statement:
    start = text.index(sentence)
    span = Span(start, start + len(sentence))
    own = hashlib.sha256(f"{article}|{span}|{predicate}".encode()).hexdigest()[:16]
    evidence = Evidence(own, article, span, sentence, subject.name, target.name, speaker.id, "bench", 0.85)
    return Statement(statement_id(subject.id, predicate, target.id), subject.id, predicate, target.id, (evidence,))


def rounds(file: bytes) -> set[bytes]:
    """Which rounds an answer tells of: more than one is a wrong answer."""
    import re

    return set(re.findall("第([0-9]+)轮".encode(), file))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--round", type=int, default=0)
    given = parser.parse_args()
    write(given.out, given.quads, given.seed, given.round)

"""Makes the folder of a build of any size, without building: python tests/bench/graph.py OUT --quads 1000000 [--seed N]

The graph is made up, and as large as asked for: articles of some fifteen sentences, each with a statement that quotes it; officials,
bodies, posts and meetings of their own, campaigns, tasks, formulas and regions shared by many: every named query has rows. `--round`
goes into an alias of every entity, so that who asks can tell which of several graphs has answered. Memory does not grow with the size.
"""

import argparse
import hashlib
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg_builder.model.article import Header
from kg_builder.model.knowledge import Entity, Evidence, Literal, Run, Statement, statement_id
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate
from kg_builder.pipeline import lines
from kg_builder.project import Output, generation, lock
from kg_builder.rdf import Facts, Known, Writer

_SHARED = 400  # campaigns, tasks, formulas, regions: as many each, where there are as many articles
_PHASES = 3  # of a campaign
_T = EntityType
_DATED = (Predicate.HOLDS_POST, Predicate.APPOINTED_TO, Predicate.REMOVED_FROM)
Write = Callable[[bytes], object]
_Said = tuple[Entity, Predicate, Entity | Literal, str, Mapping[str, str]]  # its sentence, and when it holds
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
    count = max(quads // 500, (quads - 43_000) // 387, 1)  # measured
    shared = _shared(min(count, _SHARED), round_)
    with lock(out), generation(out) as draft:
        place, writer = draft.output, Writer(_RUN)
        for folder in (place.graph, place.articles, place.reports, place.annotations.parent):
            folder.mkdir(parents=True)
        place.annotations.touch()
        place.run.write_text(json.dumps({"kg_builder": "bench", "round": round_, "seed": seed}))
        with place.knowledge.open("wb") as knowledge, place.nquads.open("wb") as nquads:
            knowledge.write(lines.line("run", _RUN))
            for entity in (each for some in shared.values() for each in some):
                knowledge.write(lines.line("entity", entity))
                nquads.write(writer.entity(Known(entity, Facts(), (), {}, {}))[0])
            for number in range(count):
                made = _article(number, seed, round_, shared)
                _put(made, place, writer, knowledge.write, nquads.write)
        draft.commit()


def _put(made: _Made, place: Output, writer: Writer, knowledge: Write, nquads: Write) -> None:
    place.articles.joinpath(f"{made.header.id}.txt").write_bytes(made.text.encode())
    knowledge(lines.line("article", made.header))
    nquads(writer.article(made.header)[0])
    articles, others = {made.header.id: made.header}, {entity.id: entity for entity in made.entities}
    for entity in made.entities:
        dated = [s for s in made.statements if s.subject == entity.id and s.predicate in _DATED]
        knowledge(lines.line("entity", entity))
        own, _, tenures = writer.entity(Known(entity, Facts(), dated, others, articles))
        nquads(own)
        nquads(b"".join(tenures.values()))
    for statement in made.statements:
        knowledge(lines.line("statement", statement))
        nquads(writer.fact(statement)[1])
        nquads(writer.statement(statement))
        nquads(b"".join(writer.evidence(statement.evidence).values()))


def _shared(many: int, round_: int) -> dict[str, list[Entity]]:
    """Things that many articles name, by kind."""
    kinds = (
        ("campaign", _T.CAMPAIGN, "专项行动", many),
        ("task", _T.TASK, "任务", many),
        ("slogan", _T.SLOGAN, "个意识", many),
        ("phase", _T.PHASE, "阶段", _PHASES * many),
        ("region", _T.REGION, "号县", many),
        ("parent", _T.BUREAU, "号省厅", 40),
        ("group", _T.BUREAU, "号领导小组", 80),
    )
    made = {}
    for kind, type_, word, count in kinds:
        path = f"{type_.lower()}/{kind if type_ is _T.BUREAU else 's'}"
        made[kind] = [_entity(f"{path}{n:05d}", type_, f"第{n}{word}", round_) for n in range(count)]
    return made


def _entity(own: str, type_: EntityType, name: str, round_: int, **more: str) -> Entity:
    return Entity(own, type_, name, (f"第{round_}轮",), **more)


def _article(number: int, seed: int, round_: int, shared: Mapping[str, list[Entity]]) -> _Made:
    chance = random.Random(f"{seed}|{number}")
    people = [chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, 2)) for _ in "pqr"]
    officials = [
        _entity(f"official/{k}{number:07d}", _T.OFFICIAL, each, round_) for k, each in zip("pqr", people, strict=True)
    ]
    name = f"{chance.choice(_CITIES)}第{number}{chance.choice(_FIELDS)}"
    bureau = _entity(f"bureau/b{number:07d}", _T.BUREAU, name, round_)
    post = _entity(f"post/t{number:07d}", _T.POST, f"{name}局长", round_, title="局长", body=bureau.id)
    meeting = _entity(f"meeting/m{number:07d}", _T.MEETING, f"{name}第{number}次会议", round_)
    pledge = _entity(f"commitment/c{number:07d}", _T.COMMITMENT, f"办好第{number}件实事", round_)
    formula = _entity(f"slogan/o{number:07d}", _T.SLOGAN, f"第{number}个坚持", round_)
    own = [*officials, bureau, post, meeting, pledge, *([formula] if number % 20 == 0 else [])]
    known = {kind: chance.choice(some) for kind, some in shared.items()}
    day = f"20{chance.randint(12, 25)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    said = [*_said(*own[:7], known, day), *_once(number, shared)]
    said += (
        [(officials[0], Predicate.INVOKES, formula, f"{people[0]}首次提出{formula.name}。", {})]
        if formula in own
        else []
    )
    title = f"{name}推进{known['campaign'].name}"
    text = "\n".join((title, *(sentence for *_, sentence, _ in said), f"第{number}号"))
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    header = Header(
        digest, f"{number}.txt", "text/plain", digest * 4, title, day, "大众日报", url=f"http://example.org/{number}"
    )
    return _Made(header, text, tuple(own), tuple(_statement(header, text, officials, *each) for each in said))


def _said(
    head: Entity, deputy: Entity, third: Entity, bureau: Entity, post: Entity, meeting: Entity, pledge: Entity,
    known: Mapping[str, Entity], day: str,
) -> Iterator[_Said]:  # fmt: skip
    """What every article says: the third official speaks, and leaves out the formula that the others name."""
    campaign, task, slogan = known["campaign"], known["task"], known["slogan"]
    date = Literal(day, "xsd:date")
    yield head, Predicate.LEADS, bureau, f"{bureau.name}局长{head.name}介绍了情况。", {}
    yield head, Predicate.COMMITS_TO, task, f"{head.name}表示，将坚决完成{task.name}。", {}
    yield head, Predicate.INVOKES, slogan, f"{head.name}强调，要增强{slogan.name}。", {}
    yield bureau, Predicate.LAUNCHES, campaign, f"{bureau.name}启动了{campaign.name}。", {}
    yield bureau, Predicate.COMMITS_TO, task, f"{bureau.name}将落实{task.name}。", {}
    yield head, Predicate.PARTICIPATES_IN, campaign, f"{head.name}出席了{campaign.name}动员会。", {}
    yield deputy, Predicate.INVOKES, slogan, f"{deputy.name}说，要树牢{slogan.name}。", {}
    yield third, Predicate.COMMITS_TO, pledge, f"{third.name}承诺{pledge.name}。", {}
    yield head, Predicate.HOLDS_POST, post, f"{day[:4]}年起，{head.name}任{post.name}。", {"valid_from": day[:4]}
    yield deputy, Predicate.REMOVED_FROM, post, f"免去{deputy.name}的{post.name}职务。", {"valid_until": day}
    yield bureau, Predicate.LOCATED_IN, known["region"], f"{bureau.name}在{known['region'].name}。", {}
    yield bureau, Predicate.PART_OF, known["parent"], f"{bureau.name}属于{known['parent'].name}。", {}
    yield deputy, Predicate.MEMBER_OF, known["group"], f"{deputy.name}为{known['group'].name}成员。", {}
    yield meeting, Predicate.OCCURS_ON, date, f"{meeting.name}于{day}召开。", {}
    yield third, Predicate.PARTICIPATES_IN, meeting, f"{third.name}参加了{meeting.name}。", {}


def _once(number: int, shared: Mapping[str, list[Entity]]) -> Iterator[_Said]:
    """What the first articles say of things that are shared: the task of a campaign, its phases and their order."""
    if number >= len(shared["campaign"]):
        return
    campaign, task = shared["campaign"][number], shared["task"][number]
    phases = shared["phase"][_PHASES * number : _PHASES * (number + 1)]
    yield task, Predicate.TASK_OF, campaign, f"{campaign.name}的重点是{task.name}。", {}
    for before, phase in zip([None, *phases], phases, strict=False):
        yield phase, Predicate.PHASE_OF, campaign, f"{campaign.name}有{phase.name}。", {}
        if before:
            yield before, Predicate.NEXT_PHASE, phase, f"{before.name}之后是{phase.name}。", {}


def _statement(
    header: Header, text: str, speakers: Sequence[Entity],
    subject: Entity, predicate: Predicate, target: Entity | Literal, sentence: str, more: Mapping[str, str],
) -> Statement:  # fmt: skip
    start = text.index(sentence)
    span = Span(start, start + len(sentence))
    own = hashlib.sha256(f"{header.id}|{span}|{predicate}".encode()).hexdigest()[:16]
    object_, called = (target, target.value) if isinstance(target, Literal) else (target.id, target.name)
    speaker = subject if subject in speakers else speakers[0]
    score = 0.7 if object_ == f"commitment/c{header.source[:-4]:0>7}" else 0.85
    evidence = Evidence(own, header.id, span, sentence, subject.name, called, speaker.id, "bench", score)
    number = statement_id(subject.id, predicate, object_)
    return Statement(number, subject.id, predicate, object_, (evidence,), **more)


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

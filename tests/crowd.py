"""Made-up graphs of any size that look like real ones: few campaigns and regions with much about them, many with little."""

import hashlib
import random
from dataclasses import dataclass, field

from kg_builder.model.article import Header
from kg_builder.model.knowledge import Entity, Evidence, KnowledgeGraph, Statement, statement_id
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Level, Predicate

_T, _P = EntityType, Predicate
_SURNAMES, _GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "建国明志强伟华军文平海波东晓红丽敏静刚勇涛斌辉鹏宇浩林"
_FIELDS = ("司法局", "水务局", "教育局", "民政局", "财政局", "审计局", "商务局", "统计局", "体育局", "自然资源和规划局")
_PHASES = ("学习教育", "查纠整改", "总结提升")
_SPREAD = 2.2  # the higher, the more the first of a list has than the others


@dataclass
class _Crowd:
    chance: random.Random
    entities: dict[str, Entity] = field(default_factory=dict)
    triples: list[tuple[str, Predicate, str]] = field(default_factory=list)

    def new(self, kind: EntityType, name: str, **more: object) -> str:
        own = f"{kind.lower()}/e{len(self.entities):06d}"
        self.entities[own] = Entity(own, kind, name, **more)  # type: ignore[arg-type]
        return own

    def say(self, subject: str, predicate: Predicate, target: str) -> None:
        self.triples.append((subject, predicate, target))

    def pick(self, of: list[str]) -> str:
        return of[int(len(of) * self.chance.random() ** _SPREAD)]


def crowd(nodes: int, seed: int = 1) -> tuple[KnowledgeGraph, dict[str, str]]:
    """About `nodes` entities and half as many again statements, with the texts that say them; the same on every run."""
    made = _Crowd(random.Random(f"{nodes}|{seed}"))
    province = made.new(_T.REGION, "第一省", level=Level.PROVINCE)
    cities = [made.new(_T.REGION, f"第{n}市", level=Level.CITY) for n in range(max(2, nodes // 100))]
    for city in cities:
        made.say(city, _P.PART_OF, province)
    slogans = [made.new(_T.SLOGAN, f"第{n}个意识") for n in range(max(2, nodes // 40))]
    parts = [_campaign(made, n) for n in range(max(1, nodes // 60))]
    while len(made.entities) < nodes:
        _official(made, cities, parts, slogans)
    return _graph(made)


def _campaign(made: _Crowd, number: int) -> list[str]:
    """A campaign, its phases in order, its tasks."""
    campaign = made.new(_T.CAMPAIGN, f"第{number}号专项整治行动")
    phases = [made.new(_T.PHASE, name) for name in _PHASES[: made.chance.randint(0, 3)]]
    for phase in phases:
        made.say(phase, _P.PHASE_OF, campaign)
    for a, b in zip(phases, phases[1:], strict=False):
        made.say(a, _P.NEXT_PHASE, b)
    tasks = [made.new(_T.TASK, f"整治第{number}类第{n}项问题") for n in range(made.chance.randint(0, 6))]
    for task in tasks:
        made.say(task, _P.TASK_OF, campaign)
    return [campaign, *phases, *tasks]


def _official(made: _Crowd, cities: list[str], parts: list[list[str]], slogans: list[str]) -> None:
    """Somebody who leads a body of a city, and what the two do."""
    person = made.chance.choice(_SURNAMES) + "".join(made.chance.sample(_GIVEN, 2))
    city = made.pick(cities)
    official, bureau = (
        made.new(_T.OFFICIAL, person),
        made.new(_T.BUREAU, made.entities[city].name + made.chance.choice(_FIELDS)),
    )
    made.say(official, _P.LEADS, bureau)
    made.say(bureau, _P.LOCATED_IN, city)
    own = parts[int(len(parts) * made.chance.random() ** _SPREAD)]
    if made.chance.random() < 0.7:
        made.say(bureau, _P.LAUNCHES if made.chance.random() < 0.3 else _P.PARTICIPATES_IN, own[0])
        made.say(official, _P.COMMITS_TO, made.chance.choice(own))
    for _ in range(made.chance.randint(0, 3)):
        made.say(official, _P.INVOKES, made.pick(slogans))
    if made.chance.random() < 0.4:
        made.say(
            official,
            _P.HOLDS_POST,
            made.new(_T.POST, made.entities[bureau].name + "党委书记、局长", title="局长", body=bureau),
        )
    if made.chance.random() < 0.5:
        made.say(
            official,
            _P.COMMITS_TO,
            made.new(_T.COMMITMENT, f"坚决完成第{len(made.entities)}项任务，不留死角、不打折扣"),
        )


def _graph(made: _Crowd) -> tuple[KnowledgeGraph, dict[str, str]]:
    """Ten statements an article, each with the sentence that says it."""
    statements: dict[str, Statement] = {}
    articles: dict[str, Header] = {}
    texts: dict[str, str] = {}
    triples = list(dict.fromkeys(made.triples))
    for at in range(0, len(triples), 10):
        some = triples[at : at + 10]
        sentences = [
            f"{made.entities[s].name}在会上表示，要把{made.entities[o].name}抓实抓细抓出成效（{p}）。"
            for s, p, o in some
        ]
        text = "\n".join(sentences)
        own = hashlib.sha256(text.encode()).hexdigest()[:16]
        texts[own] = text
        articles[own] = Header(
            own, f"{at}.txt", "text/plain", own * 4, f"第{at // 10}篇报道", f"2021-0{at % 9 + 1}-05", "大众日报"
        )
        start = 0
        for (subject, predicate, target), sentence in zip(some, sentences, strict=True):
            span = Span(start, start + len(sentence))
            start += len(sentence) + 1
            place = hashlib.sha256(f"{own}|{span}".encode()).hexdigest()[:16]
            said = Evidence(
                place,
                own,
                span,
                sentence,
                made.entities[subject].name,
                made.entities[target].name,
                None,
                "made up",
                0.85,
            )
            statement = Statement(statement_id(subject, predicate, target), subject, predicate, target, (said,))
            statements[statement.id] = statement
    entities = dict(sorted(made.entities.items()))
    return KnowledgeGraph(entities, dict(sorted(statements.items())), articles, {}), texts

"""kg-builder why"""  # noqa: D400, D415

from typing import TYPE_CHECKING, Annotated

import typer

from kg_builder.cli.options import OutFolder
from kg_builder.cli.say import say
from kg_builder.model.errors import SourceError

if TYPE_CHECKING:
    from kg_builder.model.knowledge import Entity, KnowledgeGraph

_NEAR = 5
_SHOWN = 12


def why(
    out: OutFolder,
    entity: Annotated[str, typer.Argument(help="A name, an alias or an id; or an article's id.")],
) -> None:
    """Says why mentions were taken for one entity, and which ones were kept apart."""
    from kg_builder.pipeline import reload

    graph, _ = reload(out)
    if entity in graph.articles:
        for line in _reprints(entity, graph):
            typer.echo(line)
        return
    found = [e for e in graph.entities.values() if entity in (e.id, e.name, *e.aliases)]
    if not found:
        near = _near(entity, graph)
        hint = f"did you mean {'、'.join(near)}?" if near else f"'kg-builder query {out} regions' lists names."
        raise SourceError(f"{out}: no entity is called '{entity}'; {hint}")
    if len(found) > 1:
        say(f"“{entity}”：{len(found)}个实体\n")
    for each in found:
        for line in _told(each, graph):
            say(line)


def _reprints(article: str, graph: "KnowledgeGraph") -> list[str]:
    """Of what an article is a reprint, and which are reprints of it."""
    header = graph.articles[article]
    lines = [f"{_titles((article,), graph)}  {article}  {header.source}"]
    lines += [f"  同文另见：{other}" for other in header.also]
    if header.reprint:
        own = header.reprint
        lines.append(f"  转载自{_titles((own.of,), graph)}（{own.of}）：较短一篇的{own.contained:.0%}逐句相同，")
        lines[-1] += f"{own.repeated}处证据只是重复，不另计。"
    again = [h for h in graph.articles.values() if h.reprint and h.reprint.of == article]
    lines += [f"  转载：{_titles((h.id,), graph)}（{h.id}）" for h in sorted(again, key=lambda h: h.id)]
    return lines if len(lines) > 1 else [*lines, "  不是转载，也没有转载"]


def _told(entity: "Entity", graph: "KnowledgeGraph") -> list[str]:
    """What is known of one entity's making, line by line."""
    lines = [f"{_called(entity, graph)}  {entity.type}  {entity.id}"]
    if entity.aliases:
        lines.append(f"  又写作：{'、'.join(entity.aliases)}")
    articles = {e.article for s in graph.statements.values() if entity.id in (s.subject, s.object) for e in s.evidence}
    lines.append(f"  见于{len(articles)}篇文章：{_titles(articles, graph)}" if articles else "  没有关于它的陈述")
    lines += [
        f"  视为一个：{merge.reason}。" + (f"见{_titles(merge.articles, graph)}" if merge.articles else "")
        for merge in graph.merges
        if merge.entity == entity.id and merge.other is None
    ]
    for merge in graph.merges:
        if merge.other is not None and entity.id in (merge.entity, merge.other):
            other = graph.entities[merge.other if merge.entity == entity.id else merge.entity]
            lines.append(f"  不是{_called(other, graph)}（{other.id}）：{merge.reason}。")
    lines += [f"  原为：{old}" for old, new in graph.redirects.items() if new == entity.id]
    return lines + _corrected(entity, graph)


def _corrected(entity: "Entity", graph: "KnowledgeGraph") -> list[str]:
    """What analysts decided on its name, its class and its statements."""
    from kg_builder.curate import told
    from kg_builder.model.correction import Action

    pairs = (Action.SAME, Action.DIFFERENT)  # told among the reasons
    touching = [s for s in graph.statements.values() if entity.id in (s.subject, s.object)]
    own = {*entity.corrections, *(d.correction for s in touching for d in s.decisions)}
    own |= {e.correction for s in touching for e in s.places}
    return [
        f"  更正：{told(c, graph)}。{c.author}（{c.made_at[:10]}）：{c.reason}"
        for c in graph.corrections
        if c.id in own and c.action not in pairs
    ]


def _called(entity: "Entity", graph: "KnowledgeGraph") -> str:
    """A name with what tells it from others of the name: an official's posts."""
    from kg_builder.model.vocabulary import Predicate

    held = (Predicate.HOLDS_POST, Predicate.APPOINTED_TO, Predicate.REMOVED_FROM)
    posts = [s for s in graph.statements.values() if s.subject == entity.id and s.predicate in held]
    names = sorted({graph.entities[s.object].name for s in posts if isinstance(s.object, str)})
    return f"{entity.name}（{'、'.join(names[:3])}）" if names else entity.name


def _titles(articles: "set[str] | tuple[str, ...]", graph: "KnowledgeGraph") -> str:
    """Titles with dates, the oldest first."""
    headers = sorted((graph.articles[a] for a in articles if a in graph.articles), key=lambda h: (h.date or "", h.id))
    shown = [f"《{h.title or h.source}》" + (f"（{h.date}）" if h.date else "") for h in headers[:_SHOWN]]
    return "".join(shown) + (f"等{len(headers)}篇" if len(headers) > _SHOWN else "")


def _near(name: str, graph: "KnowledgeGraph") -> list[str]:
    """Names that contain it or share most of its characters, the nearest first."""
    from difflib import SequenceMatcher

    scored: dict[str, float] = {}
    for entity in graph.entities.values():
        for label in (entity.name, *entity.aliases):
            if name in label or set(name) & set(label):
                part = name in label or label in name
                ratio = SequenceMatcher(None, name, label, autojunk=False).ratio() + part
                scored[entity.name] = max(ratio, scored.get(entity.name, 0.0))
    best = sorted(scored, key=lambda label: (-scored[label], label))
    return [label for label in best if scored[label] >= 0.5][:_NEAR]

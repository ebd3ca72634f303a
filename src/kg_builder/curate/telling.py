"""Corrections, and what they change, in words."""

from dataclasses import dataclass, replace

from kg_builder.curate.ledger import Entry, Ledger
from kg_builder.curate.naming import called
from kg_builder.model.correction import Action, Correction
from kg_builder.model.knowledge import KnowledgeGraph, Literal, Statement

STATUS = {"extracted": "读出", "confirmed": "已核实", "added": "补充", "rejected": "已否定"}


def told(correction: Correction, graph: KnowledgeGraph) -> str:
    """A correction in one line, with names where the graph knows them."""
    c = correction
    one, other = called(graph, c.subject), called(graph, c.object or "")
    if one == other:
        one, other = f"{one} {c.subject}", f"{other} {c.object}"
    match c.action:
        case Action.SAME:
            return f"{one} 与 {other} 是同一个"
        case Action.DIFFERENT:
            return f"{one} 与 {other} 不是同一个"
        case Action.RENAME:
            return f"{one} 更名为 {c.object}"
        case Action.RETYPE:
            return f"{one} 改为 {c.object} 类"
        case Action.CONFIRM:
            return f"核实 {_fact(c.subject, graph)}"
        case Action.REJECT:
            return f"否定 {_fact(c.subject, graph)}"
        case Action.ADD:
            return f"补充 {one} {c.predicate} {other}"
        case Action.UNDO:
            return f"撤销 {c.subject}"


def triple(statement: Statement, graph: KnowledgeGraph) -> str:
    """A statement as subject, predicate, object."""
    end = statement.object
    value = end.value if isinstance(end, Literal) else _name(end, graph)
    return f"{_name(statement.subject, graph)} {statement.predicate} {value}"


def _name(own: str, graph: KnowledgeGraph) -> str:
    return graph.entities[own].name if own in graph.entities else own


def _fact(own: str, graph: KnowledgeGraph) -> str:
    own = graph.redirects.get(own, own)
    kind, _, digest = own.partition("/")
    if kind == "statement" and digest in graph.statements:
        return f"{triple(graph.statements[digest], graph)}（{own}）"
    for statement in graph.statements.values():
        for evidence in statement.places:
            if kind == "evidence" and evidence.id == digest:
                return f"{triple(statement, graph)} 的一处原文“{evidence.quote}”（{own}）"
    return own


def state_of(entry: Entry, ledger: Ledger, graph: KnowledgeGraph, coming: KnowledgeGraph) -> str:
    """Whether a line holds, whether the last build met it, and whether the next one will."""
    own = entry.correction.id
    if own in ledger.undone:
        return "已撤销"
    if entry.correction.action is Action.UNDO:
        return "落空" if entry in ledger.idle else "有效"
    if own in {correction.id for correction in graph.corrections}:
        return "有效"
    return "待建" if own in {correction.id for correction in coming.corrections} else "落空"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a graph says otherwise than another: what kind of change, between what; and the same in words."""

    kind: str  # folded, renamed, retyped, stated, status, places, moved
    words: str
    of: str = ""  # an entity's name, or the subject of a statement
    was: str = ""
    now: str = ""
    statement: Statement | None = None
    object: str = ""  # of a statement: its name or date


def changes(before: KnowledgeGraph, after: KnowledgeGraph) -> list[Change]:
    """What one graph says otherwise than another, line by line."""
    found = [
        Change("folded", f"{was}（{old}）并入 {now}（{new}）", was=was, now=now)
        for old, new in after.redirects.items()
        if old in before.entities
        for was, now in ((called(before, old), called(after, new)),)
    ]
    for own, entity in after.entities.items():
        older = before.entities.get(own)
        if older is not None and older.name != entity.name:
            words = f"{own} 更名：{older.name} → {entity.name}（原名留作别名）"
            found.append(Change("renamed", words, own, older.name, entity.name))
        if older is not None and older.type is not entity.type:
            words = f"{entity.name}（{own}）改类：{older.type} → {entity.type}"
            found.append(Change("retyped", words, entity.name, str(older.type), str(entity.type)))
    for key, statement in after.statements.items():
        found += _stated(before.statements.get(key), statement, after)
    moved = sum(f"statement/{key}" in after.redirects for key in before.statements)
    return found + ([Change("moved", f"{moved} 条陈述随之改写", now=str(moved))] if moved else [])


def _stated(older: Statement | None, statement: Statement, after: KnowledgeGraph) -> list[Change]:
    """What is new about a statement."""
    end = statement.object
    ends = (_name(statement.subject, after), end.value if isinstance(end, Literal) else _name(end, after))

    def change(kind: str, words: str, was: str, now: str) -> list[Change]:
        return [Change(kind, f"{triple(statement, after)}{words}", ends[0], was, now, statement, ends[1])]

    status = STATUS[statement.status]
    if older is None:
        if f"statement/{statement.id}" in after.redirects.values():
            return []
        (made,) = change("stated", f"（{status}）", "", str(statement.status))
        return [replace(made, words=f"新陈述：{made.words}")]
    if older.status is not statement.status:
        return change("status", f"：{STATUS[older.status]} → {status}", str(older.status), str(statement.status))
    if len(older.refuted) != len(statement.refuted):
        was, now = str(len(older.evidence)), str(len(statement.evidence))
        return change("places", f"：证据 {was} → {now} 处", was, now)
    return []

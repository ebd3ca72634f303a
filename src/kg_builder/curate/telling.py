"""Corrections, and what they change, in words."""

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


def changes(before: KnowledgeGraph, after: KnowledgeGraph) -> list[str]:
    """What one graph says otherwise than another, line by line."""
    lines = [
        f"{called(before, old)}（{old}）并入 {called(after, new)}（{new}）"
        for old, new in after.redirects.items()
        if old in before.entities
    ]
    for own, entity in after.entities.items():
        was = before.entities.get(own)
        if was is None:
            continue
        if was.name != entity.name:
            lines.append(f"{own} 更名：{was.name} → {entity.name}（原名留作别名）")
        if was.type is not entity.type:
            lines.append(f"{entity.name}（{own}）改类：{was.type} → {entity.type}")
    for key, statement in after.statements.items():
        older = before.statements.get(key)
        status = STATUS[statement.status]
        if older is None and f"statement/{key}" not in after.redirects.values():
            lines.append(f"新陈述：{triple(statement, after)}（{status}）")
        elif older is not None and older.status is not statement.status:
            lines.append(f"{triple(statement, after)}：{STATUS[older.status]} → {status}")
        elif older is not None and len(older.refuted) != len(statement.refuted):
            lines.append(f"{triple(statement, after)}：证据 {len(older.evidence)} → {len(statement.evidence)} 处")
    moved = sum(f"statement/{key}" in after.redirects for key in before.statements)
    if moved:
        lines.append(f"{moved} 条陈述随之改写")
    return lines

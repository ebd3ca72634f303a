"""What a correction is about, as a page shows it."""

from dataclasses import dataclass

from kg_builder.browse import Index
from kg_builder.curate import Ledger
from kg_builder.model.article import Header
from kg_builder.model.correction import Action, Correction
from kg_builder.model.knowledge import Entity
from kg_builder.serve.editing.drafts import FACTS
from kg_builder.serve.pages.quoting import Quotation, Quotations, Said

_QUOTES = 3  # of a statement


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity, a statement with quotations, one quotation, an article, or a line of the ledger."""

    own: str
    entity: Entity | None = None
    said: Said | None = None
    quotation: Quotation | None = None
    header: Header | None = None
    line: Correction | None = None


def thing(index: Index, own: str, action: Action, ledger: Ledger | None = None) -> Thing | None:
    """What is called so, where this action is about such a thing; None where there is none."""
    own = index.current(own)
    kind, _, name = own.partition("/")
    if action is Action.UNDO:
        entry = ledger.find(own) if ledger is not None and kind == "correction" else None
        return Thing(f"correction/{entry.correction.id}", line=entry.correction) if entry else None
    if action in FACTS:
        return _fact(index, own)
    if kind == "article" and action is Action.ADD:
        header = index.header(name)
        return Thing(own, header=header) if header else None
    entity = index.entity(own)
    return Thing(own, entity=entity) if entity else None


def _fact(index: Index, own: str) -> Thing | None:
    kind, _, name = own.partition("/")
    quotations = Quotations(index)
    if kind == "evidence":
        found = index.quotation(name)
        return Thing(own, said=quotations.said([found[0]], 0)[0], quotation=quotations.of(found[1])) if found else None
    quoted = index.statement(name) if kind == "statement" else None
    return Thing(own, said=quotations.said([quoted], _QUOTES)[0]) if quoted else None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the ledger as the list shows it."""

    line: int
    correction: Correction
    state: str  # in_force, coming, unmet, undone
    about: Thing
    other: Entity | None


def row(index: Index, line: int, correction: Correction, state: str) -> Row:
    """A line with what it is about, as far as the graph still knows that."""
    about = thing(index, correction.subject, correction.action) or Thing(correction.subject)
    other = index.entity(index.current(correction.object)) if correction.object else None
    return Row(line, correction, state, about, other)

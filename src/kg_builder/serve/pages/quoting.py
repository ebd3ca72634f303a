"""The heart of each page: the sentence, the words that count in it, who says them, when, in which article."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg_builder.browse import Index, Quoted
from kg_builder.model.article import Header
from kg_builder.model.knowledge import Entity, Evidence, Literal, Statement

_END = re.compile(r"[。！？!?\n\r]+[”’」』）)]*")
_AROUND = 90  # code points of a sentence that are shown on either side of the words that count


@dataclass(frozen=True, slots=True)
class Quotation:
    """One place that says a statement. `before`, `quote`, `after` are one sentence as the article has it."""

    evidence: Evidence
    before: str
    quote: str
    after: str
    header: Header
    speaker: Entity | None


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its ends and the first of its quotations."""

    statement: Statement
    subject: Entity | None
    object: Entity | Literal | None
    quotations: Sequence[Quotation]
    places: int  # how many there are


def quote(evidence: Evidence, text: str, wide: int = 0) -> tuple[str, str, str]:
    """What stands before the words in their sentence, the words, and what stands after them; cut where it is long.

    With `wide`, so much of the text on either side, whatever sentences there are.
    """
    start, end = evidence.span.start, evidence.span.end
    left, right = text[max(0, start - (wide or _AROUND)) : start], text[end : end + (wide or _AROUND)]
    cut_left, cut_right = start > len(left), end + len(right) < len(text)
    if not wide:
        ends = list(_END.finditer(left))
        if ends:
            left, cut_left = left[ends[-1].end() :], False
        if _END.fullmatch(text[end - 1 : end]):
            right, cut_right = "", False
        elif stop := _END.search(right):
            right, cut_right = right[: stop.end()], False
    return ("…" if cut_left else "") + left.lstrip(), text[start:end], right.rstrip() + ("…" if cut_right else "")


class Quotations:
    """Makes quotations of evidence; reads each text, header and speaker once."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._texts: dict[str, str] = {}
        self._headers: dict[str, Header] = {}
        self._entities: dict[str, Entity] = {}

    def of(self, evidence: Evidence, wide: int = 0) -> Quotation:
        """One quotation; see `quote`."""
        if evidence.article not in self._texts:
            self._texts[evidence.article] = self._index.text(evidence.article)
        if evidence.article not in self._headers:
            header = self._index.header(evidence.article)
            self._headers[evidence.article] = header or Header(evidence.article, evidence.article, "", "")
        before, words, after = quote(evidence, self._texts[evidence.article], wide)
        speaker = self._entity(evidence.speaker) if evidence.speaker else None
        return Quotation(evidence, before, words, after, self._headers[evidence.article], speaker)

    def said(self, found: Iterable[Quoted], most: int = 3) -> list[Said]:
        """Statements with their ends and the first `most` quotations of each."""
        quoted = list(found)
        ends = {s.statement.subject for s in quoted} | {
            s.statement.object for s in quoted if isinstance(s.statement.object, str)
        }
        self._entities |= self._index.entities(ends - self._entities.keys())
        return [self._said(each, most) for each in quoted]

    def _said(self, quoted: Quoted, most: int) -> Said:
        statement = quoted.statement
        places = [self.of(evidence) for evidence in self._index.evidence(statement.id, most)] if most else []
        target = statement.object if isinstance(statement.object, Literal) else self._entity(statement.object)
        return Said(statement, self._entity(statement.subject), target, places, quoted.said)

    def _entity(self, own: str) -> Entity | None:
        if own not in self._entities:
            found = self._index.entity(own)
            if found is None:
                return None
            self._entities[own] = found
        return self._entities[own]

"""A form on its way to a correction: what it holds, what there is to choose from, what it still lacks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields, replace

from kg_builder.browse import Hit, Index
from kg_builder.curate import make, place_of
from kg_builder.model.correction import Action, Correction
from kg_builder.model.knowledge import Entity
from kg_builder.model.shown import masked
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate
from kg_builder.rdf.terms import BASE

_HITS = 12  # things to choose from
_PLACES = 12  # places where the words stand
_AROUND = 24  # characters shown around such a place
_PLACE = re.compile(r"[0-9]{1,9}-[0-9]{1,9}")
FACTS = (Action.CONFIRM, Action.REJECT)
PAIRS = (Action.SAME, Action.DIFFERENT)


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of a form; each is "" where it is not filled in."""

    action: Action
    of: str  # what it is about: an entity, "statement/…", "evidence/…", "correction/…", or "article/…" of ADD
    reason: str = ""
    name: str = ""  # of RENAME
    kind: str = ""  # of RETYPE
    relation: str = ""  # of ADD: "from leads" where `of` is the subject, "to leads" where it is the object
    first: str = ""  # the subject that was chosen, where `of` is an article
    first_q: str = ""  # what is searched for
    other: str = ""  # the other end that was chosen
    other_q: str = ""  # what is searched for; a date where the relation takes one
    words: str = ""  # of ADD in an article
    place: str = ""  # where they stand: "start-end"

    @staticmethod
    def read(action: Action, of: str, given: Mapping[str, str]) -> "Draft":
        """The draft of what was sent."""
        names = [each.name for each in fields(Draft)][2:]
        return Draft(action, of, **{name: given.get(name, "").strip() for name in names})

    def parts(self) -> tuple[str, ...]:
        """All of it, for a seal."""
        return tuple(map(str, astuple(self)))

    def hidden(self) -> dict[str, str]:
        """The fields of a form that sends it once more."""
        return {each.name: value for each in fields(self)[2:] if (value := getattr(self, each.name))}

    @property
    def predicate(self) -> Predicate | None:
        """Of the relation."""
        name = self.relation.partition(" ")[2]
        return Predicate(name) if name in tuple(map(str, Predicate)) else None

    def correction(self, author: str) -> Correction:
        """As the ledger writes it. Raises LedgerError where it is not well formed."""
        match self.action:
            case Action.RENAME:
                return make(self.action, self.of, author=author, reason=self.reason, object_=self.name)
            case Action.RETYPE:
                return make(self.action, self.of, author=author, reason=self.reason, object_=self.kind)
            case Action.SAME | Action.DIFFERENT:
                return make(self.action, self.of, author=author, reason=self.reason, object_=self.other)
            case Action.ADD:
                article = self.of.removeprefix("article/") if self.of.startswith("article/") else ""
                own = self.first if article else self.of
                ends = (self.other, own) if self.relation.startswith("to ") else (own, self.other)
                place = place_of(f"{article}:{self.place}") if article and self.place else None
                return make(
                    self.action, ends[0], author=author, reason=self.reason, predicate=self.predicate, object_=ends[1],
                    evidence=place,
                )  # fmt: skip
        return make(self.action, self.of, author=author, reason=self.reason)


@dataclass(frozen=True, slots=True)
class Found:
    """A place where the words stand, with what surrounds it."""

    place: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A draft as far as it goes, with what there is to choose from. `lacks` is the key of a text; "" where nothing is missing."""

    draft: Draft
    lacks: str = ""
    relations: Sequence[tuple[str, str]] = ()  # side, predicate
    first: Sequence[Entity] = ()
    other: Sequence[Entity] = ()
    places: Sequence[Found] = field(default_factory=tuple)


def offer(draft: Draft, index: Index, entity: Entity | None) -> Offer:
    """What a draft lacks, and what there is to choose from; `entity` is what it is about, where that is one."""
    made = Offer(draft)
    if draft.action in PAIRS and entity is not None:
        made = _other(made, index, [entity.type], entity.id)
    elif draft.action is Action.ADD:
        made = _added(made, index, entity)
    elif draft.action is Action.RENAME and not draft.name:
        made = replace(made, lacks="lacks.name")
    elif draft.action is Action.RETYPE and not draft.kind:
        made = replace(made, lacks="lacks.kind")
    return replace(made, lacks=made.lacks or ("" if draft.reason else "lacks.reason"))


def relations(entity: Entity | None) -> list[tuple[str, str]]:
    """The relations that an entity may have, as its subject and as its object; of an article all, from the subject."""
    if entity is None:
        return [("from", str(predicate)) for predicate in Predicate]
    from_ = [("from", str(predicate)) for predicate in Predicate if entity.type in predicate.domain]
    return from_ + [("to", str(predicate)) for predicate in Predicate if entity.type in predicate.range]


def _added(made: Offer, index: Index, entity: Entity | None) -> Offer:
    draft = made.draft
    made = replace(made, relations=relations(entity))
    side, predicate = draft.relation.partition(" ")[0], draft.predicate
    if predicate is None or (side, str(predicate)) not in made.relations:
        made = replace(made, lacks="lacks.relation")
    if entity is None:
        made = _placed(_first(made, index, list(predicate.domain) if predicate else []), index)
    if predicate is Predicate.OCCURS_ON:
        return replace(
            made,
            draft=replace(made.draft, other=draft.other_q),
            lacks=made.lacks or ("" if draft.other_q else "lacks.date"),
        )
    kinds = (list(predicate.domain if side == "to" else predicate.range)) if predicate else []
    if predicate is Predicate.PART_OF and entity is not None:
        kinds = [entity.type]
    return _other(made, index, kinds, entity.id if entity else made.draft.first)


def _first(made: Offer, index: Index, kinds: list[EntityType]) -> Offer:
    own, hits = _chosen(index, made.draft.first, made.draft.first_q, kinds, "")
    lacks = "" if own else "lacks.choose" if hits else "lacks.found" if made.draft.first_q else "lacks.subject"
    return replace(made, draft=replace(made.draft, first=own), first=hits, lacks=made.lacks or lacks)


def _other(made: Offer, index: Index, kinds: list[EntityType], but: str) -> Offer:
    own, hits = _chosen(index, made.draft.other, made.draft.other_q, kinds, but)
    lacks = "" if own else "lacks.choose" if hits else "lacks.found" if made.draft.other_q else "lacks.other"
    return replace(made, draft=replace(made.draft, other=own), other=hits, lacks=made.lacks or lacks)


def _chosen(index: Index, own: str, text: str, kinds: list[EntityType], but: str) -> tuple[str, list[Entity]]:
    """What was chosen, "" where that is not among what fits; and what a search finds."""
    named = text.strip("<> ").removeprefix(BASE)
    direct = index.entity(index.current(named)) if "/" in named else None
    hits: list[Hit] = [] if direct else index.search(text[:200], kinds, _HITS + 1)
    found = [entity for entity in ([direct] if direct else [hit.entity for hit in hits]) if entity.id != but][:_HITS]
    chosen = index.entity(own) if own else None
    if chosen is None or chosen.id == but:
        return "", found
    if text and chosen.id not in {entity.id for entity in found}:
        return "", found  # it was chosen for a search before this one
    return chosen.id, found or [chosen]


def _placed(made: Offer, index: Index) -> Offer:
    """Where the words stand: no need to choose where they stand once."""
    draft = made.draft
    if not draft.words:
        return replace(made, draft=replace(draft, place=""))
    places = places_of(masked(index.text(draft.of.removeprefix("article/"))), draft.words)
    known = {each.place for each in places}
    place = draft.place if draft.place in known else places[0].place if len(places) == 1 else ""
    lacks = "" if place else "lacks.place" if places else "lacks.words"
    return replace(made, draft=replace(draft, place=place), places=places, lacks=made.lacks or lacks)


def places_of(text: str, words: str) -> list[Found]:
    r"""Where words stand in a text; their spaces and line ends may be others.

    >>> [each.place for each in places_of("会议强调，\n坚决整治。坚决整治。", "坚决 整治")]
    ['6-10', '11-15']
    """
    asked = "".join(words.split())[:2000]
    pattern = r"\s*".join(map(re.escape, asked))
    found = []
    for match in re.finditer(pattern, text) if asked else ():
        span = Span(match.start(), match.end())
        found.append(
            Found(
                f"{span.start}-{span.end}", text[max(0, span.start - _AROUND) : span.start], match[0],
                text[span.end : span.end + _AROUND],
            )
        )  # fmt: skip
        if len(found) == _PLACES:
            break
    return found

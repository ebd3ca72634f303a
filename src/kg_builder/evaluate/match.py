"""One predicted graph against one gold text, by the rules of the model.

Names are compared after NFKC without spaces, quotation marks and punctuation. An entity is found when its class fits and
any of its labels equals the gold name or a surface; a second prediction for one gold entity is a false alarm. A
Commitment is found by character-bigram F1 >= 0.5, one to one. A relation is found when both its ends are and the predicate
is the same; a date is compared as far as the gold gives it, and a second date for one gold date is a false alarm. Optional
gold counts neither for nor against: what is matched to it is left out; any other relation of a matched optional entity
counts as a false alarm. `nextPhase` is never annotated and is not counted; `memberOf` only where the set annotates it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg_builder.evaluate.errors import FALSE_ALARM, MISS, NAME, Error
from kg_builder.evaluate.gold import Gold, GoldRelation
from kg_builder.evaluate.text import bigram_f1, normal, sentence
from kg_builder.model.knowledge import Entity, KnowledgeGraph, Literal, Statement
from kg_builder.model.vocabulary import EntityType, Predicate

_LEAST = 0.5


@dataclass(slots=True)
class Comparison:
    """Counts of one text: label -> [found, false alarms, misses]; labels are classes and predicates."""

    gold: str
    genre: str
    entities: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    relations: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    named: list[int] = field(default_factory=lambda: [0, 0])  # right canonical names, of so many
    errors: list[Error] = field(default_factory=list)


def compare(gold: Gold, graph: KnowledgeGraph, ignored: frozenset[Predicate]) -> Comparison:
    """The counts and errors of one text. `ignored` predicates are not counted."""
    result = Comparison(gold.id, gold.genre)
    quotes = _quotes(graph)
    matched = _match(gold, list(graph.entities.values()))
    for entity in graph.entities.values():
        index = matched.get(entity.id)
        if index is None:
            result.entities[entity.type][1] += 1
            quote = sentence(gold.text, quotes.get(entity.id, ""), entity.name, *entity.aliases)
            result.errors.append(Error(gold.id, FALSE_ALARM, entity.type, (entity.name,), quote))
        elif not gold.entities[index].optional:
            result.entities[entity.type][0] += 1
            _name(result, gold, entity, index)
    found = set(matched.values())
    for index, wanted in enumerate(gold.entities):
        if index not in found and not wanted.optional:
            result.entities[wanted.type][2] += 1
            quote = sentence(gold.text, *wanted.surfaces, wanted.name)
            result.errors.append(Error(gold.id, MISS, wanted.type, (wanted.name,), quote))
    _relations(result, gold, graph, matched, ignored)
    return result


def _name(result: Comparison, gold: Gold, entity: Entity, index: int) -> None:
    if entity.type is EntityType.COMMITMENT:
        return
    wanted = gold.entities[index]
    right = normal(entity.name) == normal(wanted.name)
    result.named[0] += right
    result.named[1] += 1
    if not right:
        quote = sentence(gold.text, *wanted.surfaces, wanted.name)
        result.errors.append(Error(gold.id, NAME, entity.type, (entity.name, wanted.name), quote))


def _match(gold: Gold, predicted: list[Entity]) -> dict[str, int]:
    """Predicted id -> index of the gold entity: by canonical name first, then by any label, commitments by overlap."""
    matched: dict[str, int] = {}
    taken: set[int] = set()
    for exact in (True, False):
        for entity in predicted:
            if entity.id in matched or entity.type is EntityType.COMMITMENT:
                continue
            names = {normal(entity.name)} if exact else {normal(name) for name in (entity.name, *entity.aliases)}
            for index, wanted in enumerate(gold.entities):
                labels = {normal(wanted.name)} if exact else {normal(name) for name in (wanted.name, *wanted.surfaces)}
                if wanted.type is entity.type and index not in taken and names & labels - {""}:
                    matched[entity.id] = index
                    taken.add(index)
                    break
    pairs = [
        (bigram_f1(entity.name, wanted.name), entity.id, index)
        for entity in predicted if entity.type is EntityType.COMMITMENT
        for index, wanted in enumerate(gold.entities) if wanted.type is EntityType.COMMITMENT
    ]  # fmt: skip
    for score, own, index in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if score >= _LEAST and own not in matched and index not in taken:
            matched[own] = index
            taken.add(index)
    return matched


def _relations(
    result: Comparison, gold: Gold, graph: KnowledgeGraph, matched: dict[str, int], ignored: frozenset[Predicate]
) -> None:
    wanted = _wanted(gold)
    hit: set[GoldRelation] = set()
    for statement in graph.statements.values():
        if statement.predicate in ignored:
            continue
        relation = _found(statement, matched, wanted)
        if relation is None or (relation in hit and not relation.optional):
            result.relations[statement.predicate][1] += 1
            result.errors.append(_false_alarm(gold, graph, statement))
        elif not relation.optional:
            result.relations[statement.predicate][0] += 1
        if relation is not None:
            hit.add(relation)
    for relation in gold.relations:
        if relation not in hit and not relation.optional and relation.predicate not in ignored:
            result.relations[relation.predicate][2] += 1
            quote = sentence(gold.text, relation.evidence) or relation.evidence
            ends = (relation.subject, relation.object)
            result.errors.append(Error(gold.id, MISS, relation.predicate, ends, quote))


def _wanted(gold: Gold) -> dict[tuple[int, Predicate, int | str], GoldRelation]:
    """Gold relations by the indices of their ends; a name that two gold entities bear stands for both."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, entity in enumerate(gold.entities):
        places[entity.name].append(index)
    wanted: dict[tuple[int, Predicate, int | str], GoldRelation] = {}
    for relation in gold.relations:
        ends: Iterable[int | str] = (
            [relation.object] if relation.predicate is Predicate.OCCURS_ON else places[relation.object]
        )
        for end in ends:
            for start in places[relation.subject]:
                wanted[start, relation.predicate, end] = relation
    return wanted


def _found(
    statement: Statement, matched: dict[str, int], wanted: dict[tuple[int, Predicate, int | str], GoldRelation]
) -> GoldRelation | None:
    subject = matched.get(statement.subject)
    if subject is None:
        return None
    if isinstance(statement.object, Literal):
        value = statement.object.value
        dates = [key[2] for key in wanted if key[:2] == (subject, statement.predicate)]
        given = max((d for d in dates if isinstance(d, str) and value.startswith(d)), key=len, default=None)
        return wanted[subject, statement.predicate, given] if given is not None else None
    target = matched.get(statement.object)
    return wanted.get((subject, statement.predicate, target)) if target is not None else None


def _false_alarm(gold: Gold, graph: KnowledgeGraph, statement: Statement) -> Error:
    target = statement.object.value if isinstance(statement.object, Literal) else graph.entities[statement.object].name
    said = statement.evidence[0].quote if statement.evidence else ""
    ends = (graph.entities[statement.subject].name, target)
    return Error(gold.id, FALSE_ALARM, statement.predicate, ends, sentence(gold.text, said) or said)


def _quotes(graph: KnowledgeGraph) -> dict[str, str]:
    quotes: dict[str, str] = {}
    for statement in graph.statements.values():
        ends = [statement.subject] + ([statement.object] if isinstance(statement.object, str) else [])
        for end in ends:
            if statement.evidence:
                quotes.setdefault(end, statement.evidence[0].quote)
    return quotes

"""Statements that may be wrong: weak ones, single ones against others, two holders of one post, one name in two classes."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from kg_builder.curate.likeness import one_apart, reading
from kg_builder.curate.survey import Doubt, Survey
from kg_builder.model.knowledge import Literal, Statement, Status
from kg_builder.model.vocabulary import EntityType, Predicate

_WEAK = 0.65  # a score below which a statement is doubtful by itself
_ONE = (Predicate.LOCATED_IN, Predicate.PHASE_OF, Predicate.TASK_OF, Predicate.OCCURS_ON, Predicate.LEADS)
_RECURS = (EntityType.CAMPAIGN,)  # what may take place on several days


def doubts(survey: Survey) -> Iterator[Doubt]:
    """All of them."""
    yield from _weak(survey)
    yield from _against(survey)
    yield from _holders(survey)
    yield from _classes(survey)


def _weak(survey: Survey) -> Iterator[Doubt]:
    for statement in survey.asserted:
        if statement.status is Status.EXTRACTED and statement.score < _WEAK:
            chance = round(1 - statement.score, 3)
            yield Doubt("weak", chance, "“{0}”属实吗？（得分低）", statements=(statement.id,))


def _against(survey: Survey) -> Iterator[Doubt]:
    """What only one article says, where another says something else that leaves no room for it."""
    groups: dict[tuple[str, Predicate], list[Statement]] = defaultdict(list)
    for statement in survey.asserted:
        if statement.predicate in _ONE and not statement.former and statement.evidence:
            groups[statement.subject, statement.predicate].append(statement)
    for (subject, predicate), group in sorted(groups.items()):
        if predicate is Predicate.OCCURS_ON and survey.graph.entities[subject].type in _RECURS:
            continue
        for one, other in combinations(group, 2):
            if _together(survey, one, other):
                continue
            few, many = sorted((one, other), key=lambda s: (len(survey.articles(s)), s.score, s.id))
            if len(survey.articles(few)) == 1:
                chance = 0.5 if len(survey.articles(many)) > 1 else 0.3
                yield Doubt("against", chance, "“{0}”与“{1}”哪一个属实？", statements=(few.id, many.id))


def _together(survey: Survey, one: Statement, other: Statement) -> bool:
    """Whether both may be true: a day of a month, a region in a region, bodies of one place."""
    if isinstance(one.object, Literal) or isinstance(other.object, Literal):
        a, b = (str(getattr(s.object, "value", s.object)) for s in (one, other))
        return a.startswith(b) or b.startswith(a)
    if one.predicate is Predicate.LOCATED_IN:
        return one.object in survey.ends(other.object, Predicate.PART_OF) or other.object in survey.ends(
            one.object, Predicate.PART_OF
        )
    if one.predicate is Predicate.LEADS:
        first, second = survey.regions(one.object), survey.regions(other.object)
        return not first or not second or bool(first & second)
    return False


def _holders(survey: Survey) -> Iterator[Doubt]:
    """Two who hold, in one year, one post that leads its body."""
    held: dict[str, list[Statement]] = defaultdict(list)
    for statement in survey.asserted:
        if statement.predicate is Predicate.HOLDS_POST and not statement.former and isinstance(statement.object, str):
            held[statement.object].append(statement)
    for post, statements in sorted(held.items()):
        body = survey.graph.entities[post].body
        if not any(body in survey.ends(s.subject, Predicate.LEADS) for s in statements):
            continue
        for one, other in combinations(sorted(statements, key=lambda s: s.subject), 2):
            if _at_once(survey, one, other):
                pair = (one.subject, other.subject)
                names = sorted((survey.graph.entities[own].name for own in pair), key=len)
                like = reading(names[0]) == reading(names[1]) or one_apart(*names)
                asked = "是同一人，还是有一条不实？" if like else "有一条不实吗？"
                question = f"“{{2}}”与“{{3}}”时间重叠：{{0}} 与 {{1}} {asked}"
                yield Doubt("holders", 0.4, question, pair, (one.id, other.id), same=like)


def _at_once(survey: Survey, one: Statement, other: Statement) -> bool:
    first, second = _years(survey, one), _years(survey, other)
    if not first or not second:
        return True
    return min(first) <= max(second) and min(second) <= max(first)


def _years(survey: Survey, statement: Statement) -> list[int]:
    """The years in which somebody is said to hold a post."""
    dates = [survey.graph.articles[a].date for a in survey.articles(statement) if a in survey.graph.articles]
    told = [date[:4] for date in (*dates, statement.valid_from, statement.valid_until) if date]
    return [int(year) for year in told if year.isdecimal()]


def _classes(survey: Survey) -> Iterator[Doubt]:
    """One name in two classes."""
    names: dict[str, list[str]] = defaultdict(list)
    for own, entity in sorted(survey.graph.entities.items()):
        if entity.type not in (EntityType.COMMITMENT, EntityType.POST):
            names[entity.name].append(own)
    for _, owners in sorted(names.items()):
        for one, other in combinations(owners, 2):
            first, second = survey.graph.entities[one].type, survey.graph.entities[other].type
            if first is not second:
                question = f"{{0}} 与 {{1}} 同名而不同类（{first}、{second}），应归为哪一类？"
                yield Doubt("two-classes", 0.3, question, (one, other), retypes=((one, second), (other, first)))

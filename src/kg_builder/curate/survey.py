"""A graph laid out for those who look for doubts in it."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from kg_builder.model.knowledge import Evidence, KnowledgeGraph, Statement, Status
from kg_builder.model.vocabulary import EntityType, Predicate


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that may be wrong. `question` takes the entities, then the statements, in braces."""

    kind: str
    chance: float  # that something is wrong
    question: str
    entities: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    same: bool = False  # whether the two entities may be one
    retypes: tuple[tuple[str, EntityType], ...] = ()


class Survey:
    """Statements by what they touch, bodies of officials, regions of bodies."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph
        self.touching: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.asserted:
            self.touching[statement.subject].append(statement)
            if isinstance(statement.object, str):
                self.touching[statement.object].append(statement)

    @cached_property
    def asserted(self) -> list[Statement]:
        """All but what was rejected, in the order of their ids."""
        return [s for _, s in sorted(self.graph.statements.items()) if s.status is not Status.REJECTED]

    @cached_property
    def bearers(self) -> Counter[str]:
        """How many entities bear a label."""
        return Counter(label for own in self.graph.entities for label in self.labels(own))

    def evidence(self, own: str) -> list[Evidence]:
        """What speaks of an entity."""
        return [evidence for statement in self.touching[own] for evidence in statement.evidence]

    def labels(self, own: str) -> tuple[str, ...]:
        """A name with its aliases."""
        entity = self.graph.entities[own]
        return (entity.name, *entity.aliases)

    def ends(self, own: str, *predicates: Predicate) -> set[str]:
        """The entities that a subject has a relation with."""
        return {
            s.object
            for s in self.touching[own]
            if s.subject == own and s.predicate in predicates and isinstance(s.object, str)
        }

    def bodies(self, official: str) -> set[str]:
        """The bodies an official leads, has a post at, or is a member of."""
        posts = self.ends(official, Predicate.HOLDS_POST, Predicate.APPOINTED_TO, Predicate.REMOVED_FROM)
        held = {self.graph.entities[post].body for post in posts} - {""}
        return held | self.ends(official, Predicate.LEADS, Predicate.MEMBER_OF)

    def regions(self, own: str) -> set[str]:
        """The regions of a body with those above them; of an official those of his bodies."""
        bodies = self.bodies(own) if self.graph.entities[own].type is EntityType.OFFICIAL else {own}
        found: set[str] = set()
        open_ = [region for body in bodies for region in self.ends(body, Predicate.LOCATED_IN)]
        while open_:
            region = open_.pop()
            if region not in found:
                found.add(region)
                open_.extend(self.ends(region, Predicate.PART_OF))
        return found

    def articles(self, statement: Statement) -> set[str]:
        """The articles that say it."""
        return {evidence.article for evidence in statement.evidence}

    def nearest(self, own: str) -> set[str]:
        """The regions named of a body itself."""
        return self.ends(own, Predicate.LOCATED_IN)

"""Classes and predicates of the graph. `ontology/kg.ttl` says the same in OWL; a test holds the two equal.

>>> Predicate.LEADS.domain, Predicate.LEADS.range
((<EntityType.OFFICIAL: 'Official'>,), (<EntityType.BUREAU: 'Bureau'>,))
"""

from enum import StrEnum

BASE = "https://w3id.org/kg-builder/id/"  # an id of the graph below it is an IRI
ONTOLOGY = "https://w3id.org/kg-builder/ontology#"  # classes and predicates below it


class EntityType(StrEnum):
    """What a mention or an entity is. The value is the local name in the ontology."""

    OFFICIAL = "Official"
    BUREAU = "Bureau"
    REGION = "Region"
    CAMPAIGN = "Campaign"
    PHASE = "Phase"
    TASK = "Task"
    SLOGAN = "Slogan"
    GOAL = "Goal"
    MEETING = "Meeting"
    POST = "Post"
    COMMITMENT = "Commitment"
    DATE = "Date"  # a value: it is mentioned, but it is no entity

    __hash__ = str.__hash__  # Enum's own is a function of Python; members are the keys of most tables


class Level(StrEnum):
    """How high a region stands. The value, capitalised, is its class in the ontology."""

    COUNTRY = "country"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"


class Predicate(StrEnum):
    """A relation of the graph. The value is the local name in the ontology."""

    LEADS = "leads"
    HOLDS_POST = "holdsPost"
    LOCATED_IN = "locatedIn"
    PART_OF = "partOf"
    PHASE_OF = "phaseOf"
    TASK_OF = "taskOf"
    LAUNCHES = "launches"
    PARTICIPATES_IN = "participatesIn"
    COMMITS_TO = "commitsTo"
    INVOKES = "invokes"
    OCCURS_ON = "occursOn"
    APPOINTED_TO = "appointedTo"
    REMOVED_FROM = "removedFrom"
    MEMBER_OF = "memberOf"
    NEXT_PHASE = "nextPhase"

    __hash__ = str.__hash__

    @property
    def domain(self) -> tuple[EntityType, ...]:
        """The types a subject may have."""
        return SIGNATURES[self][0]

    @property
    def range(self) -> tuple[EntityType, ...]:
        """The types an object may have."""
        return SIGNATURES[self][1]

    def fits(self, subject: EntityType, object_: EntityType) -> bool:
        """True when the predicate may join the two types."""
        if self is Predicate.PART_OF and subject is not object_:
            return False  # a region is part of a region, a body of a body
        domain, range_ = SIGNATURES[self]
        return subject in domain and object_ in range_


_T = EntityType
_ACTORS = (_T.OFFICIAL, _T.BUREAU)
SIGNATURES: dict[Predicate, tuple[tuple[EntityType, ...], tuple[EntityType, ...]]] = {
    Predicate.LEADS: ((_T.OFFICIAL,), (_T.BUREAU,)),
    Predicate.HOLDS_POST: ((_T.OFFICIAL,), (_T.POST,)),
    Predicate.LOCATED_IN: ((_T.BUREAU,), (_T.REGION,)),
    Predicate.PART_OF: ((_T.REGION, _T.BUREAU), (_T.REGION, _T.BUREAU)),
    Predicate.PHASE_OF: ((_T.PHASE,), (_T.CAMPAIGN,)),
    Predicate.TASK_OF: ((_T.TASK,), (_T.CAMPAIGN,)),
    Predicate.LAUNCHES: ((_T.BUREAU,), (_T.CAMPAIGN, _T.MEETING)),
    Predicate.PARTICIPATES_IN: ((_T.BUREAU, _T.OFFICIAL, _T.REGION), (_T.CAMPAIGN, _T.MEETING)),
    Predicate.COMMITS_TO: (_ACTORS, (_T.CAMPAIGN, _T.PHASE, _T.TASK, _T.SLOGAN, _T.GOAL, _T.COMMITMENT)),
    Predicate.INVOKES: (_ACTORS, (_T.SLOGAN,)),
    Predicate.OCCURS_ON: ((_T.CAMPAIGN, _T.MEETING, _T.PHASE), (_T.DATE,)),
    Predicate.APPOINTED_TO: ((_T.OFFICIAL,), (_T.POST,)),
    Predicate.REMOVED_FROM: ((_T.OFFICIAL,), (_T.POST,)),
    Predicate.MEMBER_OF: (_ACTORS, (_T.BUREAU,)),
    Predicate.NEXT_PHASE: ((_T.PHASE,), (_T.PHASE,)),
}

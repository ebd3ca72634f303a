"""Is a clause about the future a pledge? Independent marks are weighed together, none of them decides alone.

The weights stand in the manner of log-odds and were set by hand on the development texts; they are not fitted. Thresholds
from -0.5 to 0.25 give the same figures there, so none of them is a matter of hundredths.
"""

from enum import StrEnum

from msgspec import Struct

from kg_builder.extract.attribution import Voice


class Mood(StrEnum):
    """How a clause stands to what it names."""

    PLEDGED = "pledged"
    TOLD = "told"  # others are to do it, or a region
    STATED = "stated"


class Subject(StrEnum):
    """Whose deed a clause tells."""

    OWN = "own"  # 我们, 我局, the body of the speaker
    NONE = "none"  # nobody is named
    UNIT = "unit"  # a nameless part of a body
    BODY = "body"  # another body
    PERSON = "person"
    OTHERS = "others"  # 各地, 广大党员
    REGION = "region"  # the region the speaker heads: 我省 by its name
    THING = "thing"  # another region, or words that are no subject of a deed


class Marks(Struct, frozen=True, gc=False):
    """What a clause and its place show."""

    subject: Subject
    will: bool  # 将, 拟, 会; otherwise 要, 必须
    voice: Voice
    before: Mood
    owned: bool  # a section or an answer of the speaker's own
    dated: bool  # 今年, 年底前, 下一步
    deed: bool  # begins as a deed does
    state_leader: bool
    addresses: bool  # speaks to a meeting, or on a visit, to others
    interviewed: bool  # tells a reporter, makes a promise


_SUBJECT = {
    Subject.OWN: 3.0,
    Subject.NONE: 0.0,
    Subject.UNIT: 0.0,
    Subject.BODY: -1.5,
    Subject.REGION: -1.5,
    Subject.PERSON: -5.0,
    Subject.OTHERS: -6.0,
    Subject.THING: -3.0,
}
_VOICE = {Voice.OWN: 1.0, Voice.EXHORTING: -1.5, Voice.BODY: 0.0, Voice.DOCUMENT: -2.5}


def weigh(marks: Marks) -> float:
    """The log-odds that a clause is a pledge."""
    score = _SUBJECT[marks.subject] + _VOICE[marks.voice]
    score += 1.5 if marks.will else -0.5
    score += {Mood.PLEDGED: 1.5, Mood.TOLD: -3.0, Mood.STATED: 0.0}[marks.before]
    score += 0.5 * marks.owned + 0.5 * marks.dated + 0.5 * marks.interviewed
    score -= 1.0 * (not marks.deed) + 0.7 * marks.addresses
    if marks.state_leader and marks.subject is not Subject.OWN:
        score -= 2.5
    return score

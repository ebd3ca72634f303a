"""Who of several speakers pledges or invokes what: a table of speakers and things, and where one stands alone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg_builder.browse.index import MOST, Index
from kg_builder.model.knowledge import Entity, Evidence, Statement, Status
from kg_builder.model.vocabulary import EntityType, Predicate

KINDS = (
    EntityType.SLOGAN, EntityType.TASK, EntityType.PHASE, EntityType.CAMPAIGN, EntityType.GOAL, EntityType.COMMITMENT,
)  # fmt: skip
USUAL = KINDS[:3]  # what speakers have in common; a pledge in free words is nearly always one man's own
ACTORS = (EntityType.OFFICIAL, EntityType.BUREAU)
MOST_ARTICLES = 500  # of a campaign, the newest
MOST_COLUMNS = 12  # more cannot be read side by side
MOST_ROWS = 300

Said = tuple[Statement, Evidence]


class Stance(StrEnum):
    """How a speaker stands to a thing; a pledge is more than a mention."""

    PLEDGES = "pledges"
    INVOKES = "invokes"
    SILENT = "silent"


class Spread(StrEnum):
    """How many of the speakers use a thing, from common ground to what is one's own."""

    ALL = "all"
    ONE_OMITS = "one_omits"
    SOME = "some"
    ONLY_ONE = "only_one"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one speaker says of one thing."""

    said: tuple[Said, ...] = ()

    @property
    def stance(self) -> Stance:
        """The strongest of what is said."""
        if not self.said:
            return Stance.SILENT
        pledged = any(statement.predicate is Predicate.COMMITS_TO for statement, _ in self.said)
        return Stance.PLEDGES if pledged else Stance.INVOKES


@dataclass(frozen=True, slots=True)
class Row:
    """One thing, and what each speaker says of it, in the order of the columns."""

    thing: Entity
    cells: tuple[Cell, ...]

    @property
    def users(self) -> int:
        """How many speakers use it."""
        return sum(bool(cell.said) for cell in self.cells)

    @property
    def spread(self) -> Spread:
        """Of two speakers the one who is silent is not marked as well: it is the other side of the same thing."""
        if len(self.cells) == self.users:
            return Spread.ALL
        if self.users == 1:
            return Spread.ONLY_ONE
        return Spread.ONE_OMITS if self.users == len(self.cells) - 1 else Spread.SOME

    @property
    def alone(self) -> int | None:
        """The column that stands alone: the only one that uses it, or the only one that does not."""
        wanted = {Spread.ONLY_ONE: True, Spread.ONE_OMITS: False}.get(self.spread)
        found = [place for place, cell in enumerate(self.cells) if bool(cell.said) is wanted]
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Standing:
    """What sets one speaker apart from the others."""

    speaker: Entity
    own: tuple[Entity, ...]  # that only this one uses
    omitted: tuple[Entity, ...]  # that only this one does not use
    used: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Speakers side by side."""

    columns: tuple[Entity, ...]
    rows: tuple[Row, ...]
    further: tuple[Entity, ...] = ()  # speakers who could be columns as well, those with most to say first
    left_out: int = 0  # rows past the limit

    def standings(self) -> tuple[Standing, ...]:
        """One for each column; nobody stands apart where there is one column."""
        if len(self.columns) < 2:
            return ()
        return tuple(
            Standing(
                speaker,
                tuple(row.thing for row in self.rows if row.spread is Spread.ONLY_ONE and row.alone == place),
                tuple(row.thing for row in self.rows if row.spread is Spread.ONE_OMITS and row.alone == place),
                sum(bool(row.cells[place].said) for row in self.rows),
            )
            for place, speaker in enumerate(self.columns)
        )


def campaign_articles(index: Index, campaign: str) -> list[str]:
    """The articles on a campaign, its phases and its tasks, the newest first: who speaks of those speaks of it."""
    parts = (
        quoted.statement.subject
        for predicate in (Predicate.PHASE_OF, Predicate.TASK_OF)
        for quoted in index.statements(target=campaign, predicate=predicate, limit=MOST)
        if quoted.statement.status is not Status.REJECTED
    )
    return [header.id for header in index.articles_on([campaign, *parts], MOST_ARTICLES)]


def compare(
    index: Index,
    articles: Sequence[str],
    kinds: Sequence[EntityType] = USUAL,
    chosen: Sequence[str] = (),
    actors: Sequence[EntityType] = (EntityType.OFFICIAL,),
) -> Comparison:
    """The speakers of the articles: the `chosen` ones, else those of the classes `actors` who say most."""
    speakers = [entity for entity, _ in index.speakers(articles) if entity.type in (actors if not chosen else ACTORS)]
    columns = [e for e in speakers if not chosen or e.id in chosen][:MOST_COLUMNS]
    said = index.professed(articles, [column.id for column in columns], kinds) if columns and kinds else []
    found = index.entities(str(statement.object) for statement, _ in said)
    rows = arranged(columns, said, found)
    taken = {column.id for column in columns}
    further = tuple(e for e in speakers if e.id not in taken) if not chosen else ()
    return Comparison(tuple(columns), tuple(rows[:MOST_ROWS]), further, len(rows[MOST_ROWS:]))


def arranged(columns: Sequence[Entity], said: Sequence[Said], things: Mapping[str, Entity]) -> list[Row]:
    """A row a thing: what all use first, what one uses last and then by speaker; of equals the most used, by class."""
    cells: dict[str, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for statement, evidence in said:
        if str(statement.object) in things:
            cells[str(statement.object)][statement.subject].append((statement, evidence))
    rows = [
        Row(things[thing], tuple(Cell(tuple(by.get(column.id, ()))) for column in columns))
        for thing, by in cells.items()
    ]
    order = list(Spread)
    return sorted(
        (row for row in rows if row.users),
        key=lambda row: (
            order.index(row.spread), -1 if row.alone is None else row.alone, -row.users, KINDS.index(row.thing.type), row.thing.id,
        ),
    )  # fmt: skip

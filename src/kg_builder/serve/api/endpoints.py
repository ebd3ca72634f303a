"""The table of what programs may ask. The server answers by it and the description is written from it, so that they cannot differ."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg_builder.model.vocabulary import EntityType, Predicate
from kg_builder.serve.api.answers import Answers
from kg_builder.serve.api.parameters import Parameter
from kg_builder.serve.api.shapes import Json

_CLASSES = tuple(str(each) for each in EntityType if each is not EntityType.DATE)
_DEEPEST = 100_000  # offset: whoever wants everything takes the files or SPARQL


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address: what it takes, what comes back, and who answers."""

    name: str
    summary: str
    text: str
    parameters: Sequence[Parameter]
    answer: str  # the name of a schema
    run: Callable[..., Json]

    @property
    def path(self) -> str:
        """Below the server's address."""
        return f"/api/{self.name}"

    def ask(self, answers: Answers, values: Mapping[str, Any]) -> Json:
        """The answer. Raises Missing, WrongParameter."""
        return self.run(answers, **values)


def _pages(size: int = 20, most: int = 100) -> tuple[Parameter, Parameter]:
    return (
        Parameter("limit", "How many, at most.", "integer", default=size, least=1, most=most),
        Parameter(
            "offset", "How many to pass over: next_offset of the page before.", "integer", default=0, most=_DEEPEST
        ),
    )


def _id(what: str) -> Parameter:
    return Parameter("id", f"The id or the IRI of {what}.", required=True)


ENDPOINTS: Sequence[Endpoint] = (
    Endpoint(
        "search", "Find entities",
        "By a part of a name or an alias, by pinyin (zhuyongzhi) or by initials (zyz); whole matches first.",
        (
            Parameter("q", "A name, a part of one, pinyin or initials.", required=True, most=200),
            Parameter("type", "Only entities of this class.", choices=_CLASSES),
            *_pages(),
        ),
        "SearchAnswer", Answers.search,
    ),
    Endpoint(
        "entity", "One entity and its statements",
        "Statements by predicate, what is said most often first, each with its first sentences. "
        "The id of an entity that was joined with another one still answers.",
        (
            _id("an entity"),
            Parameter("predicate", "Only statements of this predicate.", choices=tuple(map(str, Predicate))),
            Parameter("side", "Only statements in which it is this.", default="any", choices=("any", "subject", "object")),
            Parameter("evidence", "Sentences a statement, at most; /api/statement has them all.", "integer", default=1, most=10),
            Parameter("rejected", "Also statements that an analyst rejected.", "boolean", default=False),
            *_pages(),
        ),
        "EntityAnswer", Answers.entity,
    ),
    Endpoint(
        "statement", "One statement and the sentences that say it",
        "The oldest article first.", (_id("a statement"), *_pages()), "StatementAnswer", Answers.statement,
    ),
    Endpoint(
        "evidence", "One sentence, with the text around it",
        "The quote is text[start:end] of the article, in code points.",
        (
            _id("evidence"),
            Parameter("context", "Characters before and after.", "integer", default=100, most=2000),
        ),
        "EvidenceAnswer", Answers.evidence,
    ),
    Endpoint(
        "articles", "Articles",
        "The newest first.",
        (Parameter("q", "Words of the title."), *_pages()), "ArticlesAnswer", Answers.articles,
    ),
    Endpoint(
        "article", "One article: its text, whom it names where, and what it says",
        "Statements stand in the order of the text.",
        (
            _id("an article"),
            Parameter("text", "With its text.", "boolean", default=True),
            Parameter("mentions", "With the places that name entities.", "boolean", default=True),
            *_pages(50, 500),
        ),
        "ArticleAnswer", Answers.article,
    ),
    Endpoint(
        "compare", "Speakers of an article or a campaign side by side",
        "Rows are formulas, tasks and phases, columns are speakers; a cell holds the sentences.",
        (
            _id("an article, or of a campaign: then all articles on it"),
            Parameter("speakers", "Ids of the speakers to compare, with commas between; else those who say most.", most=2000),
            Parameter("actors", "Who may be a column.", default="Official", choices=("Official", "Bureau", "any")),
            Parameter("things", "What may be a row: usual is formulas, tasks and phases; all has campaigns, goals and pledges in free words as well.",
                      default="usual", choices=("usual", "all")),
            *_pages(50),
        ),
        "CompareAnswer", Answers.compare,
    ),
)  # fmt: skip

"""The tools. Their docstrings are read by a model that knows nothing of this program: they say what is there and what to do next."""

import functools
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, ParamSpec

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from kg_builder.model.errors import QueryError
from kg_builder.model.vocabulary import EntityType, Predicate
from kg_builder.rdf.terms import BASE
from kg_builder.serve.api.answers import Answers, Missing
from kg_builder.serve.api.parameters import WrongParameter
from kg_builder.serve.api.shapes import Json
from kg_builder.serve.mcp import brief, sparql
from kg_builder.serve.settings import Settings
from kg_builder.serve.shelf import Shelf
from kg_builder.serve.sparql.workers import Workers

P = ParamSpec("P")
_CLASSES = [str(each) for each in EntityType if each is not EntityType.DATE]
_PREDICATES = [str(each) for each in Predicate]
_SENTENCES = 20  # of one answer of evidence
_MOST, _DEEPEST, _LONGEST, _AROUND = 50, 100_000, 300, 2000

# The schema tells the model the bounds; they are checked here, so that a refusal is a sentence of ours.
Limit = Annotated[int, Field(description="How many at most.", json_schema_extra={"minimum": 1, "maximum": _MOST})]
Offset = Annotated[
    int,
    Field(description="How many to pass over: next_offset of the answer before.", json_schema_extra={"minimum": 0}),
]


def told(tool: Callable[P, Awaitable[Json]]) -> Callable[P, Awaitable[Json]]:
    """A tool whose refusals reach the assistant as the sentence that says how to mend the call."""

    @functools.wraps(tool)
    async def asked(*args: P.args, **kwargs: P.kwargs) -> Json:
        try:
            return await tool(*args, **kwargs)
        except (Missing, QueryError, WrongParameter) as error:
            raise ToolError(str(error)) from None

    return asked


class Tools:
    """What an assistant may ask of one graph."""

    def __init__(self, shelf: Shelf, workers: Workers, settings: Settings, pages: str) -> None:
        self._shelf = shelf
        self._workers = workers
        self._settings = settings
        self._pages = pages

    def _answers(self) -> Answers:
        return Answers(self._shelf.now.index, self._pages)

    async def search(
        self,
        query: Annotated[
            str,
            Field(description="A Chinese name or a part of one, pinyin, or initials."),
        ],
        type: Annotated[str | None, Field(description=f"One of {', '.join(_CLASSES)}.")] = None,
        limit: Limit = 10,
        offset: Offset = 0,
    ) -> Json:
        """Find officials, bodies, campaigns, slogans, meetings and other entities, and articles by their title.

        Start here: the other tools take the ids that this one returns. Names are Chinese: 朱勇志 is also found by
        "zhuyongzhi" or "zyz"; an English name is not. The best match comes first.
        """
        _one_of("type", type, _CLASSES)
        _said("query", query)
        _within(limit=(limit, 1, _MOST), offset=(offset, 0, _DEEPEST))
        answers = self._answers()
        found = answers.search(query, type, limit, offset)
        articles = [] if type or offset else answers.articles(query, 5, 0)["results"]
        return {
            "entities": [
                {**brief.entity(hit), "matched": hit["matched"], "statements": hit["statements"]}
                for hit in found["results"]
            ],
            "articles": [brief.article(each) for each in articles],
            "next_offset": found["next_offset"],
        }

    async def describe(
        self,
        id: Annotated[
            str, Field(description="The id of an entity or an article; an exact name works where it is unique.")
        ],
        predicate: Annotated[str | None, Field(description=f"Only this one of {', '.join(_PREDICATES)}.")] = None,
        limit: Limit = 20,
        offset: Offset = 0,
    ) -> Json:
        """What the graph says about an entity, or what an article says: statements, each quoted from its source.

        Every statement has subject, predicate, object, a confidence from 0 to 1, and its first quote with speaker, date,
        link and a citation that names article, publisher and url. "sentences" says how
        many there are: `evidence` gives all of them. "former" marks what was over when the article was written. Quote
        the Chinese words and put the citation behind them; do not claim what no quote says.
        """
        _one_of("predicate", predicate, _PREDICATES)
        _within(limit=(limit, 1, _MOST), offset=(offset, 0, _DEEPEST))
        answers = self._answers()
        own = self._known(answers, id)
        if own.startswith("article/"):
            found = answers.article(own, False, False, limit, offset)
            said = [
                {**brief.fact(each["statement"]), "quotes": [brief.quotation(each["evidence"])]}
                for each in found["said"]
            ]
            return {**brief.article(found["article"]), "statements": said, "next_offset": found["next_offset"]}
        found = answers.entity(own, predicate, "any", 1, False, limit, offset)
        return {
            **brief.entity(found["entity"]),
            "aliases": found["entity"]["aliases"],
            "counts": {f"{each['predicate']} as {each['side']}": each["count"] for each in found["counts"]},
            "statements": [brief.quoted(each) for each in found["statements"]],
            "next_offset": found["next_offset"],
        }

    async def evidence(
        self,
        id: Annotated[str, Field(description="The id of a statement, or of one piece of evidence.")],
        context: Annotated[
            int, Field(description="Characters of the article before and after a quote, at most 2000.")
        ] = 100,
        offset: Offset = 0,
    ) -> Json:
        """All sentences that say a statement, or one sentence, each with the text around it, so that you can check it.

        The quote is verbatim: text[start:end] of the article, in characters. "citation" is a line to put behind it.
        """
        _said("id", id)
        _within(context=(context, 0, _AROUND), offset=(offset, 0, _DEEPEST))
        answers = self._answers()
        try:
            found = answers.statement(id, _SENTENCES, offset)
        except Missing:
            return self._one(answers, id, context)
        quotes = [self._around(answers.evidence(each["id"], context)) for each in found["statement"]["evidence"]]
        return {**brief.fact(found["statement"]), "quotes": quotes, "next_offset": found["next_offset"]}

    async def compare(
        self,
        id: Annotated[
            str, Field(description="The id of an article or of a campaign; an exact name works where it is unique.")
        ],
        speakers: Annotated[
            list[str] | None, Field(description="Ids of officials or bodies; without, those who say most.")
        ] = None,
        everything: Annotated[bool, Field(description="Also campaigns, goals and pledges in free words.")] = False,
        limit: Limit = 20,
        offset: Offset = 0,
    ) -> Json:
        """Compare what officials say in one article or campaign: which slogans, tasks and phases each pledges or invokes.

        What all share comes first, then what one of them leaves out, then what only one says. Silence is the absence of a
        sentence in these articles, not a refusal: say so.
        """
        _within(limit=(limit, 1, _MOST), offset=(offset, 0, _DEEPEST))
        answers = self._answers()
        own = self._known(answers, id)
        if not own.startswith(("article/", "campaign/")):
            raise Missing(f"'{id}' is neither an article nor a campaign; search with type Campaign finds campaigns.")
        chosen = ",".join(speakers or ())
        return brief.comparison(
            answers.compare(own, chosen, "Official", "all" if everything else "usual", limit, offset)
        )

    async def sparql(self, query: Annotated[str, Field(description="SELECT, ASK, CONSTRUCT or DESCRIBE.")]) -> Json:
        """Ask the graph in SPARQL 1.1, for what the other tools cannot count or join. Read-only; give a LIMIT.

        Facts are plain triples in the default graph (no GRAPH needed). Prefixes kgb, rdf, rdfs, skos, oa, dcterms, org,
        prov, xsd are declared already. Classes: kgb:Official, Bureau, Region, Campaign, Phase, Task, Slogan, Goal, Meeting,
        Post, Commitment, Article. Predicates: kgb:leads, holdsPost, locatedIn, partOf, phaseOf, taskOf, launches,
        participatesIn, commitsTo, invokes, occursOn, appointedTo, removedFrom, memberOf, nextPhase. Names are
        skos:prefLabel with @zh: filter with STR(). Where a fact is said:
        ?st rdf:subject ?s ; rdf:predicate kgb:leads ; rdf:object ?o ; kgb:evidence ?e . ?e oa:exact ?quote ; oa:hasSource ?a .
        ?a dcterms:title ?title ; dcterms:issued ?date . Select ?st or ?e as well: their quotes are then added as citations.
        The resources kg-builder://ontology and kg-builder://queries/… hold the vocabulary and example queries.
        """
        return await sparql.asked(query, self._shelf.now, self._answers(), self._workers, self._settings)

    def _known(self, answers: Answers, given: str) -> str:
        """The id that is meant: an id, an IRI, or a name that only one entity or article has."""
        _said("id", given)
        index = self._shelf.now.index
        own = given.strip().removeprefix(BASE)
        if index.header(own.removeprefix("article/")):
            return f"article/{own.removeprefix('article/')}"
        if index.entity(index.current(own)):
            return own
        found = [
            each
            for each in answers.search(given, None, 20, 0)["results"]
            if each["matched"] == given.strip().casefold()
        ]
        if len(found) == 1:
            return str(found[0]["id"])
        if found:
            ids = "; ".join(f"{each['id']} ({each['type']} {each['name']})" for each in found)
            raise Missing(f"'{given}' is the name of several; give one of these ids: {ids}.")
        raise Missing(f"There is no entity or article '{given}'; call search and use an id that it returns.")

    def _one(self, answers: Answers, given: str, context: int) -> Json:
        try:
            found = answers.evidence(given, context)
        except Missing:
            raise Missing(
                f"There is no statement and no evidence '{given}'; describe returns their ids as 'statement' and 'evidence'."
            ) from None
        return {**brief.fact(found["statement"]), "quotes": [self._around(found)], "next_offset": None}

    def _around(self, found: dict[str, Any]) -> Json:
        return {**brief.quotation(found["evidence"]), "before": found["before"], "after": found["after"]}


def _one_of(name: str, given: str | None, allowed: list[str]) -> None:
    if given is not None and given not in allowed:
        raise WrongParameter(name, f"{name} is '{given[:80]}'; it takes one of {', '.join(allowed)}.")


def _said(name: str, given: str) -> None:
    if not given.strip() or len(given) > _LONGEST:
        raise WrongParameter(name, f"{name} takes 1 to {_LONGEST} characters, not only blanks.")


def _within(**numbers: tuple[int, int, int]) -> None:
    for name, (given, least, most) in numbers.items():
        if not least <= given <= most:
            raise WrongParameter(name, f"{name} is {given}; it takes a whole number from {least} to {most}.")

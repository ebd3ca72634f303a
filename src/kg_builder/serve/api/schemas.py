"""What answers look like, as JSON Schema 2020-12. Every field is always there; what is unknown is null."""

from collections.abc import Mapping, Sequence
from typing import Any

from kg_builder.model.knowledge import Status
from kg_builder.model.vocabulary import EntityType, Predicate

Schema = dict[str, Any]


def _object(text: str, fields: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object", "description": text, "properties": dict(fields), "required": list(fields),
        "additionalProperties": False,
    }  # fmt: skip


def _string(text: str = "", **more: str | Sequence[str]) -> Schema:
    return {"type": "string", **({"description": text} if text else {}), **more}


def _or_null(schema: Schema) -> Schema:
    if not isinstance(schema.get("type"), str):  # a reference, or nullable already
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "type": [schema["type"], "null"]}


def _list(of: Schema, text: str = "") -> Schema:
    return {"type": "array", "items": of, **({"description": text} if text else {})}


def ref(name: str) -> Schema:
    """A schema of the table below, by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


_COUNT: Schema = {"type": "integer", "minimum": 0}
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_BOOLEAN: Schema = {"type": "boolean"}
_CLASSES = [str(each) for each in EntityType if each is not EntityType.DATE]
_PAGE = {
    "next_offset": _or_null({**_COUNT, "description": "Where the next page begins; null on the last one."}),
    "next": _or_null(_string("The address of the next page; null on the last one.")),
}
_PLACE: dict[str, Schema] = {
    "id": _string("Stable; the IRI's path below the base."),
    "iri": _string("The IRI in the graph."),
    "page": _or_null(_string("The page for people.")),
}
_REF: dict[str, Schema] = {
    **_PLACE,
    "type": _string("The class.", enum=_CLASSES),
    "name": _string("The canonical name."),
}
_ARTICLE_REF: dict[str, Schema] = {
    **_PLACE,
    "title": _string(),
    "date": _or_null(_string("EDTF: 2021-03-05, 2021-03 or 2021.")),
    "publisher": _or_null(_string()),
    "url": _or_null(_string("Where it was published.")),
    "source": _string("The name it came in by."),
}
_FACT: dict[str, Schema] = {
    **_PLACE,
    "subject": ref("End"),
    "predicate": _string("Its local name.", enum=[str(each) for each in Predicate]),
    "predicate_iri": _string(),
    "object": ref("End"),
    "status": _string("rejected: an analyst says it is wrong.", enum=[str(each) for each in Status]),
    "confidence": _SHARE,
    "valid_from": _or_null(_string("EDTF.")),
    "valid_until": _or_null(_string("EDTF.")),
    "former": {**_BOOLEAN, "description": "No longer true when the article was written."},
    "said": {**_COUNT, "description": "How many sentences say it."},
}

SCHEMAS: Mapping[str, Schema] = {
    "Ref": _object("An entity, as others point at it.", _REF),
    "End": _object(
        "A subject or an object. A date has a name and a datatype, and no IRI.",
        {
            **{name: schema if name == "page" else _or_null(schema) for name, schema in _PLACE.items()},
            "type": _string(enum=[*_CLASSES, str(EntityType.DATE)]),
            "name": _string(),
            "datatype": _or_null(_string("Of a date: date, gYearMonth, gYear or edtf.")),
        },
    ),
    "Hit": _object(
        "An entity that a search found.",
        {
            **_REF,
            "matched": _string("The label that matched, in small letters."),
            "matched_by": _string(enum=["name", "alias", "pinyin", "initials"]),
            "statements": {**_COUNT, "description": "In how many statements it stands."},
        },
    ),
    "Entity": _object(
        "An entity, whole.",
        {
            **_REF,
            "aliases": _list(_string()),
            "level": _or_null(_string("Of a region.")),
            "code": _or_null(_string("Of a region: GB/T 2260.")),
            "longitude": {"type": ["number", "null"]},
            "latitude": {"type": ["number", "null"]},
            "title": _or_null(_string("Of a post: 局长.")),
            "body": _or_null(ref("Ref")),
            "parts": _list(ref("Ref"), "Members of a numeric formula."),
        },
    ),
    "ArticleRef": _object("Enough to cite an article.", _ARTICLE_REF),
    "Article": _object(
        "What an article says about itself.",
        {
            **_ARTICLE_REF,
            "author": _or_null(_string()),
            "media_type": _string(),
            "sha256": _string("Of the file it came from."),
            "also": _list(_string(), "Further sources with the same text."),
            "reprint_of": _or_null(_string("The id of the article whose words it says again.")),
        },
    ),
    "Evidence": _object(
        "One sentence that says it. text[start:end] of the article is the quote, always; offsets are code points.",
        {
            **_PLACE,
            "statement": _string("The id of the statement it speaks for."),
            "quote": _string(),
            "start": _COUNT,
            "end": _COUNT,
            "speaker": _or_null(ref("Ref")),
            "article": ref("ArticleRef"),
            "subject_as": _string("The words that stand for the subject: 我局."),
            "object_as": _string("The words that stand for the object."),
            "extractor": _string("The rule that read it."),
            "confidence": _SHARE,
        },
    ),
    "Fact": _object("A statement without its sentences.", _FACT),
    "Statement": _object("A statement with its sentences, or the first of them.", {**_FACT, "evidence": _list(ref("Evidence"))}),
    "Mention": _object(
        "A place of an article that names an entity.",
        {"start": _COUNT, "end": _COUNT, "words": _string(), "entity": ref("Ref")},
    ),
    "Problem": _object(
        "What went wrong and how to mend it (RFC 9457).",
        {
            "type": _string(const="about:blank"),
            "title": _string(),
            "status": {"type": "integer"},
            "detail": _string("A sentence for people."),
            "parameter": _or_null(_string("The parameter that is wrong.")),
        },
    ),
    "SearchAnswer": _object("Entities found, best first.", {"results": _list(ref("Hit")), **_PAGE}),
    "EntityAnswer": _object(
        "An entity and a page of its statements.",
        {
            "entity": ref("Entity"),
            "redirected_from": _or_null(_string("The id asked for, where the entity has another one today.")),
            "counts": _list(
                _object(
                    "How many statements.",
                    {"side": _string(enum=["subject", "object"]), "predicate": _string(), "count": _COUNT},
                )
            ),
            "statements": _list(ref("Statement")),
            **_PAGE,
        },
    ),
    "StatementAnswer": _object(
        "A statement and a page of its sentences.",
        {
            "statement": ref("Statement"),
            "refuted": _list(ref("Evidence"), "Sentences that do not say it, says an analyst."),
            **_PAGE,
        },
    ),
    "EvidenceAnswer": _object(
        "A sentence, the text around it, and what it says.",
        {"evidence": ref("Evidence"), "before": _string(), "after": _string(), "statement": ref("Fact")},
    ),
    "ArticleAnswer": _object(
        "An article and a page of what it says.",
        {
            "article": ref("Article"),
            "length": {**_COUNT, "description": "Of the text, in code points."},
            "text": _or_null(_string("As read; every offset points into it.")),
            "mentions": _or_null(_list(ref("Mention"))),
            "said": _list(
                _object("A statement and the sentence that says it here.", {"evidence": ref("Evidence"), "statement": ref("Fact")}),
                "In the order of the text.",
            ),
            **_PAGE,
        },
    ),
    "ArticlesAnswer": _object("Articles, the newest first.", {"results": _list(ref("ArticleRef")), **_PAGE}),
    "CompareAnswer": _object(
        "Speakers side by side: what each pledges or invokes, and what one leaves out.",
        {
            "article": _or_null(ref("ArticleRef")),
            "campaign": _or_null(ref("Ref")),
            "columns": _list(
                _object(
                    "A speaker.",
                    {
                        "speaker": ref("Ref"),
                        "used": {**_COUNT, "description": "How many of the things."},
                        "own": _list(ref("Ref"), "What only this one uses."),
                        "omitted": _list(ref("Ref"), "What only this one leaves out."),
                    },
                )
            ),
            "rows": _list(
                _object(
                    "A thing, and what each speaker says of it, in the order of the columns.",
                    {
                        "thing": ref("Ref"),
                        "spread": _string(enum=["all", "one_omits", "some", "only_one"]),
                        "alone": _or_null({**_COUNT, "description": "The column that stands alone."}),
                        "cells": _list(
                            _object(
                                "Silent, or the sentences.",
                                {
                                    "stance": _string(enum=["pledges", "invokes", "silent"]),
                                    "said": _COUNT,
                                    "evidence": _list(ref("Evidence"), "The first three."),
                                },
                            )
                        ),
                    },
                )
            ),
            "further": _list(ref("Ref"), "Speakers who are no column; name them in `speakers` to see them."),
            "left_out": {**_COUNT, "description": "Rows past what is ever compared; 0 is all."},
            **_PAGE,
        },
    ),
}  # fmt: skip

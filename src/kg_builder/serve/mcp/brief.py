"""Answers in the form an assistant reads: few words, and each sentence with all that a citation needs."""

from collections.abc import Mapping, Sequence
from typing import Any

from kg_builder.serve.api.shapes import Json


def entity(found: Mapping[str, Any]) -> Json:
    """An entity, as an assistant names it."""
    return _known({"id": found["id"], "type": found["type"], "name": found["name"], "link": link(found)})


def article(found: Mapping[str, Any]) -> Json:
    """An article, as an assistant cites it."""
    return _known(
        {
            "id": found["id"], "title": found["title"], "date": found["date"], "publisher": found["publisher"],
            "url": found["url"], "link": link(found),
        }
    )  # fmt: skip


def fact(found: Mapping[str, Any]) -> Json:
    """A statement in three names, and what is known of its time."""
    return _known(
        {
            "statement": found["id"],
            "subject": found["subject"]["name"],
            "subject_id": found["subject"]["id"],
            "predicate": found["predicate"],
            "object": found["object"]["name"],
            "object_id": found["object"]["id"],
            "status": found["status"] if found["status"] != "extracted" else None,
            "confidence": found["confidence"],
            "valid_from": found["valid_from"],
            "valid_until": found["valid_until"],
            "former": found["former"] or None,
            "sentences": found["said"] or None,
            "link": link(found),
        }
    )


def quotation(found: Mapping[str, Any]) -> Json:
    """A sentence with who says it, when and where; article and address stand in the citation alone, to keep answers short."""
    return _known(
        {
            "evidence": found["id"],
            "quote": found["quote"],
            "speaker": found["speaker"]["name"] if found["speaker"] else None,
            "date": found["article"]["date"],
            "article_id": found["article"]["id"],
            "start": found["start"],
            "end": found["end"],
            "link": link(found),
            "citation": citation(found),
        }
    )


def quoted(found: Mapping[str, Any]) -> Json:
    """A statement with its sentences."""
    return {**fact(found), "quotes": [quotation(each) for each in found["evidence"]]}


def citation(found: Mapping[str, Any]) -> str:
    """A line that can be put behind the quote as it is."""
    about = found["article"]
    parts = [
        found["speaker"]["name"] if found["speaker"] else "",
        f"《{about['title']}》",
        about["publisher"] or "",
        about["date"] or "",
        about["url"] or link(about),
    ]
    return ", ".join(filter(None, parts))


def link(found: Mapping[str, Any]) -> str:
    """The page of a thing, else its IRI; a date has neither."""
    return found["page"] or found["iri"] or ""


def comparison(found: Mapping[str, Any]) -> Json:
    """Speakers by name, and for each thing who says it in which words."""
    names = [column["speaker"]["name"] for column in found["columns"]]
    return {
        "of": article(found["article"]) if found["article"] else entity(found["campaign"]),
        "speakers": [
            {
                **entity(column["speaker"]),
                "uses": column["used"],
                "only_this_one_uses": _names(column["own"]),
                "only_this_one_leaves_out": _names(column["omitted"]),
            }
            for column in found["columns"]
        ],
        "rows": [_row(row, names) for row in found["rows"]],
        "further_speakers": [entity(each) for each in found["further"]],
        "rows_left_out": found["left_out"],
        "next_offset": found["next_offset"],
    }


def _row(row: Mapping[str, Any], names: Sequence[str]) -> Json:
    said = list(zip(names, row["cells"], strict=True))
    return {
        **entity(row["thing"]),
        "said_by": [
            {"speaker": name, "how": cell["stance"], "quotes": [quotation(each) for each in cell["evidence"][:1]]}
            for name, cell in said
            if cell["said"]
        ],
        "silent": [name for name, cell in said if not cell["said"]],
    }


def _names(found: Sequence[Mapping[str, Any]]) -> list[str]:
    return [str(each["name"]) for each in found]


def _known(values: Json) -> Json:
    """Without what is unknown: an assistant need not read it."""
    return {name: value for name, value in values.items() if value not in (None, "")}

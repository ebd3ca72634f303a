"""What makes a correction well formed, whatever the graph."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from kg_builder.model.correction import Action, Correction
from kg_builder.model.vocabulary import EntityType, Predicate

ENTITY = re.compile(rf"(?:{'|'.join(kind.lower() for kind in EntityType)})/[a-z0-9-]+-[0-9a-f]{{8}}")
FACT = re.compile(r"(?:statement|evidence)/[0-9a-f]{16}")
CORRECTION = re.compile(r"correction/[0-9a-f]{16}")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)", re.ASCII)
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_ARTICLE = re.compile(r"[0-9a-f]{16}")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST = 2000  # characters of a reason
_NAME = 200  # of a name


def fault_of(correction: Correction) -> str:
    """What is wrong with a correction and how to mend it, without a full stop; "" where nothing is."""
    return _common(correction) or _OF[correction.action](correction)


def moment(text: str) -> datetime | None:
    """An RFC 3339 time in UTC; None where it is none.

    >>> moment("2021-03-05T09:00:00+08:00").isoformat(), moment("2021-03-05")
    ('2021-03-05T01:00:00+00:00', None)
    """
    if not _TIME.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _common(c: Correction) -> str:
    for name, text, longest in (("author", c.author, _NAME), ("reason", c.reason, _LONGEST)):
        if not text.strip():
            return f"'{name}' is empty; every correction says who made it and why"
        if _CONTROL.search(text) or len(text) > longest:
            return f"'{name}' holds control characters or more than {longest} characters; write one plain line"
    if moment(c.made_at) is None:
        return f"'{c.made_at}' is no time; write made_at like 2021-03-05T01:00:00Z"
    if c.action is not Action.ADD and (c.predicate is not None or c.evidence is not None):
        return f"'{c.action}' takes no predicate and no evidence; delete them"
    return ""


def _entity(text: str | None, name: str) -> str:
    if text is None:
        return f"'{name}' is missing; write the id of an entity, such as official/zhang-san-0123abcd"
    return (
        "" if ENTITY.fullmatch(text) else f"{name} '{text}' is no id of an entity, such as official/zhang-san-0123abcd"
    )


def _pair(c: Correction) -> str:
    fault = _entity(c.subject, "subject") or _entity(c.object, "object")
    return fault or ("subject and object are one id; a pair takes two" if c.subject == c.object else "")


def _rename(c: Correction) -> str:
    name = c.object or ""
    if not name.strip() or name != name.strip() or _CONTROL.search(name) or len(name) > _NAME:
        return f"'{name}' is no name; write the new name as object, in one line of at most {_NAME} characters"
    return _entity(c.subject, "subject")


def _retype(c: Correction) -> str:
    kinds = [str(kind) for kind in EntityType if kind is not EntityType.DATE]
    if c.object not in kinds:
        return f"'{c.object}' is no class; write one of {', '.join(kinds)} as object"
    return _entity(c.subject, "subject")


def _fact(c: Correction) -> str:
    if c.object is not None:
        return f"'{c.action}' takes no object; its subject is a statement or an evidence"
    if not FACT.fullmatch(c.subject):
        return f"subject '{c.subject}' is no id of a statement or an evidence, such as statement/0123456789abcdef"
    return ""


def _add(c: Correction) -> str:
    fault = _entity(c.subject, "subject")
    if fault or c.predicate is None:
        return fault or f"'predicate' is missing; write one of {', '.join(Predicate)}"
    if c.evidence and not (_ARTICLE.fullmatch(c.evidence.article) and 0 <= c.evidence.span.start < c.evidence.span.end):
        return "the evidence is no place; it has the id of an article, a start of at least 0, and an end after it"
    if c.predicate is Predicate.OCCURS_ON:
        return "" if c.object and _DATE.fullmatch(c.object) else f"'{c.object}' is no date; write it like 2021-03-05"
    fault = _entity(c.object, "object")
    return fault or ("a thing is in no relation with itself; give another object" if c.subject == c.object else "")


def _undo(c: Correction) -> str:
    if c.object is not None:
        return "'undo' takes no object; its subject is a correction"
    return (
        "" if CORRECTION.fullmatch(c.subject) else f"subject '{c.subject}' is no correction/ID; 'curate log' lists them"
    )


_OF: dict[Action, Callable[[Correction], str]] = {
    Action.SAME: _pair,
    Action.DIFFERENT: _pair,
    Action.RENAME: _rename,
    Action.RETYPE: _retype,
    Action.CONFIRM: _fact,
    Action.REJECT: _fact,
    Action.ADD: _add,
    Action.UNDO: _undo,
}

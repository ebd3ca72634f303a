"""The named queries of ontology/queries/: each answers one question that researchers ask."""

import re
from dataclasses import dataclass
from pathlib import Path

from kg_builder.model.errors import QueryError

_HEADER = re.compile(r"^# (title|question)@(zh|en): (.+)$", re.M)


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with its question in both languages."""

    name: str
    title_zh: str
    title_en: str
    question_zh: str
    question_en: str
    text: str


def named_queries(ontology: Path) -> dict[str, NamedQuery]:
    """All named queries by name, sorted. Raises QueryError where a header is missing."""
    found = {}
    for file in sorted((ontology / "queries").glob("*.rq")):
        text = file.read_text(encoding="utf-8")
        headers = {f"{match[1]}_{match[2]}": match[3].strip() for match in _HEADER.finditer(text)}
        missing = {"title_zh", "title_en", "question_zh", "question_en"} - set(headers)
        if missing:
            raise QueryError(
                f"{file}: the header lines {', '.join(sorted(missing))} are missing; add '# title@zh: …' and so on."
            )
        found[file.stem] = NamedQuery(file.stem, text=text, **headers)
    return found

"""The named queries of ontology/queries/: each answers one question that researchers ask.

Two lines of a header are for pages. `# links: official=o` says that ?o holds the IRI of what the column `official` names;
`# choose: c Campaign` says that the question may be asked of one campaign alone, the one that ?c is. That variable is bound in
every row, so that a VALUES clause behind the query picks it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg_builder.model.errors import QueryError

_HEADER = re.compile(r"^# (title|question)@(zh|en): (.+)$", re.M)
_LINKS = re.compile(r"^# links: (.+)$", re.M)
_CHOOSE = re.compile(r"^# choose: (\w+) (\w+)$", re.M)
_HEADERS = re.compile(r"^# (?:title@|question@|links:|choose:).*\n", re.M)
_SELECT = re.compile(r"^(SELECT .*?) WHERE \{", re.M)


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with its question in both languages."""

    name: str
    title_zh: str
    title_en: str
    question_zh: str
    question_en: str
    text: str
    links: Mapping[str, str] = field(default_factory=dict)  # column -> variable with the IRI of what it names
    choice: tuple[str, str] | None = None  # variable and class of what the question may be narrowed to

    def asked(self, language: str, chosen: str = "") -> str:
        """The query below its question; of one thing alone, by its IRI, where one is chosen."""
        question = self.question_zh if language == "zh" else self.question_en
        body = _HEADERS.sub("", self.text).strip()
        return f"# {question}\n{body}{self._only(chosen)}\n"

    def linked(self, chosen: str = "", limit: int = 0, offset: int = 0) -> str:
        """The same with the variables of its links as further columns, and a part of the rows where there is a limit."""
        further = "".join(f" ?{variable}" for variable in dict.fromkeys(self.links.values()))
        text = _SELECT.sub(lambda match: f"{match[1]}{further} WHERE {{", self.text, count=1).rstrip()
        part = f"\nLIMIT {limit} OFFSET {offset}" if limit else ""
        return f"{text}{part}{self._only(chosen)}\n"

    def _only(self, chosen: str) -> str:
        return f"\nVALUES ?{self.choice[0]} {{ <{chosen}> }}" if chosen and self.choice else ""


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
        pairs = (pair.partition("=") for match in _LINKS.finditer(text) for pair in match[1].split())
        links = {column: variable for column, _, variable in pairs}
        choose = _CHOOSE.search(text)
        choice = (choose[1], choose[2]) if choose else None
        found[file.stem] = NamedQuery(file.stem, text=text, links=links, choice=choice, **headers)
    return found

"""The words of `pages.toml`: containers of articles, what stands around them, what pages say that are none."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page is no article, and the words that tell."""

    why: str
    words: "re.Pattern[str]"


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of pages."""

    containers: tuple[str, ...]
    around: frozenset[str]
    related: "re.Pattern[str]"
    refused: tuple[Refusal, ...]


@lru_cache(maxsize=1)
def words() -> Words:
    """The words as they are shipped."""
    table = tomllib.loads(Path(__file__).with_name("pages.toml").read_text(encoding="utf-8"))
    return Words(
        tuple(table["containers"]),
        frozenset(table["around"]),
        re.compile(rf"[\W_]*(?:{_any(table['related'])})[\W_]*(?:更多|more)?[\W_]*", re.I),
        tuple(Refusal(each["why"], re.compile(_any(each["words"]), re.I)) for each in table["refused"]),
    )


def _any(written: list[str]) -> str:
    return "|".join(map(re.escape, written))

"""The words of the pages in both languages, and which language a reader wants."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from starlette.requests import Request

LANGUAGES = ("zh", "en")
COOKIE = "lang"


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """All texts: home.title -> {"zh": …, "en": …}."""
    sections = tomllib.loads((Path(__file__).parent.parent / "strings.toml").read_text(encoding="utf-8"))
    return {f"{section}.{key}": texts for section, own in sections.items() for key, texts in own.items()}


class Words:
    """The words in one language: `words("search.found", count=3)`."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """A text, filled in. A key that is not there is a bug, and raises."""
        texts = table()[key]
        text = texts[self.language]
        if values.get("count") == 1:
            text = texts.get(f"{self.language}_one", text)
        return text.format(**{name: self.number(value) for name, value in values.items()}) if values else text

    def number(self, value: object) -> str:
        """A number with its thousands set apart; anything else as it is.

        >>> Words("en").number(12345)
        '12,345'
        """
        return f"{value:,}" if isinstance(value, int) else str(value)

    def has(self, key: str) -> bool:
        """True where there is such a text."""
        return key in table()


def language_of(request: Request) -> str:
    """What the address says, else what was chosen before, else what the browser prefers, else Chinese."""
    for chosen in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if chosen in LANGUAGES:
            return str(chosen)
    return _preferred(request.headers.get("accept-language", ""))


def _preferred(accepted: str) -> str:
    """The first of equals in a list as "en-GB,en;q=0.9,zh;q=0.8".

    >>> _preferred("de, en;q=0.8, zh-CN;q=0.9"), _preferred("fr"), _preferred("en-GB")
    ('zh', 'zh', 'en')
    """
    found = {"zh": 0.0, "en": 0.0}
    for part in accepted.split(","):
        name, _, quality = part.strip().casefold().partition(";q=")
        main = name.split("-")[0]
        try:
            weight = float(quality or 1)
        except ValueError:
            weight = 0.0
        if main in found:
            found[main] = max(found[main], weight)
    return "en" if found["en"] > found["zh"] else "zh"

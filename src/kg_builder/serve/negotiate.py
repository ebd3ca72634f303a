"""Which form a client wants, by RFC 9110, section 12.5.1.

>>> best("text/csv;q=0.5, application/json", ("text/csv", "application/json"))
'application/json'
>>> best("image/png", ("text/csv",)) is None
True
"""

from collections.abc import Sequence


def best(accept: str, offered: Sequence[str]) -> str | None:
    """The offered media type that is wanted most, the first of equals; None where none is acceptable."""
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    found = max(offered, key=lambda each: (_quality(each, ranges), -offered.index(each)))
    return found if _quality(found, ranges) > 0 else None


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (each.strip() for each in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().casefold() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return name.casefold(), quality


def _quality(offered: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality of the most specific range that holds the type."""
    major = offered.partition("/")[0]
    for name in (offered, f"{major}/*", "*/*"):
        found = [quality for each, quality in ranges if each == name]
        if found:
            return max(found)
    return 0.0

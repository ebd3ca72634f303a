"""How much is read, in one place. What goes beyond a limit is left out with an issue that names the limit.

>>> limited(["file=1MB", "members=10"]).file, told(Limits())[:14]
(1000000, 'file=33554432 ')
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from kg_builder.model.errors import SettingsError

_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "KI": 2**10, "MI": 2**20, "GI": 2**30, "TI": 2**40}
_VALUE = re.compile(r"(\d{1,15})\s*([KMGT]I?)?B?", re.I)


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, but for `text` (characters), `ratio` and the counts."""

    file: int = 32 * 2**20  # of one article's file, or of one record
    text: int = 8_000_000  # characters of one article
    whole: int = (
        128 * 2**20
    )  # of what must be held whole: a JSON array, an archive inside an archive or from standard input
    unpacked: int = 64 * 2**30  # of all that one archive holds
    ratio: int = 300  # of unpacked to packed bytes, past `spared`
    members: int = 1_000_000  # of one archive
    spared: int = 16 * 2**20  # bytes up to which no ratio is looked at
    pages: int = 5_000  # of a PDF file


LIMITS = Limits()
SETTABLE = ("file", "whole", "unpacked", "ratio", "members")  # the others are looked at by readers, in other processes


def limited(settings: Sequence[str]) -> Limits:
    """The limits with some set otherwise: "file=64MB", "members=2000000"."""
    limits = LIMITS
    for setting in settings:
        name, _, value = setting.partition("=")
        match = _VALUE.fullmatch(value.strip())
        if name not in SETTABLE or match is None:
            raise SettingsError(f"--limit {setting}: give NAME=VALUE, as in file=64MB; names: {', '.join(SETTABLE)}.")
        limits = replace(limits, **{name: int(match[1]) * _UNITS[(match[2] or "").upper()]})
    return limits


def told(limits: Limits = LIMITS) -> str:
    """All limits as one line of help."""
    return " ".join(f"{field.name}={getattr(limits, field.name)}" for field in fields(limits))

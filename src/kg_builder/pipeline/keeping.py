"""What did not change is the last build's: a second name of its file, where that is whole."""

import hashlib
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kg_builder.project import Output
from kg_builder.workbook import Changed

_TOLD_ANEW = ("run.json", "reports/issues.jsonl", "reports/issues.txt")


def keep_texts(before: Output | None, now: Output, articles: Iterable[str], text: Callable[[str], str]) -> None:
    """Puts the texts of unchanged articles in their place, where the last build's file is harmed the text again."""
    for article in articles:
        new = now.articles / f"{article}.txt"
        old = before.articles / new.name if before else None
        try:
            if old and hashlib.sha256(old.read_bytes()).hexdigest().startswith(article):
                _link(old, new)
                continue
        except OSError:  # it is gone
            pass
        new.write_bytes(text(article).encode("utf-8"))


def keep_all(before: Output, now: Output, digests: Mapping[str, str]) -> None:
    """Puts all files of the last build in their place, where nothing changed. Raises Changed where one is harmed."""
    for name, digest in digests.items():
        if name in _TOLD_ANEW:
            continue
        try:
            with (before.root / name).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                    raise Changed(f"{name} is not what the last build wrote")
            _link(before.root / name, now.root / name)
        except FileNotFoundError:
            raise Changed(f"{name} of the last build is gone") from None


def _link(old: Path, new: Path) -> None:
    try:
        new.hardlink_to(old)
    except OSError:  # a disk without hard links
        shutil.copyfile(old, new)

"""The texts as read: one file an article. Those that did not change are the last build's files, where they are whole."""

import hashlib
from collections.abc import Callable, Iterable

from kg_builder.project import Output


def keep_texts(before: Output | None, now: Output, articles: Iterable[str], text: Callable[[str], str]) -> None:
    """Puts the texts of unchanged articles in their place: a second name of the last build's file, or the text again."""
    for article in sorted(articles):
        new = now.articles / f"{article}.txt"
        old = before.articles / new.name if before else None
        try:
            if old and hashlib.sha256(old.read_bytes()).hexdigest().startswith(article):
                new.hardlink_to(old)
                continue
        except OSError:  # it is gone, or the disk has no hard links
            pass
        new.write_bytes(text(article).encode("utf-8"))

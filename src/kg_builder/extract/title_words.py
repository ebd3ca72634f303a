"""The title that a post, or a post that was not read, ends in."""

import re

from kg_builder.model.mention import Mention
from kg_builder.model.once import once
from kg_builder.model.pack import Pack, TitleEntry


class TitleWords:
    """The titles of a pack with their aliases."""

    def __init__(self, pack: Pack) -> None:
        self._titles = {name: title for title in pack.titles for name in (title.name, *title.aliases)}
        self._longest = max(map(len, self._titles), default=1)

    def of(self, post: Mention) -> TitleEntry | None:
        """The pack's title that a post's name ends in."""
        for length in range(min(self._longest, len(post.name)), 0, -1):
            found = self._titles.get(post.name[-length:])
            if found is not None:
                return found
        return None

    def ends(self, word: str) -> bool:
        """市长, or 民盟四川省委会副主委: a title, also behind a body that was not read."""
        size = next((n for n in range(min(self._longest, len(word)), 1, -1) if word[-n:] in self._titles), 0)
        if not size or len(word) > 24 or re.search(r"[^㐀-龥]|[的任为由了]", word[:-size]):
            return False
        entry = self._titles[word[-size:]]
        return entry.kind not in ("private", "none")


title_words = once(TitleWords)

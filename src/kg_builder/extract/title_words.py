"""The title that a post, or a post that was not read, ends in."""

import re
from functools import lru_cache

from kg_builder.model.mention import Mention
from kg_builder.model.once import once
from kg_builder.model.pack import Pack, TitleEntry


class TitleWords:
    """The titles of a pack with their aliases."""

    def __init__(self, pack: Pack) -> None:
        self._titles = {name: title for title in pack.titles for name in (title.name, *title.aliases)}
        self._longest = max(map(len, self._titles), default=1)
        self._of = lru_cache(maxsize=8192)(self._ending)  # the posts of a corpus come again

    def of(self, post: Mention) -> TitleEntry | None:
        """The pack's title that a post's name ends in."""
        return self._of(post.name)

    def _ending(self, name: str) -> TitleEntry | None:
        endings = (name[-length:] for length in range(min(self._longest, len(name)), 0, -1))
        return next((self._titles[ending] for ending in endings if ending in self._titles), None)

    def ends(self, word: str) -> bool:
        """市长, or 民盟四川省委会副主委: a title, also behind a body that was not read."""
        size = next((n for n in range(min(self._longest, len(word)), 1, -1) if word[-n:] in self._titles), 0)
        if not size or len(word) > 24 or re.search(r"[^㐀-龥]|[的任为由了]", word[:-size]):
            return False
        entry = self._titles[word[-size:]]
        return entry.kind not in ("private", "none")


title_words = once(TitleWords)

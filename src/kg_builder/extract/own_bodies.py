"""Which bodies and regions are an official's own: those in the posts that stand beside the name."""

import re
from collections import defaultdict

from kg_builder.extract.stage import Stage
from kg_builder.model.mention import Mention
from kg_builder.model.once import once
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType

_T = EntityType
_BEFORE, _BEHIND = 40, 30
_GOVERNS = re.compile(r"(?P<region>.*[省市县区旗州镇乡盟道])(?:委|党委|(?:人民)?政府|党工委|管委会)")
_LEVEL = re.compile(r"(?:我们?)?(?P<level>[省市县区旗州镇乡盟])(?:里|委|党委|(?:人民)?政府|委、?.?政府)?$")


class OwnBodies:
    """Read once a document: the posts of every official, and what they are at."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.posts: list[tuple[str, Mention]] = []  # the name of a post, and who bears it
        self._bodies: dict[str, set[str]] = defaultdict(set)
        self._regions: dict[str, set[str]] = defaultdict(set)
        self._titles: dict[str, set[str]] = defaultdict(set)
        for person in stage.of(_T.OFFICIAL):
            for post in stage.within(Span(max(0, person.span.start - _BEFORE), person.span.end + _BEHIND), _T.POST):
                if self._beside(post, person):
                    self._add(post, person)
        leaders = tuple(stage.pack.words.get("state_leaders", ()))
        known = set(stage.pack.words.get("known_people", ()))
        self._leaders = {n for n, titles in self._titles.items() if any(t.endswith(leaders) for t in titles)} | known

    def _beside(self, post: Mention, person: Mention) -> bool:
        if post.span.end > person.span.start and post.span.start - person.span.end > 2:
            return False
        between = self._stage.text[min(post.span.end, person.span.end) : max(post.span.start, person.span.start)]
        return not ("，" in between or "。" in between or "；" in between)

    def _add(self, post: Mention, person: Mention) -> None:
        self.posts.append((post.name, person))
        self._titles[person.name].add(post.name)
        for part in self._stage.within(post.span, _T.BUREAU, _T.REGION):
            (self._bodies if part.type is _T.BUREAU else self._regions)[person.name].add(part.name)

    def is_state_leader(self, person: Mention) -> bool:
        """True for the few dozen leaders of party and state: what they say a country must do is told, not pledged."""
        return person.name in self._leaders

    def owns(self, person: Mention, thing: Mention) -> bool:
        """True where a body is the person's own, or governs the region of a post of theirs; a region likewise."""
        if thing.type is _T.REGION:
            return thing.name in self._regions[person.name] and self._heads_region(person.name)
        bodies = self._bodies[person.name]
        if thing.name in bodies:
            return True
        governs = _GOVERNS.fullmatch(thing.name.removeprefix("中共"))
        return governs is not None and any(title.removeprefix("中共").startswith(governs["region"]) for title in
                                           self._titles[person.name])  # fmt: skip

    def _heads_region(self, name: str) -> bool:
        return any(
            re.search(r"[省市县区旗州镇乡盟党][委长]|主席|书记|[省市县区旗州镇乡盟]长", t) for t in self._titles[name]
        )

    def is_own_level(self, person: Mention, subject: str) -> bool:
        """旗里, 市委 of somebody with a post at that level."""
        match = _LEVEL.fullmatch(subject)
        return match is not None and any(match["level"] in title for title in self._titles[person.name])


own_bodies = once(OwnBodies)

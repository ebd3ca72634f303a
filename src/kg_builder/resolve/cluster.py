"""Groups of what articles name that are one thing, and the union-find that makes them whatever the order."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from kg_builder.resolve.profile import Named, Profile

Found = tuple[Profile, Named]  # a name where an article has it


class Cluster(Struct, gc=False):
    """One thing: where it is named, what tells it from others of its name, and why its members are one."""

    found: list[Found]
    anchor: str = ""  # goes into the id
    reasons: list[tuple[str, tuple[str, ...]]] = []  # sentence, articles

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of its articles, sorted."""
        return tuple(sorted({profile.article for profile, _ in self.found}))


class Union:
    """Disjoint sets of the numbers below `size`."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root(self, item: int) -> int:
        """The smallest member of an item's set."""
        while self._above[item] != item:
            self._above[item] = self._above[self._above[item]]
            item = self._above[item]
        return item

    def join(self, a: int, b: int) -> bool:
        """Makes one set of two; False where they were one."""
        first, second = sorted((self.root(a), self.root(b)))
        self._above[second] = first
        return first != second

    def sets(self, items: Iterable[int]) -> list[list[int]]:
        """The sets, each sorted, in the order of their smallest members."""
        found: dict[int, list[int]] = {}
        for item in sorted(items):
            found.setdefault(self.root(item), []).append(item)
        return list(found.values())


def articles_of(found: Sequence[Found], items: Iterable[int]) -> tuple[str, ...]:
    """The ids of the articles of some items, sorted."""
    return tuple(sorted({found[item][0].article for item in items}))

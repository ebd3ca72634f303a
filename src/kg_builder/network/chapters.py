"""A graph too large for one page as several: one a campaign, and one a region, each with what is around it, and an index.

The index holds the most telling part of the graph; every page has the list of all. What no page holds, the server shows.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg_builder.model.knowledge import Entity, KnowledgeGraph
from kg_builder.model.vocabulary import EntityType
from kg_builder.network.page import page
from kg_builder.network.siblings import Link
from kg_builder.network.telling import excerpt, fits, part, telling

INDEX = "graph.html"
PAGES = 60  # besides the index: each is a file of half a megabyte or more
_FOLDER = "pages"
_HEADS = (EntityType.CAMPAIGN, EntityType.REGION)
_LEAST = 5  # relations of a campaign or region that has a page
_STEPS, _MOST = 2, 2500  # how far a page reaches from its head, and the most entities it holds
_ENDS = ("slogan/", "goal/", "meeting/", "post/", "commitment/")  # ids: a page does not reach out from these

Near = Callable[[Collection[str]], Iterable[tuple[str, str]]]  # entities -> the ends of all relations they have


@dataclass(frozen=True, slots=True)
class Chapter:
    """One of the pages: its name, the campaign or region it is about, and the ids it holds."""

    link: Link
    nodes: frozenset[str]


def chapters(heads: Sequence[Entity], near: Near) -> list[Chapter]:
    """The pages of a graph; `heads` are campaigns and regions, those with most relations first, campaigns before regions."""
    found = []
    for head in heads[:PAGES]:
        nodes = _around(head.id, near)
        if len(nodes) > _LEAST:
            kind = str(head.type).lower()
            name = re.sub(r"[^A-Za-z0-9_-]+", "-", head.id.rpartition("/")[2])[-80:]
            found.append(Chapter(Link(head.name, kind, f"{_FOLDER}/{kind}-{name}.html", len(nodes)), frozenset(nodes)))
    return found


def links(chapters_: Sequence[Chapter], index: int, of: Chapter | None = None) -> list[Link]:
    """The links to all pages as a page needs them: the index (which has `index` nodes), or one in the folder beside it."""
    links = [Link("总览 · Overview", "index", INDEX, index), *(each.link for each in chapters_)]
    return links if of is None else [replace(link, href=_from_folder(link.href)) for link in links]


def pages(graph: KnowledgeGraph, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Path and content of each page of a graph, the index first; one alone where that holds all of it."""
    lines = [(s.subject, s.object) for s in graph.statements.values() if isinstance(s.object, str)]
    if fits(len(graph.entities), len(lines)):
        yield INDEX, page(graph, texts)
        return
    joined: dict[str, list[tuple[str, str]]] = {own: [] for own in graph.entities}
    for line in lines:
        for end in line:
            joined[end].append(line)
    heads = sorted(
        (e for e in graph.entities.values() if e.type in _HEADS),
        key=lambda e: (_HEADS.index(e.type), -len(joined[e.id]), e.id),
    )
    found = chapters(heads, lambda owns: (line for own in sorted(owns) for line in joined[own]))
    (index, left), whole = excerpt(telling(graph)), len(graph.entities)
    yield INDEX, page(index, texts, whole, links(found, len(index.entities)), left)
    for each in found:
        shown, left = excerpt(part(graph, set(each.nodes)))
        yield each.link.href, page(shown, texts, whole, links(found, len(index.entities), each), left)


def _from_folder(href: str) -> str:
    inside = f"{_FOLDER}/"
    return href.removeprefix(inside) if href.startswith(inside) else f"../{href}"


def _around(head: str, near: Near) -> set[str]:
    """The head and what is a few steps from it, what is joined most first."""
    found, rim = {head}, {head}
    for _ in range(_STEPS):
        reached: Counter[str] = Counter()
        for a, b in near(rim):
            for own, other in ((a, b), (b, a)):
                if own in rim and other not in found:
                    reached[other] += 1
        grown = sorted(reached, key=lambda own: (-reached[own], own))[: _MOST - len(found)]
        found.update(grown)
        rim = {own for own in grown if not own.startswith(_ENDS)}
    return found

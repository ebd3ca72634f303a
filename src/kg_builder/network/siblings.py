"""The pages of one graph name each other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Another page of the same graph."""

    name: str
    kind: str  # index, campaign, region
    href: str
    nodes: int

"""Starts the engine of a name."""

from kg_builder.engines.inline import InlineEngine
from kg_builder.engines.limits import Limits
from kg_builder.engines.pool import PoolEngine
from kg_builder.model.extension import Engine


def start(workers: int, limits: Limits | None = None) -> Engine:
    """One worker reads plain texts in this process, more run in processes of their own."""
    return InlineEngine(limits) if workers <= 1 else PoolEngine(workers, limits)

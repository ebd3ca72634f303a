"""Starts the engine of a name."""

from kg_builder.engines.inline import InlineEngine
from kg_builder.engines.pool import PoolEngine
from kg_builder.model.extension import Engine


def start(workers: int) -> Engine:
    """One worker runs in this process, more run in processes of their own."""
    return InlineEngine() if workers <= 1 else PoolEngine(workers)

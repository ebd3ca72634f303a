"""Starts the engine of a name."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kg_builder.engines.cluster import DaskEngine
from kg_builder.engines.inline import InlineEngine
from kg_builder.engines.kit import Make
from kg_builder.engines.limits import Limits
from kg_builder.engines.pool import PoolEngine
from kg_builder.model.errors import SettingsError
from kg_builder.model.extension import Engine

ENGINES = ("local", "dask")


def start(workers: int, limits: Limits | None = None) -> InlineEngine | PoolEngine:
    """One worker reads plain texts in this process, more run in processes of their own."""
    return InlineEngine(limits) if workers <= 1 else PoolEngine(workers, limits)


@contextmanager
def opened(name: str, workers: int, master: str | None, made_of: Callable[[], Make]) -> Iterator[Engine]:
    """The engine of a name; `master` is the address of a cluster, of which every worker must be made as we are."""
    if name not in ENGINES:
        raise SettingsError(f"--engine {name}: no such engine; there are {', '.join(ENGINES)}.")
    if name == "local":
        if master:
            raise SettingsError("--master is the address of a cluster; give --engine dask with it.")
        with start(workers) as engine:
            yield engine
    elif not master:
        raise SettingsError(
            "--engine dask needs --master, the address of its scheduler, as in --master tcp://HOST:8786."
        )
    else:
        with DaskEngine(master, made_of) as cluster:
            yield cluster

"""Workers of a cluster that Dask distributed runs: order kept, bounded work in flight, no disk shared.

Dask gives a task whose worker died to another one. Where that goes wrong again and again, the task's articles are done one
by one, each in a process of its own with limits, so that the one at fault is found and costs nobody else.
"""

import logging
import pickle
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from functools import partial
from itertools import count
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from kg_builder.engines import kit
from kg_builder.engines.fault import lost
from kg_builder.engines.limits import Limits
from kg_builder.engines.pool import in_place
from kg_builder.model.errors import Issue, SettingsError
from kg_builder.model.extension import OnIssue

if TYPE_CHECKING:
    from distributed import Client, Future

A = TypeVar("A")
B = TypeVar("B")
_BATCH = 64  # articles sent together, at most; the first batches are smaller, so that every worker gets one early
_BYTES = 256 * 1024  # of them
_AHEAD = 3  # tasks under way for each thread of the cluster
_LOOK = 5.0  # seconds after which one looks again who is there
_LIBRARIES = ("kg_builder", "distributed", "dask")


class DaskEngine:
    """The workers of one scheduler, while the `with` lasts."""

    local = False

    def __init__(
        self,
        master: str,
        made_of: Callable[[], kit.Make],
        limits: Limits | None = None,
        patience: float = 10.0,
        absence: float = 60.0,
    ) -> None:
        """`made_of` tells what a result depends on; a worker must tell the same.

        In seconds: `patience` for who is not there when it begins, `absence` of all workers in the middle.
        """
        self._master = master
        self._made_of = made_of
        self._limits = limits or Limits()
        self._patience = patience
        self._absence = absence
        self._client: Client = _connected(master, patience)
        self._threads, self._counted = 0, 0.0
        try:
            self._meet()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "DaskEngine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leaves the cluster; what was sent there is forgotten."""
        self._client.close(timeout=2)

    def map(self, work: Callable[[A], B], items: Iterable[A], on_issue: OnIssue) -> Iterator[B]:
        """Results in the order of the items; `work` must be picklable and importable there."""
        with _Shipping(self._client, kit.packed(work, self._limits), self._made_of) as shipping:
            for batch, task in self._ahead(_batches(items), lambda batch: shipping.batch(batch, careful=False)):
                for answer in self._answers(shipping, batch, task):
                    if isinstance(answer, Issue):
                        on_issue(answer)
                    else:
                        yield answer

    def spread(self, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """The same for large items that are no article's, a task each; what fails there raises."""
        return in_place(work, items, partial(self._spread, work))

    def _spread(self, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        with _Shipping(self._client, kit.packed(work, self._limits), self._made_of) as shipping:
            for _, task in self._ahead(items, shipping.item):
                answer = self._large(task)
                if isinstance(answer, kit.Raised):
                    raise answer.error
                yield pickle.loads(answer)  # noqa: S301 from our own worker

    def _ahead(self, items: Iterable[A], send: "Callable[[A], Future]") -> "Iterator[tuple[A, Future]]":
        """Sends items, a bounded number ahead of the one that is handed on."""
        under_way: deque[tuple[A, Future]] = deque()
        for item in items:
            under_way.append((item, send(item)))
            while under_way and (len(under_way) >= self._most() or under_way[0][1].done()):
                yield under_way.popleft()
        while under_way:
            yield under_way.popleft()

    def _most(self) -> int:
        """How many tasks may be under way: workers come and go."""
        if time.monotonic() - self._counted > _LOOK:
            self._threads, self._counted = sum(self._there().values()), time.monotonic()
        return max(2, _AHEAD * self._threads)

    def _answers(self, shipping: "_Shipping", batch: list[Any], task: "Future") -> Iterator[Any]:
        from distributed import KilledWorker

        try:
            yield from map(pickle.loads, self._result(task))
            return
        except KilledWorker:
            pass
        for item in batch:
            try:
                yield from map(pickle.loads, self._result(shipping.batch([item], careful=True)))
            except KilledWorker:
                yield lost(item)

    def _large(self, task: "Future") -> Any:  # noqa: ANN401 - what a task gives
        from distributed import KilledWorker

        try:
            return self._result(task)
        except KilledWorker:
            raise SettingsError(
                f"{self._master}: a task of the graph was given up, each worker that took it up died; "
                "give the workers more memory (dask worker --memory-limit), then build again: what was read is kept."
            ) from None

    def _result(self, task: "Future") -> Any:  # noqa: ANN401 - what a task gives
        """What came of a task. Raises KilledWorker where its workers died again and again."""
        since: float | None = None  # nobody was there
        while True:
            try:
                answer = task.result(timeout=min(_LOOK, self._absence))
            except TimeoutError:
                since = None if self._there() else since or time.monotonic()
                if since and time.monotonic() - since >= self._absence:
                    raise self._deserted() from None
            except (CancelledError, OSError):
                raise self._broken() from None
            except ModuleNotFoundError as error:
                raise self._unlike("a worker", str(error)) from None
            except RuntimeError as error:
                if "deserialization of the task graph" not in str(error):
                    raise
                raise self._unlike("the scheduler", str(error.__cause__ or "it does not know kg_builder")) from None
            else:
                if isinstance(answer, kit.Stranger):
                    raise self._unlike("a worker", _difference(answer.make, self._made_of()))
                return answer

    def _there(self) -> dict[str, int]:
        """The workers and their threads."""
        try:
            return dict(self._client.nthreads())
        except (CancelledError, OSError):
            raise self._broken() from None

    def _meet(self) -> None:
        """Makes sure that somebody is there, and that all are of our make."""
        try:
            self._client.wait_for_workers(1, timeout=self._patience)
        except TimeoutError:
            raise self._deserted() from None
        own = self._made_of()
        for worker, make in sorted(self._client.run(self._made_of, on_error="return").items()):
            if isinstance(make, Exception):
                raise self._unlike(f"the worker {worker}", str(make))
            if make != own:
                raise self._unlike(f"the worker {worker}", _difference(make, own))

    def _deserted(self) -> SettingsError:
        return SettingsError(
            f"{self._master}: the scheduler has no workers; start some: dask worker {self._master} --nworkers 2 --nthreads 1"
        )

    def _broken(self) -> SettingsError:
        return SettingsError(
            f"{self._master}: the connection to the scheduler was lost; see whether it runs, then build again: "
            "what was read until now is kept."
        )

    def _unlike(self, who: str, difference: str) -> SettingsError:
        return SettingsError(
            f"{self._master}: {who} is not made as this program is ({difference}); "
            "install the same Python, kg-builder and libraries there (constraints.txt)."
        )


class _Shipping:
    """A work on its way to workers, sent to each of them once, and its tasks."""

    def __init__(self, client: "Client", parcel: bytes, made_of: Callable[[], kit.Make]) -> None:
        self._client = client
        self._name = f"kg-builder-{uuid.uuid4().hex}"
        self._numbers = count()
        # kept by the scheduler as what to do, so that it is made again where the workers that hold it are gone
        self._kit: Future | None = client.submit(
            kit.Kit, parcel, dict(made_of()), made_of, key=f"{self._name}-work", pure=False
        )

    def __enter__(self) -> "_Shipping":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._kit = None  # nobody wants it: it goes from the workers, and tasks still under way with it

    def batch(self, batch: list[Any], careful: bool) -> "Future":
        """Articles as a task."""
        return self._sent(kit.answers, pickle.dumps(batch, pickle.HIGHEST_PROTOCOL), careful)

    def item(self, item: object) -> "Future":
        """A large item as a task."""
        return self._sent(kit.made, pickle.dumps(item, pickle.HIGHEST_PROTOCOL))

    def _sent(self, task: Callable[..., Any], *given: object) -> "Future":
        return self._client.submit(task, self._kit, *given, key=(self._name, next(self._numbers)), pure=False)


def _batches(items: Iterable[A]) -> Iterator[list[A]]:
    """Articles to be sent together: few at first, then more."""
    batch: list[A] = []
    most, size = 4, 0
    for item in items:
        batch.append(item)
        size += len(getattr(getattr(item, "source", item), "payload", b""))
        if len(batch) >= most or size >= _BYTES:
            yield batch
            batch, size, most = [], 0, min(_BATCH, most + 2)
    if batch:
        yield batch


def _connected(master: str, patience: float) -> "Client":
    try:
        import dask
        from distributed import Client
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _LIBRARIES:
            raise
        raise SettingsError(
            "The package distributed is not installed; run: pip install 'kg-builder[cluster]'."
        ) from None
    for name in ("distributed", "distributed.client", "tornado"):  # they tell at length what is told here in a sentence
        logging.getLogger(name).setLevel(logging.CRITICAL)
    # what a task of ours takes along (the part of a graph that a page shows) is meant to go with it
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"})
    try:
        _readable(master)
        return Client(master, timeout=patience, set_as_default=False, name="kg-builder")
    except (OSError, ValueError, TimeoutError, ImportError) as error:
        reason = str(error) or type(error).__name__
        raise SettingsError(
            f"{master}: no Dask scheduler answers there ({reason}); start one with: dask scheduler, "
            "and give the address it tells, as in --master tcp://HOST:8786."
        ) from None


def _readable(master: str) -> None:
    """Raises ValueError for an address that a client, half begun, would fail at and then wait half a minute to be closed."""
    from distributed import Security
    from distributed.comm import get_address_host_port

    get_address_host_port(master, strict=True)
    if master.startswith("tls://") and Security().get_connection_args("client").get("ssl_context") is None:
        raise ValueError("no certificate is set: distributed.comm.tls in Dask's configuration")


def _difference(there: kit.Make, here: kit.Make) -> str:
    names = [name for name in {**here, **there} if there.get(name) != here.get(name)]
    return ", ".join(f"{name} {there.get(name, 'missing')} there, {here.get(name, 'missing')} here" for name in names)

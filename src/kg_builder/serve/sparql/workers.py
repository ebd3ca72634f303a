"""The processes that answer queries, started beforehand, killed when one takes too long."""

import asyncio
import itertools
import json
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import anyio

from kg_builder.serve.settings import Settings

_WORN = 400 * 1024**2  # bytes a process may have held before it is replaced: memory comes back
_PAUSE = 1.0  # seconds between attempts to start a process where the machine refuses
_LONG = 1.0  # seconds after which a query makes way for others: another process takes its place, and it goes second
_PATIENCE = 3.0  # seconds that a query may take while others wait and as many as may take long do: then it is refused
_START = 60.0  # seconds that a start may take
_LOG = logging.getLogger("kg_builder.serve")

_SECOND = 10  # the priority of a query that takes long, as nice(1) counts
_CHUNK = 1 << 16  # bytes


@dataclass(frozen=True, slots=True)
class Job:
    """One query on one store."""

    store: Path
    query: str
    table: str  # media type, should the answer be a table
    graph: str  # media type, should it be a graph
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job."""

    status: str  # ok, wrong, rows, time, memory, disk, died
    message: str = ""
    media_type: str = ""
    body: bytes = b""
    file: BinaryIO | None = None  # a large answer, which has no name any more: it is gone when this is closed
    size: int = 0  # of the file

    def whole(self) -> bytes:
        """All of the answer."""
        if self.file is None:
            return self.body
        with self.file:
            return self.file.read()

    async def parts(self) -> AsyncIterator[bytes]:
        """The answer piece by piece; it was whole on disk before the first of them."""
        if self.file is None:
            yield self.body
            return
        async with anyio.wrap_file(self.file) as file:
            while data := await file.read(_CHUNK):
                yield data


class Busy(Exception):
    """All processes answer, and as many queries wait as may, or as many take long."""


class Workers:
    """A fixed number of processes; `ask` waits for a free one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._free: asyncio.Queue[asyncio.subprocess.Process] = asyncio.Queue()
        self._spools = Path()
        self._numbers = itertools.count()
        self._waiting = 0
        self._stopping = False
        self._running: set[asyncio.subprocess.Process] = set()
        self._long: set[asyncio.subprocess.Process] = set()  # as many as `workers` at most, beside those
        self._refused: set[asyncio.subprocess.Process] = set()  # killed for those who wait
        self._renewals: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Starts the processes."""
        self._spools = Path(tempfile.mkdtemp(prefix="kg-builder-"))  # 0700
        await asyncio.gather(*(self._start_one() for _ in range(self._settings.workers)))

    async def stop(self) -> None:
        """Ends them all."""
        self._stopping = True
        for task in self._renewals:
            task.cancel()
        await asyncio.gather(*self._renewals, return_exceptions=True)
        for process in list(self._running):
            await self._end(process)
        shutil.rmtree(self._spools, ignore_errors=True)

    async def ask(self, job: Job) -> Result:
        """The answer. Raises Busy. A caller who goes away takes his query with him."""
        process = await self._one()
        spool = self._spools / str(next(self._numbers))
        whole = False
        way = asyncio.create_task(self._make_way(process))
        refused = False
        try:
            result, whole = await self._answered(process, job, spool)
        finally:
            way.cancel()
            refused = process in self._refused
            self._refused.discard(process)
            if process in self._long:
                self._long.discard(process)
                self._begin(self._gone(process, spool))
            elif whole and not refused:
                self._free.put_nowait(process)
            else:  # nobody waits for a process that is no use any more
                self._begin(self._renew(process, spool))
        if refused and result.status == "died":
            raise Busy
        return result

    async def _make_way(self, process: asyncio.subprocess.Process) -> None:
        """A query that takes long keeps its process for itself; those that take a moment do not wait behind it.

        Where as many take long as may, it is refused as soon as others wait.
        """
        loop = asyncio.get_running_loop()
        refusing = loop.time() + _PATIENCE
        while not self._stopping:
            await asyncio.sleep(_LONG)
            if len(self._long) < self._settings.workers:
                self._long.add(process)
                with suppress(OSError):
                    os.setpriority(os.PRIO_PROCESS, process.pid, _SECOND)
                self._begin(self._another())
                return
            if self._waiting and loop.time() >= refusing:
                self._refused.add(process)
                with suppress(ProcessLookupError):
                    process.kill()
                return

    async def _one(self) -> asyncio.subprocess.Process:
        """A free process that lives: one that the system ended while it was idle is nobody's fault."""
        if self._free.empty() and self._waiting >= self._settings.waiting:
            raise Busy
        self._waiting += 1
        try:
            while (process := await self._free.get()).returncode is not None:
                self._begin(self._renew(process))
            return process
        finally:
            self._waiting -= 1

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        if self._stopping:
            work.close()
            return
        task = asyncio.create_task(work)
        self._renewals.add(task)
        task.add_done_callback(self._renewals.discard)

    async def _answered(self, process: asyncio.subprocess.Process, job: Job, spool: Path) -> tuple[Result, bool]:
        """The result, and whether the process may go on."""
        try:
            async with asyncio.timeout(self._settings.seconds):
                head, body = await self._exchange(process, job, spool)
        except TimeoutError:
            return Result("time"), False
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, ValueError):
            return Result("died"), False
        file: BinaryIO | None = None
        size = len(body)
        if head.get("file"):
            file, size = spool.open("rb"), spool.stat().st_size  # closed by whoever reads it, or when nobody does
        spool.unlink(missing_ok=True)
        result = Result(head["status"], head.get("message", ""), head.get("type", ""), body, file, size)
        return result, head["memory"] < _WORN

    async def _exchange(
        self, process: asyncio.subprocess.Process, job: Job, spool: Path
    ) -> tuple[dict[str, Any], bytes]:
        if process.stdin is None or process.stdout is None:
            raise ConnectionError
        line = {
            "store": str(job.store), "query": job.query, "table": job.table, "graph": job.graph,
            "default": list(job.default_graphs), "named": list(job.named_graphs), "rows": self._settings.rows,
            "seconds": self._settings.seconds, "spool": str(spool),
        }  # fmt: skip
        process.stdin.write(json.dumps(line).encode() + b"\n")
        await process.stdin.drain()
        head = json.loads(await process.stdout.readuntil())
        return head, await process.stdout.readexactly(head["size"])

    async def _start_one(self) -> None:
        """A process among the free ones, as soon as it can answer: its start is not part of anybody's time."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kg_builder.serve.sparql.worker", str(self._settings.memory),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
            limit=1 << 20,
        )  # fmt: skip
        self._running.add(process)
        try:
            async with asyncio.timeout(_START):
                ready = process.stdout is not None and await process.stdout.readline() == b"ready\n"
        except TimeoutError:
            ready = False
        if not ready:
            await self._end(process)
            raise RuntimeError("a process that answers queries does not start")
        self._free.put_nowait(process)

    async def _renew(self, process: asyncio.subprocess.Process, spool: Path | None = None) -> None:
        await self._gone(process, spool)
        await self._another()

    async def _gone(self, process: asyncio.subprocess.Process, spool: Path | None) -> None:
        await self._end(process)
        if spool is not None:
            spool.unlink(missing_ok=True)  # only now will nobody write to it any more

    async def _another(self) -> None:
        """A further process, however long the machine refuses: else there would be fewer and fewer."""
        while True:
            try:
                return await self._start_one()
            except (OSError, RuntimeError) as error:
                _LOG.warning("%s; tried again.", error)
                await asyncio.sleep(_PAUSE)

    async def _end(self, process: asyncio.subprocess.Process) -> None:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        self._running.discard(process)

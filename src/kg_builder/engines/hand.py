"""One worker process as its parent sees it."""

import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from kg_builder.engines.limits import Limits
from kg_builder.engines.worker import READY

_AHEAD = 32 * 1024  # bytes waiting in a pipe: so much fits into it, so that sending never waits for a worker that hangs
_FEW = 8  # items waiting there


@dataclass(slots=True)
class Task:
    """An item on its way."""

    place: int  # in the order of the items
    item: Any
    packed: bytes
    deaths: int = 0


@dataclass(frozen=True, slots=True)
class News:
    """What was heard of a worker: an answer, or that it is gone."""

    hand: "Hand"
    answer: Any
    gone: bool
    heard: float


@dataclass(slots=True, eq=False)
class Hand:
    """A process, what it was given and has not answered, and since when it works on the first of it."""

    process: "subprocess.Popen[bytes]"
    limits: Limits
    waiting: deque[Task] = field(default_factory=deque)
    since: float | None = None  # None until it is ready

    def takes(self, task: Task) -> bool:
        """Whether it can be given a task now."""
        if not self.waiting:
            return self.since is not None  # it is reading: it takes one of any size
        ahead = sum(len(other.packed) for other in self.waiting) + len(task.packed)
        return len(self.waiting) < _FEW and ahead <= _AHEAD and not task.deaths and not self.waiting[-1].deaths

    def give(self, task: Task) -> None:
        """Sends a task. Where the worker is gone the news of it follows."""
        if not self.waiting:
            self.since = time.monotonic()
        self.waiting.append(task)
        try:
            assert self.process.stdin is not None
            self.process.stdin.write(task.packed)
            self.process.stdin.flush()
        except OSError:
            pass

    def left(self, now: float) -> float | None:
        """Seconds that its task still has."""
        if not self.waiting or self.since is None:
            return None
        return self.since + self.limits.time(len(self.waiting[0].packed)) - now

    def end(self) -> int | None:
        """Ends the process, at once; its exit code."""
        self.process.kill()
        code = self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                assert pipe is not None
                pipe.close()
            except OSError:
                pass
        return code


def hire(packed: bytes, limits: Limits, news: "queue.SimpleQueue[News]") -> Hand:
    """Starts a worker; `packed` are the pickled work and its bound of memory. What it answers goes into `news`."""
    code = f"import sys; sys.path[:] = {sys.path!r}; from kg_builder.engines.worker import main; main({os.getpid()})"
    own = {"process_group": 0} if os.name == "posix" else {}  # Ctrl-C reaches us alone
    process = subprocess.Popen(  # noqa: S603 our own interpreter and code
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        **own,  # type: ignore[call-overload]
    )
    hand = Hand(process, limits)
    threading.Thread(target=_listen, args=(hand, process.stdout, news), daemon=True).start()
    try:
        process.stdin.write(packed)
        process.stdin.flush()
    except OSError:
        pass  # it is gone: the news of it follows
    return hand


def _listen(hand: Hand, replies: BinaryIO, news: "queue.SimpleQueue[News]") -> None:
    while True:
        try:
            answer = pickle.load(replies)  # noqa: S301 from our own worker, through a pipe
        except Exception:  # its end, in the middle of an answer or not
            news.put(News(hand, None, True, time.monotonic()))
            return
        news.put(News(hand, answer, False, time.monotonic()))


def is_ready(answer: object) -> bool:
    """Whether an answer is that of a worker that has begun."""
    return isinstance(answer, str) and answer == READY

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

_PIPE = 64 * 1024  # bytes that a pipe holds, and
_WIDE = 1024 * 1024  # on Linux: large items wait in it, and a large answer until it is heard
_SLACK = 32 * 1024  # of them: the last page of each item that waits may be half empty
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
    ahead: int  # bytes waiting in its pipe: so much fits into it, so that sending never waits for a worker that hangs
    limits: Limits = field(default_factory=Limits)
    waiting: deque[Task] = field(default_factory=deque)
    since: float | None = None  # None until it is ready
    jobs: int = 0  # for which it is not ready yet
    started: bool = False  # it was ready once

    def begin(self, job: bytes, limits: Limits) -> None:
        """Sends a job; its tasks follow once the worker is ready for it."""
        self.limits, self.since = limits, None
        self.jobs += 1
        self._send(job)

    def ready(self, heard: float) -> None:
        """It has begun a job."""
        self.jobs -= 1
        self.started = True
        if not self.jobs:
            self.since = heard

    def takes(self, task: Task) -> bool:
        """Whether it can be given a task now."""
        if not self.waiting:
            return self.since is not None  # it is reading: it takes one of any size
        ahead = sum(len(other.packed) for other in self.waiting) + len(task.packed)
        return len(self.waiting) < _FEW and ahead <= self.ahead and not task.deaths and not self.waiting[-1].deaths

    def give(self, task: Task) -> None:
        """Sends a task. Where the worker is gone the news of it follows."""
        if not self.waiting:
            self.since = time.monotonic()
        self.waiting.append(task)
        self._send(task.packed)

    def _send(self, packed: bytes) -> None:
        try:
            assert self.process.stdin is not None
            self.process.stdin.write(packed)
            self.process.stdin.flush()
        except OSError:
            pass  # it is gone: the news of it follows

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


class Crew:
    """Workers that go from one job to the next, and what is heard of them."""

    def __init__(self) -> None:
        self.hands: list[Hand] = []
        self.news: queue.SimpleQueue[News] = queue.SimpleQueue()

    def hire(self) -> Hand:
        """One more worker."""
        hand = _hired(self.news)
        self.hands.append(hand)
        return hand

    def dismiss(self, hand: Hand) -> int | None:
        """One less."""
        self.hands.remove(hand)
        return hand.end()

    def rest(self) -> None:
        """Those who wait for the next job stay, those who still have work are ended: nobody wants it any more."""
        self._end([hand for hand in self.hands if hand.waiting])

    def end(self) -> None:
        """No worker is left."""
        self._end(list(self.hands))

    def _end(self, hands: list[Hand]) -> None:
        for hand in hands:
            hand.process.kill()  # all at once, then one by one
        for hand in hands:
            self.dismiss(hand)


def _hired(news: "queue.SimpleQueue[News]") -> Hand:
    """Starts a worker. What it answers goes into `news`."""
    code = f"import sys; sys.path[:] = {sys.path!r}; from kg_builder.engines.worker import main; main({os.getpid()})"
    own = {"process_group": 0} if os.name == "posix" else {}  # Ctrl-C reaches us alone
    process = subprocess.Popen(  # noqa: S603 our own interpreter and code
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        **own,  # type: ignore[call-overload]
    )
    hand = Hand(process, min(map(_widened, (process.stdin, process.stdout))) - _SLACK)
    threading.Thread(target=_listen, args=(hand, process.stdout, news), daemon=True).start()
    return hand


def _widened(pipe: BinaryIO) -> int:
    """Makes a pipe as wide as the system lets us; the bytes that fit into it."""
    if sys.platform == "linux":
        import fcntl

        try:
            return fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _WIDE)
        except OSError:
            pass  # this user has no more pages for pipes
    return _PIPE


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

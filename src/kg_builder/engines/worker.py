"""The other side of `hand.py`: a process of its own that works on one item after the other.

It is a fresh interpreter, never a fork: a fork of a process with threads may hang, and this way the script of whoever calls
us need not guard its main part. What comes and goes through the pipes are pickles between the two of us, never from a file.
"""

import os
import pickle
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kg_builder.engines.fault import failed
from kg_builder.engines.limits import bound, die_with

READY = "ready"


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done with the items that follow, and the memory that one of them may take."""

    work: Callable[[Any], Any]
    memory: int


def main(parent: int) -> None:
    """Reads a job, its items, the next job and so on; writes READY for a job, a result or an Issue for an item. Ends with its input."""
    die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)  # what a library prints is no result
    while True:
        try:
            given = pickle.load(requests)  # noqa: S301 from our parent, through a pipe
            if isinstance(given, Job):
                work, answer = given.work, pickle.dumps(READY)
                bound(given.memory)
            else:
                answer = _answered(work, given)
            replies.write(answer)
            replies.flush()
        except (EOFError, BrokenPipeError):
            os._exit(0)  # nobody asks or listens any more


def _answered(work: Callable[[Any], Any], item: object) -> bytes:
    try:
        return pickle.dumps(work(item), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # one of the two places that catch everything
        return pickle.dumps(failed(item, error), pickle.HIGHEST_PROTOCOL)

"""Ctrl-C and SIGTERM end a long work within a second, whatever it is busy with."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_GRACE = 0.5  # seconds for what tidies up behind it; what is left then, the next build removes
_CODE = 130


@contextmanager
def stoppable(sentence: str) -> Iterator[None]:
    """A signal prints the sentence and raises KeyboardInterrupt; whoever is not out of here in time is cut off.

    Nobody goes on behind it: taking the program down piece by piece would take longer than what was to be tidied up.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        if stopped.is_set():  # a second Ctrl-C
            _leave()
        stopped.set()
        clean = "\r\x1b[K" if sys.stderr.isatty() else ""
        os.write(2, f"{clean}{sentence}\n".encode("utf-8", "replace"))
        limit = threading.Timer(_GRACE, _leave)
        limit.daemon = True
        limit.start()
        raise KeyboardInterrupt

    stopped = threading.Event()
    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        if stopped.is_set():
            sys.stdout.flush()
            _leave()
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave() -> None:
    """Ends this process at once; its workers die with it, and a killed build harms nothing."""
    if sys.stderr.isatty():
        os.write(2, b"\x1b[?25h")  # the cursor that the progress line hid
    os._exit(_CODE)

"""A worker does not outlive the process that started it."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def begin(parent: int) -> None:
    """What each worker does first: it leaves Ctrl-C to its parent, and dies when the parent does, even of kill -9.

    A worker that died of Ctrl-C while it holds a queue would leave the parent waiting.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

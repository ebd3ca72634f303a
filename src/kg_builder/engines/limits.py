"""What one article may cost. A hostile or broken one takes its worker with it, never the build."""

import ctypes
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one article in a worker process."""

    seconds: float = 60.0  # for any article, and
    bytes_a_second: int = 20_000  # one second more for each so many bytes: a text of 1 MB may take 110 s
    memory: int = 2 * 1024**3  # bytes beyond what the worker holds when it begins; POSIX only

    def time(self, size: int) -> float:
        """Seconds that an article of a size may take."""
        return self.seconds + size / self.bytes_a_second


def die_with(parent: int) -> None:
    """Lets this process end with its parent, leaving no core behind. On other systems than Linux the pipe's end tells."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it was gone before we could ask
            os._exit(1)
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def bound(memory: int) -> None:
    """Keeps this process from taking more memory than it has and `memory`."""
    if os.name != "posix":
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = _held() + memory
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _held() -> int:
    """Bytes of address space in use."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 1024**3

"""What a process that answers strangers' queries may not do: reach the network, outlive its parent, take all memory.

Linux only; elsewhere the guard of queries and the clock are what there is.
"""

import ctypes
import os
import platform
import resource
import signal
import struct
import sys

_PDEATHSIG, _NO_NEW_PRIVS, _SECCOMP, _FILTER = 1, 38, 22, 2
_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}  # AUDIT_ARCH, number of socket(2)
_ALLOW, _ERRNO, _EACCES = 0x7FFF0000, 0x00050000, 13
_RESERVED = 1 << 30  # bytes of address space that the store's threads and tables reserve and hardly use
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06


def enter(memory: int) -> None:
    """Shuts this process in; `memory` are bytes a query may take. Once in, nothing leads out."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory + _RESERVED, memory + _RESERVED))
    resource.setrlimit(resource.RLIMIT_FSIZE, (memory, memory))  # of a spooled answer
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writing fails with EFBIG instead
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the server, which ends this process
    if sys.platform == "linux":
        library = ctypes.CDLL(None, use_errno=True)
        library.prctl(_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        _without_sockets(library)


def allow_seconds(seconds: float) -> None:
    """The processor time from now on; the clock of the parent comes first, this is for when the parent is gone."""
    used = sum(os.times()[:2])
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds + 5), hard))


def _without_sockets(library: ctypes.CDLL) -> None:
    """socket(2) fails with EACCES from now on, by a filter of the kernel (seccomp)."""
    known = _SOCKET.get(platform.machine())
    if known is None:
        return
    architecture, number = known
    steps = (
        (_LOAD, 0, 0, 4), (_EQUAL, 0, 3, architecture),  # another architecture: not ours to judge
        (_LOAD, 0, 0, 0), (_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERRNO | _EACCES), (_RETURN, 0, 0, _ALLOW),
    )  # fmt: skip
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code)))
    if library.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
        library.prctl(_SECCOMP, _FILTER, program, 0, 0)

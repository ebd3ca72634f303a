"""One writer at a time: a lock held by an open file, which says who holds it and is free as soon as he is gone."""

import json
import os
import shlex
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from kg_builder.model.errors import SettingsError
from kg_builder.project.durable import writing
from kg_builder.project.output import HOME

if sys.platform != "win32":
    import fcntl

_PATIENCE = 1.0  # seconds: so long may the workers of a killed build take to die
_held: set[int] = set()


def _let_go_in_child() -> None:
    """A worker is no writer: else the lock would be held as long as it lives."""
    for handle in _held:
        os.close(handle)
    _held.clear()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_let_go_in_child)


@contextmanager
def lock(out: Path) -> Iterator[None]:
    """Nobody else writes below OUT meanwhile; readers need no lock. Raises SettingsError that says who writes there.

    An OUT made for this, in which nothing was written, is gone afterwards.
    """
    new = not out.exists()
    file = out / HOME / "lock"
    with writing(out):
        handle = _locked(out, file)
    _held.add(handle)
    try:
        yield
    finally:
        with suppress(OSError):
            os.truncate(handle, 0)
        if new:
            _remove(out, file)
        _held.discard(handle)
        os.close(handle)


def _locked(out: Path, file: Path) -> int:
    """The open file that holds the lock."""
    if sys.platform == "win32":
        raise SettingsError("A build needs the locks and links of POSIX: run it on Linux, macOS or in WSL.")
    patience = time.monotonic() + _PATIENCE
    while True:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_still(file, handle):
                os.truncate(handle, 0)
                os.pwrite(handle, _me(), 0)
                return handle
        except BlockingIOError:
            if time.monotonic() > patience:
                who = _who(handle)
                os.close(handle)
                raise SettingsError(f"{out}: {who} writes there; wait until it has ended, or stop it.") from None
            time.sleep(0.05)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _is_still(file: Path, handle: int) -> bool:
    """Between opening and locking, the one before may have taken the file away."""
    try:
        return os.path.samestat(file.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _me() -> bytes:
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    command = shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])
    me = {"pid": os.getpid(), "host": socket.gethostname(), "since": since, "command": command}
    return json.dumps(me, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _who(handle: int) -> str:
    """Whoever holds the lock, in words; it may not have written them yet."""
    try:
        who = json.loads(os.pread(handle, 65536, 0))
        return f"process {who['pid']} on {who['host']} (since {who['since']}: {who['command']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def _remove(out: Path, file: Path) -> None:
    with suppress(OSError):
        if [path.name for path in file.parent.iterdir()] == [file.name]:
            file.unlink()
            file.parent.rmdir()
            out.rmdir()

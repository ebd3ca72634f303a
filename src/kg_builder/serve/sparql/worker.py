"""The process that answers queries: a line of JSON in, an answer out.

Started as `python -m kg_builder.serve.sparql.worker`. It reads jobs from standard input and writes, for each, one line of JSON
and then as many bytes as that line says; a large answer lies in a file instead, so that a slow reader holds no process.
"""

import io
import json
import resource
import sys
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph
from typing_extensions import Buffer

from kg_builder.model.errors import QueryError
from kg_builder.rdf.answers import TooManyRows, write_answer
from kg_builder.serve.sparql import cage

_INLINE = 256 * 1024  # bytes of an answer that go through the pipe


class _Spool(io.RawIOBase):
    """Keeps a small answer in memory, puts a large one into a file of a given name."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._parts: list[bytes] = []
        self._disk: BinaryIO | None = None
        self.size = 0

    def write(self, data: Buffer) -> int:
        part = bytes(data)
        self.size += len(part)
        if self._disk is None and self.size > _INLINE:
            self._disk = self._file.open("xb")
            self._disk.write(b"".join(self._parts))
            self._parts.clear()
        if self._disk is None:
            self._parts.append(part)
        else:
            self._disk.write(part)
        return len(part)

    def writable(self) -> bool:
        return True

    def done(self) -> tuple[str, bytes]:
        """(name of the file or "", the bytes where there is none)."""
        if self._disk is None:
            return "", b"".join(self._parts)
        self._disk.close()
        return str(self._file), b""


def main() -> None:
    """Answers jobs until standard input ends."""
    cage.enter(int(sys.argv[1]))
    jobs, answers = sys.stdin.buffer, sys.stdout.buffer
    answers.write(b"ready\n")
    answers.flush()
    store: pyoxigraph.Store | None = None
    opened = ""
    for line in jobs:
        job = json.loads(line)
        cage.allow_seconds(job["seconds"])
        if job["store"] != opened:
            store, opened = None, ""  # the former one goes before the next comes
        try:
            store = store or pyoxigraph.Store.read_only(job["store"])
            opened = job["store"]
            head, body = _answered(store, job)
        except OSError as error:
            head, body = {"status": "disk", "message": str(error), "size": 0}, b""
        head["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        answers.write(json.dumps(head).encode() + b"\n" + body)
        answers.flush()


def _answered(store: pyoxigraph.Store, job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """What is said of the answer, and its bytes."""
    spool = _Spool(Path(job["spool"]))
    try:
        buffered = io.BufferedWriter(spool, 1 << 16)
        kind = write_answer(
            store, job["query"], buffered, job["table"], job["graph"], job["rows"], job["default"], job["named"]
        )
        buffered.flush()
        file, body = spool.done()
    except QueryError as error:
        return {"status": "wrong", "message": str(error), "size": 0}, b""
    except TooManyRows:
        return {"status": "rows", "size": 0}, b""
    except MemoryError:
        return {"status": "memory", "size": 0}, b""
    except OSError as error:
        return {"status": "disk", "message": str(error), "size": 0}, b""
    return {"status": "ok", "type": kind, "file": file, "size": len(body)}, body


if __name__ == "__main__":
    main()

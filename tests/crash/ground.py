"""What the crash campaigns share: small corpora, builds in forks of a warm interpreter, and what must hold after each blow.

A fork of a process that has read the packs starts building at once, so that blows fall on the build and not on its start.
"""

import gc
import hashlib
import io
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "src"))
os.environ["OPENBLAS_NUM_THREADS"] = "1"  # a fork takes no other threads along

from kg_builder import pipeline, project  # noqa: E402
from kg_builder.cli import main  # noqa: E402

TEXTS = sorted((ROOT / "data" / "gold" / "constructed").glob("*.txt"))


def warm() -> None:
    """Reads the packs, and builds once, so that the forks need not import anything."""
    pack = project.load_pack()
    with tempfile.TemporaryDirectory() as folder:
        pipeline.build([TEXTS[0]], Path(folder) / "out", pack)
    sys.modules["kg_builder.pipeline.build"].SHAPED = 0  # SHACL costs most of a small build's time and writes nothing
    gc.freeze()
    project.load_pack = lambda name="all", roots=(): pack


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder for a campaign; in memory where there is such a disk, as the blows are not those of a slow one."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder).resolve()


def corpus(folder: Path, numbers: Sequence[int], characters: int = 100_000) -> Path:
    """A folder of constructed texts, or of how they begin."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for number in numbers:
        text = TEXTS[number].read_text(encoding="utf-8")
        (folder / TEXTS[number].name).write_text(text[:characters], encoding="utf-8")
    return folder


@dataclass
class Run:
    """A build in a process group of its own, which waits until it is let go."""

    arguments: Sequence[str | Path]
    log: Path
    pid: int = 0
    _gate: int = 0

    def __post_init__(self) -> None:
        waits, self._gate = os.pipe()
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid == 0:
            _child(waits, self.arguments, self.log)
        os.close(waits)

    def go(self) -> None:
        """Lets it begin."""
        os.write(self._gate, b"!")
        os.close(self._gate)

    def wait(self) -> int:
        """Its exit code, or minus the signal that ended it."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def _child(waits: int, arguments: Sequence[str | Path], log: Path) -> None:
    code = 70
    try:
        os.setsid()
        handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(handle, 1)
        os.dup2(handle, 2)
        sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb", 0, closefd=False), encoding="utf-8", write_through=True)
        sys.stderr = io.TextIOWrapper(os.fdopen(2, "wb", 0, closefd=False), encoding="utf-8", write_through=True)
        os.read(waits, 1)
        sys.argv = ["kg-builder", *map(str, arguments)]
        main.main()
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 0 if left.code is None else 1
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def build(folder: Path, out: Path, log: Path, *more: str) -> int:
    """A build nobody disturbs: its exit code."""
    run = Run(("build", folder, "-o", out, "--quiet", *more), log)
    run.go()
    return run.wait()


def digests(out: Path) -> dict[str, str]:
    """Every file of the last good build but the two that tell how long it took."""
    root = project.latest(out).root
    if root == out:  # of the older layout
        return in_sight(out)
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name not in ("run.json", project.manifest.MANIFEST)
    }


def in_sight(out: Path) -> dict[str, str]:
    """The same by the fixed paths that everybody else reads: OUT/graph and so on."""
    return {
        f"{name}/{path.relative_to(out / name).as_posix()}": hashlib.sha256(path.read_bytes()).hexdigest()
        for name in ("annotations", "articles", "graph", "reports")
        for path in sorted((out / name).rglob("*"))
        if path.is_file()
    }


def standing(out: Path) -> dict[str, str]:
    """All that stands below OUT: files with their bytes, links with where they lead, folders."""

    def what(path: Path) -> str:
        if path.is_symlink():
            return f"-> {path.readlink()}"
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"

    return {path.relative_to(out).as_posix(): what(path) for path in out.rglob("*") if path.name != "lock"}


@dataclass
class Verdict:
    """What a campaign found wrong."""

    wrong: list[str] = field(default_factory=list)

    def check(self, holds: bool, what: str) -> None:
        """Notes what does not hold."""
        if not holds:
            self.wrong.append(what)
            print(f"WRONG  {what}", flush=True)


def readable(verdict: Verdict, what: str, out: Path, good: Sequence[dict[str, str]]) -> None:
    """Between the blow and the next run: the last good build, or already the new one, and whole."""
    place = project.latest(out)
    if not place.knowledge.is_file():
        verdict.check({} in good, f"{what}: no build can be read")
        return
    verdict.check(digests(out) in good, f"{what}: what can be read is neither the last build nor the new one")
    if place.root != out:
        verdict.check(not project.damaged(place.root), f"{what}: {place.root.name} does not fit its list")


def finished(verdict: Verdict, what: str, out: Path, wanted: dict[str, str]) -> None:
    """After one more run: the bytes of a clean build, by both ways, and nothing left lying about."""
    verdict.check(digests(out) == wanted, f"{what}: after one more run the bytes differ from a clean build's")
    verdict.check(in_sight(out) == wanted, f"{what}: OUT/graph and its neighbours do not lead to the new build")
    names = {path.name for path in (out / project.HOME).iterdir()}
    left = {name for name in names if name.endswith(".new") or name in ("building", "rejected", "adopting", "replaced")}
    generations = {name for name in names if name.startswith("gen-")}
    verdict.check(not left and len(generations) <= 2, f"{what}: left lying about: {sorted(left | generations)}")


def told(verdict: Verdict, what: str, code: int, log: Path, allowed: Sequence[int]) -> None:
    """An exit code that is stated, and one sentence where it is no 0."""
    said = log.read_text(encoding="utf-8", errors="replace")
    verdict.check(code in allowed, f"{what}: exit code {code}: {said[-600:]}")
    lines = len(said.strip().splitlines())
    verdict.check(code in (0, -9) or lines == 1, f"{what}: exit code {code} with {lines} lines: {said[-600:]}")


def old_layout(out: Path) -> None:
    """Puts a build's files as they lay before there were generations."""
    root = project.latest(out).root
    for name in ("annotations", "articles", "graph", "reports", "run.json"):
        (out / name).unlink()
        (root / name).rename(out / name)
    shutil.rmtree(out / project.HOME)


def copied(start: Path, out: Path) -> None:
    """A fresh OUT that stands as `start` does; none where that is missing."""
    shutil.rmtree(out, ignore_errors=True)
    if start.exists():
        shutil.copytree(start, out, symlinks=True)


def going_on(name: str, counts: Mapping[str, int], verdict: Verdict, every: int = 50) -> None:
    """A line now and then, for whoever watches a long campaign."""
    if counts["runs"] % every == 0:
        print(f"{name}: {_listed(counts)}; {len(verdict.wrong)} wrong so far", flush=True)


def closing(name: str, counts: Mapping[str, int], verdict: Verdict) -> int:
    """The last line of a campaign; its exit code."""
    print(f"{name}: {_listed(counts)}; {len(verdict.wrong)} wrong")
    return 1 if verdict.wrong else 0


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))

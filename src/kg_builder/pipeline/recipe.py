"""What shapes a result besides its input: the pack, our own code, the libraries. Another recipe gives other results."""

import hashlib
import platform
from functools import cache
from importlib import metadata
from pathlib import Path

from kg_builder import __version__
from kg_builder.model.pack import Pack

LIBRARIES = ("jieba", "networkx", "numpy", "opencc", "pypinyin", "rjieba")  # whose version may change a result
_READING = (
    "model",
    "ingest",
    "segment",
    "recognize",
    "extract",
    "resolve",
    "reprints",
    "pipeline/annotate.py",
    "pipeline/grouping.py",
    "pipeline/linking.py",
    "pipeline/relocate.py",
)
_PACKAGE = Path(__file__).resolve().parent.parent


def versions() -> dict[str, str]:
    """The libraries that shape a result."""
    return {name: metadata.version(name) for name in LIBRARIES}


@cache
def of_program() -> dict[str, str]:
    """Of this program, whatever it reads: another machine with the same gives the same results."""
    code = hashlib.sha256()
    _add(code, ("",))
    return {
        "kg-builder": __version__,
        "its code": code.hexdigest()[:12],
        "Python": platform.python_version(),
        **versions(),
    }


def of_reading(pack: Pack) -> str:
    """Of what is read in an article."""
    return _digest(_READING, pack)


def of_graph(pack: Pack) -> str:
    """Of the whole graph and its files."""
    return _digest(("",), pack)


def _digest(parts: tuple[str, ...], pack: Pack) -> str:
    digest = hashlib.sha256(f"{__version__}|{platform.python_version()}|{pack.name}|{pack.fingerprint}".encode())
    digest.update(repr(sorted(versions().items())).encode())
    _add(digest, parts)
    return digest.hexdigest()


def _add(digest: "hashlib._Hash", parts: tuple[str, ...]) -> None:
    for part in parts:
        place = _PACKAGE / part
        for file in [place] if place.is_file() else sorted(place.rglob("*.py")):
            digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())

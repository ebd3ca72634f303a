"""A folder of data/packs/ becomes a `Pack`, laid over the packs it extends."""

import difflib
import hashlib
import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from kg_builder.model.errors import PackError
from kg_builder.model.pack import Entry, OrganEntry, Pack, RegionEntry, TitleEntry
from kg_builder.project import tables
from kg_builder.project.resources import resource

T = TypeVar("T")
ALL = "all"
_MANIFEST = ("name", "title", "extends")


def pack_names(roots: Sequence[Path] = ()) -> list[str]:
    """The names of all packs to be had, sorted."""
    for root in roots:
        if not any(root.glob("*/pack.toml")):
            above = f"{root} is a pack itself; give {root.resolve().parent}" if (root / "pack.toml").is_file() else ""
            mend = above or f"put one there, as {root / 'NAME' / 'pack.toml'}"
            raise PackError(f"{root}: no pack lies in this folder; {mend}.")
    return sorted({path.parent.name for root in [*roots, resource("packs")] for path in root.glob("*/pack.toml")})


def load_pack(name: str = ALL, roots: Sequence[Path] = ()) -> Pack:
    """The pack of a name with all it extends; "all" is every pack to be had.

    `roots` are folders of packs that are looked in before the shipped ones. Raises PackError: one sentence with file,
    line and mend.
    """
    wanted = pack_names(roots) if name == ALL else [name]
    folders: list[Path] = []
    for each in wanted:
        _lineage(each, roots, folders, ())
    return _read(name, folders)


def find(name: str, roots: Sequence[Path]) -> Path:
    """The folder of a pack."""
    for root in [*roots, resource("packs")]:
        if (root / name / "pack.toml").is_file():
            return root / name
    raise PackError(_unknown(name, roots))


def _unknown(name: str, roots: Sequence[Path]) -> str:
    names = pack_names(roots)
    near = difflib.get_close_matches(name, names, 1)
    return f"there is no pack '{name}'; " + (
        f"did you mean '{near[0]}'?" if near else f"the packs are {', '.join(names)}."
    )


def _lineage(name: str, roots: Sequence[Path], folders: list[Path], path: tuple[str, ...]) -> None:
    """Parents before children, each once."""
    folder = find(name, roots)
    if name in path:
        raise PackError(
            f"{folder / 'pack.toml'}: the pack extends itself ({' -> '.join((*path, name))}); remove one 'extends'."
        )
    if folder in folders:
        return
    for parent in parents(folder):
        if parent not in pack_names(roots):
            raise PackError(f"{folder / 'pack.toml'}: in 'extends', {_unknown(parent, roots)}")
        _lineage(parent, roots, folders, (*path, name))
    folders.append(folder)


def manifest(folder: Path) -> dict[str, list[str] | str]:
    """What pack.toml says: name, title, extends."""
    file = folder / "pack.toml"
    said = _toml(file)
    for key in said:
        if key not in _MANIFEST:
            near = difflib.get_close_matches(key, _MANIFEST, 1)
            hint = f"did you mean '{near[0]}'?" if near else f"the keys are {', '.join(_MANIFEST)}."
            raise PackError(f"{file}: unknown key '{key}'; {hint}")
    if said.get("name", folder.name) != folder.name:
        raise PackError(f"{file}: the name is '{said['name']}', the folder's is '{folder.name}'; give both one name.")
    return said


def parents(folder: Path) -> list[str]:
    """The names of the packs it extends."""
    said = manifest(folder).get("extends", [])
    if not isinstance(said, list) or not all(isinstance(name, str) for name in said):
        raise PackError(f"{folder / 'pack.toml'}: 'extends' is no list of names; write extends = [\"base\"].")
    return said


def words(folder: Path) -> dict[str, list[str]]:
    """What words.toml says: lists of strings by key; {} where there is none."""
    file = folder / "words.toml"
    if not file.is_file():
        return {}
    lists: dict[str, list[str]] = {}
    for key, value in _toml(file).items():
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise PackError(f"{file}: '{key}' is no list of strings; write {key} = [\"…\"].")
        lists[key] = value
    return lists


def _toml(file: Path) -> dict[str, list[str] | str]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{file}: {error}; mend the TOML there.") from None
    except UnicodeDecodeError as error:
        raise PackError(f"{file}: byte {error.start} is not UTF-8; save the file as UTF-8.") from None


def _read(name: str, folders: list[Path]) -> Pack:
    found: dict[str, list[object]] = {kind: [] for kind in tables.READERS}
    merged: dict[str, list[str]] = {}
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted(folder.iterdir()):
            if file.suffix in (".csv", ".toml"):
                digest.update(f"{folder.name}/{file.name}".encode() + b"\0" + file.read_bytes() + b"\0")
            if file.suffix == ".csv":
                kind = tables.kind_of(file)
                found[kind].extend(tables.READERS[kind](row) for row in tables.rows(file, kind))
        for key, values in words(folder).items():
            merged[key] = _extended(merged.get(key, []), values)
    return Pack(
        name=name,
        title=" + ".join(str(manifest(folder).get("title", folder.name)) for folder in folders),
        entries=_latest(_typed(found["entry"], Entry), lambda e: (e.type, e.name)),
        regions=tuple(_typed(found["region"], RegionEntry)),
        titles=_latest(_typed(found["title"], TitleEntry), lambda t: t.name),
        organs=_latest(_typed(found["organ"], OrganEntry), lambda o: o.name),
        surnames=dict(pair for pair in found["surname"] if isinstance(pair, tuple)),
        words={key: tuple(values) for key, values in merged.items()},
        fingerprint=digest.hexdigest(),
    )


def _typed(values: Iterable[object], kind: type[T]) -> list[T]:
    return [value for value in values if isinstance(value, kind)]


def _latest(values: Iterable[T], key: Callable[[T], object]) -> tuple[T, ...]:
    """A later pack wins over an earlier one, name by name."""
    return tuple({key(value): value for value in values}.values())


def _extended(base: list[str], more: list[str]) -> list[str]:
    """A child's list goes on where the parent's ends; "-word" takes a word out."""
    removed = {word[1:] for word in more if word.startswith("-") and len(word) > 1}
    return [word for word in [*base, *(w for w in more if not w.startswith("-") or len(w) == 1)] if word not in removed]

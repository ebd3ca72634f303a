"""What stood in OUT before: files that no build wrote are refused, plain folders of an older build become a generation."""

import json
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from kg_builder.model.errors import SettingsError
from kg_builder.project import manifest
from kg_builder.project.durable import point, sync, writing
from kg_builder.project.output import HOME, LINKED, OWN, Output

ADOPTING, REPLACED = "adopting", "replaced"
_WRITTEN = ("kg.nq", "kg.ttl", "kg.trig", "kg.jsonld", "kg.jsonl", "graph.html")  # older exports lie beside these


def refuse_foreign(out: Path, inputs: Sequence[Path]) -> None:
    """Raises SettingsError where a build in OUT would replace its own inputs or files that no build wrote."""
    with writing(out):
        _refuse(out, inputs)


def _refuse(out: Path, inputs: Sequence[Path]) -> None:
    if out.exists() and not out.is_dir():
        raise SettingsError(f"{out}: this is a file; -o takes a folder.")
    for name in OWN:
        place = out / name
        for path in inputs:
            if path.resolve().is_relative_to(place.resolve()):
                raise SettingsError(f"{path}: the build would replace what it reads; give another folder with -o.")
        if name in LINKED and not _leads(out, name) and _is_foreign(out, name):
            raise SettingsError(
                f"{place}: no build wrote this, and a build would replace it; give another folder with -o."
            )


def adopt(out: Path) -> None:
    """The plain folders of an older build, or of a copy that followed the links, become the generation to start from."""
    current = out / HOME / "current"
    if current.is_symlink() or not _is_build(out):
        return
    place = out / HOME / ADOPTING
    for name in LINKED:
        if (out / name).is_dir():
            shutil.copytree(out / name, place / name, copy_function=_linked)
        elif (out / name).exists():
            place.mkdir(exist_ok=True)
            _linked(out / name, place / name)
    files = manifest.taken(place)
    (place / manifest.MANIFEST).write_bytes(manifest.written(files))
    sync(*place.rglob("*"), place)
    if current.is_dir():
        current.rename(out / HOME / f"{REPLACED}.new")
    name = manifest.name(place, files)
    if (out / HOME / name).exists():
        shutil.rmtree(out / HOME / name)
    place.rename(out / HOME / name)
    point(current, name)
    sync(current.parent)


def lead(out: Path) -> None:
    """The names in OUT lead to the current generation, whichever that is."""
    missing = [name for name in LINKED if not _leads(out, name)]
    if not missing:
        return
    _rescue(out)
    away = out / HOME / REPLACED
    away.mkdir()
    for name in missing:
        if os.path.lexists(out / name):
            (out / name).rename(away / name)
        point(out / name, f"{HOME}/current/{name}")
    sync(out)
    shutil.rmtree(away)


def _rescue(out: Path) -> None:
    """Older builds kept exports and figures in folders they replaced; now they have places of their own."""
    kept = {}
    if (out / "graph").is_dir() and not (out / "graph").is_symlink():
        exports = Output(out).exports
        kept = {file: exports / file.name for file in (out / "graph").iterdir() if file.name not in _WRITTEN}
    if not (out / "reports").is_symlink():
        kept[out / "reports" / "evaluation.json"] = Output(out).evaluation
    for file, place in kept.items():
        if file.is_file() and not place.exists():
            place.parent.mkdir(exist_ok=True)
            _linked(file, place)


def _leads(out: Path, name: str) -> bool:
    link = out / name
    return link.is_symlink() and str(link.readlink()) == f"{HOME}/current/{name}"


def _is_foreign(out: Path, name: str) -> bool:
    """Whether something real stands there that no build is known to have written."""
    place = out / name
    if place.is_symlink():
        return True
    if (out / HOME / "current").is_symlink():  # a change of layout that was cut short, or a stranger's
        known = {*manifest.listed(out / HOME / "current"), *manifest.listed(out / HOME / "previous")}
        return any(file not in known for file in _files(out, place))
    return not _is_build(out) and any(not file.endswith("/evaluation.json") for file in _files(out, place))


def _files(out: Path, place: Path) -> list[str]:
    files = [place] if place.is_file() else [file for file in place.rglob("*") if not file.is_dir()]
    return [file.relative_to(out).as_posix() for file in files]


def _is_build(out: Path) -> bool:
    try:
        return "kg_builder" in json.loads(Output(out).run.read_bytes())
    except (OSError, ValueError, TypeError):
        return False


def _linked(source: str | Path, target: str | Path) -> None:
    """The same file under a second name; a copy where the disk has no hard links."""
    with suppress(OSError):
        os.link(source, target)
        return
    shutil.copy2(source, target)

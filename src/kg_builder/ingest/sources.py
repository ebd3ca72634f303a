"""Files and folders become `Source`s, lazily and in an order that depends on names alone."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg_builder.model.article import Source
from kg_builder.model.errors import Issue, SourceError

MEDIA_TYPES = {".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown"}
LARGEST = 32 * 1024 * 1024  # bytes; a larger file is no article


def sources(paths: Sequence[Path], on_issue: Callable[[Issue], None]) -> Iterator[Source]:
    """Every readable article below the paths. A path that does not exist raises SourceError; what cannot be read is an issue."""
    for iri, file in _files(paths):
        source = _read(iri, file, on_issue)
        if source is not None:
            yield source


def _files(paths: Sequence[Path]) -> list[tuple[str, Path]]:
    """(name below its argument, file), sorted; names that collide get the name of their argument in front."""
    found: dict[str, Path] = {}
    for path in sorted(set(paths)):
        if not path.exists():
            raise SourceError(f"{path}: there is no such file or folder; check the path.")
        for name, file in _below(path):
            key = name if found.get(name, file) == file else f"{path.name}/{name}"
            found[key] = file
    return sorted(found.items())


def _below(path: Path) -> Iterator[tuple[str, Path]]:
    if not path.is_dir():
        yield path.name, path
        return
    for file in path.rglob("*"):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.suffix.lower() in MEDIA_TYPES and file.is_file() and not hidden:
            yield file.relative_to(path).as_posix(), file


def _read(iri: str, file: Path, on_issue: Callable[[Issue], None]) -> Source | None:
    media_type = MEDIA_TYPES.get(file.suffix.lower())
    if media_type is None:
        kinds = ", ".join(sorted(MEDIA_TYPES))
        on_issue(
            Issue(
                "ingest.unknown",
                iri,
                f"{file.suffix or 'no suffix'} is no format that is read ({kinds}); convert the file.",
            )
        )
        return None
    try:
        if not file.is_file():
            on_issue(Issue("ingest.special", iri, "not a plain file; it was left out."))
            return None
        if file.stat().st_size > LARGEST:
            on_issue(Issue("ingest.large", iri, f"larger than {LARGEST} bytes; it was left out. Cut it into articles."))
            return None
        payload = file.read_bytes()
    except OSError as error:
        on_issue(Issue("ingest.unreadable", iri, f"it cannot be read ({error.strerror}); check its permissions."))
        return None
    if not payload.strip():
        on_issue(Issue("ingest.empty", iri, "the file is empty; it was left out."))
        return None
    return Source(iri, media_type, payload)

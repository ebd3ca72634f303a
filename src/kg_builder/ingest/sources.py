"""Files and folders become `Source`s, lazily and in an order that depends on names alone."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg_builder.model.article import Source
from kg_builder.model.errors import Issue, SourceError

MEDIA_TYPES = {".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown"}
LARGEST = 32 * 1024 * 1024  # bytes; a larger file is no article
_READ = ", ".join(sorted(MEDIA_TYPES))


def sources(paths: Sequence[Path], on_issue: Callable[[Issue], None], without: Sequence[Path] = ()) -> Iterator[Source]:
    """Every readable article below the paths, but nothing below the folders `without`.

    A path that does not exist raises SourceError; what cannot be read is an issue.
    """
    for iri, file in _files(paths, on_issue, [folder.resolve() for folder in without]):
        source = _read(iri, file, on_issue)
        if source is not None:
            yield source


def _files(paths: Sequence[Path], on_issue: Callable[[Issue], None], without: Sequence[Path]) -> list[tuple[str, Path]]:
    """(name below its argument, file), sorted; each file once, however many of the paths lead to it."""
    found: dict[str, Path] = {}
    seen: set[Path] = set()
    for path in sorted(set(paths)):
        if not path.exists():
            raise SourceError(f"{path}: there is no such file or folder; check the path.")
        for name, file in sorted(_below(path, on_issue, without)):
            place = file.resolve()
            if place not in seen:
                seen.add(place)
                found[_free(name, path, found)] = file
    return sorted(found.items())


def _free(name: str, path: Path, taken: dict[str, Path]) -> str:
    """The name; where another argument has one of that name, with as much of the path in front as tells them apart."""
    above = list(path.resolve().parts[1:] if path.is_dir() else path.resolve().parent.parts[1:])
    while name in taken and above:
        name = f"{above.pop()}/{name}"
    return name


def _below(path: Path, on_issue: Callable[[Issue], None], without: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    if not path.is_dir():
        yield _written(path.name), path
        return
    others: Counter[str] = Counter()
    for file in path.rglob("*"):
        below = file.relative_to(path)
        hidden = any(part.startswith(".") for part in below.parts)
        if hidden or not file.is_file() or any(file.resolve().is_relative_to(folder) for folder in without):
            continue
        if file.suffix.lower() in MEDIA_TYPES:
            yield _written(below.as_posix()), file
        else:
            others[_written(file.suffix.lower())] += 1
    for suffix, count in sorted(others.items()):
        what = (
            f"{count} of its files {'end' if count > 1 else 'ends'} in {suffix}"
            if suffix
            else f"{count} without suffix"
        )
        on_issue(
            Issue("ingest.unknown", _written(path.name) or ".", f"{what}, which is not read ({_READ}); convert them.")
        )


def _written(name: str) -> str:
    """A file's name as text: bytes that are no UTF-8 become U+FFFD, which every format can hold."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _read(iri: str, file: Path, on_issue: Callable[[Issue], None]) -> Source | None:
    media_type = MEDIA_TYPES.get(file.suffix.lower())
    if media_type is None:
        what = file.suffix or "a name without suffix"
        on_issue(Issue("ingest.unknown", iri, f"{what} is no format that is read ({_READ}); convert the file."))
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

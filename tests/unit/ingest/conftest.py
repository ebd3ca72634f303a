"""Sources read from bytes, and what was said on the way."""

import pytest

from kg_builder.ingest import Intake, sources


class Read:
    """What sources() gave: sources by name, issues by place."""

    def __init__(self, paths, without=(), **intake):
        self.issues = []
        self.sources = {s.iri: s for s in sources(paths, self.issues.append, without, Intake(**intake))}

    @property
    def texts(self) -> dict[str, str]:
        return {iri: source.payload.decode("utf-8", "replace") for iri, source in self.sources.items()}

    @property
    def told(self) -> list[tuple[str, str]]:
        return [(issue.where, issue.code) for issue in self.issues]


@pytest.fixture
def read():
    return Read


@pytest.fixture
def file(tmp_path):
    """Writes a file and gives its path."""

    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write

"""What several tests share: the sample read once, and `--update-golden`."""

from pathlib import Path

import fsspec
import pytest
from hypothesis import settings

from kg_builder.ingest import sources
from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.model.pack import Pack
from kg_builder.pipeline import annotate, assemble
from kg_builder.project import load_pack

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
# The same examples on every run: a failure on one machine is a failure on all. `--hypothesis-profile=search` looks further.
settings.register_profile("fixed", derandomize=True)
settings.register_profile("search", max_examples=2000)
settings.load_profile("fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files; review the diff")
    parser.addoption(
        "--hostile", choices=("small", "full", "alone"), default="small",
        help="the hostile inputs of tests/hostile: many at once, at full size (200 MB, 100,000 files), or one by one",
    )  # fmt: skip


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack()


@pytest.fixture(scope="session")
def sample(pack: Pack) -> AnnotatedArticle:
    source = next(sources([ROOT / "data" / "articles"], lambda issue: None))
    return annotate(source, pack)


@pytest.fixture(scope="session")
def graph(sample: AnnotatedArticle, pack: Pack) -> KnowledgeGraph:
    return assemble([sample], pack)


@pytest.fixture(scope="session")
def read(pack: Pack):
    """Reads a text as an article of a date: its annotation."""
    from kg_builder.ingest import ingest
    from kg_builder.model.article import Source
    from kg_builder.pipeline import annotate_article

    def reader(text: str, date: str | None = "2021-03-05") -> AnnotatedArticle:
        import dataclasses

        article = ingest(Source("test.txt", "text/plain", text.encode()))
        return annotate_article(
            dataclasses.replace(article, header=dataclasses.replace(article.header, date=date)), pack
        )

    return reader


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    """Compares a text with a golden file; rewrites it when asked to."""

    def check(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--update-golden"):
            file.write_text(text, encoding="utf-8", newline="")
        assert file.exists(), f"{file.name} is missing: run pytest --update-golden and review it"
        assert text == file.read_bytes().decode("utf-8")

    return check


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, pack: Pack) -> Path:
    """The folder of a build of the sample."""
    from kg_builder.pipeline import build

    out = tmp_path_factory.mktemp("built") / "out"
    build([ROOT / "data" / "articles"], out, pack)
    return out


@pytest.fixture
def memory():
    """An empty place at memory:// URLs."""
    store = fsspec.filesystem("memory")
    store.store.clear(), store.pseudo_dirs.clear()
    yield store
    store.store.clear(), store.pseudo_dirs.clear()

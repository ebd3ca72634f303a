"""The browser of all these tests, and the page of the sample."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from opening import opened
from playwright.sync_api import Browser, Page, sync_playwright

from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.network import page as render


# Not for the whole session: playwright's loop, while it runs, keeps other tests from one of their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is missing: run python3 make.py test, which installs it"
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
        browser = playwright.chromium.launch(executable_path=found, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def file(graph: KnowledgeGraph, sample, tmp_path_factory) -> Path:
    """The page of the sample."""
    file = tmp_path_factory.mktemp("page") / "graph.html"
    file.write_text(render(graph, {sample.document.article.header.id: sample.document.article.text}), encoding="utf-8")
    return file


@pytest.fixture
def open_page(browser, file) -> Iterator[Callable[..., Page]]:
    """`open_page("v=matrix", locale="en-US", color_scheme="dark")`: the sample's page, drawn; a fault on it fails the test."""
    heard: list[list[str]] = []
    pages: list[Page] = []

    def open_(fragment: str = "", **options) -> Page:
        page, faults = opened(browser, file, fragment, **options)
        heard.append(faults)
        pages.append(page)
        return page

    yield open_
    for page in pages:
        page.context.close()
    assert not any(heard), heard

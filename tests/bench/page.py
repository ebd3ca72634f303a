"""Compares the graph page with pyvis's own of the same nodes, edges, places and quotes: python tests/bench/page.py [--nodes 500 2000 10000]

Prints a table: CPU seconds to make the page and its layout, megabytes, seconds until it can be used and CPU milliseconds a frame
while it is panned, in headless Chromium without a graphics card. `as it opens` is what a reader gets, `all drawn` has every node
and edge drawn, as pyvis does. pyvis is measured as it comes (undirected: it looks through all edges for each) and directed.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent))
from crowd import crowd
from measuring import Row, options, tell
from playwright.sync_api import Browser, Page, sync_playwright

from kg_builder import network
from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.network.layout import Picture, arranged

_SPRING = 490  # nodes: with 500, networkx's spring layout wants scipy, and at 10,000 it does not end within minutes
_STEPS = 40  # moves of the mouse in a pan
_OURS_DRAWN = "kg.set({ all: true, hidden: new Set() })"
_FRAMES = "window.frames_ = 0; (function count() { window.frames_++; requestAnimationFrame(count); })()"


def rows(nodes: int, browser: Browser, folder: Path) -> Iterator[Row]:
    """The table of a graph of so many nodes."""
    graph, texts = crowd(nodes)
    network.page(*crowd(20))  # what is loaded once is loaded
    ours, made = timed(lambda: network.page(graph, texts))
    seconds, picture = timed(lambda: arranged(graph))
    yield Row(f"layout of {nodes:,} nodes", seconds, unit="s CPU")
    for directed in (False, True):
        seconds, theirs = timed(lambda directed=directed: pyvis_page(graph, picture, directed, quotes=True))
        how = "directed" if directed else "as it comes"
        asked = "" if directed or nodes < 10_000 else "≤ 0.05"
        yield Row(f"page of {nodes:,} nodes made (pyvis {how})", ours, seconds, "s CPU", asked)
    yield Row(f"HTML of {nodes:,} nodes (pyvis, quotes as titles)", megabytes(made), megabytes(theirs), "MB")
    bare = megabytes(pyvis_page(graph, picture, True, quotes=False))
    yield Row(f"HTML of {nodes:,} nodes (pyvis without quotes)", megabytes(made), bare, "MB")
    own, other = folder / "ours.html", folder / "pyvis.html"
    own.write_text(made, encoding="utf-8")
    other.write_text(theirs, encoding="utf-8")
    their_usable, their_pan = panned(browser, other, "#mynetwork canvas", "")
    for how, then in (("as it opens", ""), ("all drawn", _OURS_DRAWN)):
        usable, pan = panned(browser, own, "html[data-ready=true]", then)
        yield Row(f"{nodes:,} nodes usable, {how} (pyvis)", usable, their_usable, "s")
        yield Row(f"{nodes:,} nodes panned, {how} (pyvis)", pan, their_pan, "ms CPU a frame")


def timed(do: Callable[[], object]) -> tuple[float, object]:
    """CPU seconds, and what came of it."""
    begun = time.process_time()
    made = do()
    return time.process_time() - begun, made


def megabytes(text: object) -> float:
    """Of a text as UTF-8."""
    return len(str(text).encode()) / 1e6


def pyvis_page(graph: KnowledgeGraph, picture: Picture, directed: bool, quotes: bool) -> str:
    """The page as pyvis makes it, at rest, with our places."""
    from pyvis.network import Network

    net = Network(height="900px", directed=directed, cdn_resources="in_line")
    for own, e in graph.entities.items():
        x, y = picture.place[own]
        net.add_node(own, label=e.name, x=x, y=y, physics=False)
    for s in graph.statements.values():
        net.add_edge(s.subject, s.object, **({"title": s.evidence[0].quote} if quotes else {}))
    net.toggle_physics(False)
    return net.generate_html()


def spring() -> Row:
    """The layout beside networkx's spring layout, at a size where that ends."""
    import networkx

    graph, _ = crowd(_SPRING)
    net = networkx.Graph((s.subject, s.object) for s in graph.statements.values())
    seconds, _ = timed(lambda: networkx.spring_layout(net, seed=1))
    own = timed(lambda: arranged(graph))[0]
    return Row(f"layout of {len(graph.entities)} nodes (networkx spring_layout)", own, seconds, "s CPU", "≤ 0.05")


def panned(browser: Browser, file: Path, ready: str, then: str) -> tuple[float, float]:
    """Seconds until the page has drawn, after `then` was run on it, and CPU milliseconds a frame while the mouse drags it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.route("http*://**", lambda route: route.abort())  # pyvis asks a CDN for bootstrap
    page = context.new_page()
    page.set_default_timeout(300_000)
    begun = time.monotonic()
    page.goto(file.as_uri())
    page.wait_for_selector(ready)
    if then:
        page.evaluate(then)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))")
    usable = time.monotonic() - begun
    cost = drag(page)
    context.close()
    return usable, cost


def drag(page: Page) -> float:
    """CPU milliseconds of the page's process a frame, while it is dragged there and back."""
    box = page.locator("canvas").first.bounding_box()
    x, y = box["x"] + box["width"] * 0.5, box["y"] + box["height"] - 12
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable")
    page.evaluate(_FRAMES)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 5, y)
    before, frames = tasks(client), page.evaluate("window.frames_")
    for step in range(_STEPS):
        page.mouse.move(x + 4 * min(step, _STEPS - step), y - 2 * min(step, _STEPS - step))
        page.evaluate("new Promise((done) => requestAnimationFrame(() => done()))")
    spent, drawn = tasks(client) - before, page.evaluate("window.frames_") - frames
    page.mouse.up()
    return 1000 * spent / max(1, drawn)


def tasks(client) -> float:
    """Seconds that the page's main thread has worked."""
    return next(m["value"] for m in client.send("Performance.getMetrics")["metrics"] if m["name"] == "TaskDuration")


def every(sizes: list[int]) -> Iterator[Row]:
    """The whole table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield spring()
        for nodes in sizes:
            yield from rows(nodes, browser, Path(folder))
        browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, nargs="+", default=[500, 2000, 10_000])
    asked = options(parser)
    tell(every(asked.nodes), asked.json)

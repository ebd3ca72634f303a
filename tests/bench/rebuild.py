"""What a rebuild costs beside a full build: PYTHONPATH=src python tests/bench/rebuild.py [--articles 1000] [--folder F] [--workers N] [--json]

Makes a corpus below a new folder F (tests/bench/corpus.py), builds it, and builds it again after nothing, one article changed, one
added and one removed. Each build is a process of its own, as for a user.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import corpus
from measuring import Cost, Row, options, run, tell

_CHANGE = "\n会上，青岛市司法局局长王建民表示，我们将坚决清除害群之马，坚持人民至上、生命至上。\n"


def built(folder: Path, out: Path, workers: int) -> Cost:
    """What one build takes."""
    command = ["build", str(folder), "-o", str(out), "--quiet", "--workers", str(workers)]
    return run([sys.executable, "-m", "kg_builder.cli", *command])[0]


def rows(articles: int, folder: Path, workers: int) -> Iterator[Row]:
    """CPU and wall seconds and peak memory of each build, beside those of the full one."""
    texts, out = folder / "articles", folder / "out"
    corpus.write(articles, texts)
    some = sorted(texts.rglob("*.txt"))[articles // 2]
    full = built(texts, out, workers)
    yield Row(f"full build of {articles:,} articles", full.cpu, unit="s CPU")
    for name in ("nothing", "one changed", "one added", "one removed"):
        if name == "one changed":
            some.write_text(some.read_text(encoding="utf-8") + _CHANGE, encoding="utf-8")
        elif name == "one added":
            (texts / "new.txt").write_text("济南市" + some.read_text(encoding="utf-8")[50:], encoding="utf-8")
        elif name == "one removed":
            some.unlink()
        now = built(texts, out, workers)
        yield Row(f"rebuild after {name} (full build)", now.cpu, full.cpu, "s CPU")
        yield Row("  the same, by the clock", now.wall, full.wall, "s")
        yield Row("  the same, peak memory", now.mib, full.mib, "MiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--folder", type=Path, help="a new folder that is left in place")
    parser.add_argument("--workers", type=int, default=1)
    given = options(parser)
    if given.folder and given.folder.exists():
        parser.error(f"{given.folder}: it is there; name a new folder.")
    with tempfile.TemporaryDirectory(prefix="kg-rebuild-") as folder:
        tell(rows(given.articles, given.folder or Path(folder), given.workers), given.json)


if __name__ == "__main__":
    main()

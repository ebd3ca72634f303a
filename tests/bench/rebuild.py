"""What a rebuild costs beside a full build: python tests/bench/rebuild.py COUNT FOLDER [--workers N]

Makes a corpus of COUNT articles below FOLDER (tests/bench/corpus.py), builds it, and builds it again after nothing, one
article changed, one added and one removed. Each build is a process of its own, as for a user.
"""

import argparse
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import corpus
from measuring import run

_CHANGE = "\n会上，青岛市司法局局长王建民表示，我们将坚决清除害群之马，坚持人民至上、生命至上。\n"


def measured(folder: Path, out: Path, workers: int) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak memory (MB) of one build."""
    command = [
        sys.executable,
        "-m",
        "kg_builder.cli",
        "build",
        str(folder),
        "-o",
        str(out),
        "--quiet",
        "--workers",
        str(workers),
    ]
    cost, _ = run(command)
    return cost.cpu, cost.wall, cost.mib


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    articles, out = given.folder / "articles", given.folder / "out"
    shutil.rmtree(given.folder, ignore_errors=True)
    corpus.write(given.count, articles)
    some = sorted(articles.rglob("*.txt"))[given.count // 2]
    print(f"{given.count} articles, {sum(f.stat().st_size for f in articles.rglob('*.txt')) / 1e6:.1f} MB")
    print(f"{'':14}{'CPU s':>9}{'of full':>9}{'wall s':>9}{'of full':>9}{'MB':>8}")
    full = (0.0, 0.0, 0.0)
    for name in ("full", "nothing", "one changed", "one added", "one removed"):
        if name == "one changed":
            some.write_text(some.read_text(encoding="utf-8") + _CHANGE, encoding="utf-8")
        elif name == "one added":
            (articles / "new.txt").write_text("济南市" + some.read_text(encoding="utf-8")[50:], encoding="utf-8")
        elif name == "one removed":
            some.unlink()
        now = measured(articles, out, given.workers)
        full = now if name == "full" else full
        shares = f"{now[0]:9.2f}{now[0] / full[0]:9.2%}{now[1]:9.2f}{now[1] / full[1]:9.2%}{now[2]:8.0f}"
        print(f"{name:14}{shares}", flush=True)


if __name__ == "__main__":
    main()

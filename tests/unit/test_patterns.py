"""No regular expression takes exponential time: each one that reading compiles, tried on repeated pieces that fail at the end."""

import re
import signal

import pytest

PIECES = (
    "2021年", "一", "1", "和", "、", "的", "全国", "市", "省", "第一次", "会议", "委员会", "局长", "（", "“", "”", " ", "　", "朱", "张三、", "主任",
    "党委书记、", "3月5日", "年", "第", "1.", "一、", "副", "中共", "上午", "“四个”", "专项", "行动", "活动", "将", "要", "<b>", "**", "&nbsp;", "a", "—",
)  # fmt: skip
LENGTH, SECONDS = (
    60,
    2.0,
)  # an exponential pattern takes longer than the universe; the slowest here takes some milliseconds
FOREIGN = ("/jieba/", "/site-packages/", "/lib/python3")


class Stuck(Exception):
    pass


def stop(*_: object) -> None:
    raise Stuck


@pytest.fixture(scope="module")
def patterns():
    """Every pattern that our modules compile when they are imported, and when packs are loaded and an article is read."""
    import subprocess
    import sys
    from pathlib import Path

    code = """
import json, pkgutil, re, sys
found, real = set(), re.compile
def spy(pattern, flags=0):
    made = real(pattern, flags)
    at = sys._getframe(1).f_code.co_filename
    if "kg_builder" in at and isinstance(made.pattern, str):
        found.add((made.pattern, int(made.flags), at.rpartition("kg_builder/")[2]))
    return made
re.compile = spy
import kg_builder
for each in pkgutil.walk_packages(kg_builder.__path__, "kg_builder."):
    if not each.name.startswith(("kg_builder.serve.mcp", "kg_builder.cli.__main__", "kg_builder.serve.sparql.worker")):
        __import__(each.name)
from kg_builder.ingest import ingest
from kg_builder.model.article import Source
from kg_builder.pipeline import annotate_article
from kg_builder.project import load_pack
annotate_article(ingest(Source("a.txt", "text/plain", sys.stdin.buffer.read())), load_pack())
print(json.dumps(sorted(found)))
"""
    import json

    article = next((Path(__file__).parents[2] / "data" / "articles").glob("*.txt"))
    done = subprocess.run([sys.executable, "-c", code], input=article.read_bytes(), capture_output=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="stops a pattern by a signal")
def test_no_pattern_is_exponential(patterns):
    assert len(patterns) > 300
    stuck = set()
    before = signal.signal(signal.SIGALRM, stop)
    try:
        for text, flags, where in patterns:
            pattern = re.compile(text, flags)
            for piece in PIECES:
                subject = (piece * LENGTH)[:LENGTH] + "§"
                for way in (pattern.search, pattern.match, pattern.fullmatch):
                    signal.setitimer(signal.ITIMER_REAL, SECONDS)
                    try:
                        way(subject)
                    except Stuck:
                        stuck.add((where, text[:80], piece, way.__name__))
                    finally:
                        signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert not stuck

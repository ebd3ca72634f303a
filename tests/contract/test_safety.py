"""Nothing of an article, a pack or a cache is ever run as code, and no parser opens what it should not: read in the source itself."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "src" / "kg_builder"
SOURCES = sorted(PACKAGE.rglob("*.py"))
MODULES = (
    "pickle",
    "cPickle",
    "dill",
    "cloudpickle",
    "joblib",
    "shelve",
    "marshal",
    "yaml",
    "xml.sax",
    "xml.dom",
    "xmlrpc",
    "telnetlib",
    "ftplib",
)
NET = ("socket", "http", "urllib.request", "requests", "httpx", "aiohttp")
CALLS = {
    "eval", "exec", "compile", "__import__", "os.system", "os.popen", "tempfile.mktemp", "yaml.load", "numpy.load", "np.load", "pandas.read_pickle",
    "importlib.import_module", "code.interact", "runpy.run_path", "runpy.run_module", "ctypes.PyDLL",
}  # fmt: skip
PIPES = {
    "engines/hand.py",
    "engines/worker.py",
    "engines/pool.py",
    "engines/cluster.py",
    "engines/kit.py",
}  # between a process and its own workers, never from a file
LOADERS = {
    "pickle.load": {"engines/hand.py", "engines/worker.py"},
    "pickle.loads": {"engines/cluster.py", "engines/kit.py"},
}
TREES = {"ingest/docx.py"}  # may parse XML: see the test of its entities


def name(node: ast.expr) -> str:
    """`a.b.c` of an expression."""
    if isinstance(node, ast.Attribute):
        return f"{name(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def imports(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found |= {node.module or "", *(f"{node.module}.{each.name}" for each in node.names)}
    return found


def below(found: set[str], modules: tuple[str, ...]) -> set[str]:
    return {each for each in found for module in modules if each == module or each.startswith(f"{module}.")}


def faults(text: str, place: str) -> list[str]:
    """What is forbidden in a source."""
    tree = ast.parse(text)
    used = imports(tree)
    found = sorted(below(used, MODULES) - ({"pickle"} if place in PIPES else set()))
    found += sorted(below(used, ("xml",))) if place not in TREES else []
    found += sorted(below(used, NET)) if not place.startswith(("serve/", "cli/", "project/", "rdf/publish/")) else []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = name(node.func)
        words = {word.arg: word.value for word in node.keywords}
        if called in CALLS and not (called == "compile" and not node.args):
            found.append(called)
        if called in ("pickle.load", "pickle.loads") and place not in LOADERS.get(called, ()):
            found.append(called)
        if isinstance(words.get("shell"), ast.Constant) and words["shell"].value:
            found.append("shell=True")
        for trust in ("resolve_entities", "load_dtd", "no_network", "huge_tree", "allow_pickle"):
            wanted = trust == "no_network"
            if trust in words and not (isinstance(words[trust], ast.Constant) and words[trust].value is wanted):
                found.append(f"{trust}={ast.unparse(words[trust])}")
        if called.endswith("XMLParser") and "lxml" in text and "resolve_entities" not in words:
            found.append("XMLParser that resolves entities")
    return found


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_a_source_runs_nothing_it_reads(file):
    assert faults(file.read_text(encoding="utf-8"), file.relative_to(PACKAGE).as_posix()) == []


@pytest.mark.parametrize(
    "text",
    [
        "import pickle",
        "from pickle import loads",
        "import marshal",
        "import yaml",
        "eval('1')",
        "exec(x)",
        "import os\nos.system('x')",
        "subprocess.run('x', shell=True)",
        "import tempfile\ntempfile.mktemp()",
        "from xml.etree import ElementTree",
        "import xml.dom.minidom",
        "import numpy as np\nnp.load(f, allow_pickle=True)",
        "from lxml import etree\netree.XMLParser()",
        "from lxml import etree\netree.XMLParser(resolve_entities=True)",
        "from lxml import html\nhtml.HTMLParser(huge_tree=True)",
        "import urllib.request",
    ],
)
def test_the_check_sees(text):
    assert faults(text, "ingest/x.py")


def test_jieba_keeps_its_cache_nowhere(tmp_path):
    """A cache in the shared folder for temporary files could be planted there by anybody: jieba reads it with marshal."""
    script = """
import kg_builder.recognize.words as words
for cutter in (words.jieba_cutter(), words.jieba_tagger(), words.cut, words.tagged):
    assert list(cutter("济宁市司法局召开会议"))
"""
    for planted in ("jieba.cache", "rjieba.cache"):
        (tmp_path / planted).write_bytes(b"no cache of ours")
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={"PATH": "", "PYTHONPATH": str(ROOT / "src"), "TMPDIR": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    left = {file.name: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert left == {"jieba.cache": b"no cache of ours", "rjieba.cache": b"no cache of ours"}

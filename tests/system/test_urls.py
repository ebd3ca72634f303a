"""Builds from URLs and to URLs, by the command: the bytes of a build on the disk, and never half of one unnoticed."""

import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from kg_builder.cli import main
from kg_builder.pipeline import sending
from kg_builder.project import latest, manifest_read
from kg_builder.remote import RemoteTree

TEXTS = {
    "a.txt": "青岛市司法局局长王建民表示，我们将坚决清除害群之马。",
    "sub/b.txt": "济南市司法局局长李卫东指出，要坚决整治顽瘴痼疾。2021年3月5日，会议召开。",
}


@pytest.fixture
def texts(tmp_path, memory) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
        memory.pipe_file(f"/in/{name}", text.encode())
    return tmp_path / "in"


@pytest.fixture
def kg(monkeypatch, capsys, tmp_path):
    """The command in this process, where memory:// is; the exit code and what it said."""
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["kg-builder", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main.main()
        said = capsys.readouterr()
        return left.value.code or 0, said.out + said.err

    return run


def lasting(name, content):
    """A file without what passes."""
    if name == "run.json":
        return {key: value for key, value in json.loads(content).items() if key not in ("seconds", "ledger")}
    return content


def on_disk(out: Path):
    root = latest(out).root
    files = {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}
    return {name: lasting(name, content) for name, content in files.items() if name != "MANIFEST"}


def at(memory, url):
    """What stands at a URL, held against its list; the parts of kg.nq put together."""
    files = {name.removeprefix(f"/{url}/"): memory.cat_file(name) for name in memory.find(f"/{url}")}
    wanted = manifest_read(files.pop("MANIFEST").decode())
    assert {name: (len(content), hashlib.sha256(content).hexdigest()) for name, content in files.items()} == wanted
    parts = sorted(name for name in files if ".part-" in name)
    if parts:
        files["graph/kg.nq"] = b"".join(files.pop(name) for name in parts)
    return {name: lasting(name, content) for name, content in files.items()}, parts


def test_a_build_from_a_url_is_that_from_the_disk_with_other_names(texts, kg, tmp_path):
    assert kg("build", texts, "-o", tmp_path / "here")[0] == 0
    here = on_disk(tmp_path / "here")
    for url in ("memory://in", f"file://{texts}"):
        out = tmp_path / url.split(":")[0]
        code, said = kg("build", url, "-o", out)
        assert (code, "2 articles, 0 issues" in said) == (0, True), said
        there = on_disk(out)
        assert there.keys() == here.keys()
        for name in here:
            if name not in ("run.json", "graph/graph.html", "annotations/articles.jsonl"):  # the page may be packed
                assert there[name].replace(f"{url}/".encode(), b"") == here[name], name
        assert [each["source"] for each in there["run.json"]["inputs"]] == [
            f"{url}/{each['source']}" for each in here["run.json"]["inputs"]
        ]


def test_a_build_at_a_url_has_the_bytes_of_one_on_the_disk(texts, kg, tmp_path, memory):
    assert kg("build", texts, "-o", tmp_path / "here")[0] == 0
    code, said = kg("build", texts, "-o", "memory://out/deep")
    assert code == 0
    assert "memory://out/deep/graph/kg.nq" in said
    assert at(memory, "out/deep") == (on_disk(tmp_path / "here"), [])
    assert json.loads(kg("build", texts, "-o", "memory://out/deep", "--json")[1])["folder"] == "memory://out/deep"
    assert list((tmp_path / "scratch").iterdir()) == []
    code, _ = kg("build", texts, "-o", f"file://{tmp_path}/三")
    assert (code, on_disk(tmp_path / "三")) == (0, on_disk(tmp_path / "here"))


def test_a_large_archive_goes_in_parts_and_those_of_the_last_one_go(texts, kg, tmp_path, memory, monkeypatch):
    monkeypatch.setattr(sending, "PART", 4000)
    monkeypatch.setattr(sending, "_BLOCK", 512)
    memory.pipe_file("/out/notes.txt", b"mine")
    kg("build", texts, "-o", tmp_path / "here")
    assert kg("build", texts, "-o", "memory://out")[0] == 0
    assert memory.cat_file("/out/notes.txt") == b"mine"
    memory.rm_file("/out/notes.txt")
    whole, parts = at(memory, "out")
    assert whole == on_disk(tmp_path / "here")
    assert len(parts) > 3
    assert parts == [f"graph/kg.nq.part-{number:04}" for number in range(1, len(parts) + 1)]
    assert all(memory.cat_file(f"/out/{name}").endswith(b" .\n") for name in parts)

    (texts / "sub" / "b.txt").unlink()
    kg("build", texts, "-o", tmp_path / "here")
    assert kg("build", texts, "-o", "memory://out")[0] == 0
    whole, fewer = at(memory, "out")
    assert whole == on_disk(tmp_path / "here")
    assert 0 < len(fewer) < len(parts)

    monkeypatch.setattr(sending, "PART", 10**9)
    assert kg("build", texts, "-o", "memory://out")[0] == 0
    assert at(memory, "out") == (on_disk(tmp_path / "here"), [])


@pytest.mark.parametrize("broken", range(1, 8))
def test_a_sending_that_breaks_is_noticed_and_the_next_one_mends_it(broken, texts, kg, tmp_path, memory, monkeypatch):
    monkeypatch.setattr(sending, "PART", 4000)
    monkeypatch.setattr(sending, "_TOGETHER", 5)
    assert kg("build", texts, "-o", "memory://out")[0] == 0
    (texts / "sub" / "b.txt").unlink()
    put, calls = RemoteTree.put, iter(range(1, 100))

    def breaking(self, files):
        if next(calls) == broken:
            raise OSError(5, "the line is down")
        put(self, files)

    monkeypatch.setattr(RemoteTree, "put", breaking)
    before = {name: memory.cat_file(name) for name in memory.find("/out")}
    code, said = kg("build", texts, "-o", "memory://out")
    assert code == 2, said
    assert "memory://out: it cannot be written (the line is down)" in said
    kept = next((tmp_path / "scratch").iterdir()) / "output"
    assert str(kept) in said
    assert latest(kept).nquads.is_file()
    if broken == 1:  # nothing was done yet
        assert {name: memory.cat_file(name) for name in memory.find("/out")} == before
    else:
        assert not memory.exists("/out/MANIFEST")

    monkeypatch.setattr(RemoteTree, "put", put)
    assert kg("build", texts, "-o", "memory://out")[0] == 0
    kg("build", texts, "-o", tmp_path / "here")
    assert at(memory, "out")[0] == on_disk(tmp_path / "here")


def test_what_no_build_sent_is_not_written_over(texts, kg, memory):
    memory.pipe_file("/out/articles/mine.txt", b"mine")
    code, said = kg("build", texts, "-o", "memory://out")
    assert code == 2
    assert "memory://out/articles: no build sent this there" in said
    assert memory.find("/out") == ["/out/articles/mine.txt"]


def test_a_list_that_lies_removes_nothing_of_others(texts, kg, memory):
    memory.pipe_file("/mine.txt", b"mine")
    memory.pipe_file("/out/mine.txt", b"mine")
    for name in ("MANIFEST", "SENDING"):
        memory.pipe_file(f"/out/{name}", b"2 files\nx 1 mine.txt\nx 1 graph/../../mine.txt\n")
    assert kg("build", texts, "-o", "memory://out")[0] == 0
    assert memory.cat_file("/mine.txt") == memory.cat_file("/out/mine.txt") == b"mine"


@pytest.mark.parametrize(
    ("read", "out", "said"),
    [
        ("memory://in", "memory://in/out", "it lies in memory://in"),
        ("memory://in", "memory://in", "it lies in memory://in"),
        ("memory://out/graph/x", "memory://out", "would replace what it reads"),
        ("file://{here}", "{here}/out", "it lies in file://"),
        ("memory://nowhere", "memory://out", "there is no such file or folder"),
        ("memory://in", "s3://bucket/out", "pip install s3fs"),
        ("memory://in", "https://example.org/out", "nothing is fetched from the web"),
        ("s3://bucket/in", "memory://out", "pip install s3fs"),
        ("memory://in", "", "OUT is empty"),
        ("", "memory://out", "A path is empty"),
    ],
)
def test_mistakes_are_one_sentence(read, out, said, texts, kg, tmp_path, memory, monkeypatch):
    monkeypatch.setitem(sys.modules, "s3fs", None)
    code, told = kg("build", read.format(here=texts), "-o", out.format(here=texts))
    assert code == 2
    assert said in told
    assert len(told.strip().splitlines()) == 1
    assert not memory.find("/out")
    assert not (texts / "out").exists()
    assert list((tmp_path / "scratch").iterdir()) == []


def test_a_watch_and_urls_do_not_go_together(texts, kg, memory):
    for given in (("memory://in", "-o", "out"), (texts, "-o", "memory://out")):
        code, said = kg("build", *given, "--watch")
        assert code == 2
        assert "--watch watches folders of this machine" in said
    assert not Path("out").exists()


def test_a_url_in_a_list_is_told(texts, kg, tmp_path):
    (tmp_path / "list").write_text("memory://in\n")
    shutil.copy(texts / "a.txt", tmp_path / "a.txt")
    said = kg("ingest", tmp_path / "a.txt", f"@{tmp_path / 'list'}")[1]
    assert "a URL in a list is not read" in said


def test_what_would_be_read_at_a_url_is_shown(texts, kg):
    code, said = kg("ingest", "memory://in")
    assert code == 0
    assert "memory://in/sub/b.txt" in said

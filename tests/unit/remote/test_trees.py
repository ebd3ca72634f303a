"""Folders at URLs: the rules of folders on the disk, and one sentence for each that cannot be opened."""

import builtins
import gzip
import io
import sys
import zipfile

import pytest

from kg_builder.ingest import Intake, limited, sources
from kg_builder.model.errors import SettingsError, SourceError
from kg_builder.remote import RemoteTree


def told(trees, paths=(), **intake):
    """What is read, with its kind, and the issues."""
    issues = []
    intake = Intake(elsewhere=tuple(map(RemoteTree, trees)), **intake)
    read = [(each.iri, each.media_type, each.payload) for each in sources(paths, issues.append, intake=intake)]
    return read, [(issue.where, issue.code, issue.message) for issue in issues]


def zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("内.txt", "市司法局")
    return packed.getvalue()


FILES = {
    "b.txt": b"b", "a/2.html": b"<html><p>x</p></html>", "a/1.md": b"# x", "a.txt": b"a", "a!b#c%.txt": b"c",
    "济南/市.txt": "市".encode(), ".hidden/x.txt": b"x", "a/.x.txt": b"x", "~$a.docx": b"x", "old.doc": b"x", "a/old.doc": b"x",
    "packed.zip": zipped(), "r.jsonl.gz": gzip.compress(b'{"text": "y"}\n{"text": "z"}\n'), "large.txt": b"l" * 300,
    "empty.txt": b"", "broken.zip": zipped()[:40], "none": b"x",
}  # fmt: skip


@pytest.mark.parametrize("url", ["memory://in", "memory://in/", "file"])
def test_a_folder_at_a_url_is_read_as_the_same_folder_on_the_disk(url, memory, tmp_path):
    for name, content in FILES.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(content)
        memory.pipe_file(f"/in/{name}", content)
    url = f"file://{tmp_path}/in" if url == "file" else url
    limits = limited(["file=200"])
    here, issues = told([], [tmp_path / "in"], limits=limits)
    assert len(here) == 9
    assert {code for _, code, _ in issues} == {"ingest.large", "ingest.empty", "ingest.broken", "ingest.unknown"}

    url = url.rstrip("/")
    there, found = told([url], limits=limits)
    assert there == [(f"{url}/{name}", *rest) for name, *rest in here]
    whole = {"in": url}
    assert found == [(whole.get(where, f"{url}/{where}"), *rest) for where, *rest in issues]


def test_links_are_told_and_hold_nobody_up(tmp_path):
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text("a")
    (tmp_path / "in" / "again.txt").symlink_to(tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "lost.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "in" / "self.txt").symlink_to(tmp_path / "in" / "self.txt")
    (tmp_path / "in" / "sub" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "device.txt").symlink_to("/dev/zero")
    url = f"file://{tmp_path}/in"
    read, issues = told([url])
    assert [name for name, *_ in read] == [f"{url}/a.txt", f"{url}/again.txt"]
    assert [(where, code) for where, code, _ in issues] == [
        (f"{url}/device.txt", "ingest.special"), (f"{url}/lost.txt", "ingest.missing"),
        (f"{url}/self.txt", "ingest.missing"), (f"{url}/sub/loop", "ingest.link"),
    ]  # fmt: skip


def test_a_file_at_a_url_is_looked_into_and_read_once(memory):
    memory.pipe_file("/in/page", b"<!DOCTYPE html><p>x")
    memory.pipe_file("/in/a.txt", b"a")
    assert told(["memory://in/page"])[0] == [("memory://in/page", "text/html", b"<!DOCTYPE html><p>x")]
    read, issues = told(["memory://in/a.txt", "memory://in", "memory://in/", "memory://in/a.txt"])
    assert [name for name, *_ in read] == ["memory://in/a.txt"]
    assert [code for _, code, _ in issues] == ["ingest.unknown"]
    assert told(["memory://in/page"], format="txt")[0][0][1] == "text/plain"
    assert {name for name, *_ in told(["memory://"])[0]} == {"memory://in/a.txt"}


def test_what_goes_wrong_on_the_way_costs_its_file(memory, monkeypatch):
    for name in ("1.txt", "2.txt", "3.txt", "sub/4.txt"):
        memory.pipe_file(f"/in/{name}", b"x")

    class Weird(Exception):
        """Of a package that knows no OSError."""

    opened, listed = type(memory).open, type(memory).ls

    def weird(self, path, *rest, **more):
        if path.endswith("2.txt"):
            raise Weird("no\nline")
        return opened(self, path, *rest, **more)

    def shut(self, path, *rest, **more):
        if path.endswith("sub"):
            raise PermissionError("Forbidden")
        return listed(self, path, *rest, **more)

    monkeypatch.setattr(type(memory), "open", weird)
    monkeypatch.setattr(type(memory), "ls", shut)
    read, issues = told(["memory://in"])
    assert [name for name, *_ in read] == ["memory://in/1.txt", "memory://in/3.txt"]
    assert [(where, code) for where, code, _ in issues] == [
        ("memory://in/2.txt", "ingest.unreadable"), ("memory://in/sub", "ingest.unreadable"),
    ]  # fmt: skip
    assert "(no line)" in issues[0][2]
    assert "(Forbidden)" in issues[1][2]


def test_a_folders_own_mark_in_a_store_of_objects_is_no_folder_in_it(memory, monkeypatch):
    memory.pipe_file("/in/a.txt", b"a")
    listed = type(memory).ls

    def marked(self, path, *rest, **more):
        return [{"name": f"{path}/", "size": 0, "type": "directory"}, *listed(self, path, *rest, **more)]

    monkeypatch.setattr(type(memory), "ls", marked)
    assert [name for name, *_ in told(["memory://in"])[0]] == ["memory://in/a.txt"]


def test_where_nothing_stands_is_one_sentence(memory, tmp_path):
    for url in ("memory://nowhere", f"file://{tmp_path}/nowhere", f"file://{tmp_path}/*.txt"):
        with pytest.raises(SourceError, match="there is no such file or folder"):
            told([url])


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://example.org/a.html", "nothing is fetched from the web"),
        ("HTTPS://example.org/a.html", "nothing is fetched from the web"),
        ("simplecache::https://example.org/a", "several URLs in one"),
        ("zip://a.txt::file:///a.zip", "several URLs in one"),
        ("s3://key:secret@bucket/a", "A URL with a password"),
        ("nonsense://a", "Protocol not known: nonsense"),
    ],
)
def test_urls_that_are_not_opened(url, said):
    with pytest.raises(SettingsError, match=said) as refused:
        RemoteTree(url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(("url", "module"), [("s3://bucket/a", "s3fs"), ("hdfs://name-node/a", "pyarrow")])
def test_a_missing_package_is_named(url, module, monkeypatch):
    for name in (module, f"{module}.fs"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(SettingsError, match=f"the package {module} is not installed.*pip install {module}"):
        RemoteTree(url)


def test_without_fsspec_the_extra_is_named(monkeypatch):
    imported = builtins.__import__

    def without(name, *rest):
        if name.partition(".")[0] == "fsspec":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return imported(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(SettingsError, match=r"pip install 'kg-builder\[cluster\]'"):
        RemoteTree("memory://in")

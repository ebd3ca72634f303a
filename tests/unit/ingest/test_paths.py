"""Folders, patterns, lists and standard input: every file once, in an order of names, and nothing that holds us up."""

import io
import os
import random
import socket
import sys
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg_builder.ingest import Intake, files, sources
from kg_builder.ingest.names import written
from kg_builder.model.errors import SettingsError, SourceError


def test_a_pattern_is_opened_up_and_names_stand_below_it(file, read, tmp_path):
    for name in ("a/1.txt", "a/b/2.txt", "a/b/3.md", "c/4.txt"):
        file(name, name)
    found = read([tmp_path / "**" / "*.txt"])
    assert found.texts == {"a/1.txt": "a/1.txt", "a/b/2.txt": "a/b/2.txt", "c/4.txt": "c/4.txt"}
    assert list(read([tmp_path / "a" / "*"]).texts) == ["1.txt", "b/2.txt", "b/3.md"]
    with pytest.raises(SourceError, match="no file matches"):
        read([tmp_path / "*.docx"])


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(file, read):
    assert read([file("[1]*.txt", "x")]).texts == {"[1]*.txt": "x"}


def test_a_list_names_paths_by_line_or_by_nul(file, read, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file("in/a.txt", "a"), file("in/b.txt", "b"), file("in/line\nend.txt", "c")
    lines = file("lines", "in/a.txt\r\n\nin/missing.txt\nin/b.txt\n")
    found = read([], lists=(lines,))
    assert found.texts == {"in/a.txt": "a", "in/b.txt": "b"}
    assert found.told == [(f"{lines}:3", "ingest.missing")]
    file("nuls", "in/a.txt\0in/line\nend.txt\0")
    assert read([Path("@nuls")]).texts == {"in/a.txt": "a", "in/line%0Aend.txt": "c"}


def test_standard_input_is_one_article_or_what_its_format_says(read, monkeypatch):
    def given(content, **intake):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        found = read([Path("-")], **intake)
        assert not sys.stdin.buffer.closed
        return found.texts

    assert given("市司法局".encode()) == {"stdin": "市司法局"}
    assert given(b'{"text": "x"}', format="jsonl") == {"stdin#1": "x"}
    assert given(b'{"text": "x"}\n') == {"stdin#1": "x"}
    with pytest.raises(SettingsError, match="no such format"):
        given(b"", format="exe")
    with pytest.raises(SettingsError, match="not both"):
        given(b"", lists=(Path("-"),))


def test_a_file_named_itself_is_looked_into(file, read):
    found = read([file("page", "<!DOCTYPE html><p>x"), file("note.dat", "x"), file("a.doc", "<html><p>x</p>")])
    assert {iri: source.media_type for iri, source in found.sources.items()} == {
        "a.doc": "text/html", "note.dat": "text/plain", "page": "text/html",
    }  # fmt: skip
    assert not found.issues


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "--convert-to docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted"),
        ("a.rtf", b"{\\rtf1 x}", ".rtf file"),
        ("a.txt", b"{\\rtf1 x}", ".rtf file"),
        ("a.wps", b"x", ".wps file"),
        ("a.xls", b"x", "CSV"),
        ("a.mhtml", b"MIME-Version: 1.0\n", "save it as HTML"),
        ("a.rar", b"Rar!\x1a\7", "unpack it"),
    ],
)
def test_other_formats_say_how_to_convert_them(file, read, name, content, said):
    found = read([file(name, content)])
    assert not found.sources
    assert [issue.code for issue in found.issues] == ["ingest.unknown"]
    assert said in found.issues[0].message


def test_nothing_in_a_folder_holds_us_up(file, read, tmp_path):
    file("good.txt", "x"), file("sub/good.txt", "y"), file("~$lock.docx", "x"), file(".hidden/a.txt", "x")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    (tmp_path / "linked.txt").symlink_to(tmp_path / "good.txt")
    os.mkfifo(tmp_path / "fifo.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.txt"))
        found = read([tmp_path])
    assert found.texts == {"good.txt": "x", "sub/good.txt": "y"}
    assert sorted(found.told) == [
        ("dangling.txt", "ingest.missing"), ("device.txt", "ingest.special"), ("fifo.txt", "ingest.special"),
        ("loop", "ingest.link"), ("self.txt", "ingest.missing"), ("socket.txt", "ingest.special"),
    ]  # fmt: skip


def test_special_files_named_themselves_are_left_out(read, tmp_path):
    os.mkfifo(tmp_path / "fifo.txt")
    found = read([tmp_path / "fifo.txt", Path("/dev/zero")])
    assert not found.sources
    assert {code for _, code in found.told} == {"ingest.special"}


def test_a_file_that_goes_away_and_one_that_may_not_be_read_cost_themselves(file, tmp_path, monkeypatch):
    for name in ("1.txt", "2.txt", "3.txt"):
        file(name, name)
    issues = []
    running = sources([tmp_path], issues.append)
    assert next(running).iri == "1.txt"
    (tmp_path / "2.txt").unlink()
    assert [source.iri for source in running] == ["3.txt"]
    assert [(issue.where, issue.code) for issue in issues] == [("2.txt", "ingest.missing")]


def test_a_folder_that_may_not_be_read_is_an_issue(file, read, tmp_path, monkeypatch):
    file("a.txt", "x"), file("shut/b.txt", "y")
    scan = os.scandir

    def scandir(path):
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(files.os, "scandir", scandir)
    found = read([tmp_path])
    assert found.texts == {"a.txt": "x"}
    assert found.told == [("shut", "ingest.unreadable")]


def test_a_very_deep_folder_is_gone_through(file, read, tmp_path):
    folder = tmp_path
    for _ in range(150):
        folder /= "目录"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("x")
    assert list(read([tmp_path]).texts.values()) == ["x"]


@pytest.mark.skipif(os.name == "nt", reason="such names are not allowed there")
@pytest.mark.parametrize(
    "name", [b"a\nb.txt", b"a\"b'.txt", "\u202etxt.a.txt".encode(), b"\xd5\xfe.txt", b"%41#1!.txt"]
)
def test_odd_names_are_one_line_and_reversible(read, tmp_path, name):
    (tmp_path / os.fsdecode(name)).write_text("x")
    (iri,) = read([tmp_path]).texts
    assert iri.isprintable()
    assert not set("#!") & set(iri)
    assert unquote_to_bytes(iri) == name


@given(st.text().filter(lambda name: not any("\ud800" <= char <= "\udfff" for char in name)))
def test_a_written_name_can_be_read_back(name):
    assert unquote_to_bytes(written(name)).decode() == name


_NAMES = st.lists(st.text("ab政%#", min_size=1, max_size=3), min_size=1, max_size=8, unique_by=str.casefold)


@settings(max_examples=30, deadline=None)
@given(_NAMES, st.randoms(use_true_random=False))
def test_the_order_of_the_file_system_does_not_matter(tmp_path_factory, names, chance):
    folder = tmp_path_factory.mktemp("order")
    for name in names:
        (folder / name).mkdir()
        (folder / name / "x.txt").write_text(name)
    scan = os.scandir

    class Shuffled(list):
        def __enter__(self):
            return self

        def __exit__(self, *error):
            return None

    def scandir(path):
        with scan(path) as entries:
            found = list(entries)
        chance.shuffle(found)
        return Shuffled(found)

    plain = [(s.iri, s.payload) for s in sources([folder], lambda issue: None)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files.os, "scandir", scandir)
        paths = [folder, *(folder / name for name in names)]
        random.Random(1).shuffle(paths)
        assert [(s.iri, s.payload) for s in sources([folder], lambda issue: None)] == plain
        assert len(list(sources(paths, lambda issue: None, (), Intake()))) == len(plain)
    assert [iri for iri, _ in plain] == sorted(iri for iri, _ in plain)

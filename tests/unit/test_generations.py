"""What a build wrote is swapped in whole, and nothing that nobody asked to replace is replaced."""

import errno
import json
import multiprocessing
import os
import shutil
from pathlib import Path

import pytest

from kg_builder.model.errors import SettingsError
from kg_builder.project import Output, damaged, generation, generations, latest, lock, refuse_foreign

NAMES = ["annotations", "articles", "graph", "reports", "run.json"]


def fill(output: Output, word: str, seconds: float = 1.0) -> None:
    for folder in (output.graph, output.articles, output.reports, output.annotations.parent):
        folder.mkdir(parents=True)
    output.knowledge.write_text(word)
    (output.articles / "a.txt").write_text("它从来一样")
    output.run.write_text(json.dumps({"kg_builder": "0", "word": word, "seconds": seconds}))


def made(out: Path, word: str, seconds: float = 1.0) -> bool:
    with lock(out), generation(out) as draft:
        fill(draft.output, word, seconds)
        return draft.commit()


def home(out: Path) -> list[str]:
    return sorted(path.name for path in (out / ".kg-builder").iterdir())


def state(out: Path) -> dict[str, tuple[int, int]]:
    """Every file and link with its inode and its time of change."""
    return {
        str(path.relative_to(out)): (path.lstat().st_ino, path.lstat().st_mtime_ns)
        for path in out.rglob("*")
        if not path.is_dir() and path.name != "lock"
    }


def test_the_same_content_writes_nothing(tmp_path):
    assert made(tmp_path, "one")
    before = state(tmp_path)
    assert not made(tmp_path, "one", seconds=9.0)  # how long it took is no content
    assert state(tmp_path) == before
    assert made(tmp_path, "two")
    assert Output(tmp_path).knowledge.read_text() == "two"


def test_a_reader_keeps_the_generation_it_began_with(tmp_path):
    made(tmp_path, "one")
    reading = latest(tmp_path)
    made(tmp_path, "two")
    assert reading.knowledge.read_text() == "one"
    assert latest(tmp_path).knowledge.read_text() == "two"
    made(tmp_path, "three")
    assert not reading.knowledge.exists()  # the last but one is gone
    assert len([name for name in home(tmp_path) if name.startswith("gen-")]) == 2


def test_going_back_finds_the_former_generation(tmp_path):
    made(tmp_path, "one")
    first = latest(tmp_path).root
    made(tmp_path, "two")
    assert made(tmp_path, "one")
    assert latest(tmp_path).root == first


def test_a_file_that_suffered_is_mended(tmp_path):
    made(tmp_path, "one")
    Output(tmp_path).knowledge.write_text("spoilt")
    assert damaged(latest(tmp_path).root) == ("graph/kg.jsonl",)
    assert made(tmp_path, "one")
    assert damaged(latest(tmp_path).root) == ()
    assert Output(tmp_path).knowledge.read_text() == "one"
    (latest(tmp_path).root / "MANIFEST").write_text("5 files\n")
    assert damaged(latest(tmp_path).root) == ("MANIFEST",)
    assert made(tmp_path, "one")


def test_what_stayed_is_stored_once(tmp_path):
    made(tmp_path, "one")
    text = (latest(tmp_path).articles / "a.txt").stat().st_ino
    made(tmp_path, "two")
    assert (latest(tmp_path).articles / "a.txt").stat().st_ino == text
    (latest(tmp_path).articles / "a.txt").write_text("verdorben")  # in both now
    made(tmp_path, "three")
    assert (latest(tmp_path).articles / "a.txt").read_text() == "它从来一样"


def test_what_a_killed_build_left_is_removed(tmp_path):
    made(tmp_path, "one")
    place = tmp_path / ".kg-builder"
    for left in ("building/graph", "gen-0123456789abcdef/graph", "rejected", "adopting", "replaced/graph.7"):
        (place / left).mkdir(parents=True)
    (place / "current.new").symlink_to("gen-0123456789abcdef")
    (place / "kept.sqlite").write_text("of another room")
    made(tmp_path, "two")
    assert [name for name in home(tmp_path) if not name.startswith("gen-")] == [
        "current", "kept.sqlite", "lock", "previous",
    ]  # fmt: skip


def test_a_rejected_draft_is_shown_and_not_taken(tmp_path):
    made(tmp_path, "one")
    with lock(tmp_path), generation(tmp_path) as draft:
        fill(draft.output, "wrong")
        place = draft.reject()
    assert Output(place).knowledge.read_text() == "wrong"
    assert Output(tmp_path).knowledge.read_text() == "one"


@pytest.mark.parametrize("call", ["fsync", "replace", "rename", "symlink"])
def test_an_error_of_the_disk_leaves_the_last_generation(tmp_path, monkeypatch, call):
    made(tmp_path, "one")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        with pytest.raises(SettingsError, match="No space left"):
            made(tmp_path, "two")
    assert Output(tmp_path).knowledge.read_text() == "one"
    assert damaged(latest(tmp_path).root) == ()
    assert made(tmp_path, "two")


def test_a_disk_without_symbolic_links_is_refused(tmp_path, monkeypatch):
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "symlink", refused)
    with pytest.raises(SettingsError, match="another disk"):
        made(tmp_path / "out", "one")
    assert not (tmp_path / "out").exists()


def test_a_disk_without_hard_links_serves_as_well(tmp_path, monkeypatch):
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    made(tmp_path, "one")
    monkeypatch.setattr(os, "link", refused)
    made(tmp_path, "two")
    assert damaged(latest(tmp_path).root) == ()


def old_layout(out: Path) -> None:
    """As builds wrote it before there were generations."""
    fill(Output(out), "old")
    (out / "graph" / "kg.gexf").write_text("an export")
    (out / "reports" / "evaluation.json").write_text("figures")


def test_an_older_layout_becomes_the_former_generation(tmp_path):
    old_layout(tmp_path)
    refuse_foreign(tmp_path, [])
    made(tmp_path, "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [".kg-builder", "evaluation.json", "exports", *NAMES]
    )
    assert all((tmp_path / name).is_symlink() for name in NAMES)
    assert Output(tmp_path).knowledge.read_text() == "new"
    assert Output(tmp_path / ".kg-builder" / "previous").knowledge.read_text() == "old"
    assert (tmp_path / "exports" / "kg.gexf").read_text() == "an export"
    assert (tmp_path / "evaluation.json").read_text() == "figures"


@pytest.mark.parametrize("after", range(6))
def test_a_change_of_layout_may_be_cut_anywhere(tmp_path, monkeypatch, after):
    old_layout(tmp_path)
    calls = iter(range(100))

    def cut(link: Path, target: str, point=generations.former.point) -> None:
        if next(calls) == after:
            raise KeyboardInterrupt
        point(link, target)

    with monkeypatch.context() as patch:
        patch.setattr(generations.former, "point", cut)
        with pytest.raises(KeyboardInterrupt):
            made(tmp_path, "new")
    assert latest(tmp_path).knowledge.read_text() == "old"
    refuse_foreign(tmp_path, [])
    made(tmp_path, "new")
    assert Output(tmp_path).knowledge.read_text() == "new"
    assert all((tmp_path / name).is_symlink() for name in NAMES)


def test_a_copy_that_followed_the_links_is_a_build(tmp_path):
    made(tmp_path / "out", "one")
    shutil.copytree(tmp_path / "out", tmp_path / "copy")
    (tmp_path / "copy" / "graph" / "kg.jsonl").write_text("in sight")
    assert latest(tmp_path / "copy").knowledge.read_text() == "in sight"
    refuse_foreign(tmp_path / "copy", [])
    assert made(tmp_path / "copy", "two")
    assert Output(tmp_path / "copy").knowledge.read_text() == "two"
    assert made(tmp_path / "copy", "one")


def test_what_no_build_wrote_is_refused(tmp_path):
    made(tmp_path, "one")
    (tmp_path / "graph").unlink()
    (tmp_path / "graph").mkdir()
    refuse_foreign(tmp_path, [])  # an empty folder is nobody's loss
    (tmp_path / "graph" / "mine.csv").write_text("mine")
    with pytest.raises(SettingsError, match="no build wrote this"):
        refuse_foreign(tmp_path, [])
    shutil.rmtree(tmp_path / "graph")
    (tmp_path / "graph").symlink_to("/etc")
    with pytest.raises(SettingsError, match="no build wrote this"):
        refuse_foreign(tmp_path, [])


def test_what_a_build_wrote_is_no_input_of_it(tmp_path):
    made(tmp_path, "one")
    made(tmp_path, "two")
    for inside in ("articles", "exports", ".kg-builder/previous", ".kg-builder/current/articles/a.txt"):
        with pytest.raises(SettingsError, match="replace what it reads"):
            refuse_foreign(tmp_path, [tmp_path / inside])


def test_a_second_writer_hears_who_is_first(tmp_path):
    with (
        lock(tmp_path),
        pytest.raises(SettingsError, match=rf"process {os.getpid()} on .+ \(since 20.+: .+\) writes"),
        lock(tmp_path),
    ):
        pass
    with lock(tmp_path):
        pass


def test_a_stale_lock_is_no_obstacle(tmp_path):
    file = tmp_path / ".kg-builder" / "lock"
    file.parent.mkdir()
    file.write_text('{"pid": 1, "host": "gone", "since": "2021-03-05", "command": "kg-builder build"}')
    with lock(tmp_path):
        assert json.loads(file.read_text())["pid"] == os.getpid()
    assert file.read_text() == ""


def wait_for_the_end(pipe: "multiprocessing.connection.Connection") -> None:
    pipe.recv()


def test_a_worker_that_lives_on_holds_no_lock(tmp_path):
    ours, theirs = multiprocessing.get_context("fork").Pipe()
    with lock(tmp_path):
        worker = multiprocessing.get_context("fork").Process(target=wait_for_the_end, args=(theirs,))
        worker.start()
    with lock(tmp_path):
        pass
    ours.send("end")
    worker.join()


def test_a_lock_that_wrote_nothing_leaves_nothing(tmp_path):
    with lock(tmp_path / "out"):
        pass
    assert not list(tmp_path.iterdir())

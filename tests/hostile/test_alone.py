"""Hostile inputs that end a build, or need one of their own: packs, places to write, files that change while they are read."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bytes_kinds import PNG
from kinds import NEIGHBOUR, article
from test_hostile import kg, outcome, written

from kg_builder.pipeline import build as run_build
from kg_builder.project import load_pack

PACK = 'name = "mine"\ntitle = "我的"\nextends = ["base"]\n'
ROWS = "name,type,parent,order,aliases,parts\n"


def _pack(**files: str | bytes) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / "mine").mkdir()
        for name, content in files.items():
            raw = content if isinstance(content, bytes) else content.encode()
            (folder / "mine" / name.replace("__", ".")).write_bytes(raw)

    return make


def _cycle(folder: Path) -> None:
    for name, other in (("mine", "yours"), ("yours", "mine")):
        (folder / name).mkdir()
        (folder / name / "pack.toml").write_text(f'name = "{name}"\ntitle = "圆"\nextends = ["{other}"]\n')


PACKS = {
    "a pack that is missing": (lambda folder: None, "no pack"),
    "a pack that is a file": (lambda folder: (folder / "mine").write_text("x"), "no pack"),
    "a pack without pack.toml": (_pack(a__csv=ROWS), "pack.toml"),
    "packs that extend each other": (_cycle, "yours"),
    "a pack that extends nothing there is": (_pack(pack__toml=PACK.replace("base", "nowhere")), "nowhere"),
    "a pack with broken toml": (_pack(pack__toml='name = "mine\n'), "pack.toml"),
    "a pack in gbk": (_pack(pack__toml=PACK.encode("gbk")), "pack.toml"),
    "a table in gbk": (_pack(pack__toml=PACK, a__csv=(ROWS + "安澜行动,Campaign,,,,\n").encode("gbk")), "a.csv"),
    "a table without its header": (_pack(pack__toml=PACK, a__csv="安澜行动,Campaign,,,,\n"), "a.csv"),
    "a table of zeros": (_pack(pack__toml=PACK, a__csv=bytes(5000)), "a.csv"),
    "a table with a type that is none": (_pack(pack__toml=PACK, a__csv=ROWS + "安澜行动,Fase,,,,\n"), "a.csv:2"),
    "word lists that are none": (_pack(pack__toml=PACK, words__toml="pledge_words = 7\n"), "words.toml"),
}  # fmt: skip
CHECKED = {
    "a table with a name twice": (_pack(pack__toml=PACK, a__csv=ROWS + "安澜行动,Campaign,,,,\n安澜行动,Task,,,,\n"), "a.csv:3"),
    "a table with a parent that is none": (_pack(pack__toml=PACK, a__csv=ROWS + "排查,Phase,无此行动,,,\n"), "a.csv:2"),
}  # fmt: skip


@pytest.fixture(scope="module")
def good(tmp_path_factory) -> Path:
    return written(tmp_path_factory.mktemp("alone") / "in", (), False)


@pytest.mark.parametrize("name", PACKS)
def test_a_faulty_pack_is_one_sentence_and_nothing_is_written(name, good, tmp_path):
    make, said = PACKS[name]
    make(tmp_path)
    run = kg("build", good, "-o", tmp_path / "out", "--packs", tmp_path, "--pack", "mine")
    assert run.code == 2, run.err
    assert said in run.err
    assert len(run.err.strip().splitlines()) <= 12
    assert "Traceback" not in run.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", CHECKED)
def test_a_doubtful_pack_is_found_by_its_check(name, tmp_path):
    make, said = CHECKED[name]
    make(tmp_path)
    run = kg("pack", "check", "mine", "--packs", tmp_path)
    assert run.code == 1
    assert said in run.out


NOTHING = {
    "a path that is not there": lambda folder: folder / "nowhere",
    "an empty folder alone": lambda folder: folder,
    "a picture alone": lambda folder: (folder / "a.png", (folder / "a.png").write_bytes(PNG))[0],
    "an empty file alone": lambda folder: (folder / "a.txt", (folder / "a.txt").touch())[0],
    "a pipe alone": lambda folder: (folder / "a.txt", os.mkfifo(folder / "a.txt"))[0],
    "zeros as a device": lambda folder: Path("/dev/zero"),
    "nothing as a device": lambda folder: Path(os.devnull),
}


@pytest.mark.parametrize("name", NOTHING)
def test_where_nothing_can_be_read_one_sentence_says_why(name, tmp_path):
    (tmp_path / "in").mkdir()
    run = kg("build", NOTHING[name](tmp_path / "in"), "-o", tmp_path / "out")
    assert run.code == 2, run.err
    assert len(run.err.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


OUTS = {
    "OUT is a file": (lambda place, good: (place.write_text("mine"), place)[1], "file"),
    "OUT is inside the inputs' own folder": (lambda place, good: good.parent / "in" / "neighbour" / "good.txt", "file"),
    "OUT is below a file": (lambda place, good: (place.write_text("mine"), place / "out")[1], "written"),
    "OUT holds files of others": (lambda place, good: ((place / "graph").mkdir(parents=True), (place / "graph" / "mine.txt").write_text("x"), place)[2], "another folder"),
    "OUT is the device of full disks": (lambda place, good: Path("/dev/full"), "file"),
}  # fmt: skip


@pytest.mark.parametrize("name", OUTS)
def test_what_may_not_be_written_over_stays(name, good, tmp_path):
    make, said = OUTS[name]
    out = make(tmp_path / "place", good)
    before = sorted((path, path.read_bytes()) for path in (*tmp_path.rglob("*"), *good.rglob("*")) if path.is_file())
    run = kg("build", good, "-o", out)
    assert run.code == 2, run.err
    assert said in run.err
    assert len(run.err.strip().splitlines()) == 1
    after = sorted((path, path.read_bytes()) for path in (*tmp_path.rglob("*"), *good.rglob("*")) if path.is_file())
    assert after == before


def test_out_inside_the_inputs_is_not_read_again(good, tmp_path):
    inputs = shutil.copytree(good, tmp_path / "in")
    alone = outcome(good, tmp_path / "alone")
    once = outcome(inputs, inputs / "output")
    again = outcome(inputs, inputs / "output")
    assert once.neighbour == again.neighbour == alone.neighbour
    assert len(again.texts) == 1


def test_out_through_a_link_and_with_a_hostile_name(good, tmp_path):
    (tmp_path / "real \u202e\x1b[31m'\n").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real \u202e\x1b[31m'\n")
    made = outcome(good, tmp_path / "link")
    named = outcome(good, tmp_path / "real \u202e\x1b[31m'\n" / "out")
    assert made.neighbour == named.neighbour
    assert "\x1b" not in named.run.out + named.run.err
    assert "\u202e" not in named.run.out + named.run.err


def _held_back(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """`kg-builder` by a user whom permissions hold back; root must first let go of what lets him pass by them."""
    drop = "-dac_override,-dac_read_search"
    before = ["setpriv", f"--inh-caps={drop}", f"--bounding-set={drop}"] if os.geteuid() == 0 else []
    command = [*before, sys.executable, "-m", "kg_builder.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_files_and_folders_that_may_not_be_read(good, tmp_path):
    inputs = shutil.copytree(good, tmp_path / "in")
    (inputs / "secret").mkdir()
    (inputs / "secret" / "a.txt").write_text(article("secret"), encoding="utf-8")
    (inputs / "locked.txt").write_text(article("locked"), encoding="utf-8")
    (inputs / "secret").chmod(0)
    (inputs / "locked.txt").chmod(0)
    (tmp_path / "outs").mkdir()
    (tmp_path / "outs").chmod(0o777)
    run = _held_back("build", inputs, "-o", tmp_path / "outs" / "out")
    (inputs / "secret").chmod(0o755)
    assert run.returncode == 0, run.stderr
    report = (tmp_path / "outs" / "out" / "reports" / "issues.txt").read_text(encoding="utf-8")
    assert "      2  ingest.unreadable" in report
    assert "\nsecret\n" in report
    assert "\nlocked.txt\n" in report


def test_a_place_that_may_not_be_written(good, tmp_path):
    (tmp_path / "outs").mkdir()
    (tmp_path / "outs").chmod(0o555)
    run = _held_back("build", good, "-o", tmp_path / "outs" / "out")
    assert run.returncode == 2, run.stderr
    assert "cannot be written" in run.stderr
    assert not list((tmp_path / "outs").iterdir())


def test_a_full_disk(good, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        run = kg("build", good, "-o", disk / "out")
        left = list(disk.iterdir())
    finally:
        subprocess.run(["umount", disk], check=True)
    assert run.code == 2, run.err
    assert "No space left" in run.err
    assert len(run.err.strip().splitlines()) == 1
    assert left == []


@pytest.mark.parametrize("what", ["deleted", "cut short", "replaced by a folder", "replaced by a pipe", "grown"])
def test_a_file_that_changes_while_others_are_read(what, good, tmp_path):
    inputs = shutil.copytree(good, tmp_path / "in")
    victim = inputs / "zz.txt"  # listed with the others of its folder, read last
    victim.write_text(article("victim"), encoding="utf-8")
    done = []

    def change(step: str) -> None:
        if done or "good.txt" not in step:
            return
        done.append(step)
        if what == "cut short":
            victim.write_bytes(b"")
        elif what == "grown":
            victim.write_text(article("victim") * 3, encoding="utf-8")
        else:
            victim.unlink()
            if what == "replaced by a folder":
                victim.mkdir()
            elif what == "replaced by a pipe":
                os.mkfifo(victim)

    summary = run_build([inputs], tmp_path / "out", load_pack(), on_step=change)
    assert done
    assert not summary.faults
    told = [issue.code for issue in summary.issues if issue.where == "zz.txt"]
    stated = {"deleted": ["ingest.missing"], "cut short": ["ingest.empty"], "grown": []}
    assert told == stated.get(what, told)
    assert len(told) == (what != "grown")
    assert summary.articles == 1 + (what == "grown")
    alone = outcome(good, tmp_path / "alone")
    assert NEIGHBOUR[:10] in next(iter(alone.texts.values()))[0]
    graph = (tmp_path / "out" / "graph" / "kg.nq").read_text(encoding="utf-8")
    assert all(line in graph for line in alone.neighbour[:-1])

"""No verb hands a terminal what an article or a file's name wants it to obey."""

import json
import re

import pytest
from test_hostile import kg

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
TITLE = "访谈\u202e\u2066\u200f[red]</script>=1+1"
TEXT = f"{TITLE}\n2021年3月5日\n青岛市司法局局长王\u202e建\u200e民表示,我们将坚决清除\u202e害群之马。青岛市司法局召开“铁\u2067军”动员部署会。\n"
NAMES = ("a\u202eb.txt", "\x1b[31mred\x07.txt", "\x9bc.txt", "z\nb.txt")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("terminal")
    (folder / "in").mkdir()
    for number, name in enumerate(NAMES):
        (folder / "in" / name).write_text(TEXT + f"第{number}号。", encoding="utf-8")
    (folder / "in" / "empty\x1b[2J\u202e.txt").touch()
    run = kg("build", folder / "in", "-o", folder / "out")
    assert run.code == 0, run.err
    return folder, run


VERBS = {
    "build": lambda folder: ("build", folder / "in", "-o", folder / "again\u202e\x1b[1m"),
    "build as json": lambda folder: ("build", folder / "in", "-o", folder / "third", "--json"),
    "ingest": lambda folder: ("ingest", "--dry-run", folder / "in"),
    "inspect": lambda folder: ("inspect", folder / "in" / NAMES[1]),
    "inspect as json": lambda folder: ("inspect", folder / "in" / NAMES[0], "--json"),
    "why": lambda folder: ("why", folder / "out", "青岛市司法局"),
    "why of nobody": lambda folder: ("why", folder / "out", "no\x1b[2J\u202ebody"),
    "query": lambda folder: ("query", folder / "out", "who-leads-what"),
    "query as json": lambda folder: ("query", folder / "out", "who-leads-what", "--format", "json"),
    "query of nothing": lambda folder: ("query", folder / "out", "x\x1b[2J"),
    "export": lambda folder: ("export", folder / "out", "--format", "csv", "--to", folder / "to\u202e"),
    "validate": lambda folder: ("validate", folder / "out"),
    "a path that is not there": lambda folder: ("build", folder / "no\x1b[2J\u202e"),
    "a pack that is not there": lambda folder: ("build", folder / "in", "--pack", "x\x1b]0;a\x07"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_prints_what_a_terminal_obeys(verb, built):
    folder, _ = built
    run = kg(*VERBS[verb](folder))
    assert run.code in (0, 2), run.err
    assert run.out or run.err
    assert not OBEYED.search(run.out), OBEYED.search(run.out)
    assert not OBEYED.search(run.err), OBEYED.search(run.err)
    if verb == "query as json":
        assert any("\u202e" in value for row in json.loads(run.out) for value in row.values())  # and nothing was lost


def test_the_reports_hold_none_either(built):
    folder, run = built
    assert not OBEYED.search(run.out + run.err)
    for name in ("issues.txt", "issues.jsonl"):
        assert not OBEYED.search((folder / "out" / "reports" / name).read_text(encoding="utf-8"))
    assert "1 ingest.empty" in run.out
